/** `moduleInfo`: what a stage, and the execution as a whole, builds and deploys. */
import type { Codebase } from '../plays/play.ts';
import type { TimedStage } from '../plays/timeline.ts';

/** Module of a stage as Harness names it; stages that belong to none count as CD. */
export function moduleOf(stage: TimedStage): 'cd' | 'ci' | 'pms' {
  if (stage.play.type === 'CI') {
    return 'ci';
  }
  return stage.play.type === 'Pipeline' ? 'pms' : 'cd';
}

/** `moduleInfo` of a stage that has begun. */
export function stageModuleInfo({ play, from }: TimedStage): object {
  if (play.type === 'CI') {
    return { ci: { __recast: 'simulator.CI', ...codebaseInfo(play.codebase, from) } };
  }
  if (play.type !== 'Deployment') {
    return {};
  }
  const { service, environment, infrastructure, image } = play;
  const [imagePath = '', tag = 'latest'] = (image ?? '').split(':');
  const primary = { __recast: 'simulator.Artifact', type: 'DockerRegistry', imagePath, tag, image };
  const frozen = (play.freezes ?? []).map((name) => ({ freezeType: 'MANUAL', freezeScope: 'project', name }));
  return {
    cd: {
      serviceInfo: {
        identifier: service?.id,
        displayName: service?.name,
        deploymentType: 'Kubernetes',
        artifacts: { primary, sidecars: [] },
      },
      infraExecutionSummary: {
        identifier: environment?.id,
        name: environment?.name,
        type: environment?.type,
        infrastructureIdentifier: infrastructure,
        infrastructureName: infrastructure,
      },
      ...(frozen.length > 0 ? { freezeExecutionSummary: { freezeExecutionInfoList: frozen } } : {}),
    },
  };
}

function codebaseInfo(codebase: Codebase | undefined, at: number): object {
  if (!codebase) {
    return {};
  }
  const { repository: repoName, branch, tag, commit, pullRequest } = codebase;
  const link = `https://github.com/acme/${repoName}`;
  const commits = commit
    ? [
        {
          id: commit.sha,
          link: `${link}/commit/${commit.sha}`,
          message: commit.message,
          ownerName: commit.by,
          ownerId: '',
          ownerEmail: '',
          timeStamp: at,
        },
      ]
    : [];
  const author = { id: '', name: commit?.by ?? '', email: '', avatar: '' };
  const pull = pullRequest && {
    id: pullRequest.number,
    link: `${link}/pull/${pullRequest.number}`,
    title: pullRequest.title,
    sourceBranch: pullRequest.source,
    targetBranch: branch ?? 'main',
    state: 'open',
    commits,
  };
  const ciExecutionInfoDTO = pull
    ? { event: 'pullRequest', author, pullRequest: pull }
    : { event: 'branch', author, branch: { name: branch ?? '', link, commits } };
  return {
    repoName,
    ...(branch === undefined ? {} : { branch }),
    ...(tag === undefined ? {} : { tag }),
    ciExecutionInfoDTO,
  };
}

/** `moduleInfo` of the execution: what its stages that have begun share. */
export function executionModuleInfo(stages: readonly TimedStage[], at: number): object {
  const deployments = stages.filter((stage) => stage.play.type === 'Deployment');
  const begun = deployments.filter((stage) => stage.from <= at);
  const each = (read: (stage: TimedStage) => string | undefined): readonly string[] => [
    ...new Set(begun.map(read).filter((name) => name !== undefined)),
  ];
  const some = begun.length > 0;
  const frozen = begun.flatMap(({ play }) => play.freezes ?? []).map((name) => ({ freezeType: 'MANUAL', name }));
  const cd = {
    __recast: 'simulator.CD',
    serviceIdentifiers: each(({ play }) => play.service?.id),
    envIdentifiers: each(({ play }) => play.environment?.id),
    environmentTypes: each(({ play }) => play.environment?.type),
    infrastructureIdentifiers: each(({ play }) => play.infrastructure),
    infrastructureNames: each(({ play }) => play.infrastructure),
    infrastructureTypes: some ? ['KubernetesDirect'] : [],
    envGroupIdentifiers: [null],
    serviceDefinitionTypes: some ? ['Kubernetes'] : [],
    ...(frozen.length > 0 ? { freezeExecutionSummary: { freezeExecutionInfoList: frozen } } : {}),
  };
  const build = stages.find((stage) => stage.play.type === 'CI');
  return {
    ...(deployments.length > 0 ? { cd } : {}),
    ...(build ? { ci: { __recast: 'simulator.CI', ...codebaseInfo(build.play.codebase, build.from) } } : {}),
  };
}
