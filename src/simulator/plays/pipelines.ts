/** Pipelines with YAML of their own, and their input sets. */

/** In the place of a scenario's name: the one that the simulator was started with. */
export const CHOSEN = '';

/** A pipeline with YAML, so that its runtime inputs can be asked for and are checked. */
export interface Pipeline {
  /** Its YAML, with `pipeline:` at the top. */
  readonly yaml: string;
  /** The scenario that it plays, or `CHOSEN`; absent: its own stages and steps, which all succeed. */
  readonly plays?: string;
  readonly inputSets?: Readonly<Record<string, InputSet>>;
  /** Input sets on a Git branch, by the branch's name; those above are on the default branch. */
  readonly branches?: Readonly<Record<string, Readonly<Record<string, InputSet>>>>;
}

/** An input set: a `pipeline:` part of YAML, or an overlay of other sets in their order. */
export type InputSet = { readonly yaml: string } | { readonly overlay: readonly string[] };

const inputs = String.raw`
pipeline:
  identifier: inputs
  name: Every kind of runtime input
  variables:
    - name: image_tag
      type: String
      description: tag of the image
      required: true
      value: <+input>
    - name: channel
      type: String
      default: stable
      value: <+input>.allowedValues(stable,beta,\'beta,canary\')
    - name: replicas
      type: Number
      value: <+input>.default(2)
    - name: ticket
      type: String
      value: <+input>.regex(^CHG-(\d+)$)
    - name: note
      type: String
      value: <+input>
    - name: db_password
      type: Secret
      value: <+input>
    - name: fixed
      type: String
      value: not to be changed
  stages:
    - stage:
        identifier: build
        name: Build
        type: Custom
        spec:
          execution:
            steps:
              - step:
                  identifier: compile
                  name: Compile
                  type: ShellScript
                  timeout: <+input>.default(10m)
                  spec:
                    environmentVariables:
                      - name: flags
                        type: String
                        value: <+input>
        variables:
          - name: region
            type: String
            value: <+input>
    - parallel:
        - stage:
            identifier: deploy
            name: Deploy
            type: Deployment
            spec:
              deploymentType: Kubernetes
              service:
                serviceRef: <+input>
                serviceInputs: <+input>.default({})
              environment:
                environmentRef: <+input>.allowedValues(staging,prod)
                infrastructureDefinitions: <+input>
              execution:
                steps:
                  - stepGroup:
                      identifier: rollout_group
                      name: Rollout group
                      steps:
                        - step:
                            identifier: rollout
                            name: Rollout
                            type: K8sRollingDeploy
                            spec:
                              skipDryRun: <+input>.default(false)
                  - step:
                      identifier: confirm
                      name: Confirm
                      type: ShellScript
                      spec:
                        answer: <+input>.executionInput()
            variables:
              - name: region
                type: String
                value: <+input>
        - stage:
            identifier: docs
            name: Docs
            type: Custom
            strategy:
              matrix:
                language: <+input>.default([en])
              maxConcurrency: 1
            spec:
              execution:
                steps:
                  - step: { identifier: publish, name: Publish, type: ShellScript, spec: {} }
`;

/** A pipeline that asks what to build, unless that has a default, and for these variables. */
const building = (identifier: string, variables: readonly string[] = [], build = '<+input>'): string => `
pipeline:
  identifier: ${identifier}
  name: Build what is asked for
  variables: [${variables.map((name) => `{ name: ${name}, type: String, value: <+input> }`).join(', ')}]
  properties:
    ci:
      codebase:
        connectorRef: acme_git
        repoName: web
        build: "${build}"
  stages:
    - stage:
        identifier: compile
        name: Compile
        type: CI
        spec:
          cloneCodebase: true
          execution:
            steps:
              - step: { identifier: unit_tests, name: Unit tests, type: Run, spec: {} }
`;

