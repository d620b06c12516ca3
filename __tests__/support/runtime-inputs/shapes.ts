/** Pipelines in the shapes that people have, each with what a run of it gives. */

export interface Shape {
  readonly about: string;
  /** The pipeline's own YAML, as it is stored in Harness with its templates in it. */
  readonly own: string;
  /** What the runtime-input template is made of, where the stored YAML refers to templates. */
  readonly asked?: string;
  /** What is given, by full path. */
  readonly given: Readonly<Record<string, unknown>>;
  /** Bare names that are enough for some of the paths. */
  readonly names?: Readonly<Record<string, string>>;
}

/** `pipeline: {identifier: p, …}` around an indented body. */
const pipeline = (body: string): string =>
  `pipeline:\n  identifier: p\n  name: P\n${body.replace(/^/gm, '  ').trimEnd()}\n`;

/** One stage `deploy` of a type with a spec. */
const stage = (type: string, spec: string): string =>
  pipeline(
    `stages:\n  - stage:\n      identifier: deploy\n      name: Deploy\n      type: ${type}\n      spec:\n${spec.trim().replace(/^/gm, '        ')}\n`,
  );

const SPEC = 'stages.deploy.spec';

export const SHAPES: readonly Shape[] = [
  {
    about: 'a runtime service, environment and infrastructure with what the service asks for',
    own: stage(
      'Deployment',
      `
deploymentType: Kubernetes
service: { serviceRef: <+input>, serviceInputs: <+input> }
environment: { environmentRef: <+input>, environmentInputs: <+input>, serviceOverrideInputs: <+input>, infrastructureDefinitions: <+input> }
execution: { steps: [{ step: { identifier: rollout, name: Rollout, type: K8sRollingDeploy, timeout: 10m, spec: { skipDryRun: false } } }] }`,
    ),
    given: {
      [`${SPEC}.service.serviceRef`]: 'web',
      [`${SPEC}.service.serviceInputs`]: {
        serviceDefinition: {
          type: 'Kubernetes',
          spec: {
            artifacts: {
              primary: {
                primaryArtifactRef: 'img',
                sources: [{ identifier: 'img', type: 'DockerRegistry', spec: { tag: '1.10' } }],
              },
            },
          },
        },
      },
      [`${SPEC}.environment.environmentRef`]: 'prod',
      [`${SPEC}.environment.infrastructureDefinitions`]: [{ identifier: 'k8s' }],
    },
    names: {
      serviceRef: `${SPEC}.service.serviceRef`,
      serviceInputs: `${SPEC}.service.serviceInputs`,
      environmentRef: `${SPEC}.environment.environmentRef`,
      infrastructureDefinitions: `${SPEC}.environment.infrastructureDefinitions`,
    },
  },
  {
    about: 'a fixed service whose artifact tag is asked for',
    own: stage(
      'Deployment',
      `
service:
  serviceRef: web
  serviceInputs:
    serviceDefinition:
      type: Kubernetes
      spec:
        artifacts: { primary: { primaryArtifactRef: img, sources: [{ identifier: img, type: DockerRegistry, spec: { tag: <+input> } }] } }
environment: { environmentRef: prod, deployToAll: false, infrastructureDefinitions: [{ identifier: k8s }] }`,
    ),
    given: { [`${SPEC}.service.serviceInputs.serviceDefinition.spec.artifacts.primary.sources.img.spec.tag`]: '007' },
    names: { tag: `${SPEC}.service.serviceInputs.serviceDefinition.spec.artifacts.primary.sources.img.spec.tag` },
  },
  {
    about: 'a primary artifact to choose, with its sources beside it',
    own: stage(
      'Deployment',
      `
service:
  serviceRef: web
  serviceInputs: { serviceDefinition: { type: Kubernetes, spec: { artifacts: { primary: { primaryArtifactRef: <+input>, sources: <+input> } } } } }
environment: { environmentRef: prod, infrastructureDefinitions: [{ identifier: k8s }] }`,
    ),
    given: { [`${SPEC}.service.serviceInputs.serviceDefinition.spec.artifacts.primary.primaryArtifactRef`]: 'img' },
    names: {
      primaryArtifactRef: `${SPEC}.service.serviceInputs.serviceDefinition.spec.artifacts.primary.primaryArtifactRef`,
    },
  },
  {
    about: 'the oldest form of a service',
    own: stage(
      'Deployment',
      `
serviceConfig:
  serviceRef: <+input>
  serviceDefinition: { type: Kubernetes, spec: { artifacts: { primary: { type: DockerRegistry, spec: { tag: <+input> } } }, variables: [{ name: replicas, type: Number, value: <+input> }] } }
infrastructure: { environmentRef: <+input>, infrastructureDefinition: { type: KubernetesDirect, spec: { connectorRef: <+input>, namespace: <+input> } } }`,
    ),
    given: {
      [`${SPEC}.serviceConfig.serviceRef`]: 'web',
      [`${SPEC}.serviceConfig.serviceDefinition.spec.artifacts.primary.spec.tag`]: '1e3',
      [`${SPEC}.serviceConfig.serviceDefinition.spec.variables.replicas`]: 3,
      [`${SPEC}.infrastructure.environmentRef`]: 'prod',
      [`${SPEC}.infrastructure.infrastructureDefinition.spec.namespace`]: 'shop',
    },
    names: {
      tag: `${SPEC}.serviceConfig.serviceDefinition.spec.artifacts.primary.spec.tag`,
      replicas: `${SPEC}.serviceConfig.serviceDefinition.spec.variables.replicas`,
      namespace: `${SPEC}.infrastructure.infrastructureDefinition.spec.namespace`,
    },
  },
  {
    about: 'several services, all of them chosen at run time',
    own: stage(
      'Deployment',
      `
services: { values: <+input>, metadata: { parallel: true } }
environment: { environmentRef: prod, infrastructureDefinitions: [{ identifier: k8s }] }`,
    ),
    given: {
      [`${SPEC}.services.values`]: [
        {
          serviceRef: 'web',
          serviceInputs: {
            serviceDefinition: {
              type: 'Kubernetes',
              spec: { variables: [{ name: 'tag', type: 'String', value: '1.10' }] },
            },
          },
        },
        { serviceRef: 'api' },
      ],
    },
    names: { values: `${SPEC}.services.values` },
  },
  {
    about: 'several fixed services that ask for something each',
    own: stage(
      'Deployment',
      `
services:
  values:
    - serviceRef: web
      serviceInputs: { serviceDefinition: { type: Kubernetes, spec: { variables: [{ name: tag, type: String, value: <+input> }] } } }
    - serviceRef: api
      serviceInputs: { serviceDefinition: { type: Kubernetes, spec: { variables: [{ name: tag, type: String, value: <+input> }] } } }
environment: { environmentRef: prod, infrastructureDefinitions: [{ identifier: k8s }] }`,
    ),
    given: {
      [`${SPEC}.services.values.web.serviceInputs.serviceDefinition.spec.variables.tag`]: '1.10',
      [`${SPEC}.services.values.api.serviceInputs.serviceDefinition.spec.variables.tag`]: '2.0',
    },
  },
  {
    about: 'several environments, all of them chosen at run time',
    own: stage(
      'Deployment',
      `
service: { serviceRef: web }
environments: { values: <+input>, metadata: { parallel: false } }`,
    ),
    given: {
      [`${SPEC}.environments.values`]: [
        { environmentRef: 'eu', infrastructureDefinitions: [{ identifier: 'k8s_eu' }] },
        { environmentRef: 'us', deployToAll: true },
      ],
    },
  },
  {
    about: 'several fixed environments with infrastructures to choose',
    own: stage(
      'Deployment',
      `
service: { serviceRef: web }
environments:
  values:
    - { environmentRef: eu, infrastructureDefinitions: <+input> }
    - { environmentRef: us, deployToAll: true, infrastructureDefinitions: <+input> }`,
    ),
    given: { [`${SPEC}.environments.values.eu.infrastructureDefinitions`]: [{ identifier: 'k8s' }] },
  },
  {
    about: 'an environment group with filters',
    own: stage(
      'Deployment',
      `
service: { serviceRef: web }
environmentGroup: { envGroupRef: <+input>, deployToAll: true, environments: <+input> }`,
    ),
    given: { [`${SPEC}.environmentGroup.envGroupRef`]: 'production' },
    names: { envGroupRef: `${SPEC}.environmentGroup.envGroupRef` },
  },
  {
    about: 'GitOps with clusters to choose',
    own: stage(
      'Deployment',
      `
gitOpsEnabled: true
service: { serviceRef: web }
environment: { environmentRef: prod, gitOpsClusters: <+input> }
execution: { steps: [{ step: { identifier: update, name: Update, type: GitOpsUpdateReleaseRepo, spec: { variables: [{ name: version, type: String, value: <+input> }] } } }] }`,
    ),
    given: {
      [`${SPEC}.environment.gitOpsClusters`]: [{ identifier: 'incluster', agentIdentifier: 'account.agent' }],
      [`${SPEC}.execution.steps.update.spec.variables.version`]: '1.10',
    },
    names: {
      gitOpsClusters: `${SPEC}.environment.gitOpsClusters`,
      version: `${SPEC}.execution.steps.update.spec.variables.version`,
    },
  },
  {
    about: 'GitOps that deploys to all clusters',
    own: stage(
      'Deployment',
      'service: { serviceRef: <+input> }\nenvironment: { environmentRef: prod, deployToAll: true, gitOpsClusters: <+input> }',
    ),
    given: { [`${SPEC}.service.serviceRef`]: 'web' },
    names: { serviceRef: `${SPEC}.service.serviceRef` },
  },
  {
    about: 'ECS with a task definition and a rolling step',
    own: stage(
      'Deployment',
      `
service:
  serviceRef: web
  serviceInputs:
    serviceDefinition:
      type: ECS
      spec:
        manifests:
          - manifest: { identifier: task, type: EcsTaskDefinition, spec: { store: { type: Github, spec: { branch: <+input>, paths: <+input> } } } }
          - manifest: { identifier: svc, type: EcsServiceDefinition, spec: { store: { type: Github, spec: { branch: <+input> } } } }
environment: { environmentRef: prod, infrastructureDefinitions: [{ identifier: ecs, inputs: { identifier: ecs, type: ECS, spec: { region: <+input>, cluster: <+input> } } }] }`,
    ),
    given: {
      [`${SPEC}.service.serviceInputs.serviceDefinition.spec.manifests.task.manifest.spec.store.spec.branch`]: 'main',
      [`${SPEC}.service.serviceInputs.serviceDefinition.spec.manifests.task.manifest.spec.store.spec.paths`]: [
        'task.json',
      ],
      [`${SPEC}.service.serviceInputs.serviceDefinition.spec.manifests.svc.manifest.spec.store.spec.branch`]: 'main',
      [`${SPEC}.environment.infrastructureDefinitions.ecs.inputs.spec.region`]: 'eu-central-1',
      [`${SPEC}.environment.infrastructureDefinitions.ecs.inputs.spec.cluster`]: 'shop',
    },
    names: {
      region: `${SPEC}.environment.infrastructureDefinitions.ecs.inputs.spec.region`,
      paths: `${SPEC}.service.serviceInputs.serviceDefinition.spec.manifests.task.manifest.spec.store.spec.paths`,
    },
  },
  {
    about: 'serverless with a version of its framework',
    own: stage(
      'Deployment',
      `
service: { serviceRef: fn, serviceInputs: { serviceDefinition: { type: ServerlessAwsLambda, spec: { artifacts: { primary: { primaryArtifactRef: zip, sources: [{ identifier: zip, type: AmazonS3, spec: { filePath: <+input> } }] } } } } } }
environment: { environmentRef: prod, infrastructureDefinitions: <+input> }
execution: { steps: [{ step: { identifier: deploy_fn, name: Deploy, type: ServerlessAwsLambdaDeploy, spec: { commandOptions: <+input> } } }] }`,
    ),
    given: {
      [`${SPEC}.service.serviceInputs.serviceDefinition.spec.artifacts.primary.sources.zip.spec.filePath`]:
        'fn/1.10.zip',
      [`${SPEC}.environment.infrastructureDefinitions`]: [{ identifier: 'aws' }],
    },
    names: {
      filePath: `${SPEC}.service.serviceInputs.serviceDefinition.spec.artifacts.primary.sources.zip.spec.filePath`,
    },
  },
  {
    about: 'Helm with a chart version and values',
    own: stage(
      'Deployment',
      `
service:
  serviceRef: web
  serviceInputs:
    serviceDefinition:
      type: NativeHelm
      spec:
        manifests:
          - manifest: { identifier: chart, type: HelmChart, spec: { chartVersion: <+input>, store: { type: Http, spec: { connectorRef: <+input>.default(charts) } } } }
          - manifest: { identifier: values, type: Values, spec: { store: { type: Github, spec: { branch: <+input>.allowedValues(main,release) } } } }
environment: { environmentRef: prod, infrastructureDefinitions: [{ identifier: k8s }] }`,
    ),
    given: {
      [`${SPEC}.service.serviceInputs.serviceDefinition.spec.manifests.chart.manifest.spec.chartVersion`]: '1.10',
      [`${SPEC}.service.serviceInputs.serviceDefinition.spec.manifests.values.manifest.spec.store.spec.branch`]:
        'release',
    },
    names: {
      chartVersion: `${SPEC}.service.serviceInputs.serviceDefinition.spec.manifests.chart.manifest.spec.chartVersion`,
      branch: `${SPEC}.service.serviceInputs.serviceDefinition.spec.manifests.values.manifest.spec.store.spec.branch`,
    },
  },
  {
    about: 'a custom stage with a script and its variables',
    own: stage(
      'Custom',
      `
execution:
  steps:
    - step:
        identifier: notify
        name: Notify
        type: ShellScript
        timeout: <+input>.default(5m)
        spec:
          shell: Bash
          onDelegate: true
          source: { type: Inline, spec: { script: echo } }
          environmentVariables: [{ name: CHANNEL, type: String, value: <+input> }, { name: TOKEN, type: Secret, value: <+input> }]
          delegateSelectors: <+input>`,
    ),
    given: {
      [`${SPEC}.execution.steps.notify.spec.environmentVariables.CHANNEL`]: '#releases',
      [`${SPEC}.execution.steps.notify.spec.environmentVariables.TOKEN`]: 'account.slack',
      [`${SPEC}.execution.steps.notify.spec.delegateSelectors`]: ['linux', 'eu'],
    },
    names: {
      CHANNEL: `${SPEC}.execution.steps.notify.spec.environmentVariables.CHANNEL`,
      delegateSelectors: `${SPEC}.execution.steps.notify.spec.delegateSelectors`,
    },
  },
  {
    about: 'an approval whose approvers are chosen',
    own: stage(
      'Approval',
      `
execution:
  steps:
    - step: { identifier: ask, name: Ask, type: HarnessApproval, timeout: 1d, spec: { approvalMessage: <+input>, approvers: { userGroups: <+input>, minimumCount: <+input>.default(1) }, approverInputs: [] } }`,
    ),
    given: {
      [`${SPEC}.execution.steps.ask.spec.approvers.userGroups`]: ['account.admins'],
      [`${SPEC}.execution.steps.ask.spec.approvalMessage`]: 'Release 1.10: please look\nat the notes',
    },
    names: {
      userGroups: `${SPEC}.execution.steps.ask.spec.approvers.userGroups`,
      approvalMessage: `${SPEC}.execution.steps.ask.spec.approvalMessage`,
    },
  },
  {
    about: 'a Jira approval with a ticket that must match',
    own: stage(
      'Approval',
      'execution: { steps: [{ step: { identifier: jira, name: Jira, type: JiraApproval, timeout: 1d, spec: { connectorRef: jira, issueKey: "<+input>.regex(^[A-Z]+-\\\\d+$)" } } }] }',
    ),
    given: { [`${SPEC}.execution.steps.jira.spec.issueKey`]: 'OPS-42' },
    names: { issueKey: `${SPEC}.execution.steps.jira.spec.issueKey` },
  },
  {
    about: 'CI with a codebase, optional fields of a Run step, a Plugin and a Background step',
    own: pipeline(`
properties: { ci: { codebase: { connectorRef: git, repoName: web, build: <+input>, depth: <+input>, prCloneStrategy: <+input> } } }
stages:
  - stage:
      identifier: unit
      name: Unit
      type: CI
      spec:
        cloneCodebase: true
        execution:
          steps:
            - step: { identifier: db, name: DB, type: Background, spec: { image: "<+input>", entrypoint: <+input> } }
            - step: { identifier: tests, name: Tests, type: Run, timeout: <+input>, spec: { command: make, privileged: <+input>, runAsUser: <+input>, resources: { limits: { memory: <+input>, cpu: <+input> } }, envVariables: { LEVEL: <+input> } } }
            - step: { identifier: scan, name: Scan, type: Plugin, spec: { image: plugins/x, settings: { tags: <+input>, dry: <+input> } } }`),
    given: {
      'properties.ci.codebase.build': { type: 'branch', spec: { branch: 'main' } },
      'stages.unit.spec.execution.steps.db.spec.image': 'postgres:16.10',
      'stages.unit.spec.execution.steps.tests.spec.envVariables.LEVEL': '007',
      'stages.unit.spec.execution.steps.scan.spec.settings.tags': ['a', '1.10'],
    },
    names: {
      build: 'properties.ci.codebase.build',
      image: 'stages.unit.spec.execution.steps.db.spec.image',
      LEVEL: 'stages.unit.spec.execution.steps.tests.spec.envVariables.LEVEL',
    },
  },
  {
    about: 'CI with a branch to choose, and infrastructure',
    own: pipeline(`
properties: { ci: { codebase: { connectorRef: <+input>, repoName: <+input>, build: { type: branch, spec: { branch: <+input> } } } } }
stages:
  - stage: { identifier: unit, name: Unit, type: CI, spec: { infrastructure: { type: KubernetesDirect, spec: { connectorRef: <+input>, namespace: <+input>, nodeSelector: <+input> } }, execution: { steps: [{ step: { identifier: t, name: T, type: Run, spec: { command: make } } }] } } }`),
    given: {
      'properties.ci.codebase.repoName': 'web',
      'properties.ci.codebase.build.spec.branch': 'feature/1.10',
      'stages.unit.spec.infrastructure.spec.namespace': 'ci',
      'stages.unit.spec.infrastructure.spec.nodeSelector': { disk: 'ssd' },
    },
    names: {
      repoName: 'properties.ci.codebase.repoName',
      branch: 'properties.ci.codebase.build.spec.branch',
      namespace: 'stages.unit.spec.infrastructure.spec.namespace',
    },
  },
  {
    about: 'step groups in step groups, and parallel steps',
    own: stage(
      'Custom',
      `
execution:
  steps:
    - stepGroup:
        identifier: outer
        name: Outer
        steps:
          - parallel:
              - step: { identifier: a, name: A, type: ShellScript, spec: { script: <+input> } }
              - stepGroup: { identifier: inner, name: Inner, steps: [{ step: { identifier: b, name: B, type: ShellScript, spec: { script: <+input> } } }] }
    - parallel:
        - step: { identifier: c, name: C, type: Http, spec: { url: <+input> } }
        - step: { identifier: d, name: D, type: Http, spec: { url: https://example.com } }`,
    ),
    given: {
      [`${SPEC}.execution.steps.outer.steps.a.spec.script`]: 'echo a',
      [`${SPEC}.execution.steps.outer.steps.inner.steps.b.spec.script`]: 'echo b # not a comment',
      [`${SPEC}.execution.steps.c.spec.url`]: 'https://example.com/#x',
    },
    names: { url: `${SPEC}.execution.steps.c.spec.url` },
  },
  {
    about: 'a matrix whose axis is given',
    own: pipeline(`
stages:
  - stage:
      identifier: deploy
      name: Deploy
      type: Custom
      strategy: { matrix: { region: <+input>, exclude: <+input>, maxConcurrency: <+input> } }
      spec: { execution: { steps: [{ step: { identifier: s, name: S, type: Wait, spec: { duration: <+input> } } }] } }`),
    given: {
      'stages.deploy.strategy.matrix.region': ['eu', 'us'],
      'stages.deploy.strategy.matrix.maxConcurrency': 2,
      [`${SPEC}.execution.steps.s.spec.duration`]: '10s',
    },
    names: { region: 'stages.deploy.strategy.matrix.region', duration: `${SPEC}.execution.steps.s.spec.duration` },
  },
  {
    about: 'a repeat over items',
    own: pipeline(`
stages:
  - stage: { identifier: deploy, name: Deploy, type: Custom, strategy: { repeat: { items: <+input>, maxConcurrency: 1 } }, spec: { execution: { steps: [{ step: { identifier: s, name: S, type: ShellScript, spec: {} } }] } } }`),
    given: { 'stages.deploy.strategy.repeat.items': ['host1', 'host2'] },
    names: { items: 'stages.deploy.strategy.repeat.items' },
  },
  {
    about: 'a stage template',
    own: pipeline(
      'stages:\n  - stage:\n      identifier: deploy\n      name: Deploy\n      type: Custom\n      variables: [{ name: region, type: String, required: true, value: <+input> }]\n      spec: { execution: { steps: [{ step: { identifier: s, type: ShellScript, spec: { script: <+input> } } }] } }',
    ),
    asked: pipeline(
      'stages:\n  - stage:\n      identifier: deploy\n      name: Deploy\n      template:\n        templateRef: account.deploy\n        versionLabel: "1"\n        templateInputs:\n          type: Custom\n          variables: [{ name: region, type: String, value: <+input> }]\n          spec: { execution: { steps: [{ step: { identifier: s, type: ShellScript, spec: { script: <+input> } } }] } }',
    ),
    given: { 'stages.deploy.variables.region': 'eu', [`${SPEC}.execution.steps.s.spec.script`]: 'echo' },
    names: { region: 'stages.deploy.variables.region', script: `${SPEC}.execution.steps.s.spec.script` },
  },
  {
    about: 'a step template and a step group template',
    own: stage(
      'Custom',
      'execution: { steps: [{ step: { identifier: s, name: S, type: ShellScript, spec: { script: <+input> } } }, { stepGroup: { identifier: g, name: G, steps: [{ step: { identifier: t, name: T, type: Http, spec: { url: <+input> } } }] } }] }',
    ),
    asked: stage(
      'Custom',
      `
execution:
  steps:
    - step: { identifier: s, name: S, template: { templateRef: script, versionLabel: "2", templateInputs: { type: ShellScript, spec: { script: <+input> } } } }
    - stepGroup: { identifier: g, name: G, template: { templateRef: group, templateInputs: { steps: [{ step: { identifier: t, type: Http, spec: { url: <+input> } } }] } } }`,
    ),
    given: {
      [`${SPEC}.execution.steps.s.spec.script`]: 'echo 1.10',
      [`${SPEC}.execution.steps.g.steps.t.spec.url`]: 'https://example.com',
    },
    names: { script: `${SPEC}.execution.steps.s.spec.script`, url: `${SPEC}.execution.steps.g.steps.t.spec.url` },
  },
  {
    about: 'a pipeline template with a codebase',
    own: pipeline(
      'properties: { ci: { codebase: { connectorRef: git, build: <+input> } } }\nvariables: [{ name: tag, type: String, required: true, value: <+input> }]\nstages: [{ stage: { identifier: unit, type: CI, variables: [{ name: level, type: Number, value: <+input> }] } }]',
    ),
    asked: pipeline(
      'template:\n  templateRef: ci\n  templateInputs:\n    properties: { ci: { codebase: { build: <+input> } } }\n    variables: [{ name: tag, type: String, value: <+input> }]\n    stages: [{ stage: { identifier: unit, type: CI, variables: [{ name: level, type: Number, value: <+input> }] } }]',
    ),
    given: {
      'properties.ci.codebase.build': { type: 'tag', spec: { tag: 'v1.10' } },
      'variables.tag': '1.10',
      'stages.unit.variables.level': 3,
    },
    names: { build: 'properties.ci.codebase.build', tag: 'variables.tag', level: 'stages.unit.variables.level' },
  },
  {
    about: 'a chained pipeline with the inputs of its child',
    own: pipeline(`
stages:
  - stage:
      identifier: child
      name: Child
      type: Pipeline
      spec:
        org: default
        pipeline: release
        project: shop
        inputs:
          identifier: release
          variables: [{ name: version, type: String, value: <+input> }]
          stages: [{ stage: { identifier: inner, type: Custom, variables: [{ name: region, type: String, value: <+input> }] } }]`),
    given: {
      'stages.child.spec.inputs.variables.version': '1.10',
      'stages.child.spec.inputs.stages.inner.variables.region': 'eu',
    },
    names: {
      version: 'stages.child.spec.inputs.variables.version',
      region: 'stages.child.spec.inputs.stages.inner.variables.region',
    },
  },
  {
    about: 'IaCM with a workspace',
    own: stage(
      'IACM',
      'workspace: <+input>\nexecution: { steps: [{ step: { identifier: plan, name: Plan, type: IACMTerraformPlugin, timeout: <+input>, spec: { command: plan } } }, { step: { identifier: apply, name: Apply, type: IACMTerraformPlugin, timeout: <+input>, spec: { command: apply } } }] }',
    ),
    given: { [`${SPEC}.workspace`]: 'network', [`${SPEC}.execution.steps.apply.timeout`]: '20m' },
    names: { workspace: `${SPEC}.workspace` },
  },
  {
    about: 'STO with a scan whose target is given',
    own: stage(
      'SecurityTests',
      'cloneCodebase: false\nexecution: { steps: [{ step: { identifier: zap, name: Zap, type: Zap, spec: { mode: orchestration, target: { type: instance, name: <+input>, variant: <+input> }, instance: { domain: <+input>, port: <+input> }, advanced: { fail_on_severity: "<+input>.allowedValues(none,low,high,critical)" } } } }] }',
    ),
    given: {
      [`${SPEC}.execution.steps.zap.spec.target.name`]: 'shop',
      [`${SPEC}.execution.steps.zap.spec.target.variant`]: '1.10',
      [`${SPEC}.execution.steps.zap.spec.instance.port`]: 8080,
      [`${SPEC}.execution.steps.zap.spec.advanced.fail_on_severity`]: 'high',
    },
    names: {
      variant: `${SPEC}.execution.steps.zap.spec.target.variant`,
      port: `${SPEC}.execution.steps.zap.spec.instance.port`,
      fail_on_severity: `${SPEC}.execution.steps.zap.spec.advanced.fail_on_severity`,
    },
  },
  {
    about: 'Terraform with variables, backend and targets',
    own: stage(
      'Custom',
      'execution: { steps: [{ step: { identifier: tf, name: TF, type: TerraformPlan, timeout: 10m, spec: { configuration: { workspace: <+input>, backendConfig: { type: Inline, spec: { content: <+input> } }, targets: <+input>, varFiles: [{ varFile: { identifier: vars, type: Inline, spec: { content: <+input> } } }] }, provisionerIdentifier: <+input> } } }] }',
    ),
    given: {
      [`${SPEC}.execution.steps.tf.spec.configuration.workspace`]: 'prod',
      [`${SPEC}.execution.steps.tf.spec.configuration.varFiles.vars.varFile.spec.content`]:
        'size = "1.10"\n\nzone = 7\n',
      [`${SPEC}.execution.steps.tf.spec.configuration.targets`]: ['module.a'],
    },
    names: {
      workspace: `${SPEC}.execution.steps.tf.spec.configuration.workspace`,
      targets: `${SPEC}.execution.steps.tf.spec.configuration.targets`,
    },
  },
  {
    about: 'parallel stages with equal names, and variables of every type',
    own: pipeline(`
variables:
  - { name: image_tag, type: String, required: true, value: <+input> }
  - { name: replicas, type: Number, value: "<+input>.default(2).allowedValues(1,2,3)" }
  - { name: api_key, type: Secret, value: <+input> }
  - { name: window, type: String, value: <+input>.executionInput() }
stages:
  - parallel:
      - stage: { identifier: eu, name: EU, type: Custom, variables: [{ name: region, type: String, value: "<+input>.allowedValues(eu-1,eu-2)" }], spec: { execution: { steps: [] } } }
      - stage: { identifier: us, name: US, type: Custom, variables: [{ name: region, type: String, value: <+input> }], spec: { execution: { steps: [] } } }`),
    given: {
      'variables.image_tag': '1.10',
      'variables.replicas': 3,
      'variables.api_key': 'account.key',
      'stages.eu.variables.region': 'eu-2',
      'stages.us.variables.region': 'us-1',
    },
    names: { image_tag: 'variables.image_tag', replicas: 'variables.replicas', api_key: 'variables.api_key' },
  },
  {
    about: 'Lambda with function definitions in lists of scalars, and a notification rule',
    own: pipeline(`
delegateSelectors: <+input>
notificationRules: [{ identifier: slack, name: Slack, pipelineEvents: [{ type: AllEvents }], notificationMethod: { type: Slack, spec: { webhookUrl: <+input>, userGroups: <+input> } }, enabled: true }]
stages:
  - stage: { identifier: deploy, name: Deploy, type: Deployment, spec: { service: { serviceRef: fn }, environment: { environmentRef: <+input>.allowedValues(dev,prod), infrastructureDefinitions: <+input> }, execution: { steps: [{ step: { identifier: l, name: L, type: AwsLambdaDeploy, spec: {} } }] } } }`),
    given: {
      delegateSelectors: ['linux'],
      'notificationRules.slack.notificationMethod.spec.webhookUrl': 'https://hooks.example.com/x',
      [`${SPEC}.environment.environmentRef`]: 'dev',
      [`${SPEC}.environment.infrastructureDefinitions`]: [
        { identifier: 'aws', inputs: { identifier: 'aws', type: 'AwsLambda', spec: { region: 'eu-1' } } },
      ],
    },
    names: {
      delegateSelectors: 'delegateSelectors',
      webhookUrl: 'notificationRules.slack.notificationMethod.spec.webhookUrl',
      environmentRef: `${SPEC}.environment.environmentRef`,
    },
  },
  {
    about: 'rollout steps with percentages, failure strategies and conditions',
    own: pipeline(`
stages:
  - stage:
      identifier: deploy
      name: Deploy
      type: Deployment
      when: { pipelineStatus: Success, condition: <+input> }
      failureStrategies: [{ onFailure: { errors: [AllErrors], action: { type: Retry, spec: { retryCount: <+input>, retryIntervals: <+input> } } } }]
      spec:
        service: { serviceRef: web }
        environment: { environmentRef: prod, infrastructureDefinitions: [{ identifier: k8s }] }
        execution: { steps: [{ stepGroup: { identifier: canary, name: Canary, steps: [{ step: { identifier: c, name: C, type: K8sCanaryDeploy, spec: { instanceSelection: { type: Percentage, spec: { percentage: <+input> } } } } }] } }], rollbackSteps: [{ step: { identifier: r, name: R, type: K8sRollingRollback, timeout: <+input>, spec: {} } }] }`),
    given: {
      'stages.deploy.when.condition': '<+pipeline.name> == "P"',
      [`${SPEC}.execution.steps.canary.steps.c.spec.instanceSelection.spec.percentage`]: 25,
      [`${SPEC}.execution.rollbackSteps.r.timeout`]: '10m',
    },
    names: {
      condition: 'stages.deploy.when.condition',
      percentage: `${SPEC}.execution.steps.canary.steps.c.spec.instanceSelection.spec.percentage`,
    },
  },
  {
    about: 'a service of an environment with overrides, and a stage that uses the environment of another',
    own: pipeline(`
stages:
  - stage:
      identifier: deploy
      name: Deploy
      type: Deployment
      spec:
        service: { serviceRef: web, serviceInputs: { serviceDefinition: { type: Kubernetes, spec: { variables: [{ name: debug, type: String, value: <+input> }] } } } }
        environment: { environmentRef: prod, environmentInputs: { identifier: prod, type: Production, variables: [{ name: zone, type: String, value: <+input> }] }, serviceOverrideInputs: { variables: [{ name: limit, type: String, value: <+input> }] }, infrastructureDefinitions: [{ identifier: k8s, inputs: { identifier: k8s, type: KubernetesDirect, spec: { namespace: <+input> } } }] }
  - stage: { identifier: verify, name: Verify, type: Deployment, spec: { service: { serviceRef: <+input> }, environment: { useFromStage: { stage: deploy } } } }`),
    given: {
      [`${SPEC}.service.serviceInputs.serviceDefinition.spec.variables.debug`]: 'on',
      [`${SPEC}.environment.environmentInputs.variables.zone`]: '1',
      [`${SPEC}.environment.serviceOverrideInputs.variables.limit`]: '0x1F',
      [`${SPEC}.environment.infrastructureDefinitions.k8s.inputs.spec.namespace`]: 'shop',
      'stages.verify.spec.service.serviceRef': 'web',
    },
    names: {
      debug: `${SPEC}.service.serviceInputs.serviceDefinition.spec.variables.debug`,
      zone: `${SPEC}.environment.environmentInputs.variables.zone`,
      limit: `${SPEC}.environment.serviceOverrideInputs.variables.limit`,
      namespace: `${SPEC}.environment.infrastructureDefinitions.k8s.inputs.spec.namespace`,
      serviceRef: 'stages.verify.spec.service.serviceRef',
    },
  },
];
