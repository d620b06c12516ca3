/** Pipelines that cannot be used, and what Harness says of each. */
import { scenario } from '../plays/scenarios.ts';
import { errorBody, refusal, Refusal, responseMessage } from '../server/answer.ts';
import type { Call } from '../server/call.ts';
import { scopeOf } from '../server/world.ts';

/** Throws what Harness answers to every request that reads or starts a pipeline that cannot be used. */
export function refuse(call: Call, pipeline: string, action: Action = 'view'): void {
  const refused = REFUSALS[pipeline];
  if (refused) {
    throw refused(call, pipeline, action);
  }
  if (isMisspelled(call, pipeline)) {
    throw notFound(call, pipeline);
  }
}

/** What a permission allows. */
type Action = 'view' | 'execute';

/** By the pipeline's identifier. `scenarios` lists them. */
const REFUSALS: Readonly<Record<string, (call: Call, pipeline: string, action: Action) => Refusal>> = {
  missing: notFound,
  draft: (call, pipeline) =>
    refusal(
      400,
      'INVALID_REQUEST',
      `Cannot execute a Draft Pipeline with PipelineID: ${pipeline}, ProjectID ${scopeOf(call).project}`,
    ),
  forbidden: (call, pipeline, action) => {
    const { org, project } = scopeOf(call);
    const who = `Principal of type ${call.principal ?? 'USER'} with identifier simulator`;
    const what = `Missing permission core_pipeline_${action} on pipeline with identifier ${pipeline} in ${org}/${project}`;
    return refusal(403, 'NG_ACCESS_DENIED', `User not Authorized: ${who} : ${what}`);
  },
  'out-of-sync': () =>
    refusal(400, 'INVALID_REQUEST', 'Some of the entities referenced in this pipeline have gone out of sync'),
  broken: () => refusal(400, 'INVALID_REQUEST', 'Field for key [stages] does not exist'),
  'remote-missing': remoteMissing,
  'server-error': () =>
    refusal(500, 'UNKNOWN_ERROR', 'Oops, something went wrong on our end. Please contact Harness Support.'),
};

function notFound(_: Call, pipeline: string): Refusal {
  return refusal(400, 'INVALID_REQUEST', `Pipeline with the given ID: ${pipeline} does not exist or has been deleted`);
}

/** A pipeline stored in Git whose file or branch is not there. */
function remoteMissing(call: Call): Refusal {
  const branch = call.query.get('branch') ?? 'main';
  const message = `The file .harness/pipeline.yaml was not found on branch ${branch} of repository shop-pipelines`;
  const advice = [
    responseMessage('HINT', 'Check the branch and the file path of the pipeline, and that the file has been pushed.'),
    responseMessage('EXPLANATION', 'The file that Harness was asked for does not exist in Git.'),
  ];
  return new Refusal(message, { status: 400, body: errorBody('SCM_NOT_FOUND_ERROR', message, advice) });
}

/** Whether it is a pipeline of the simulator, but for blanks, dashes, and letters' case. */
function isMisspelled(call: Call, pipeline: string): boolean {
  const { pipelines } = call.world;
  if (pipelines.has(pipeline) || scenario(pipeline) !== undefined) {
    return false;
  }
  const plain = (id: string): string => id.toLowerCase().replace(/[^a-z0-9]/g, '');
  return [...pipelines.keys()].some((id) => plain(id) === plain(pipeline));
}