const selective = `
pipeline:
  identifier: selective
  name: Stages to choose from
  allowStageExecutions: true
  variables:
    - name: version
      type: String
      required: true
      value: <+input>
  stages:
    - stage:
        identifier: migrate
        name: Migrate
        type: Custom
        spec: { execution: { steps: [{ step: { identifier: migrate, name: Migrate, type: ShellScript, spec: {} } }] } }
        variables:
          - { name: target, type: String, required: true, value: <+input> }
    - stage:
        identifier: deploy
        name: Deploy
        type: Custom
        spec: { execution: { steps: [{ step: { identifier: deploy, name: Deploy, type: ShellScript, spec: {} } }] } }
        variables:
          - { name: target, type: String, required: true, value: <+input> }
    - stage:
        identifier: notify
        name: Notify
        type: Custom
        spec: { execution: { steps: [{ step: { identifier: notify, name: Notify, type: ShellScript, spec: {} } }] } }
`;

const inputsProd = `
pipeline:
  identifier: inputs
  variables:
    - { name: channel, type: String, value: stable }
    - { name: replicas, type: Number, value: 6 }
  stages:
    - stage:
        identifier: build
        type: Custom
        variables:
          - { name: region, type: String, value: eu }
    - parallel:
        - stage:
            identifier: deploy
            type: Deployment
            spec:
              service: { serviceRef: web }
              environment:
                environmentRef: prod
                infrastructureDefinitions: [{ identifier: eu_cluster }]
            variables:
              - { name: region, type: String, value: eu }
`;

const inputsUs = `
pipeline:
  identifier: inputs
  stages:
    - parallel:
        - stage:
            identifier: deploy
            type: Deployment
            variables:
              - { name: region, type: String, value: us }
`;

const inputsOld = `
pipeline:
  identifier: inputs
  variables:
    - { name: color, type: String, value: blue }
    - { name: note, type: String, value: from an old set }
`;

/** Asks what to build; main by default. */
const MAIN = '<+input>.default({type: branch, spec: {branch: main}})';

/** Everything has a default, so that each of the documentation's examples runs on it, with inputs or without. */
const deployProd = `
pipeline:
  identifier: deploy_prod
  name: Deploy Prod
  allowStageExecutions: true
  properties:
    ci:
      codebase:
        connectorRef: acme_git
        repoName: web
        build: '${MAIN}'
  variables:
    - name: image_tag
      type: String
      description: tag of the image
      value: <+input>.default(latest)
    - name: note
      type: String
      value: <+input>.default(none)
  stages:
    - stage:
        identifier: build
        name: Build
        type: CI
        spec:
          cloneCodebase: true
          execution:
            steps:
              - step: { identifier: unit_tests, name: Unit tests, type: Run, spec: {} }
        variables:
          - { name: region, type: String, value: <+input>.default(eu) }
    - stage:
        identifier: deploy
        name: Deploy
        type: Deployment
        spec:
          deploymentType: Kubernetes
          service:
            serviceRef: <+input>.default(web)
          environment:
            environmentRef: <+input>.default(prod)
            infrastructureDefinitions: "<+input>.default([{identifier: k8s}])"
          execution:
            steps:
              - step: { identifier: rollout, name: Rollout, type: K8sRollingDeploy, spec: {} }
        variables:
          - { name: region, type: String, value: <+input>.default(eu) }
    - stage:
        identifier: verify
        name: Verify
        type: Custom
        spec: { execution: { steps: [{ step: { identifier: check, name: Check, type: ShellScript, spec: {} } }] } }
`;

/** A service, an environment and an infrastructure that are chosen at run time. */
const deployAny = `
pipeline:
  identifier: deploy_any
  name: Deploy Any
  stages:
    - stage:
        identifier: deploy
        name: Deploy
        type: Deployment
        spec:
          deploymentType: Kubernetes
          service: { serviceRef: <+input>, serviceInputs: <+input> }
          environment: { environmentRef: <+input>, infrastructureDefinitions: <+input> }
          execution:
            steps:
              - step: { identifier: rollout, name: Rollout, type: K8sRollingDeploy, spec: {} }
`;

function deployProdSet(region: string): string {
  return `
pipeline:
  identifier: deploy_prod
  stages:
    - stage:
        identifier: deploy
        type: Deployment
        variables:
          - { name: region, type: String, value: ${region} }
`;
}

/** A pipeline of one Custom stage with these variables, which plays the chosen scenario. */
function simple(identifier: string, variables: readonly string[], sets: readonly string[] = []): Pipeline {
  const list = (value: (name: string) => string): string =>
    variables.map((name) => `    - { name: ${name}, type: String, value: ${value(name)} }\n`).join('');
  const stages = `  stages:
    - stage:
        identifier: deploy
        name: Deploy
        type: Custom
        spec: { execution: { steps: [{ step: { identifier: deploy, name: Deploy, type: ShellScript, spec: {} } }] } }
`;
  const given = `pipeline:\n  identifier: ${identifier}\n  variables:\n${list(() => 'from-the-set')}`;
  return {
    yaml: `pipeline:\n  identifier: ${identifier}\n  variables:\n${list(() => '<+input>')}${stages}`,
    plays: CHOSEN,
    inputSets: Object.fromEntries(sets.map((name) => [name, { yaml: given }])),
  };
}

/** The newer kind of YAML, whose inputs have types. */
const v1 = `
version: 1
kind: pipeline
inputs:
  tag: { type: string, required: true }
spec:
  stages:
    - name: Deploy
      type: custom
      spec: {}
`;

/** Pipelines with runtime inputs, by identifier. */
export const PIPELINES: Readonly<Record<string, Pipeline>> = {
  deploy_prod: {
    yaml: deployProd,
    plays: CHOSEN,
    inputSets: {
      prod: { yaml: deployProdSet('eu') },
      eu: { yaml: deployProdSet('eu') },
      us: { yaml: deployProdSet('us') },
      apac: { yaml: deployProdSet('apac') },
      prod_us: { overlay: ['prod', 'us'] },
    },
    branches: { 'feature/x': { prod: { yaml: deployProdSet('apac') } } },
  },
  deploy: simple('deploy', ['image_tag'], ['staging', 'production']),
  deploy_staging: { yaml: building('deploy_staging', ['image_tag'], MAIN), plays: CHOSEN },
  deploy_any: { yaml: deployAny, plays: CHOSEN },
  deploy_preview: { yaml: building('deploy_preview', ['preview_name', 'image_tag'], MAIN), plays: CHOSEN },
  checks: { yaml: building('checks'), plays: CHOSEN },
  integration: { yaml: building('integration'), plays: CHOSEN },
  release: simple('release', ['version']),
  v1: { yaml: v1, plays: CHOSEN },
  inputs: {
    yaml: inputs,
    inputSets: {
      prod: { yaml: inputsProd },
      us: { yaml: inputsUs },
      old: { yaml: inputsOld },
      prod_us: { overlay: ['prod', 'us'] },
    },
  },
  build: {
    yaml: building('build'),
    inputSets: {
      main: {
        yaml: 'pipeline:\n  identifier: build\n  properties:\n    ci:\n      codebase:\n        build: { type: branch, spec: { branch: main } }\n',
      },
    },
  },
  selective: {
    yaml: selective,
    inputSets: {
      blue: {
        yaml: 'pipeline:\n  identifier: selective\n  variables:\n    - { name: version, type: String, value: "1.0" }\n',
      },
    },
  },
};

/** Variables of FirstGen pipelines and workflows, by the name of the pipeline; others have those of their namesake above. */
export const FIRSTGEN_VARIABLES: Readonly<Record<string, readonly string[]>> = {
  'Guestbook Pipeline': ['branch', 'hotfix', 'skipCV', 'environment'],
  'Deploy Prod': ['environment'],
};
