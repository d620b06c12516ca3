import * as __WEBPACK_EXTERNAL_MODULE__yaml_js_702ee59d__ from "./yaml.js";
/******/ // The require scope
/******/ var __nccwpck_require__ = {};
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/************************************************************************/
var __webpack_exports__ = {};

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  NP: () => (/* reexport */ scenario),
  qQ: () => (/* reexport */ scenarios),
  JV: () => (/* binding */ simulate)
});

;// CONCATENATED MODULE: ./lib/src/base/shape.js
const NONE = Object.freeze({});
function fields(value) {
    return isObject(value) ? value : NONE;
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function at(value, ...path) {
    let here = value;
    for (const key of path) {
        const own = fields(here);
        here = Object.hasOwn(own, key) ? own[key] : undefined;
    }
    return here;
}
function either(value, ...keys) {
    return keys.map((key) => at(value, key)).find((found) => found !== undefined && found !== null);
}
function shape_text(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}
function list(value) {
    return Array.isArray(value) ? value : [];
}
function texts(value) {
    return list(value).filter((member) => shape_text(member) !== undefined);
}
function integer(value) {
    const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
    return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}
const MAX_TIMESTAMP = 253_402_300_800_000;
function timestamp(value) {
    const ms = integer(value);
    return ms !== undefined && ms > 0 && ms < MAX_TIMESTAMP ? ms : undefined;
}
function entries(value) {
    return Array.isArray(value)
        ? value.map((member, position) => [String(position), member])
        : Object.entries(fields(value));
}
//# sourceMappingURL=shape.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/plays/cast.js
const forever = Infinity;
const doe = { name: 'J. Doe', email: 'j.doe@example.com', uuid: 'Hn4dXbq0T2uRz1sWc7eYpA' };
const roe = { name: 'R. Roe', email: 'r.roe@example.com', uuid: 'q3Jt0VbXSHmYq4f8b2kd1A' };
const releaseBot = {
    name: 'Release Bot',
    email: 'release.bot@example.com',
    uuid: 'WJ0m3FkQS9mYb1n2c3d4e5',
};
const unitTests = {
    id: 'unit_tests',
    name: 'Unit tests',
    type: 'Run',
    ms: 1_600,
    outputs: { TESTS: '214', COVERAGE: '93.1', FLAKY: null },
    log: ['+ npm test', '\u001b[32m✓\u001b[0m 214 tests in 31 files', 'coverage 93.1 %'],
};
const build = {
    id: 'build',
    name: 'Build',
    type: 'CI',
    image: 'acme/web:1.2.0',
    codebase: {
        repository: 'web',
        branch: 'main',
        commit: { sha: '5f2a8c31d09b4e7f6a1c2d3e4f5061728394a5b6', message: 'Round prices to 0.05', by: 'J. Doe' },
    },
    steps: [
        {
            id: 'liteEngineTask',
            name: 'Initialize',
            type: 'liteEngineTask',
            ms: 500,
            log: ['Pulling image', 'Runner is ready'],
        },
        unitTests,
        {
            id: 'push',
            name: 'Build and push',
            type: 'BuildAndPushDockerRegistry',
            ms: 900,
            outputs: { IMAGE: 'acme/web:1.2.0' },
            log: ['built acme/web:1.2.0', 'pushed sha256:5f2a…'],
        },
    ],
};
const ROLLOUT_UNITS = ['Fetch Files', 'Prepare', 'Apply', 'Wait for Steady State'];
const rollout = {
    id: 'rollout',
    name: 'Rollout',
    type: 'K8sRollingDeploy',
    ms: 2_600,
    units: ROLLOUT_UNITS,
    outputs: { IMAGE: 'acme/web:1.2.0', RELEASE: 'web-17' },
    log: [
        'deployment.apps/web configured',
        'Waiting for rollout',
        '\u001b[32mdeployment "web" successfully rolled out\u001b[0m',
    ],
};
const smokeTest = {
    id: 'smoke_test',
    name: 'Smoke test',
    type: 'ShellScript',
    ms: 1_200,
    outputs: { URL: 'https://web.example.com', VERSION: '1.2.0' },
    log: ['GET https://web.example.com/health', '200 OK'],
};
const deploy = {
    id: 'deploy',
    name: 'Deploy',
    type: 'Deployment',
    service: { id: 'web', name: 'Web shop' },
    environment: { id: 'prod', name: 'Production EU', type: 'Production' },
    infrastructure: 'eu_cluster',
    image: 'acme/web:1.2.0',
    steps: [rollout, smokeTest],
};
const verify = custom('verify', 'Verify', [shell('check', 'Check metrics', 900)]);
const rolloutFailure = {
    message: 'Deployment of web exceeded its progress deadline of 600 s',
    code: 'KUBERNETES_TASK_EXCEPTION',
    types: ['APPLICATION_ERROR'],
    hints: ['Look at the events of the failing pods, and check that the image is built for the platform of the nodes.'],
    explanations: ['0 of 3 new pods became ready: container "web" is in CrashLoopBackOff.'],
};
const failingRollout = {
    ...rollout,
    ms: 3_400,
    ends: 'Failed',
    failure: rolloutFailure,
    outputs: {},
    log: [
        'deployment.apps/web configured',
        'Waiting for rollout of deployment "web": 0 of 3 updated replicas are available',
        'pod web-7d9c6d5b8-x2x9z: Back-off restarting failed container',
        '\u001b[31mexec /usr/local/bin/node: exec format error\u001b[0m',
        '\u001b[1;31merror: deployment "web" exceeded its progress deadline\u001b[0m',
    ],
};
const undo = {
    id: 'undo',
    name: 'Rollback',
    type: 'K8sRollingRollback',
    ms: 1_400,
    rollback: true,
    log: ['Rolling back to web-16', 'deployment.apps/web rolled back'],
};
function shell(id, name, ms) {
    return { id, name, type: 'ShellScript', ms };
}
function custom(id, name, steps) {
    return { id, name, type: 'Custom', steps };
}
const approve = {
    id: 'approve',
    name: 'Approve production',
    type: 'HarnessApproval',
    ms: 3_000,
    during: 'ApprovalWaiting',
    log: [],
    approval: {
        message: 'Release 1.2.0 of web to production?',
        groups: ['release_managers'],
        deadlineMs: 86_400_000,
        inputs: [{ name: 'change_ticket', value: 'CHG-1042' }],
        decision: { action: 'APPROVE', by: doe, comment: 'Tested on staging' },
    },
};
function approval(step) {
    return { id: 'approval', name: 'Approval', type: 'Approval', steps: [step] };
}
//# sourceMappingURL=cast.js.map
;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = process.getBuiltinModule("node:crypto");
;// CONCATENATED MODULE: ./lib/src/simulator/plays/timeline.js
const POSITIVE = new Set(['Success', 'IgnoreFailed', 'Skipped', 'Suspended']);
const WORST_FIRST = ['Aborted', 'Errored', 'Failed', 'AbortedByFreeze', 'ApprovalRejected', 'Expired', 'IgnoreFailed'];
const ABORT_MS = 1_500;
function isPositive(status) {
    return POSITIVE.has(status);
}
function endOf(statuses) {
    return WORST_FIRST.find((status) => statuses.includes(status)) ?? 'Success';
}
function decisive(play, decisions) {
    const made = decisions.get(play.id) ?? [];
    const approvals = made.filter(({ action }) => action === 'APPROVE');
    return made.find(({ action }) => action !== 'APPROVE') ?? approvals[(play.approval?.minimum ?? 1) - 1];
}
const DECIDED = {
    APPROVE: 'Success',
    REJECT: 'ApprovalRejected',
    MARK_SUCCESS: 'Success',
    MARK_FAILURE: 'Failed',
    IGNORE: 'IgnoreFailed',
};
const FAILURES = {
    ApprovalRejected: {
        message: 'Approval Step has been Rejected',
        code: 'APPROVAL_REJECTION',
        types: ['APPROVAL_REJECTION'],
    },
    Failed: { message: 'A user marked the step as failed', types: ['USER_MARKED_FAILURE'] },
};
function timeSteps(steps, from, decisions) {
    let at = from;
    let failed = false;
    return steps.map((play) => {
        if (failed !== (play.rollback ?? false)) {
            return { play, from: Infinity, to: Infinity, ends: 'NotStarted', failure: undefined };
        }
        const decision = decisive(play, decisions);
        const to = Math.min(at + play.ms, decision?.at ?? Infinity);
        const ends = decision?.at === to ? DECIDED[decision.action] : (play.ends ?? 'Success');
        const failure = play.failure ?? FAILURES[ends];
        const laid = { play, from: at, to, ends, failure };
        at = to;
        failed ||= !isPositive(ends);
        return laid;
    });
}
function timeStage(play, from, decisions) {
    const nothing = { failure: undefined, child: undefined, leg: undefined };
    if (from === Infinity) {
        return { play, from, to: from, ends: 'NotStarted', steps: timeSteps(play.steps, from, decisions), ...nothing };
    }
    if (play.skippedBy !== undefined) {
        return { play, from, to: from, ends: 'Skipped', steps: [], ...nothing };
    }
    if (play.child) {
        const child = timelineOf(play.child.play);
        const failure = isPositive(child.ends) ? undefined : failureOf(child);
        return { play, from, to: from + child.to, ends: child.ends, steps: [], failure, child, leg: undefined };
    }
    const steps = timeSteps(play.steps, from, decisions);
    const ran = steps.filter((step) => step.from < Infinity);
    const ends = endOf(ran.map((step) => step.ends));
    const failure = ran.find((step) => step.ends === ends)?.failure;
    return { play, from, to: Math.max(from, ...ran.map((step) => step.to)), ends, steps, ...nothing, failure };
}
function timeBlock(block, from, decisions) {
    if ('parallel' in block) {
        const stages = block.parallel.map((stage) => timeStage(stage, from, decisions));
        const id = `parallel_${block.parallel.map((stage) => stage.id).join('_')}`;
        return { kind: 'parallel', id, name: id, stages, ...around(stages, from) };
    }
    if ('matrix' in block) {
        const stages = block.legs.map(({ value, stage }, index) => ({
            ...timeStage({ ...stage, id: `${block.matrix.id}_${index}`, name: `${block.matrix.name}_${index}` }, from, decisions),
            leg: {
                index,
                of: block.legs.length,
                kind: block.matrix.kind ?? 'MATRIX',
                axis: block.matrix.axis,
                value,
            },
        }));
        return { kind: 'matrix', id: block.matrix.id, name: block.matrix.name, stages, ...around(stages, from) };
    }
    const stage = timeStage(block, from, decisions);
    return { kind: 'stage', id: block.id, name: block.name, stages: [stage], from, to: stage.to, ends: stage.ends };
}
function around(stages, from) {
    if (from === Infinity) {
        return { from, to: from, ends: 'NotStarted' };
    }
    return { from, to: Math.max(...stages.map((stage) => stage.to)), ends: endOf(stages.map((stage) => stage.ends)) };
}
function timelineOf(play, decisions = new Map()) {
    const queuedTo = play.queued?.ms ?? 0;
    let at = play.denied ? Infinity : queuedTo;
    const blocks = play.stages.map((block) => {
        const laid = timeBlock(block, at, decisions);
        at = isPositive(laid.ends) ? laid.to : Infinity;
        return laid;
    });
    const ran = blocks.filter((block) => block.from < Infinity);
    if (play.pipelineRollback && at === Infinity && !play.denied) {
        ran.push(rollbackBlock(play.pipelineRollback, Math.max(...ran.map((block) => block.to))));
        blocks.push(...ran.slice(-1));
    }
    const to = Math.max(play.denied ? 0 : queuedTo, play.shows?.toMs ?? 0, ...ran.map((block) => block.to));
    const ends = play.denied ? 'Errored' : (play.ends ?? endOf(ran.map((block) => block.ends)));
    const timeline = { play, blocks, queuedTo, to, ends, abort: undefined };
    const { aborted } = play;
    return aborted
        ? abortAt(timeline, aborted.atMs, { by: aborted.by, isUnnamed: aborted.isUnnamed ?? false })
        : timeline;
}
function rollbackBlock(plays, from) {
    let at = from;
    const stages = plays.map((stage) => {
        const timed = timeStage(stage, at, new Map());
        at = timed.to;
        return timed;
    });
    return { kind: 'rollback', id: 'pipelineRollback', name: 'Pipeline Rollback', stages, ...around(stages, from) };
}
function abortAt(timeline, at, who) {
    if (at >= timeline.to) {
        return timeline;
    }
    const done = at < timeline.queuedTo ? at : at + (timeline.play.abortMs ?? ABORT_MS);
    return { ...timeline, to: done, ends: 'Aborted', abort: { at, done, ...who } };
}
function failureOf(timeline) {
    const failed = stagesOf(timeline).find((stage) => stage.failure !== undefined && !isPositive(stage.ends));
    return failed?.failure;
}
function stagesOf(timeline) {
    return timeline.blocks.flatMap((block) => block.stages);
}
//# sourceMappingURL=timeline.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/plays/moment.js

function endedAt(timeline, span, at) {
    const { abort } = timeline;
    const to = abort && span.from < abort.at && span.to > abort.at ? abort.done : span.to;
    return span.from <= at && to <= at ? to : undefined;
}
function spanStatus(timeline, span, { at, during }) {
    const { abort } = timeline;
    if (span.from > at || (abort && span.from >= abort.at)) {
        return 'NotStarted';
    }
    if (span.to <= at && (!abort || span.to <= abort.at)) {
        return span.ends;
    }
    if (abort && at >= abort.at) {
        return at >= abort.done ? 'Aborted' : 'Discontinuing';
    }
    return during;
}
function stepStatus(timeline, step, at) {
    return spanStatus(timeline, step, { at, during: step.play.during ?? 'Running' });
}
function stageStatus(timeline, stage, at) {
    return spanStatus(timeline, stage, { at, during: whileRunning(stage, at) });
}
function blockStatus(timeline, block, at) {
    return spanStatus(timeline, block, { at, during: together(block.stages, at) });
}
function whileRunning(stage, at) {
    if (stage.child) {
        return planStatus(stage.child, at - stage.from);
    }
    return stage.steps.find((step) => step.from <= at && at < step.to)?.play.during ?? 'Running';
}
function together(stages, at) {
    const running = stages.filter((stage) => stage.from <= at && at < stage.to).map((stage) => whileRunning(stage, at));
    return running.includes('Running') ? 'Running' : (running[0] ?? 'Running');
}
function planStatus(timeline, at) {
    const { play, abort } = timeline;
    if (at >= timeline.to) {
        return timeline.ends;
    }
    if (abort && at >= abort.at) {
        return 'Discontinuing';
    }
    if (at < timeline.queuedTo) {
        return play.queued?.status ?? 'Queued';
    }
    if (play.shows && at >= play.shows.fromMs && at < play.shows.toMs) {
        return play.shows.status;
    }
    return together(stagesOf(timeline), at);
}
//# sourceMappingURL=moment.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/plays/execution.js



function newId() {
    return (0,external_node_crypto_namespaceObject.randomBytes)(16).toString('base64url');
}
function innerId(execution, ...path) {
    return (0,external_node_crypto_namespaceObject.createHash)('sha256')
        .update([execution.id, ...path].join('/'))
        .digest('base64url')
        .slice(0, 22);
}
function begin(order) {
    const children = [];
    const execution = {
        ...order,
        id: newId(),
        timeline: timelineOf(order.play),
        notes: order.notes ?? '',
        aborts: 0,
        decisions: new Map(),
        retriedBy: undefined,
        children,
    };
    for (const { play, from } of stagesOf(execution.timeline)) {
        if (!play.child || from === Infinity) {
            continue;
        }
        const startedAt = order.startedAt + from / order.speed;
        const { scope, speed, runSequence } = order;
        const parent = { execution, stage: play.id };
        children.push(begin({ ...play.child, scope, speed, runSequence, startedAt, parent, via: 'chained' }));
    }
    return execution;
}
function elapsed(execution, now) {
    return (now - execution.startedAt) * execution.speed;
}
function stamp(execution, at) {
    return Math.round(execution.startedAt + at);
}
function statusOf(execution, now) {
    return planStatus(execution.timeline, elapsed(execution, now));
}
function isOver(execution, now) {
    return elapsed(execution, now) >= execution.timeline.to;
}
function abort(execution, now, by) {
    execution.timeline = abortAt(execution.timeline, elapsed(execution, now), { by, isUnnamed: false });
    for (const child of execution.children) {
        if (elapsed(child, now) >= 0) {
            abort(child, now, by);
        }
    }
}
function decide(execution, step, decision) {
    const made = [...(execution.decisions.get(step) ?? []), decision];
    execution.decisions = new Map([...execution.decisions, [step, made]]);
    execution.timeline = timelineOf(execution.play, execution.decisions);
}
const SPELLINGS = { Success: 'SUCCEEDED', AbortedByFreeze: 'FREEZE_FAILED' };
function engineSpelling(status) {
    return SPELLINGS[status] ?? status.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
}
//# sourceMappingURL=execution.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/server/answer.js

class Refusal extends Error {
    answer;
    constructor(message, answer) {
        super(message);
        this.answer = answer;
    }
}
function success(data) {
    return { status: 200, body: { status: 'SUCCESS', data, metaData: null, correlationId: (0,external_node_crypto_namespaceObject.randomUUID)() } };
}
function responseMessage(code, message, failureTypes = []) {
    const level = code === 'HINT' || code === 'EXPLANATION' ? 'INFO' : 'ERROR';
    return { code, level, message, exception: null, failureTypes };
}
function errorBody(code, message, more = []) {
    return {
        status: 'ERROR',
        code,
        message,
        correlationId: (0,external_node_crypto_namespaceObject.randomUUID)(),
        detailedMessage: null,
        responseMessages: [...more, responseMessage(code, message)],
        metadata: null,
    };
}
function failureBody(code, message, fields = []) {
    const errors = fields.map((fieldId) => ({ fieldId, error: 'must not be null' }));
    return { status: 'FAILURE', code, message, correlationId: (0,external_node_crypto_namespaceObject.randomUUID)(), errors };
}
function refusal(status, code, message) {
    const text = code === 'INVALID_REQUEST' ? `Invalid request: ${message}` : message;
    return new Refusal(text, { status, body: errorBody(code, text) });
}
function refusalV1(status, code, message) {
    return new Refusal(message, { status, body: { message, code, errors: [] } });
}
function page(status, title) {
    const body = `<!doctype html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
    return { status, body, type: 'text/html; charset=UTF-8' };
}
function springPage(content, { page: number, size, total }) {
    const totalPages = Math.ceil(total / size);
    const sort = { sorted: true, unsorted: false, empty: false };
    const pageable = { sort, offset: number * size, pageNumber: number, pageSize: size, paged: true, unpaged: false };
    const ends = { first: number === 0, last: number >= totalPages - 1, empty: content.length === 0 };
    const counts = { totalElements: total, totalPages, size, number, numberOfElements: content.length };
    return { content, pageable, sort, ...counts, ...ends };
}
function itemPage(all, { pageIndex, pageSize }) {
    const content = all.slice(pageIndex * pageSize, (pageIndex + 1) * pageSize);
    const totalPages = Math.ceil(all.length / pageSize);
    const counts = { totalPages, totalItems: all.length, pageItemCount: content.length, pageSize, pageIndex };
    return { ...counts, content, empty: content.length === 0 };
}
//# sourceMappingURL=answer.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/plays/aborts.js

const ABORTS = {
    aborted: {
        about: 'a user aborts it in Harness',
        stages: [build, { ...deploy, steps: [{ ...rollout, ms: 60_000 }] }],
        aborted: { atMs: 5_000, by: roe },
    },
    'aborted-unnamed': {
        about: 'a user whose name is unknown aborts it in Harness',
        stages: [build, { ...deploy, steps: [{ ...rollout, ms: 60_000 }] }],
        aborted: { atMs: 5_000, by: roe, isUnnamed: true },
    },
    'aborted-early': {
        about: 'Harness aborts it as it starts, without giving a reason',
        stages: [{ ...build, steps: build.steps.map((step) => ({ ...step, ms: 60_000 })) }],
        aborted: { atMs: 1_200 },
        graphLagMs: forever,
    },
    'busy-abort': {
        about: 'the first two aborts are refused and ask for a retry',
        stages: [custom('soak', 'Soak', [shell('soak', 'Soak test', forever)])],
        busyInterrupts: 2,
    },
    stubborn: {
        about: 'an abort is accepted but has no effect',
        stages: [custom('soak', 'Soak', [shell('soak', 'Soak test', forever)])],
        abortMs: forever,
    },
};
//# sourceMappingURL=aborts.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/plays/basics.js

const BASICS = {
    green: {
        about: 'queued, builds, deploys, succeeds',
        queued: { ms: 600, status: 'Queued' },
        stages: [build, deploy, verify],
    },
    red: {
        about: 'a Kubernetes rollout fails, with a hint and a log',
        queued: { ms: 600, status: 'Queued' },
        stages: [build, { ...deploy, steps: [failingRollout, smokeTest] }, verify],
    },
    slow: {
        about: 'runs for ten minutes, then succeeds',
        stages: [build, custom('soak', 'Soak', [shell('soak', 'Soak test', 600_000)])],
    },
    skipped: {
        about: 'every stage is skipped by its condition',
        ends: 'Skipped',
        stages: [{ ...deploy, skippedBy: '<+pipeline.variables.release> == "true"' }],
    },
    conditional: {
        about: 'one of its stages is skipped by its condition',
        stages: [build, { ...deploy, skippedBy: '<+trigger.payload.release> == "true"' }, verify],
    },
    suspended: { about: 'ends suspended', ends: 'Suspended', stages: [build] },
    parallel: {
        about: 'two stages run in parallel and succeed',
        stages: [build, { parallel: [deploy, custom('docs', 'Docs', [shell('publish', 'Publish', 2_000)])] }, verify],
    },
    'new-image': {
        about: 'a trigger started it for a new image',
        artifact: { image: 'acme/web', build: '1.2.0' },
        stages: [deploy],
    },
    'old-outcomes': {
        about: 'succeeds, with outcomes as lists, as in old versions',
        outcomesAsArray: true,
        stages: [build, deploy],
    },
};
//# sourceMappingURL=basics.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/plays/delays.js

const DELAYS = {
    'late-graph': {
        about: 'fails, and its graph shows the failure three seconds later',
        graphLagMs: 3_000,
        stages: [{ ...deploy, steps: [failingRollout] }],
    },
    'late-log': {
        about: 'fails, and its log appears two seconds later',
        stages: [{ ...deploy, steps: [{ ...failingRollout, lateLogMs: 2_000 }] }],
    },
    'huge-log': {
        about: 'fails with a log of 25 MB',
        stages: [{ ...deploy, steps: [{ ...failingRollout, logBytes: 25_000_000 }] }],
    },
    'no-log': { about: 'fails without a log', stages: [{ ...deploy, steps: [{ ...failingRollout, log: [] }] }] },
    'no-graph': { about: 'succeeds, without a graph', graphLagMs: forever, stages: [build] },
    'live-log': {
        about: 'a step writes a log line every second for twenty seconds',
        stages: [
            custom('soak', 'Soak', [
                {
                    ...shell('soak', 'Soak test', 20_000),
                    log: Array.from({ length: 20 }, (_, index) => `${index + 1} of 20: 200 OK`),
                },
            ]),
        ],
    },
};
//# sourceMappingURL=delays.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/plays/failures.js

function endsLike(about, ends, failure) {
    return {
        about,
        stages: [build, { ...deploy, steps: [{ ...rollout, ms: 1_500, ends, failure, log: [] }, smokeTest] }, verify],
    };
}
function failsBy(about, { step, message, types, output, outcome = 'output' }) {
    const failing = { ...step, ends: 'Failed', failure: { message, types }, outcomes: { [outcome]: output } };
    return { about, stages: [build, { ...deploy, steps: [{ ...rollout, ms: 800 }, failing] }] };
}
const yearEnd = {
    identifier: 'year_end',
    name: 'Year end',
    type: 'MANUAL',
    status: 'Enabled',
    windows: [{ timeZone: 'UTC', startTime: '2026-12-20 08:00 AM', endTime: '2027-01-02 08:00 AM' }],
    currentOrUpcomingWindow: { startTime: Date.UTC(2026, 11, 20, 8), endTime: Date.UTC(2027, 0, 2, 8) },
};
const failures_FAILURES = {
    'tests-failed': {
        about: 'a CI step with unit tests fails, and fails again when retried',
        incurable: true,
        simplifiedKeys: true,
        stages: [
            {
                ...build,
                steps: build.steps.map((step) => step.id !== 'unit_tests'
                    ? step
                    : {
                        ...step,
                        ends: 'Failed',
                        outputs: { TESTS: '214', FAILED: '2' },
                        failure: { message: 'exit status 1', types: ['APPLICATION_ERROR'] },
                        log: [
                            '+ npm test',
                            '\u001b[31m✗\u001b[0m cart › adds tax for CH',
                            '\u001b[31m✗\u001b[0m cart › rounds to 0.05',
                            '2 of 214 tests failed',
                        ],
                    }),
            },
            deploy,
        ],
    },
    ignored: {
        about: 'a step fails, and its failure strategy ignores the failure',
        stages: [
            build,
            {
                ...deploy,
                steps: [
                    rollout,
                    {
                        ...smokeTest,
                        ends: 'IgnoreFailed',
                        outputs: {},
                        failure: { message: 'GET /health answered 503' },
                        log: ['503'],
                    },
                ],
            },
        ],
    },
    'policy-denied': {
        about: 'a policy denies the start, in a successful response',
        stages: [deploy],
        denied: {
            policySet: 'Production changes',
            policy: 'Freeze on Fridays',
            messages: ['deploy to prod is not allowed on a Friday'],
        },
    },
    expired: {
        about: 'a stage exceeds its timeout in Harness',
        stages: [
            build,
            {
                ...deploy,
                steps: [
                    {
                        ...failingRollout,
                        ms: 2_000,
                        ends: 'Expired',
                        failure: {
                            message: 'Stage exceeded its timeout of 2s',
                            code: 'TIMEOUT_ENGINE_EXCEPTION',
                            types: ['EXPIRED', 'TIMEOUT_ERROR'],
                        },
                        log: failingRollout.log?.slice(0, 2) ?? [],
                    },
                    smokeTest,
                ],
            },
            verify,
        ],
    },
    frozen: {
        about: 'a deployment freeze stops the stage',
        stages: [
            {
                ...deploy,
                steps: [
                    {
                        id: 'service',
                        name: 'Service',
                        type: 'SERVICE_V3',
                        ms: 2_300,
                        ends: 'AbortedByFreeze',
                        log: [],
                        failure: { message: 'Pipeline Aborted due to freeze', code: 'FREEZE_EXCEPTION' },
                        outcomes: { freezeOutcome: { frozen: true, manualFreezeConfigs: [yearEnd], globalFreezeConfigs: [] } },
                    },
                ],
                freezes: [yearEnd.name],
            },
        ],
    },
    errored: endsLike('the infrastructure of a stage fails', 'Errored', {
        message: 'There are no eligible delegates available in the account to execute the task.',
        code: 'DELEGATE_NOT_AVAILABLE',
        types: ['DELEGATE_PROVISIONING'],
        hints: ['Check that a delegate with the selector eu is connected.'],
    }),
    retried: {
        about: 'a step fails, is retried by its failure strategy and fails again',
        stages: [{ ...deploy, steps: [{ ...failingRollout, retries: 1 }] }],
    },
    'no-delegate': {
        about: 'no delegate takes a task, which only the response messages report',
        stages: [
            {
                ...deploy,
                steps: [
                    {
                        ...rollout,
                        ms: 1_200,
                        ends: 'Failed',
                        failure: {
                            message: 'No eligible delegate(s) in account to execute task. Delegate(s) not supported for task type',
                            onlyInResponses: true,
                            types: ['DELEGATE_PROVISIONING'],
                            hints: ['Check that a delegate with the selector eu is connected.'],
                        },
                        outputs: {},
                        log: [],
                    },
                ],
            },
        ],
    },
    'verify-failed': failsBy('the verification of a deployment finds an anomaly', {
        step: { id: 'verify', name: 'Verify', type: 'Verify', ms: 2_400, log: [] },
        message: 'Verification failed',
        types: ['VERIFICATION_FAILURE'],
        output: { progressPercentage: 100, verificationResult: 'FAILED', riskScore: 'HIGH', anomalousMetricsCount: 2 },
    }),
    'chaos-failed': failsBy('a chaos experiment misses the expected resilience score', {
        step: { id: 'chaos', name: 'Pod delete', type: 'Chaos', ms: 2_400, log: [] },
        message: 'Expected resiliency score of 80, got 50',
        types: ['APPLICATION_ERROR'],
        output: { resiliencyScore: 50, faultsPassed: 1, faultsFailed: 1, faultsAwaited: 0, phase: 'Completed' },
    }),
    'policy-failed': failsBy('a policy step denies the payload of the pipeline', {
        step: { id: 'policy', name: 'Policy', type: 'Policy', ms: 900, log: [] },
        message: 'Some policies were not adhered to',
        types: ['POLICY_EVALUATION_FAILURE'],
        output: {
            status: 'error',
            policySetDetails: {
                production: {
                    status: 'error',
                    identifier: 'production',
                    name: 'Production changes',
                    policyDetails: {
                        tags: { status: 'error', identifier: 'tags', name: 'Image tags', denyMessages: ['latest is no tag'] },
                    },
                },
            },
        },
        outcome: 'policyOutput',
    }),
};
//# sourceMappingURL=failures.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/plays/structures.js

const migrateFails = {
    about: 'The pipeline that chained runs',
    stages: [
        custom('schema', 'Schema', [
            shell('backup', 'Backup', 700),
            {
                ...shell('migrate', 'Migrate', 1_400),
                ends: 'Failed',
                failure: {
                    message: 'Shell Script execution failed. Please check execution logs.',
                    code: 'SHELL_EXECUTION_EXCEPTION',
                },
                log: [
                    'applying 0042_orders.sql',
                    '\u001b[31mERROR: column "region" of relation "orders" already exists\u001b[0m',
                    'exit status 3',
                ],
            },
        ]),
    ],
};
function chained(about, child) {
    return { about, stages: [build, { id: 'database', name: 'Database', type: 'Pipeline', steps: [], child }, deploy] };
}
function leg(ends, region) {
    const failure = {
        ...rolloutFailure,
        message: `Deployment of web in ${region} exceeded its progress deadline of 600 s`,
    };
    const bad = { ...failingRollout, ms: 2_000, failure };
    return {
        ...deploy,
        environment: { id: `prod_${region}`, name: `Production ${region.toUpperCase()}`, type: 'Production' },
        steps: [ends === 'Failed' ? bad : { ...rollout, ms: 1_800 }],
    };
}
const STRUCTURES = {
    matrix: {
        about: 'a stage runs for four regions, two of which fail',
        stages: [
            build,
            {
                matrix: { id: 'deploy', name: 'Deploy', axis: 'region' },
                legs: ['eu', 'us', 'apac', 'sa'].map((value) => ({
                    value,
                    stage: leg(value === 'us' || value === 'sa' ? 'Failed' : 'Success', value),
                })),
            },
            verify,
        ],
    },
    'multi-service': {
        about: 'a stage runs for two services, whose matrix values are JSON',
        stages: [
            {
                matrix: { id: 'deploy', name: 'Deploy', axis: 'service' },
                legs: ['web', 'cart'].map((identifier) => ({
                    value: JSON.stringify({ identifier, tag: '1.2.0' }),
                    stage: { ...deploy, service: { id: identifier, name: `The ${identifier}` }, steps: [rollout] },
                })),
            },
        ],
    },
    loop: {
        about: 'a stage runs for each item of a list',
        stages: [
            {
                matrix: { id: 'notify', name: 'Notify', kind: 'LOOP', axis: 'item' },
                legs: ['mail', 'chat'].map((value) => ({
                    value,
                    stage: custom('notify', 'Notify', [shell('send', 'Send', 700)]),
                })),
            },
        ],
    },
    rollback: {
        about: 'a rollout fails, and its rollback succeeds',
        stages: [build, { ...deploy, steps: [failingRollout, smokeTest, undo] }],
    },
    'pipeline-rollback': {
        about: 'a rollout fails, and the pipeline rolls back its earlier stages',
        stages: [build, { ...deploy, id: 'deploy_eu', name: 'Deploy EU' }, { ...deploy, steps: [failingRollout] }, verify],
        pipelineRollback: [
            {
                ...deploy,
                id: 'deploy_eu_rollback',
                name: 'Deploy EU (Rollback Stage)',
                steps: [{ ...undo, rollback: false }],
            },
        ],
    },
    'nothing-to-undo': {
        about: 'a first rollout fails, and there is no earlier release to roll back to',
        stages: [
            {
                ...deploy,
                steps: [failingRollout, { ...undo, ms: 200, log: [], skips: 'There is no earlier release to roll back to' }],
            },
        ],
    },
    chained: chained('a stage runs another pipeline, which fails', { pipeline: 'migrate_db', play: migrateFails }),
    'chained-deep': chained('a pipeline in a pipeline in a pipeline fails', {
        pipeline: 'data_release',
        play: {
            about: 'the middle one',
            stages: [
                {
                    id: 'migrations',
                    name: 'Migrations',
                    type: 'Pipeline',
                    steps: [],
                    child: { pipeline: 'migrate_db', play: migrateFails },
                },
            ],
        },
    }),
};
const FAILING_SERVICE = 'stuck';
const undoFailure = {
    message: 'Release web-16 is not in the history of the cluster any more',
    code: 'KUBERNETES_TASK_EXCEPTION',
    types: ['APPLICATION_ERROR'],
};
function rollbackPlay(service, environment, infrastructure) {
    const step = service === FAILING_SERVICE ? { ...undo, ends: 'Failed', failure: undoFailure } : undo;
    const stage = {
        ...deploy,
        name: 'Deploy (Rollback Stage)',
        service: { id: service, name: service === 'web' ? 'Web shop' : service },
        environment: { id: environment, name: environment === 'prod' ? 'Production EU' : environment, type: 'Production' },
        infrastructure,
        steps: [{ ...step, rollback: false }],
    };
    return { about: 'rolls back a deployment', isRollback: true, stages: [stage] };
}
//# sourceMappingURL=structures.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/plays/waits.js

function waitsForever(about, during) {
    const forIt = { ...shell('wait_for_it', 'Wait for it', forever), during };
    return { about, stages: [custom('prepare', 'Prepare', [shell('plan', 'Plan', 600), forIt])] };
}
function waiting(more) {
    const { decision: _, ...asked } = approve.approval ?? { message: '', groups: [], deadlineMs: 0 };
    return { ...approve, ms: forever, approval: { ...asked, ...more } };
}
const WAITS = {
    approval: {
        about: 'waits for an approval, which a person gives after three seconds',
        stages: [build, approval(approve), deploy],
    },
    'approval-forever': {
        about: 'waits for an approval that is never given',
        stages: [build, approval({ ...approve, ms: forever }), deploy],
    },
    'approval-two': {
        about: 'waits for the approvals of two people',
        stages: [approval(waiting({ minimum: 2 })), deploy],
    },
    'approval-foreign': {
        about: 'waits for an approval by other users',
        stages: [approval(waiting({ groups: ['change_board'] })), deploy],
    },
    'approval-four-eyes': {
        about: 'waits for an approval that excludes the person who started it',
        stages: [approval(waiting({ disallowPipelineExecutor: true })), deploy],
    },
    approvals: {
        about: 'waits for two approvals at the same time',
        stages: [
            {
                parallel: [
                    approval(waiting({})),
                    { ...approval({ ...waiting({}), id: 'approve_data', name: 'Approve data' }), id: 'data', name: 'Data' },
                ],
            },
            deploy,
        ],
    },
    rejected: {
        about: 'a person rejects the approval, with a comment',
        stages: [
            build,
            approval({
                ...approve,
                ends: 'ApprovalRejected',
                failure: {
                    message: 'Approval Step has been Rejected',
                    code: 'APPROVAL_REJECTION',
                    types: ['APPROVAL_REJECTION'],
                },
                approval: {
                    message: 'Release 1.2.0 of web to production?',
                    groups: ['release_managers'],
                    deadlineMs: 86_400_000,
                    decision: { action: 'REJECT', by: roe, comment: 'Not during the sale' },
                },
            }),
            deploy,
        ],
    },
    queued: {
        about: 'waits for a free slot for a while, then runs',
        queued: { ms: 5_000, status: 'QueuedExecutionConcurrencyReached' },
        stages: [deploy],
    },
    'queued-forever': { about: 'never leaves the queue', queued: { ms: forever, status: 'Queued' }, stages: [deploy] },
    locked: {
        about: 'waits for a resource that another execution uses, then continues',
        stages: [
            {
                ...deploy,
                steps: [
                    {
                        id: 'rc-Kq3Wv8xYTn2bLd5fGh7jZA',
                        name: 'Resource Constraint',
                        type: 'ResourceConstraint',
                        ms: 2_000,
                        during: 'ResourceWaiting',
                        log: [],
                    },
                    ...deploy.steps,
                ],
            },
        ],
    },
    intervention: {
        about: 'a step fails and waits for a manual intervention',
        stages: [
            custom('prepare', 'Prepare', [
                shell('plan', 'Plan', 600),
                {
                    ...shell('wait_for_it', 'Wait for it', forever),
                    during: 'InterventionWaiting',
                    failure: { message: 'The plan has changed since it was reviewed', types: ['APPLICATION_ERROR'] },
                    failsBefore: true,
                },
            ]),
        ],
    },
    'input-waiting': waitsForever('waits for an input during the run', 'InputWaiting'),
    'upload-waiting': waitsForever('waits for an upload', 'UploadWaiting'),
    paused: waitsForever('is paused', 'Paused'),
    unknown: {
        about: 'has an unknown status for a while, then succeeds',
        shows: { fromMs: 1_000, toMs: 4_000, status: 'Reticulating' },
        stages: [build],
    },
    'unknown-forever': {
        about: 'has an unknown status, and never ends',
        shows: { fromMs: 1_000, toMs: forever, status: 'Reticulating' },
        stages: [build],
    },
};
//# sourceMappingURL=waits.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/plays/scenarios.js







const SCENARIOS = {
    ...BASICS,
    ...WAITS,
    ...failures_FAILURES,
    ...ABORTS,
    ...STRUCTURES,
    ...DELAYS,
};
function bigPlay(steps) {
    const row = Array.from({ length: steps }, (_, index) => shell(`step_${index + 1}`, `Step ${index + 1}`, 1));
    const stages = Array.from({ length: Math.ceil(steps / 50) }, (_, index) => custom(`stage_${index + 1}`, `Stage ${index + 1}`, row.slice(index * 50, index * 50 + 50)));
    return { about: `${steps} steps`, stages };
}
function scenario(name) {
    const size = /^big-(\d{1,6})$/.exec(name)?.[1];
    if (size !== undefined) {
        return bigPlay(Math.min(Number(size), 100_000));
    }
    return Object.hasOwn(SCENARIOS, name) ? SCENARIOS[name] : undefined;
}
const REFUSALS = {
    missing: 'does not exist',
    draft: 'is a draft, which cannot be run',
    forbidden: 'the key has no permission to run it',
    'out-of-sync': 'refers to a template that has changed',
    broken: 'its YAML has no stages',
    'remote-missing': 'its file is not in Git',
    'server-error': 'Harness returns an internal error each time',
};
function scenarios() {
    const plays = Object.entries(SCENARIOS).map(([name, play]) => ({ name, about: play.about }));
    const refusals = Object.entries(REFUSALS).map(([name, about]) => ({ name, about: `refused at the start: ${about}` }));
    return [...plays, { name: 'big-5000', about: 'succeeds with a graph of that many steps (any number)' }, ...refusals];
}
//# sourceMappingURL=scenarios.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/shape.js
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function strings(value) {
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
function simulator_shape_text(value) {
    return typeof value === 'string' ? value : '';
}
function items(value) {
    return Array.isArray(value) ? value : [];
}
//# sourceMappingURL=shape.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/server/world.js




function start(world, order) {
    const earlier = world.executions.filter(({ pipeline, via }) => pipeline === order.pipeline && via !== 'chained');
    const execution = begin({ ...order, speed: world.speed, runSequence: earlier.length + 1 });
    world.executions.push(...family(execution));
    return execution;
}
function family(execution) {
    return [execution, ...execution.children.flatMap(family)];
}
function playOf(world, pipeline) {
    return scenario(pipeline) ?? world.play;
}
function executionOf(call, id) {
    const found = findExecution(call.world, id, { ...scopeOf(call), now: call.now });
    if (found) {
        return found;
    }
    throw refusal(404, 'ENTITY_NOT_FOUND', `Plan Execution Summary does not exist or has been deleted for planExecutionId: ${id}`);
}
function findExecution(world, id, { org, project, now }) {
    return world.executions.find((each) => each.id === id && each.scope.org === org && each.scope.project === project && elapsed(each, now) >= 0);
}
function scopeOf(call) {
    const read = (name) => call.query.get(name) ?? '';
    return { account: read('accountIdentifier'), org: read('orgIdentifier'), project: read('projectIdentifier') };
}
function jsonBody(call) {
    if (call.body.trim() === '') {
        return {};
    }
    try {
        const value = JSON.parse(call.body);
        if (isRecord(value)) {
            return value;
        }
    }
    catch {
        // falls through: what is no JSON and what is no object are refused alike
    }
    throw refusal(400, 'INVALID_REQUEST', 'Unable to process JSON');
}
//# sourceMappingURL=world.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/approval-activities.js

function approvalActivities(execution, step, status) {
    const made = execution.decisions.get(step.play.id) ?? [];
    const own = step.play.approval?.decision;
    const isDecided = made.some(({ at }) => at === step.to);
    const isOwn = own !== undefined && !isDecided && (status === 'Success' || status === 'ApprovalRejected');
    return [...made, ...(isOwn ? [{ ...own, at: step.to }] : [])].map((decision) => ({
        user: { name: decision.by.name, email: decision.by.email },
        action: decision.action,
        comments: decision.comment,
        approver_inputs: decision.inputs ?? [],
        approvedAt: stamp(execution, decision.at),
    }));
}
function approvalOutcome(execution, step, status) {
    const { approval } = step.play;
    if (approval === undefined || status !== 'Success') {
        return {};
    }
    const inputs = (approval.inputs ?? []).map(({ name, value = '' }) => [name, value]);
    const activities = approvalActivities(execution, step, status);
    return { output: { approvalActivities: activities, approverInputs: Object.fromEntries(inputs) } };
}
//# sourceMappingURL=approval-activities.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/setup-ids.js

function layoutKey(execution, stage) {
    return stage.leg ? stageExecutionId(execution, stage) : stageSetupId(execution, stage);
}
function stageSetupId(execution, stage) {
    return innerId(execution, 'setup', stage.leg ? stage.play.id.replace(/_\d+$/, '') : stage.play.id);
}
function stageExecutionId(execution, stage) {
    return innerId(execution, 'run', stage.play.id);
}
function blockKey(execution, block) {
    const [only] = block.stages;
    if (block.kind === 'rollback') {
        return rollbackKey(execution);
    }
    return block.kind === 'stage' && only
        ? layoutKey(execution, only)
        : innerId(execution, 'setup', block.kind, block.id);
}
function rollbackKey(execution) {
    return `prb-${innerId(execution, 'setup', 'rollback')}`;
}
//# sourceMappingURL=setup-ids.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/approvals.js









const V1 = /^(?:\/pipeline\/api)?\/v1\/orgs\/([^/]+)\/projects\/([^/]+)\/approvals\/execution\/([^/]+)$/;
const APPROVALS = '/pipeline/api/approvals';
const approvalRoutes = [
    { kind: 'approvals', method: 'GET', path: V1, scope: 'none', handle: approvals_list },
    { kind: 'approvals', method: 'POST', path: V1, scope: 'none', handle: decideOnly },
    {
        kind: 'authorization',
        method: 'GET',
        path: new RegExp(`^${APPROVALS}/([^/]+)/harness/authorization$`),
        scope: 'account',
        handle: authorization,
    },
    {
        kind: 'approve',
        method: 'POST',
        path: new RegExp(`^${APPROVALS}/([^/]+)/harness/activity$`),
        scope: 'account',
        handle: activity,
    },
    { kind: 'approval', method: 'GET', path: new RegExp(`^${APPROVALS}/([^/]+)$`), scope: 'account', handle: get },
];
const SERVICE_ACCOUNT = 'SERVICE_ACCOUNT is not supported for approvals. Use the API key of a user, such as a personal access token';
function begun(execution, now) {
    const at = elapsed(execution, now);
    return stagesOf(execution.timeline)
        .flatMap((stage) => stage.steps.map((step) => ({ execution, stage, step })))
        .filter(({ step }) => step.play.approval && step.from <= at);
}
function ofExecution(call, [org = '', project = '', id = '']) {
    if (call.principal === 'SERVICE_ACCOUNT') {
        throw refusalV1(400, 'INVALID_REQUEST', SERVICE_ACCOUNT);
    }
    const execution = findExecution(call.world, id, { org, project, now: call.now });
    if (!execution) {
        throw refusalV1(404, 'ENTITY_NOT_FOUND', `Plan Execution does not exist for planExecutionId: ${id}`);
    }
    return begun(execution, call.now);
}
function byId(call, id) {
    const all = call.world.executions.flatMap((execution) => begun(execution, call.now));
    const found = all.find(({ execution, step }) => approvalId(execution, step) === id);
    if (!found) {
        throw refusal(404, 'ENTITY_NOT_FOUND', `Approval Instance with the given ID: ${id} does not exist`);
    }
    return found;
}
function approvalId(execution, step) {
    return innerId(execution, 'approval', step.play.id);
}
function approvals_list(call, ...where) {
    const { query, now } = call;
    const matches = (name, value) => (query.get(name) ?? value) === value;
    const found = ofExecution(call, where)
        .filter(({ execution, stage, step }) => matches('node_execution_id', innerId(execution, 'run', stage.play.id, step.play.id)) ||
        matches('node_execution_id', stageExecutionId(execution, stage)))
        .map((approval) => instance(approval, now))
        .filter(({ status, type }) => matches('approval_status', status) && matches('approval_type', type));
    return { status: 200, body: found };
}
const STATUSES = {
    ApprovalWaiting: 'WAITING',
    Discontinuing: 'WAITING',
    Success: 'APPROVED',
    ApprovalRejected: 'REJECTED',
    Aborted: 'ABORTED',
    Expired: 'EXPIRED',
};
function approvals_statusOf({ execution, step }, now) {
    return STATUSES[stepStatus(execution.timeline, step, elapsed(execution, now))] ?? 'FAILED';
}
function instance(approval, now) {
    const { execution, step } = approval;
    const at = elapsed(execution, now);
    const play = step.play.approval;
    const ended = endedAt(execution.timeline, step, at);
    return {
        id: approvalId(execution, step),
        type: 'HarnessApproval',
        status: approvals_statusOf(approval, now),
        deadline: stamp(execution, step.from + (play?.deadlineMs ?? 0)),
        created: stamp(execution, step.from),
        updated: stamp(execution, ended ?? at),
        error_message: null,
        details: {
            approvalMessage: play?.message ?? '',
            includePipelineExecutionHistory: true,
            approvers: {
                userGroups: play?.groups ?? [],
                minimumCount: play?.minimum ?? 1,
                disallowPipelineExecutor: play?.disallowPipelineExecutor ?? false,
            },
            approvalActivities: approvalActivities(execution, step, stepStatus(execution.timeline, step, at)),
            approverInputs: (play?.inputs ?? []).map(({ name, value }) => ({ name, defaultValue: value ?? '' })),
            validatedApprovalUserGroups: [],
            autoRejectEnabled: false,
        },
    };
}
function instanceData(approval, now) {
    const { created, updated, error_message: errorMessage, ...rest } = instance(approval, now);
    return { ...rest, createdAt: created, lastModifiedAt: updated, errorMessage };
}
function get(call, id = '') {
    return success(instanceData(byId(call, id), call.now));
}
const OWN_GROUPS = ['release_managers', '_project_all_users'];
function objection(call, approval) {
    const { execution, step } = approval;
    const { groups = [], disallowPipelineExecutor = false } = step.play.approval ?? {};
    if (!groups.some((group) => OWN_GROUPS.includes(group))) {
        return `You are not a member of any of the user groups that may approve: ${groups.join(', ')}`;
    }
    const made = execution.decisions.get(step.play.id) ?? [];
    if (made.some(({ by }) => by.uuid === releaseBot.uuid)) {
        return 'You have already acted on this approval';
    }
    if (disallowPipelineExecutor && execution.principal === call.principal) {
        return 'You started this execution, and who started it may not approve it';
    }
    return undefined;
}
function authorization(call, id = '') {
    const approval = byId(call, id);
    refuseServiceAccount(call);
    const reason = objection(call, approval);
    return success({ authorized: reason === undefined, reason: reason ?? '' });
}
function refuseServiceAccount(call) {
    if (call.principal === 'SERVICE_ACCOUNT') {
        throw refusal(400, 'INVALID_REQUEST', SERVICE_ACCOUNT);
    }
}
function activity(call, id = '') {
    const body = jsonBody(call);
    const approval = byId(call, id);
    refuseServiceAccount(call);
    act(call, approval, { body, inputs: body['approverInputs'] });
    return success(instanceData(byId(call, id), call.now));
}
function decideOnly(call, ...where) {
    const body = jsonBody(call);
    const waiting = ofExecution(call, where).filter((approval) => approvals_statusOf(approval, call.now) === 'WAITING');
    const [only] = waiting;
    if (!only || waiting.length > 1 || isOver(only.execution, call.now)) {
        const message = only
            ? 'More than one approval of this execution is waiting'
            : 'No approval of this execution waits';
        throw refusalV1(400, 'INVALID_REQUEST', message);
    }
    act(call, only, { body, inputs: body['approver_inputs'] });
    return { status: 200, body: instance(byId(call, approvalId(only.execution, only.step)), call.now) };
}
function act(call, approval, given) {
    const { execution, step } = approval;
    const action = given.body['action'];
    if (action !== 'APPROVE' && action !== 'REJECT') {
        throw refusal(400, 'INVALID_REQUEST', 'action must be APPROVE or REJECT');
    }
    const status = approvals_statusOf(approval, call.now);
    if (status !== 'WAITING') {
        throw refusal(400, 'INVALID_REQUEST', `Approval instance already completed. Status: ${status}`);
    }
    if (objection(call, approval) !== undefined) {
        throw refusal(400, 'INVALID_REQUEST', 'User not authorized to approve/reject');
    }
    const at = elapsed(execution, call.now);
    const comment = simulator_shape_text(given.body['comments']);
    decide(execution, step.play.id, { at, action, by: releaseBot, comment, inputs: inputsOf(given.inputs, step) });
}
function inputsOf(given, step) {
    const values = new Map(items(given).flatMap((each) => (isRecord(each) ? [[simulator_shape_text(each['name']), simulator_shape_text(each['value'])]] : [])));
    return (step.play.approval?.inputs ?? []).map(({ name, value = '' }) => ({ name, value: values.get(name) ?? value }));
}
//# sourceMappingURL=approvals.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/failure-info.js

function failureInfo(failure) {
    if (!failure) {
        return { message: '', failureTypeList: [], responseMessages: [] };
    }
    const types = failure.types ?? ['APPLICATION_ERROR'];
    return {
        message: failure.onlyInResponses ? '' : failure.message,
        failureTypeList: types,
        responseMessages: [
            ...(failure.hints ?? []).map((text) => responseMessage('HINT', text)),
            ...(failure.explanations ?? []).map((text) => responseMessage('EXPLANATION', text)),
            responseMessage(failure.code ?? 'GENERAL_ERROR', failure.message, types),
        ],
    };
}
//# sourceMappingURL=failure-info.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/module-info.js
function moduleOf(stage) {
    if (stage.play.type === 'CI') {
        return 'ci';
    }
    return stage.play.type === 'Pipeline' ? 'pms' : 'cd';
}
function stageModuleInfo({ play, from }) {
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
function codebaseInfo(codebase, at) {
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
function executionModuleInfo(stages, at) {
    const deployments = stages.filter((stage) => stage.play.type === 'Deployment');
    const begun = deployments.filter((stage) => stage.from <= at);
    const each = (read) => [
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
//# sourceMappingURL=module-info.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/strategy.js
function strategyMetadata(leg) {
    const { index, of, kind, axis, value } = leg;
    const place = { currentiteration: index, totaliterations: of, identifierpostfix: `_${index}` };
    if (kind === 'LOOP') {
        return { ...place, formetadata: { value, partition: [] } };
    }
    return kind === 'PARALLELISM'
        ? place
        : { ...place, matrixmetadata: { matrixcombination: [index], matrixvalues: { [axis]: value } } };
}
function childStrategyMetadata({ index, of, kind, axis, value }) {
    const matrixMetadata = { matrixCombination: [index], matrixValues: { [axis]: value } };
    const forMetadata = { value, partition: [] };
    return {
        currentIteration: index,
        totalIterations: of,
        identifierPostFix: `_${index}`,
        ...(kind === 'MATRIX' ? { matrixMetadata } : kind === 'LOOP' ? { forMetadata } : {}),
    };
}
//# sourceMappingURL=strategy.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/layout.js







function stamps(execution, span, now) {
    const at = elapsed(execution, now);
    const { abort } = execution.timeline;
    if (span.from > at || (abort && span.from >= abort.at)) {
        return {};
    }
    const ended = endedAt(execution.timeline, span, at);
    return { startTs: stamp(execution, span.from), endTs: ended === undefined ? null : stamp(execution, ended) };
}
function isUnexplained({ timeline: { abort } }) {
    return abort !== undefined && abort.by === undefined;
}
function edges(nextIds, currentNodeChildren = []) {
    return { edgeLayoutList: { currentNodeChildren, nextIds } };
}
function stageNode({ execution, now }, stage, nextIds) {
    const { play, leg } = stage;
    const status = stageStatus(execution.timeline, stage, elapsed(execution, now));
    const begun = status !== 'NotStarted';
    const failure = status === stage.ends && !isPositive(status) ? stage.failure : undefined;
    const skipped = play.skippedBy !== undefined;
    const given = isUnexplained(execution)
        ? {}
        : {
            failureInfo: { message: failure?.onlyInResponses ? '' : (failure?.message ?? '') },
            failureInfoDTO: failureInfo(failure),
        };
    const whenCondition = play.skippedBy ?? '<+OnPipelineSuccess>';
    return {
        nodeType: play.type,
        nodeGroup: 'STAGE',
        nodeIdentifier: play.id,
        name: play.name,
        nodeUuid: stageSetupId(execution, stage),
        ...(begun ? { nodeExecutionId: stageExecutionId(execution, stage) } : {}),
        status,
        module: moduleOf(stage),
        moduleInfo: begun ? stageModuleInfo(stage) : {},
        ...stamps(execution, stage, now),
        ...edges(nextIds),
        ...(begun
            ? { nodeRunInfo: { whenCondition, evaluatedCondition: !skipped, expressions: skipped ? [expression(play)] : [] } }
            : {}),
        ...given,
        ...(play.child ? { stepDetails: { childPipelineExecutionDetails: childDetails(execution, stage, now) } } : {}),
        ...(leg ? { strategyMetadata: strategyMetadata(leg) } : {}),
        executionInputConfigured: false,
        isRollbackStageNode: false,
        hidden: false,
    };
}
function expression({ skippedBy = '' }) {
    const found = /<\+[\w.]+>/.exec(skippedBy)?.[0] ?? skippedBy;
    return { expression: found.replace(/^<\+|>$/g, ''), expressionValue: 'false', count: 1 };
}
function childDetails(execution, stage, now) {
    const child = execution.children.find(({ parent }) => parent?.stage === stage.play.id);
    if (!child || elapsed(child, now) < 0) {
        return null;
    }
    return { planExecutionId: child.id, orgId: child.scope.org, projectId: child.scope.project };
}
function layout(execution, now) {
    const moment = { execution, now };
    const blocks = execution.timeline.blocks;
    const nodes = {};
    const [first] = blocks;
    const linked = linkedBlocks(moment);
    for (const [index, block] of blocks.entries()) {
        const next = linked[index + 1];
        const nextIds = next ? [blockKey(execution, next)] : [];
        Object.assign(nodes, blockNodes(moment, block, nextIds));
    }
    Object.assign(nodes, ghosts(moment));
    return { layoutNodeMap: nodes, startingNodeId: first ? blockKey(execution, first) : '' };
}
function linkedBlocks({ execution, now }) {
    const { blocks } = execution.timeline;
    const at = elapsed(execution, now);
    return blocks.filter((block) => block.kind !== 'rollback' || block.from <= at);
}
function blockNodes(moment, block, nextIds) {
    const { execution, now } = moment;
    if (block.kind === 'rollback') {
        return block.from <= elapsed(execution, now) ? rollbackNodes(moment, block) : {};
    }
    const nodes = {};
    for (const stage of block.stages) {
        nodes[layoutKey(execution, stage)] = stageNode(moment, stage, block.kind === 'stage' ? nextIds : []);
    }
    const key = blockKey(execution, block);
    const children = block.stages.map((stage) => layoutKey(execution, stage));
    if (block.kind === 'parallel') {
        nodes[key] = parallelNode(key, edges(nextIds, children));
    }
    if (block.kind === 'matrix') {
        const status = blockStatus(execution.timeline, block, elapsed(execution, now));
        nodes[key] = strategyNode(block, { key, status, edges: edges(nextIds, children) });
        const twin = block.stages[0];
        if (twin) {
            nodes[stageSetupId(execution, twin)] = templateTwin(moment, block, twin);
        }
    }
    return nodes;
}
function parallelNode(key, links) {
    return {
        nodeType: 'parallel',
        nodeGroup: 'STAGE',
        nodeIdentifier: `parallel${key}`,
        nodeUuid: key,
        status: 'NotStarted',
        module: 'pms',
        moduleInfo: {},
        ...links,
        isRollbackStageNode: false,
        hidden: false,
    };
}
function strategyNode(block, node) {
    return {
        nodeType: block.stages[0]?.leg?.kind ?? 'MATRIX',
        nodeGroup: 'STRATEGY',
        nodeIdentifier: block.id,
        name: block.name,
        nodeUuid: node.key,
        status: node.status,
        module: 'pms',
        moduleInfo: {},
        ...node.edges,
        isRollbackStageNode: false,
        hidden: false,
    };
}
function templateTwin({ execution }, block, leg) {
    return {
        nodeType: leg.play.type,
        nodeGroup: 'STAGE',
        nodeIdentifier: block.id,
        name: block.name,
        nodeUuid: stageSetupId(execution, leg),
        status: 'NotStarted',
        module: moduleOf(leg),
        moduleInfo: {},
        ...edges([]),
        isRollbackStageNode: false,
        hidden: true,
    };
}
function ghosts({ execution, now }) {
    const { blocks } = execution.timeline;
    const runs = blocks.some((block) => block.kind === 'rollback' && block.from <= elapsed(execution, now));
    const ghost = {
        nodeGroup: 'STAGE',
        status: 'NotStarted',
        module: 'pms',
        moduleInfo: {},
        ...edges([]),
        hidden: false,
    };
    const nodes = {};
    if (!runs) {
        const key = rollbackKey(execution);
        const named = { nodeType: 'PipelineRollback', nodeIdentifier: key, name: 'Pipeline Rollback', nodeUuid: key };
        nodes[key] = { ...ghost, ...named, isRollbackStageNode: false };
    }
    for (const { play } of blocks.flatMap((block) => (block.kind === 'stage' ? block.stages : []))) {
        if (!runs && play.type === 'Deployment') {
            const nodeIdentifier = `${play.id}_rollbackStage`;
            const nodeUuid = innerId(execution, 'setup', nodeIdentifier);
            const named = { nodeType: play.type, nodeIdentifier, name: `${play.name} (Rollback Stage)`, nodeUuid };
            nodes[nodeUuid] = { ...ghost, ...named, isRollbackStageNode: true };
        }
    }
    return nodes;
}
function rollbackNodes(moment, block) {
    const { execution, now } = moment;
    const key = rollbackKey(execution);
    const nodes = {};
    const begun = block.stages.filter((stage) => stage.from <= elapsed(execution, now));
    for (const stage of begun) {
        nodes[layoutKey(execution, stage)] = { ...stageNode(moment, stage, []), isRollbackStageNode: true };
    }
    nodes[key] = {
        nodeType: 'PipelineRollback',
        nodeGroup: 'STAGE',
        nodeIdentifier: key,
        name: 'Pipeline Rollback',
        nodeUuid: key,
        nodeExecutionId: innerId(execution, 'run', 'rollback'),
        status: blockStatus(execution.timeline, block, elapsed(execution, now)),
        module: 'pms',
        moduleInfo: {},
        ...stamps(execution, block, now),
        ...edges([], begun.map((stage) => layoutKey(execution, stage))),
        isRollbackStageNode: false,
        hidden: false,
    };
    return nodes;
}
//# sourceMappingURL=layout.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/summary.js






function governance(execution) {
    const { play, pipeline, scope, startedAt } = execution;
    const base = {
        id: '0',
        type: 'pipeline',
        action: 'onrun',
        entity: `${scope.account}:${scope.org}:${scope.project}:${pipeline}`,
        timestamp: String(startedAt),
        accountId: scope.account,
        orgId: scope.org,
        projectId: scope.project,
    };
    if (!play.denied) {
        return { ...base, deny: false, status: 'pass', message: '', details: [] };
    }
    return { ...base, deny: true, status: 'error', message: '', details: [policySet(play.denied)] };
}
function policySet(denial) {
    const policyMetadata = [
        {
            policyId: 'fridays',
            policyName: denial.policy,
            identifier: 'fridays',
            severity: 'error',
            status: 'error',
            error: '',
            denyMessages: denial.messages,
        },
    ];
    return {
        policySetId: '7',
        policySetName: denial.policySet,
        identifier: 'production',
        status: 'error',
        deny: true,
        description: '',
        policyMetadata,
    };
}
function triggerInfo(execution) {
    const { rerunOf, play } = execution;
    const rerunInfo = rerunOf && {
        rootExecutionId: rootOf(rerunOf, ({ rerunOf: earlier }) => earlier).id,
        rootTriggerType: 'MANUAL',
        prevExecutionId: rerunOf.id,
        prevTriggerType: 'MANUAL',
    };
    return {
        ...startedBy(execution),
        isRerun: rerunOf !== undefined,
        ...(rerunInfo ? { rerunInfo } : {}),
        ...(play.artifact ? { buildInfo: { imagePath: play.artifact.image, build: play.artifact.build } } : {}),
    };
}
function startedBy({ trigger, scope, play }) {
    const byTrigger = (triggerType, identifier, extraInfo) => ({
        triggerType,
        triggeredBy: {
            uuid: 'systemUser',
            identifier,
            triggerIdentifier: identifier,
            triggerName: displayName(identifier),
            extraInfo: { triggerRef: `${scope.account}/${scope.org}/${scope.project}/${identifier}`, ...extraInfo },
        },
    });
    if (trigger) {
        return byTrigger('WEBHOOK_CUSTOM', trigger.identifier, { eventCorrelationId: trigger.event });
    }
    if (play.artifact) {
        return byTrigger('ARTIFACT', 'new_image', {});
    }
    const { uuid, name, email } = releaseBot;
    return {
        triggerType: 'MANUAL',
        triggeredBy: { uuid, identifier: name, triggerIdentifier: '', triggerName: '', extraInfo: { email } },
    };
}
function rootOf(execution, before) {
    const earlier = before(execution);
    return earlier ? rootOf(earlier, before) : execution;
}
function canRetry({ retriedBy, play, timeline }) {
    return !retriedBy && !play.isRollback && !timeline.blocks.some(({ kind }) => kind === 'rollback');
}
function displayName(identifier) {
    return identifier.replace(/[_-]+/g, ' ').replace(/(?<=^| )[a-z]/g, (initial) => initial.toUpperCase());
}
function summary(execution, now) {
    const { timeline, scope, play, retryOf } = execution;
    const at = elapsed(execution, now);
    const stages = stagesOf(timeline);
    const statuses = stages.map((stage) => stageStatus(timeline, stage, at));
    const count = (is) => statuses.filter(is).length;
    const over = isOver(execution, now);
    const failed = over && !isPositive(timeline.ends) && !isUnexplained(execution);
    const { abort } = timeline;
    return {
        pipelineIdentifier: execution.pipeline,
        orgIdentifier: scope.org,
        projectIdentifier: scope.project,
        planExecutionId: execution.id,
        name: displayName(execution.pipeline),
        yamlVersion: '0',
        status: statusOf(execution, now),
        tags: [],
        executionTriggerInfo: triggerInfo(execution),
        ...(failed ? { executionErrorInfo: { message: '' } } : {}),
        governanceMetadata: governance(execution),
        moduleInfo: executionModuleInfo(stages, at),
        ...layout(execution, now),
        modules: [...new Set(stages.map(moduleOf))],
        startTs: stamp(execution, 0),
        ...(over ? { endTs: stamp(execution, timeline.to) } : {}),
        createdAt: stamp(execution, 0),
        canRetry: canRetry(execution),
        showRetryHistory: retryOf !== undefined || execution.retriedBy !== undefined,
        ...(retryOf
            ? {
                retryExecutionMetadata: {
                    parentExecutionId: retryOf.id,
                    rootExecutionId: rootOf(retryOf, ({ retryOf: earlier }) => earlier).id,
                },
            }
            : {}),
        runSequence: execution.runSequence,
        successfulStagesCount: count((status) => status === 'Success'),
        runningStagesCount: count((status) => status === 'Running'),
        failedStagesCount: count((status) => status === 'Failed'),
        totalStagesCount: stages.length,
        ...storeOf(execution),
        executionInputConfigured: false,
        isStagesExecution: execution.via === 'stages',
        stagesExecution: execution.via === 'stages',
        stagesExecuted: execution.stages ?? [],
        allowStageExecutions: execution.via === 'stages',
        ...(execution.parent ? { parentStageInfo: parentInfo(execution.parent) } : {}),
        ...(abort?.by && !abort.isUnnamed && at >= abort.done
            ? { abortedBy: { email: abort.by.email, userName: abort.by.name, createdAt: stamp(execution, abort.at) } }
            : {}),
        executionMode: play.isRollback ? 'POST_EXECUTION_ROLLBACK' : 'NORMAL',
        notesExistForPlanExecutionId: execution.notes !== '',
        shouldUseSimplifiedKey: play.simplifiedKeys ?? false,
    };
}
function parentInfo({ execution, stage }) {
    const { scope, pipeline, runSequence, id } = execution;
    return {
        hasparentpipeline: true,
        stagenodeid: innerId(execution, 'setup', stage),
        executionid: id,
        identifier: pipeline,
        orgid: scope.org,
        projectid: scope.project,
        runsequence: runSequence,
    };
}
function storeOf({ branch = '', repository = '' }) {
    if (branch === '') {
        return { storeType: 'INLINE' };
    }
    const gitDetails = { branch, repoName: repository, filePath: '.harness/pipeline.yaml', objectId: null };
    return { storeType: 'REMOTE', connectorRef: 'acme_git', gitDetails };
}
//# sourceMappingURL=summary.js.map
;// CONCATENATED MODULE: external "./yaml.js"
var x = (y) => {
	var x = {}; __nccwpck_require__.d(x, y); return x
} 
var y = (x) => (() => (x))
const external_yaml_js_namespaceObject = x({ ["Scalar"]: () => (__WEBPACK_EXTERNAL_MODULE__yaml_js_702ee59d__.Scalar), ["parseDocument"]: () => (__WEBPACK_EXTERNAL_MODULE__yaml_js_702ee59d__.parseDocument), ["stringify"]: () => (__WEBPACK_EXTERNAL_MODULE__yaml_js_702ee59d__.stringify), ["visit"]: () => (__WEBPACK_EXTERNAL_MODULE__yaml_js_702ee59d__.visit) });
;// CONCATENATED MODULE: ./lib/src/simulator/answers/yaml.js


class JavaDouble {
    number;
    constructor(number) {
        this.number = number;
    }
    toJSON() {
        return this.number;
    }
    toString() {
        const size = Math.abs(this.number);
        if (size === 0 || (size >= 1e-3 && size < 1e7)) {
            return Number.isInteger(this.number) ? this.number.toFixed(1) : String(this.number);
        }
        const [digits = '', exponent = ''] = this.number.toExponential().split('e');
        return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(exponent)}`;
    }
}
function readYaml(source) {
    const document = (0,external_yaml_js_namespaceObject.parseDocument)(source, { version: '1.1' });
    if (document.errors.length > 0) {
        throw refusal(400, 'INVALID_REQUEST', 'Invalid YAML: could not be parsed');
    }
    (0,external_yaml_js_namespaceObject.visit)(document, {
        Scalar: (_, node) => {
            if (typeof node.value === 'number' && /[.eE]/.test(node.source ?? '') && !/^[-+]?0x/i.test(node.source ?? '')) {
                return new external_yaml_js_namespaceObject.Scalar(new JavaDouble(node.value));
            }
            return undefined;
        },
    });
    return document.toJS();
}
function writeYaml(value) {
    return (0,external_yaml_js_namespaceObject.stringify)(value, { lineWidth: 0 });
}
function textOf(leaf) {
    return String(leaf);
}
function isNumber(leaf) {
    return typeof leaf === 'number' || leaf instanceof JavaDouble;
}
function isMapping(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof JavaDouble);
}
//# sourceMappingURL=yaml.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/pipeline-yaml.js



function pipelineYaml(world, id, scope) {
    return world.pipelines.get(id)?.yaml.trimStart() ?? yamlOf(world, id, scope);
}
function yamlOf(world, id, { org: orgIdentifier, project: projectIdentifier }) {
    const stages = playOf(world, id).stages.map((block) => 'parallel' in block ? { parallel: block.parallel.map(stageYaml) } : stageYaml(stagesIn(block)[0]));
    return writeYaml({
        pipeline: { identifier: id, name: displayName(id), orgIdentifier, projectIdentifier, tags: {}, stages },
    });
}
function stagesIn(block) {
    if ('parallel' in block) {
        return block.parallel;
    }
    return 'matrix' in block ? block.legs.slice(0, 1).map(({ stage }) => ({ ...stage, ...block.matrix })) : [block];
}
function stageYaml(stage) {
    const { id = '', name = '', type = 'Custom', steps = [] } = stage ?? {};
    const plain = steps.filter(({ rollback }) => !rollback);
    const written = plain.map((each) => ({ step: { identifier: each.id, name: each.name, type: each.type, spec: {} } }));
    return { stage: { identifier: id, name, type, spec: { execution: { steps: written } } } };
}
//# sourceMappingURL=pipeline-yaml.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/refusals.js



function refuse(call, pipeline, action = 'view') {
    const refused = refusals_REFUSALS[pipeline];
    if (refused) {
        throw refused(call, pipeline, action);
    }
    if (isMisspelled(call, pipeline)) {
        throw notFound(call, pipeline);
    }
}
const refusals_REFUSALS = {
    missing: notFound,
    draft: (call, pipeline) => refusal(400, 'INVALID_REQUEST', `Cannot execute a Draft Pipeline with PipelineID: ${pipeline}, ProjectID ${scopeOf(call).project}`),
    forbidden: (call, pipeline, action) => {
        const { org, project } = scopeOf(call);
        const who = `Principal of type ${call.principal ?? 'USER'} with identifier simulator`;
        const what = `Missing permission core_pipeline_${action} on pipeline with identifier ${pipeline} in ${org}/${project}`;
        return refusal(403, 'NG_ACCESS_DENIED', `User not Authorized: ${who} : ${what}`);
    },
    'out-of-sync': () => refusal(400, 'INVALID_REQUEST', 'Some of the entities referenced in this pipeline have gone out of sync'),
    broken: () => refusal(400, 'INVALID_REQUEST', 'Field for key [stages] does not exist'),
    'remote-missing': remoteMissing,
    'server-error': () => refusal(500, 'UNKNOWN_ERROR', 'Oops, something went wrong on our end. Please contact Harness Support.'),
};
function notFound(_, pipeline) {
    return refusal(400, 'INVALID_REQUEST', `Pipeline with the given ID: ${pipeline} does not exist or has been deleted`);
}
function remoteMissing(call) {
    const branch = call.query.get('branch') ?? 'main';
    const message = `The file .harness/pipeline.yaml was not found on branch ${branch} of repository shop-pipelines`;
    const advice = [
        responseMessage('HINT', 'Check the branch and the file path of the pipeline, and that the file has been pushed.'),
        responseMessage('EXPLANATION', 'The file that Harness was asked for does not exist in Git.'),
    ];
    return new Refusal(message, { status: 400, body: errorBody('SCM_NOT_FOUND_ERROR', message, advice) });
}
function isMisspelled(call, pipeline) {
    const { pipelines } = call.world;
    if (pipelines.has(pipeline) || scenario(pipeline) !== undefined) {
        return false;
    }
    const plain = (id) => id.toLowerCase().replace(/[^a-z0-9]/g, '');
    return [...pipelines.keys()].some((id) => plain(id) === plain(pipeline));
}
//# sourceMappingURL=refusals.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/plays/own-play.js

function ownPlay(merged) {
    const top = isRecord(merged) ? merged['pipeline'] : undefined;
    const stages = isRecord(top) && Array.isArray(top['stages']) ? top['stages'].flatMap((item) => block(item)) : [];
    return { about: 'the stages of its own YAML', stages };
}
function block(item) {
    if (!isRecord(item)) {
        return [];
    }
    const { parallel, stage } = item;
    if (Array.isArray(parallel)) {
        return [{ parallel: parallel.flatMap((each) => (isRecord(each) ? stagePlay(each['stage']) : [])) }];
    }
    return stagePlay(stage);
}
function stagePlay(stage) {
    if (!isRecord(stage)) {
        return [];
    }
    const spec = isRecord(stage['spec']) ? stage['spec'] : {};
    const execution = isRecord(spec['execution']) ? spec['execution'] : {};
    const wanted = simulator_shape_text(stage['type']);
    const type = ['Deployment', 'CI', 'Approval'].find((each) => each === wanted) ?? 'Custom';
    return [
        {
            id: simulator_shape_text(stage['identifier']),
            name: simulator_shape_text(stage['name']) || simulator_shape_text(stage['identifier']),
            type,
            steps: stepPlays(execution['steps']),
            ...(type === 'Deployment' ? deployed(spec) : {}),
        },
    ];
}
function deployed(spec) {
    const { service, environment } = spec;
    const [serviceRef, environmentRef] = [
        isRecord(service) ? simulator_shape_text(service['serviceRef']) : '',
        isRecord(environment) ? simulator_shape_text(environment['environmentRef']) : '',
    ];
    const [infrastructure] = isRecord(environment) ? items(environment['infrastructureDefinitions']) : [];
    return {
        ...(serviceRef ? { service: { id: serviceRef, name: serviceRef } } : {}),
        ...(environmentRef ? { environment: { id: environmentRef, name: environmentRef, type: 'PreProduction' } } : {}),
        infrastructure: isRecord(infrastructure) ? simulator_shape_text(infrastructure['identifier']) : '',
    };
}
function stepPlays(steps) {
    if (!Array.isArray(steps)) {
        return [];
    }
    return steps.flatMap((item) => {
        if (!isRecord(item)) {
            return [];
        }
        if (isRecord(item['stepGroup'])) {
            return stepPlays(item['stepGroup']['steps']);
        }
        const step = item['step'];
        if (!isRecord(step)) {
            return stepPlays(item['parallel']);
        }
        const id = simulator_shape_text(step['identifier']);
        return [{ id, name: simulator_shape_text(step['name']) || id, type: simulator_shape_text(step['type']), ms: 500 }];
    });
}
//# sourceMappingURL=own-play.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/plays/pipelines.js
const CHOSEN = '';
const inputs = String.raw `
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
const building = (identifier, variables = [], build = '<+input>') => `
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
const MAIN = '<+input>.default({type: branch, spec: {branch: main}})';
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
function deployProdSet(region) {
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
function simple(identifier, variables, sets = []) {
    const list = (value) => variables.map((name) => `    - { name: ${name}, type: String, value: ${value(name)} }\n`).join('');
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
const PIPELINES = {
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
const FIRSTGEN_VARIABLES = {
    'Guestbook Pipeline': ['branch', 'hotfix', 'skipCV', 'environment'],
    'Deploy Prod': ['environment'],
};
//# sourceMappingURL=pipelines.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/items.js


const WRAPPERS = ['stage', 'step', 'stepGroup'];
const IDENTITIES = ['identifier', 'id', 'name', 'key', 'commandType', 'serviceRef', 'environmentRef'];
function identityOf(item) {
    if (!isMapping(item)) {
        return undefined;
    }
    const wrapper = WRAPPERS.find((each) => isMapping(item[each]));
    const inner = wrapper === undefined ? item : item[wrapper];
    const key = isMapping(inner) ? IDENTITIES.find((each) => simulator_shape_text(inner[each]) !== '') : undefined;
    if (!isMapping(inner) || key === undefined) {
        return undefined;
    }
    const name = simulator_shape_text(inner[key]);
    return { label: `${wrapper ?? ''}:${key}:${name}`, name, key };
}
function isOneValue(list) {
    const [first] = list;
    return parallelOf(first) === undefined && identityOf(first) === undefined;
}
function parallelOf(item) {
    return isMapping(item) && Array.isArray(item['parallel']) ? item['parallel'] : undefined;
}
function partners(list) {
    if (!Array.isArray(list)) {
        return () => undefined;
    }
    const parallel = list.flatMap((item) => parallelOf(item) ?? []);
    const byLabel = new Map(list.map((item) => [identityOf(item)?.label, item]));
    return (item) => {
        const label = identityOf(item)?.label;
        return parallelOf(item) ? { parallel } : label === undefined ? undefined : byLabel.get(label);
    };
}
function itemPath(path, item, index) {
    return parallelOf(item) ? path : `${path}.${identityOf(item)?.name ?? index}`;
}
const SILENT = new Set([...WRAPPERS, 'parallel', 'pipeline']);
function keyPath(path, key) {
    return SILENT.has(key) ? path : `${path}.${key}`;
}
function twice(value, path = 'pipeline') {
    if (Array.isArray(value)) {
        const parts = value.flatMap((item) => parallelOf(item) ?? [item]);
        const seen = new Set();
        for (const [index, item] of parts.entries()) {
            const label = identityOf(item)?.label;
            const own = itemPath(path, item, index);
            if (label !== undefined && seen.has(label)) {
                return own;
            }
            seen.add(label ?? `#${index}`);
            const inside = twice(item, own);
            if (inside !== undefined) {
                return inside;
            }
        }
        return undefined;
    }
    for (const [key, part] of isMapping(value) ? Object.entries(value) : []) {
        const inside = twice(part, keyPath(path, key));
        if (inside !== undefined) {
            return inside;
        }
    }
    return undefined;
}
//# sourceMappingURL=items.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/placeholders.js

const NAMES = 'default|allowedValues|selectOneFrom|selectManyFrom|regex|executionInput';
const MODIFIER = new RegExp(String.raw `\.(${NAMES})\((.*?)\)(?=$|\.\w+\()`, 'gs');
const CHOICES = ['allowedValues', 'selectOneFrom', 'selectManyFrom'];
function placeholder(value) {
    if (typeof value !== 'string' || !value.startsWith('<+input>')) {
        return undefined;
    }
    const said = new Map();
    for (const [, name = '', argument = ''] of value.matchAll(MODIFIER)) {
        said.set(name, argument);
    }
    const first = [...CHOICES, 'regex'].find((name) => said.has(name));
    const chosen = first === undefined ? undefined : said.get(first);
    return {
        fallback: said.get('default')?.replace(/^\\?(['"])(.*?)\\?\1$/s, '$2'),
        allowed: chosen === undefined || first === 'regex' ? undefined : splitValues(chosen),
        pattern: first === 'regex' ? chosen : undefined,
        duringRun: said.has('executionInput'),
    };
}
function splitValues(values) {
    const found = values.match(/\s*\\(['"]).*?\\\1\s*|[^,]+/gs) ?? [];
    return found.map((each) => each.trim().replace(/^\\(['"])(.*)\\\1$/s, '$2'));
}
const COMPUTED = /<\+|\$\{|jexl\(/;
function objectionTo(value, { allowed, pattern }, fqn) {
    if (Array.isArray(value)) {
        return value
            .map((item) => objectionTo(item, { allowed, pattern, fallback: undefined, duringRun: false }, fqn))
            .find((reason) => reason !== undefined);
    }
    if (isMapping(value)) {
        return undefined;
    }
    const given = textOf(value);
    if (allowed && !allowed.some((each) => COMPUTED.test(each)) && !isAllowed(given, allowed)) {
        return `The values provided for ${fqn}: [${quoted([given])}] do not match any of the allowed values [${quoted(allowed)}]`;
    }
    if (pattern !== undefined && !COMPUTED.test(pattern) && !new RegExp(`^(?:${pattern})$`, 's').test(given)) {
        return `The value provided for [${fqn}: ${given}] does not match the required regex pattern`;
    }
    return undefined;
}
function isAllowed(given, allowed) {
    const parts = given === '' ? [''] : splitValues(given);
    return parts.every((each) => allowed.includes(each));
}
function quoted(values) {
    return values.map((value) => `'${value}'`).join(', ');
}
//# sourceMappingURL=placeholders.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/merge.js



const OPEN = new Set(['service', 'environment', 'template', 'services', 'environments', 'environmentGroup']);
function fill(base, givens, open = false) {
    const input = placeholder(base);
    if (input) {
        return givens.findLast((given) => given !== undefined && !isStillOpen(given)) ?? nullOr(base, givens);
    }
    if (Array.isArray(base)) {
        return fillList(base, givens, open);
    }
    if (!isMapping(base)) {
        return base;
    }
    const within = (key) => givens.map((given) => valueAt(given, key));
    const filled = Object.entries(base).map(([key, value]) => [
        key,
        fill(value, within(key), open || OPEN.has(key)),
    ]);
    const extras = open ? givens.flatMap((given) => (isMapping(given) ? Object.entries(given) : [])) : [];
    return Object.fromEntries([...extras.filter(([key]) => !Object.hasOwn(base, key)), ...filled]);
}
function valueAt(value, key) {
    return isMapping(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
function isStillOpen(given) {
    const input = placeholder(given);
    return given === null || (input !== undefined && !input.duringRun);
}
function nullOr(base, givens) {
    return givens.includes(null) ? null : base;
}
function fillList(base, givens, open) {
    if (isOneValue(base)) {
        const given = givens.findLast((each) => Array.isArray(each));
        return given !== undefined && JSON.stringify(base).includes('<+input>') ? given : base;
    }
    const finders = givens.map(partners);
    return base.map((item) => fill(item, finders.map((find) => find(item)), open));
}
function hasExtras(base, given, open = false) {
    if (placeholder(base) || given === undefined) {
        return false;
    }
    if (Array.isArray(base)) {
        const find = partners(given);
        return base.some((item) => hasExtras(item, find(item), open));
    }
    if (!isMapping(base) || !isMapping(given)) {
        return false;
    }
    const more = open && Object.keys(given).some((key) => !Object.hasOwn(base, key));
    return (more || Object.entries(base).some(([key, value]) => hasExtras(value, valueAt(given, key), open || OPEN.has(key))));
}
const LABELS = new Set(['identifier', 'type', 'default']);
function templateOf(base) {
    if (placeholder(base)) {
        return base;
    }
    if (Array.isArray(base)) {
        if (isOneValue(base)) {
            return JSON.stringify(base).includes('<+input>') ? base : undefined;
        }
        const items = base.map(templateOf).filter((item) => item !== undefined);
        return items.length > 0 ? items : undefined;
    }
    if (!isMapping(base)) {
        return undefined;
    }
    const parts = Object.entries(base).map(([key, value]) => [key, templateOf(value)]);
    if (parts.every(([, part]) => part === undefined)) {
        return undefined;
    }
    const kept = parts.map(([key, part]) => [key, part ?? (isLabel(key, base) ? base[key] : undefined)]);
    return Object.fromEntries(kept.filter(([, part]) => part !== undefined));
}
function isLabel(key, base) {
    if (typeof base[key] === 'object') {
        return false;
    }
    return LABELS.has(key) ? key !== 'default' || 'value' in base : identityOf(base)?.key === key;
}
function onlyStages(pipeline, stages) {
    const top = isMapping(pipeline) ? pipeline['pipeline'] : undefined;
    if (stages.length === 0 || !isMapping(top) || !Array.isArray(top['stages'])) {
        return pipeline;
    }
    const wanted = (item) => stages.includes(identityOf(item)?.name ?? '');
    const kept = top['stages'].flatMap((item) => {
        const parallel = parallelOf(item)?.filter(wanted);
        if (parallel) {
            return parallel.length > 0 ? [{ parallel }] : [];
        }
        return wanted(item) ? [item] : [];
    });
    return { pipeline: { ...top, stages: kept } };
}
function strays(base, given, path = 'pipeline') {
    if (given === undefined || given === null || placeholder(base)) {
        return [];
    }
    if (Array.isArray(given)) {
        const find = partners(base);
        return given.flatMap((item, index) => strays(find(item), item, itemPath(path, item, index)));
    }
    if (!isMapping(given)) {
        return [path];
    }
    const own = identityOf(given)?.key;
    const entries = Object.entries(given).filter(([key, value]) => typeof value === 'object' || (!LABELS.has(key) && key !== own && key !== 'name'));
    return entries.flatMap(([key, value]) => strays(valueAt(base, key), value, keyPath(path, key)));
}
//# sourceMappingURL=merge.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/validate.js





const TOP = { fqn: 'pipeline', variable: undefined, key: '', holder: {} };
function settle(base, filled, place = TOP) {
    const input = placeholder(base);
    if (input) {
        return settleOne(input, filled, place);
    }
    if (Array.isArray(base) && Array.isArray(filled)) {
        return base.map((item, index) => settle(item, filled[index], { ...place, fqn: itemPath(place.fqn, item, index) }));
    }
    if (!isMapping(base) || !isMapping(filled)) {
        return filled;
    }
    const variable = 'name' in base && 'value' in base ? base : undefined;
    const within = (key) => {
        if (variable && key === 'value') {
            return { fqn: place.fqn, variable, key, holder: base };
        }
        return { fqn: keyPath(place.fqn, key), variable: undefined, key, holder: base };
    };
    const settled = Object.entries(base).map(([key, value]) => [
        key,
        settle(value, filled[key], within(key)),
    ]);
    return { ...filled, ...Object.fromEntries(settled) };
}
function settleOne(input, filled, place) {
    const { fqn, variable } = place;
    const required = variable?.['required'] === true;
    if (input.fallback === '') {
        // A default without a value is an exception of the server's own, which it does not explain.
        throw refusal(400, 'INVALID_REQUEST', 'Failed to start execution for Pipeline.');
    }
    const value = placeholder(filled) ? (readDefault(input.fallback) ?? variable?.['default']) : filled;
    if (value === undefined || (required && (value === '' || value === null))) {
        if (input.duringRun || (variable ? !required : !isNeeded(place))) {
            return filled;
        }
        const [code, message] = variable
            ? ['INVALID_REQUEST', `Value not provided for required variable: ${simulator_shape_text(variable['name'])}`]
            : ['SCHEMA_VALIDATION_FAILED', `Invalid yaml: $.${fqn}: is missing but it is required`];
        throw refusal(400, code, message);
    }
    const reason = objectionTo(value, input, fqn) ?? wrongNumber(value, place);
    if (reason) {
        throw refusal(400, 'INVALID_REQUEST', reason);
    }
    return trimmed(value);
}
const NEEDED = new Set(['serviceRef', 'environmentRef', 'infrastructureDefinitions', 'gitOpsClusters', 'values']);
function isNeeded({ key, holder, fqn }) {
    if (key === 'build') {
        return fqn.endsWith('.codebase.build');
    }
    return NEEDED.has(key) && holder['deployToAll'] !== true;
}
function readDefault(fallback) {
    return fallback !== undefined && /^[[{]/.test(fallback) ? readYaml(fallback) : fallback;
}
function wrongNumber(value, { fqn, variable }) {
    if (variable?.['type'] !== 'Number' || isNumber(value) || value === null) {
        return undefined;
    }
    return /^-?\d+(\.\d+)?$/.test(textOf(value))
        ? undefined
        : `The value provided for [${fqn}: ${textOf(value)}] is not a number`;
}
function trimmed(value) {
    if (Array.isArray(value)) {
        return value.map(trimmed);
    }
    if (isMapping(value)) {
        return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, trimmed(part)]));
    }
    return typeof value === 'string' ? value.replace(/^[\u0000-\u0020]+|[\u0000-\u0020]+$/g, '') : value;
}
//# sourceMappingURL=validate.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/prepare.js










function prepare(world, id, given) {
    const { last, sets = [], stages = [] } = given;
    const pipeline = world.pipelines.get(id);
    const base = pipeline ? readYaml(pipeline.yaml) : undefined;
    if (stages.length > 0 && !allowsStages(base)) {
        throw refusal(400, 'INVALID_REQUEST', `Stage executions are not allowed for pipeline [${id}]`);
    }
    const chosen = onlyStages(base, stages);
    if (stages.length > 0 &&
        isRecord(chosen) &&
        isRecord(chosen['pipeline']) &&
        items(chosen['pipeline']['stages']).length === 0) {
        throw refusal(400, 'INVALID_REQUEST', `None of the stages [${stages.join(', ')}] is a stage of pipeline ${id}`);
    }
    const template = templateOf(chosen);
    if (sets.length > 0 && template === undefined) {
        throw noRuntimeInput(id);
    }
    if (!pipeline) {
        return { play: scenario(id) ?? world.play, yaml: '', inputs: last };
    }
    if (isV1(base)) {
        return { play: world.play, yaml: pipeline.yaml, inputs: last };
    }
    const givens = givensOf(pipeline, given);
    refuseToMerge(base, givens, sets.length > 0);
    const merged = settle(chosen, fill(chosen, givens));
    const inputs = template === undefined ? '' : writeYaml(fill(template, givens));
    return { play: playFor(world, pipeline, { merged, stages }), yaml: writeYaml(merged), inputs };
}
function noRuntimeInput(id) {
    return refusal(400, 'INVALID_REQUEST', `Pipeline ${id} does not have any runtime input. All existing input sets are invalid`);
}
function refuseToMerge(base, givens, bySets) {
    for (const given of givens) {
        const path = twice(isRecord(given) ? given['pipeline'] : undefined);
        if (path !== undefined) {
            throw refusal(400, 'INVALID_REQUEST', `This element is coming twice in yaml ${path}`);
        }
    }
    if (bySets && givens.some((given) => hasExtras(base, given))) {
        throw refusal(400, 'INVALID_REQUEST', 'Failed to start execution for Pipeline.');
    }
}
function isV1(base) {
    return isRecord(base) && base['version'] === 1;
}
function playFor(world, { plays }, { merged, stages }) {
    const codebase = codebaseOf(merged);
    const play = plays === undefined ? ownPlay(merged) : plays === CHOSEN ? world.play : (scenario(plays) ?? world.play);
    const kept = play.stages.filter((block) => idsOf(block).some((id) => stages.includes(id)));
    const chosen = kept.length > 0 ? kept : play.stages;
    return { ...play, stages: codebase ? chosen.map((block) => prepare_building(block, codebase)) : chosen };
}
function idsOf(block) {
    if ('parallel' in block) {
        return block.parallel.map(({ id }) => id);
    }
    return ['matrix' in block ? block.matrix.id : block.id];
}
function prepare_building(block, codebase) {
    const change = (stage) => (stage.type === 'CI' ? { ...stage, codebase } : stage);
    if ('parallel' in block) {
        return { parallel: block.parallel.map(change) };
    }
    return 'matrix' in block ? block : change(block);
}
function codebaseOf(merged) {
    const within = (value, key) => (isRecord(value) ? value[key] : undefined);
    const codebase = ['pipeline', 'properties', 'ci', 'codebase'].reduce(within, merged);
    const build = within(codebase, 'build');
    const spec = within(build, 'spec');
    const repository = simulator_shape_text(within(codebase, 'repoName'));
    const value = (key) => textOf(within(spec, key) ?? '');
    const by = releaseBot.name;
    switch (within(build, 'type')) {
        case 'branch':
            return { repository, branch: value('branch'), commit: { sha: COMMIT, message: 'The newest commit', by } };
        case 'tag':
            return { repository, tag: value('tag'), commit: { sha: COMMIT, message: 'What was tagged', by } };
        case 'PR':
            return {
                repository,
                branch: 'main',
                commit: { sha: COMMIT, message: 'The newest commit of the pull request', by },
                pullRequest: { number: Number(value('number')), title: 'A pull request', source: 'feature/x' },
            };
        case 'commitSha':
            return { repository, commit: { sha: value('commitSha'), message: 'The commit that was asked for', by } };
        default:
            return undefined;
    }
}
const COMMIT = '5f2a8c31d09b4e7f6a1c2d3e4f5061728394a5b6';
function allowsStages(base) {
    return isRecord(base) && isRecord(base['pipeline']) && base['pipeline']['allowStageExecutions'] === true;
}
function givensOf(pipeline, { sets = [], last, branch = '' }) {
    const base = readYaml(pipeline.yaml);
    return [...sets.flatMap((id) => yamlsOf(pipeline, id, branch)), last]
        .map(readYaml)
        .filter((given) => identifierOf(given) === identifierOf(base));
}
function inputSetOf(pipeline, id, branch) {
    const { inputSets = {}, branches = {} } = pipeline ?? {};
    const sets = { ...inputSets, ...(Object.hasOwn(branches, branch) ? branches[branch] : {}) };
    return Object.hasOwn(sets, id) ? sets[id] : undefined;
}
function yamlsOf(pipeline, id, branch) {
    const set = inputSetOf(pipeline, id, branch);
    if (!set) {
        return [];
    }
    return 'yaml' in set ? [set.yaml] : set.overlay.flatMap((each) => yamlsOf(pipeline, each, branch));
}
function identifierOf(yaml) {
    return isRecord(yaml) && isRecord(yaml['pipeline']) ? yaml['pipeline']['identifier'] : undefined;
}
//# sourceMappingURL=prepare.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/webhooks.js





const CUSTOM = '/pipeline/api/webhook/custom';
const EVENT = '/pipeline/api/webhook';
const PROCESSING_MS = 2_000;
const LATE_MS = 30_000;
const webhookRoutes = [
    webhookRoute(`${CUSTOM}/v2`, postV2),
    webhookRoute(`${CUSTOM}/([^/]+)/v3`, postV3),
    webhookRoute(CUSTOM, (call) => success(receive(call).id)),
    // The oldest form stands beside FirstGen, without the service's name.
    { ...webhookRoute('/api/webhook/custom', (call) => success(receive(call).id)), gateway: true },
    eventRoute(`${EVENT}/triggerExecutionDetails/([^/]+)`, (call, id = '') => details(call, eventOf(call, id))),
    eventRoute(`${EVENT}/triggerExecutionDetailsV2/([^/]+)`, (call, id = '') => details(call, knownEvent(call, id))),
    eventRoute(`${EVENT}/triggerProcessingDetails`, processing),
];
function webhookRoute(path, handle) {
    return { kind: 'webhook', method: 'POST', path: new RegExp(`^${path}$`), scope: 'none', open: true, handle };
}
function eventRoute(path, handle) {
    return { kind: 'event', method: 'GET', path: new RegExp(`^${path}$`), scope: 'none', open: true, handle };
}
const webhookTriggers = {
    twice: 'starts two executions from one event',
    late: 'is processed after 30 s',
    never: 'is never processed',
    queued: 'stays queued',
    mandated: 'needs an API key',
    disabled: 'is disabled',
    'unknown-token': 'refuses the token of its URL',
    'v3-only': 'refuses the older URL without a token',
    EXCEPTION_WHILE_PROCESSING: 'ends with that processing status and starts nothing, as every other status in capitals does',
};
function postV3(call, token = '') {
    if (call.query.get('triggerIdentifier') === 'unknown-token') {
        throw refusal(400, 'INVALID_REQUEST', `No custom trigger found for the used custom webhook token: ${token}`);
    }
    return links(call, receive(call));
}
function postV2(call) {
    if (call.query.get('triggerIdentifier') === 'v3-only') {
        throw refusal(400, 'INVALID_REQUEST', 'This webhook url is no longer supported for newly created custom webhook triggers');
    }
    return links(call, receive(call));
}
function links({ world, query }, { id, pipeline, org, project }) {
    const account = query.get('accountIdentifier') ?? '';
    const ui = `${world.url}/ng/#/account/${account}/cd/orgs/${org}/projects/${project}`;
    return success({
        eventCorrelationId: id,
        apiUrl: `${world.url}/gateway/pipeline/api/webhook/triggerExecutionDetails/${id}?accountIdentifier=${account}`,
        uiUrl: `${ui}/deployments?pipelineIdentifier=${pipeline}&page=0`,
        uiSetupUrl: `${ui}/pipelines/${pipeline}/pipeline-studio/`,
    });
}
function receive(call) {
    const { world, query, now, body } = call;
    const { account, org, project } = scopeOf(call);
    const pipeline = query.get('pipelineIdentifier') ?? '';
    const trigger = query.get('triggerIdentifier') ?? 'custom';
    if (!account || !org || !project) {
        throw refusal(400, 'INVALID_REQUEST', 'accountIdentifier, orgIdentifier and projectIdentifier must not be null');
    }
    if (trigger === 'mandated' && !call.principal) {
        throw refusal(400, 'INVALID_REQUEST', `Authorization is mandatory for custom triggers in ${account}:${org}:${project}. Please add X-Api-Key header in the request`);
    }
    if (trigger === 'disabled') {
        throw refusal(400, 'INVALID_REQUEST', `No enabled custom trigger found for Account:${account}, Org: ${org}, Project: ${project}, Pipeline: ${pipeline}, Trigger: ${trigger}`);
    }
    const afterMs = (trigger === 'never' ? Infinity : trigger === 'late' ? LATE_MS : PROCESSING_MS) / world.speed;
    const event = { id: newId(), at: now, trigger, pipeline, payload: body, org, project, afterMs };
    const startsSome = finalStatus(trigger) === 'TARGET_EXECUTION_REQUESTED' && afterMs < Infinity;
    const scope = { account, org, project };
    const executions = Array.from({ length: startsSome ? (trigger === 'twice' ? 2 : 1) : 0 }, () => start(world, {
        ...prepare(world, pipeline, { last: '' }),
        scope,
        pipeline,
        via: 'webhook',
        startedAt: now + afterMs,
        trigger: { identifier: trigger, event: event.id },
    }));
    const received = { ...event, executions };
    world.events.set(event.id, received);
    return received;
}
function finalStatus(trigger) {
    if (trigger === 'queued') {
        return 'QUEUED';
    }
    return /^[A-Z]+(_[A-Z]+)+$/.test(trigger) ? trigger : 'TARGET_EXECUTION_REQUESTED';
}
function eventOf(call, id) {
    const event = call.world.events.get(id);
    if (event && isProcessed(call, event)) {
        return event;
    }
    throw refusal(400, 'INVALID_REQUEST', `Trigger event history doesn't exist for event with eventId ${id}`);
}
function knownEvent(call, id) {
    return call.world.events.get(id) ?? eventOf(call, id);
}
function isProcessed({ now }, { at, afterMs }) {
    return now - at >= afterMs;
}
function processingDetails(call, event) {
    const { world } = call;
    const status = isProcessed(call, event) ? finalStatus(event.trigger) : 'QUEUED';
    const [execution] = event.executions;
    const started = status === 'TARGET_EXECUTION_REQUESTED';
    const message = started
        ? 'Target pipeline was requested to be executed'
        : `The trigger ${event.trigger} started nothing`;
    return {
        eventFound: true,
        eventId: event.id,
        accountIdentifier: world.keys.account,
        orgIdentifier: event.org,
        projectIdentifier: event.project,
        triggerIdentifier: event.trigger,
        pipelineIdentifier: event.pipeline,
        ...(execution && started ? { pipelineExecutionId: execution.id, runtimeInput: execution.inputs ?? '' } : {}),
        exceptionOccured: status.startsWith('EXCEPTION'),
        status,
        message: status === 'QUEUED' ? 'Trigger execution is queued' : message,
        payload: event.payload,
        eventCreatedAt: event.at,
        warningMsg: null,
    };
}
function details(call, event) {
    const [execution] = event.executions;
    const executionDetails = execution && elapsed(execution, call.now) >= 0 ? { pipelineExecutionSummary: summary(execution, call.now) } : null;
    return success({ webhookProcessingDetails: processingDetails(call, event), executionDetails });
}
function processing(call) {
    return success(processingDetails(call, eventOf(call, call.query.get('eventId') ?? '')));
}
//# sourceMappingURL=webhooks.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/catalog.js









const catalog_PIPELINES = '/pipeline/api/pipelines';
const catalogRoutes = [
    { kind: 'pipelines', method: 'POST', path: new RegExp(`^${catalog_PIPELINES}/list$`), handle: listPipelines },
    { kind: 'pipeline', method: 'GET', path: new RegExp(`^${catalog_PIPELINES}/summary/([^/]+)$`), handle: pipelineSummary },
    { kind: 'pipeline', method: 'GET', path: new RegExp(`^${catalog_PIPELINES}/([^/]+)$`), handle: getPipeline },
    { kind: 'other', method: 'GET', path: /^\/ng\/api\/organizations$/, scope: 'account', handle: organizations },
    { kind: 'other', method: 'GET', path: /^\/ng\/api\/organizations\/([^/]+)$/, scope: 'account', handle: organization },
    { kind: 'other', method: 'GET', path: /^\/ng\/api\/aggregate\/projects$/, scope: 'account', handle: aggregates },
    { kind: 'other', method: 'GET', path: /^\/ng\/api\/projects$/, scope: 'account', handle: projects },
    { kind: 'other', method: 'GET', path: /^\/ng\/api\/projects\/([^/]+)$/, scope: 'account', handle: project },
    { kind: 'other', method: 'GET', path: /^\/pipeline\/api\/triggers$/, handle: triggers },
];
function identifiers(call) {
    const plays = scenarios()
        .map(({ name }) => name)
        .filter((name) => scenario(name) !== undefined);
    return [...new Set([...call.world.pipelines.keys(), ...plays])];
}
function listPipelines(call) {
    const search = (call.query.get('searchTerm') ?? '').toLowerCase();
    const [page, size] = [Number(call.query.get('page') ?? 0), Number(call.query.get('size') ?? 25)];
    const body = jsonBody(call);
    const [wanted, named] = [strings(body['pipelineIdentifiers']), simulator_shape_text(body['name']).toLowerCase()];
    const found = identifiers(call)
        .map((id) => ({ id, name: nameOf(call, id) }))
        .filter(({ id, name }) => id.toLowerCase().includes(search) || name.toLowerCase().includes(search))
        .filter(({ id, name }) => (wanted.length === 0 || wanted.includes(id)) && name.toLowerCase().includes(named));
    const content = found.slice(page * size, (page + 1) * size).map(({ id }) => overview(call, id));
    return success(springPage(content, { page, size, total: found.length }));
}
function nameOf(call, id) {
    return simulator_shape_text(topOf(call, id)['name']) || displayName(id);
}
function topOf(call, id) {
    const yaml = readYaml(call.world.pipelines.get(id)?.yaml ?? '');
    const top = isRecord(yaml) ? yaml['pipeline'] : undefined;
    return isRecord(top) ? top : {};
}
function overview(call, id) {
    const stages = playOf(call.world, id).stages.flatMap(stagesIn);
    return {
        identifier: id,
        name: nameOf(call, id),
        description: '',
        tags: {},
        version: 1,
        numOfStages: stages.length,
        stageNames: stages.map(({ name }) => name),
        createdAt: CREATED,
        lastUpdatedAt: CREATED,
        modules: ['cd', 'ci'],
        isDraft: false,
        storeType: 'INLINE',
        yamlVersion: '0',
    };
}
const CREATED = Date.UTC(2026, 0, 2);
function pipelineSummary(call, id = '') {
    refuse(call, id);
    return success(overview(call, id));
}
function getPipeline(call, id = '') {
    refuse(call, id);
    const yamlPipeline = pipelineYaml(call.world, id, scopeOf(call));
    const resolved = call.query.get('getTemplatesResolvedPipeline')?.toLowerCase() === 'true';
    return success({
        yamlPipeline,
        ...(resolved ? { resolvedTemplatesPipelineYaml: yamlPipeline } : {}),
        entityValidityDetails: { valid: true },
        modules: ['cd', 'ci'],
        storeType: 'INLINE',
        gitDetails: { branch: call.query.get('branch'), repoName: call.query.get('repoName') },
    });
}
const ORGANIZATION = { identifier: 'default', name: 'Default', description: '', tags: {} };
const PROJECTS = ['shop', 'platform'];
function pages({ query }) {
    return { pageIndex: Number(query.get('pageIndex') ?? 0), pageSize: Number(query.get('pageSize') ?? 50) };
}
function organizations(call) {
    return success(itemPage([organizationOf('default')], pages(call)));
}
function organization(_, id = '') {
    return success(organizationOf(id));
}
function organizationOf(identifier) {
    const own = identifier === 'default' ? ORGANIZATION : { ...ORGANIZATION, identifier, name: displayName(identifier) };
    return { organization: own, createdAt: CREATED, lastModifiedAt: CREATED, harnessManaged: identifier === 'default' };
}
function projectOf(call, identifier) {
    const orgIdentifier = call.query.get('orgIdentifier') ?? 'default';
    const own = { orgIdentifier, identifier, name: displayName(identifier), color: '#0063f7', modules: ['CD', 'CI'] };
    const times = { createdAt: CREATED, lastModifiedAt: CREATED };
    return { project: { ...own, description: '', tags: {} }, ...times, isFavorite: false };
}
function foundProjects(call) {
    const search = (call.query.get('searchTerm') ?? '').toLowerCase();
    return PROJECTS.filter((name) => name.includes(search));
}
function projects(call) {
    const all = foundProjects(call).map((name) => projectOf(call, name));
    return success(itemPage(all, pages(call)));
}
function project(call, id = '') {
    return success(projectOf(call, id));
}
function aggregates(call) {
    const all = foundProjects(call).map((name) => ({
        projectResponse: projectOf(call, name),
        organization: ORGANIZATION,
        harnessManagedOrg: true,
        admins: [],
        collaborators: [],
    }));
    return success(itemPage(all, pages(call)));
}
function triggers(call) {
    const search = (call.query.get('searchTerm') ?? '').toLowerCase();
    const found = Object.entries(webhookTriggers).filter(([identifier]) => identifier.includes(search));
    const all = found.map(([identifier, description]) => ({
        name: displayName(identifier),
        identifier,
        description,
        type: 'Webhook',
        enabled: identifier !== 'disabled',
        tags: {},
        webhookDetails: { webhookSourceRepo: 'Custom' },
        webhookUrl: `${call.world.url}/gateway/pipeline/api/webhook/custom/token/v3?${webhookQuery(call, identifier)}`,
        isPipelineInputOutdated: false,
        pipelineInputOutdated: false,
    }));
    const { query } = call;
    return success(itemPage(all, { pageIndex: Number(query.get('page') ?? 0), pageSize: Number(query.get('size') ?? 25) }));
}
function webhookQuery(call, triggerIdentifier) {
    const { account, org, project: projectIdentifier } = scopeOf(call);
    const pipelineIdentifier = call.query.get('targetIdentifier') ?? '';
    const where = { accountIdentifier: account, orgIdentifier: org, projectIdentifier };
    return new URLSearchParams({ ...where, pipelineIdentifier, triggerIdentifier }).toString();
}
//# sourceMappingURL=catalog.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/graph-node.js





function put({ execution, now, nodeMap, nodeAdjacencyListMap }, node) {
    const { uuid, setupId = uuid, identifier, name, baseFqn, stepType, status, span, children = [], nextIds = [] } = node;
    const over = endedAt(execution.timeline, span, elapsed(execution, now)) !== undefined;
    const shown = !isPositive(status) || status === 'IgnoreFailed';
    nodeMap[uuid] = {
        uuid,
        setupId,
        name,
        identifier,
        baseFqn,
        outcomes: execution.play.outcomesAsArray ? [] : {},
        stepParameters: {},
        ...stamps(execution, span, now),
        stepType,
        status,
        failureInfo: failureInfo(over && shown ? node.failure : undefined),
        skipInfo: null,
        nodeRunInfo: null,
        executableResponses: children[0] === undefined ? [] : [{ child: { childNodeId: children[0], ...NO_LOGS } }],
        unitProgresses: [],
        progressData: null,
        delegateInfoList: [],
        interruptHistories: [],
        stepDetails: null,
        strategyMetadata: null,
        executionInputConfigured: false,
        ...node.more,
    };
    nodeAdjacencyListMap[uuid] = { children, nextIds };
    return uuid;
}
const NO_LOGS = { logKeys: [], units: [] };
//# sourceMappingURL=graph-node.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/locks.js





const lockRoutes = [
    {
        kind: 'lock-holders',
        method: 'GET',
        path: /^\/pipeline\/api\/resource-constraints\/executionInfo$/,
        scope: 'accountId',
        handle: lockHolders,
    },
];
const QUEUE = 'Queuing';
function queueParameters({ play }) {
    const { infrastructure: resourceUnit = '' } = play;
    return { spec: { name: QUEUE, resourceUnit, acquireMode: 'ENSURE', permits: 1, holdingScope: 'STAGE' } };
}
function lockHolders(call) {
    const unit = call.query.get('resourceUnit') ?? '';
    const waiting = call.world.executions.filter((each) => waitsFor(each, unit, call.now));
    const [first] = waiting;
    const holder = first && {
        ...consumer(first, 'ACTIVE'),
        pipelineIdentifier: 'db_restore',
        pipelineName: displayName('db_restore'),
        projectIdentifier: 'platform',
        planExecutionId: innerId(first, 'holder'),
    };
    const resourceConstraints = [...(holder ? [holder] : []), ...waiting.map((each) => consumer(each, 'BLOCKED'))];
    return success({ name: QUEUE, capacity: 1, resourceConstraints });
}
function waitsFor(execution, unit, now) {
    const at = elapsed(execution, now);
    return stagesOf(execution.timeline)
        .filter(({ play }) => play.infrastructure === unit)
        .some(({ steps }) => steps.some((step) => stepStatus(execution.timeline, step, at) === 'ResourceWaiting'));
}
function consumer(execution, state) {
    const { pipeline, scope, id } = execution;
    return {
        pipelineIdentifier: pipeline,
        pipelineName: displayName(pipeline),
        planExecutionId: id,
        state,
        startTs: stamp(execution, 0),
        accountId: scope.account,
        orgIdentifier: scope.org,
        projectIdentifier: scope.project,
    };
}
//# sourceMappingURL=locks.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/stage-node.js


const STEP_TYPES = {
    Deployment: 'DEPLOYMENT_STAGE_STEP',
    CI: 'IntegrationStageStepPMS',
    Approval: 'APPROVAL_STAGE',
    Custom: 'CUSTOM_STAGE',
    Pipeline: 'PIPELINE_STAGE',
};
function stageDetails(execution, stage, status) {
    const { play } = stage;
    const asynchronous = [{ async: { callbackIds: [innerId(execution, 'callback', play.id)], ...stage_node_NO_LOGS } }];
    return {
        stepType: STEP_TYPES[play.type],
        outcomes: builtImage(stage, status),
        nodeRunInfo: play.skippedBy === undefined
            ? null
            : { whenCondition: play.skippedBy, evaluatedCondition: false, expressions: [] },
        responses: play.type === 'Pipeline' ? asynchronous : undefined,
        before: play.type === 'Deployment' && stage.steps.length > 0 ? deploymentParts(execution, stage) : [],
    };
}
const stage_node_NO_LOGS = { logKeys: [], units: [] };
function builtImage({ play }, status) {
    if (play.type !== 'CI' || status !== 'Success' || play.image === undefined) {
        return {};
    }
    const [imageName = '', tag = ''] = play.image.split(':');
    const url = `https://registry.example.com/${imageName}/${tag}`;
    return { integrationStageOutcome: { imageArtifacts: [{ imageName, tag, url }], fileArtifacts: [] } };
}
function deploymentParts(execution, stage) {
    const { play, from, steps } = stage;
    const base = `pipeline.stages.${play.id}.spec`;
    const part = (node) => ({
        ...node,
        uuid: innerId(execution, 'run', play.id, node.identifier),
        status: 'Success',
        span: { from, to: from, ends: 'Success' },
    });
    const queue = `rc-${innerId(execution, 'queue', play.id)}`;
    const waits = steps.some((step) => step.play.type === 'ResourceConstraint');
    const parts = [
        part({
            identifier: 'service',
            name: 'Service',
            baseFqn: `${base}.service`,
            stepType: 'SERVICE_V3',
            more: { executableResponses: [{ sync: stage_node_NO_LOGS }], outcomes: { output: { name: play.service?.name } } },
        }),
        part({
            identifier: 'infrastructure',
            name: 'Infrastructure',
            baseFqn: `${base}.infrastructure`,
            stepType: 'INFRASTRUCTURE_TASKSTEP_V2',
            more: {
                executableResponses: [{ sync: stage_node_NO_LOGS }],
                outcomes: { output: { infrastructureKey: play.infrastructure, namespace: 'shop' } },
            },
        }),
        part({
            identifier: queue,
            name: 'Resource Constraint',
            baseFqn: `${base}.execution.steps.${queue}`,
            stepType: 'ResourceConstraint',
            more: {
                executableResponses: [{ async: { callbackIds: [], ...stage_node_NO_LOGS } }],
                logBaseKey: '',
                stepParameters: queueParameters(stage),
            },
        }),
    ];
    return waits ? parts.slice(0, 2) : parts;
}
function rollbackDetails(nextChildId) {
    const childChain = { previousChildId: '', nextChildId, lastLink: true, suspend: false };
    return { stepType: 'ROLLBACK_OPTIONAL_CHILD_CHAIN', more: { executableResponses: [{ childChain }] } };
}
//# sourceMappingURL=stage-node.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/log-keys.js



function logBaseKey(execution, stage, step) {
    const { scope, pipeline, runSequence, id, play } = execution;
    const last = step.play.retries ? `${step.play.id}_${step.play.retries}` : step.play.id;
    if (play.simplifiedKeys) {
        return `${scope.account}/pipeline/${pipeline}/${runSequence}/-${id}/${stage.play.id}/${last}`;
    }
    const section = step.play.rollback ? 'rollbackSteps' : 'steps';
    const path = ['pipeline', 'stages', stage.play.id, 'spec', 'execution', section, last];
    const levels = path.map((name, level) => `level${level}:${name}`);
    return [
        `accountId:${scope.account}`,
        `orgId:${scope.org}`,
        `projectId:${scope.project}`,
        `pipelineId:${pipeline}`,
        `runSequence:${runSequence}`,
        ...levels,
    ].join('/');
}
function logKeys(execution, stage, step) {
    if (step.play.type === 'ResourceConstraint') {
        return [];
    }
    const base = logBaseKey(execution, stage, step);
    return step.play.units ? step.play.units.map((unit) => `${base}-commandUnit:${unit}`) : [base];
}
function logFor(execution, key, now) {
    return logsOf(execution, now, (each) => each === key)[0];
}
function logsUnder(execution, prefix, now) {
    return logsOf(execution, now, (key) => key.startsWith(prefix));
}
function logsOf(execution, now, wanted) {
    const found = [];
    for (const stage of stagesOf(execution.timeline)) {
        for (const step of stage.steps) {
            for (const [index, key] of logKeys(execution, stage, step).entries()) {
                const log = wanted(key) ? stepLog(execution, step, { index, key, at: elapsed(execution, now) }) : undefined;
                found.push(...(log ? [log] : []));
            }
        }
    }
    return found;
}
function stepLog(execution, step, { index, key, at }) {
    const { units, name, log, lateLogMs = 0, logBytes = 0, ms } = step.play;
    const last = index === (units?.length ?? 1) - 1;
    const lines = last ? (log ?? [`Running ${name}`, 'Done']) : [`${units?.[index]}: done`];
    if (step.from > at || lines.length === 0) {
        return undefined;
    }
    const end = endedAt(execution.timeline, step, at);
    const distance = Math.min(ms, MAX_DISTANCE * lines.length) / lines.length;
    const timed = lines.map((out, place) => ({ out, at: stamp(execution, step.from + distance * place) }));
    const until = Math.min(at, end ?? Infinity, execution.timeline.abort?.at ?? Infinity);
    return {
        key,
        lines: timed.filter((_, place) => step.from + distance * place <= until),
        padTo: last ? logBytes : 0,
        running: end === undefined,
        stored: end !== undefined && at >= end + lateLogMs,
    };
}
const MAX_DISTANCE = 1_000;
//# sourceMappingURL=log-keys.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/step-node.js






function stepDetails(execution, { stage, step, status, now }) {
    const { outputs = {}, outcomes = {}, units = [], skips, failsBefore, failure } = step.play;
    const named = {
        ...(Object.keys(outputs).length > 0 ? { output: { outputVariables: outputs } } : {}),
        ...(skips === undefined ? {} : { skipOutcome: { message: skips } }),
        ...approvalOutcome(execution, step, status),
    };
    const aborted = status === 'Aborted' || status === 'Discontinuing';
    const kind = executableKind(step);
    return {
        outcomes: outcomesOf(execution, status === step.ends ? { ...named, ...outcomes } : {}),
        executableResponses: [executable(execution, { stage, step }, kind)],
        unitProgresses: units.map((unitName, index) => unitProgress(execution, step, { unitName, index, now })),
        delegateInfoList: isTaken(step, kind) ? [delegate(execution, step)] : [],
        interruptHistories: [...retried(execution, stage, step), ...(aborted ? [abortHistory(execution)] : [])],
        logBaseKey: logBaseKey(execution, stage, step),
        ...(step.play.type === 'ResourceConstraint' ? { stepParameters: queueParameters(stage) } : {}),
        ...(failsBefore ? { failureInfo: failureInfo(failure) } : {}),
    };
}
function outcomesOf(execution, outcomes) {
    return execution.play.outcomesAsArray ? Object.values(outcomes) : outcomes;
}
function executableKind({ play }) {
    if (play.skips !== undefined) {
        return 'skipTask';
    }
    if (/^(ShellScript|liteEngineTask|Http|Verify)/.test(play.type)) {
        return 'task';
    }
    if (play.type.startsWith('K8s')) {
        return 'taskChain';
    }
    return play.type === 'Barrier' ? 'sync' : 'async';
}
function executable(execution, { stage, step }, kind) {
    const { play } = step;
    const logs = { logKeys: logKeys(execution, stage, step), units: play.units ?? [] };
    const taskId = innerId(execution, 'task', play.id);
    const task = { taskId, taskName: play.type, taskCategory: 'DELEGATE_TASK_V2' };
    switch (kind) {
        case 'skipTask':
            return { skipTask: { message: play.skips ?? '' } };
        case 'sync':
            return { sync: logs };
        case 'task':
            return { task: { ...task, ...logs } };
        case 'taskChain':
            return { taskChain: { ...task, ...logs, chainEnd: true } };
        case 'async': {
            // 64-bit numbers are text, and one that is zero is left out.
            const timeout = play.type === 'Run' ? { timeout: '600000' } : {};
            return {
                async: { callbackIds: [innerId(execution, 'callback', play.id)], status: 'NO_OP', ...timeout, ...logs },
            };
        }
    }
}
function isTaken({ play: { failure } }, kind) {
    return (kind === 'task' || kind === 'taskChain') && failure?.types?.includes('DELEGATE_PROVISIONING') !== true;
}
function delegate(execution, { play }) {
    return {
        id: innerId(execution, 'delegate'),
        name: 'delegate-eu-7d9c6d5b8-x2x9z',
        taskId: innerId(execution, 'task', play.id),
        taskName: play.type,
    };
}
function unitProgress(execution, step, { unitName, index, now }) {
    const units = step.play.units?.length ?? 1;
    const share = (step.to - step.from) / units;
    const from = step.from + share * index;
    const at = Math.min(elapsed(execution, now), execution.timeline.abort?.at ?? Infinity);
    const over = at >= from + share;
    const last = index === units - 1;
    const status = over ? (last && !isPositive(step.ends) ? 'FAILURE' : 'SUCCESS') : at >= from ? 'RUNNING' : 'QUEUED';
    const time = (when, reached) => String(reached ? stamp(execution, when) : 0);
    return { unitName, status, startTime: time(from, at >= from), endTime: time(from + share, over) };
}
function retried(execution, { play: { id } }, { play, from }) {
    return Array.from({ length: play.retries ?? 0 }, (_, index) => ({
        interruptId: innerId(execution, 'retry', id, play.id, String(index)),
        tookEffectAt: stamp(execution, from),
        interruptType: 'RETRY',
        interruptConfig: {
            issuedBy: { issueTime: String(stamp(execution, from)), adviserIssuer: { adviseType: 'RETRY' } },
            retryInterruptConfig: { retryId: innerId(execution, 'run', id, play.id, String(index)) },
        },
    }));
}
function abortHistory(execution) {
    const { abort } = execution.timeline;
    const at = stamp(execution, abort?.at ?? 0);
    return {
        interruptId: innerId(execution, 'interrupt'),
        tookEffectAt: at,
        interruptType: 'ABORT',
        interruptConfig: { issuedBy: { issueTime: String(at), ...issuers(abort?.by) } },
    };
}
function issuers(person) {
    return {
        manualIssuer: { type: person ? 'USER' : '', identifier: person?.uuid ?? '', email_id: '', user_id: '' },
        adviserIssuer: { adviseType: 'UNKNOWN' },
        timeoutIssuer: { timeoutInstanceId: '' },
        triggerIssuer: { triggerRef: '', abortPrevConcurrentExecution: false },
    };
}
//# sourceMappingURL=step-node.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/graph.js









function executionGraph(execution, asked, stageNode) {
    const now = asked - (execution.play.graphLagMs ?? 0) / execution.speed;
    const drawing = { execution, now, nodeMap: {}, nodeAdjacencyListMap: {} };
    if (execution.play.denied || now === -Infinity || elapsed(execution, now) < execution.timeline.queuedTo) {
        return undefined;
    }
    const rootNodeId = stageNode === undefined ? drawPipeline(drawing) : drawNamed(drawing, stageNode);
    if (rootNodeId === undefined) {
        return undefined;
    }
    const { nodeMap, nodeAdjacencyListMap } = drawing;
    const { scope, pipeline, id } = execution;
    const executionMetadata = {
        accountId: scope.account,
        orgIdentifier: scope.org,
        projectIdentifier: scope.project,
        pipelineIdentifier: pipeline,
        planExecutionId: id,
    };
    return { rootNodeId, nodeMap, nodeAdjacencyListMap, representationStrategy: 'camelCase', executionMetadata };
}
function childrenResponse(stages, children) {
    const each = children.map((childNodeId, index) => {
        const leg = stages[index]?.leg;
        return { childNodeId, ...(leg ? { strategyMetadata: childStrategyMetadata(leg) } : {}) };
    });
    return { children: { children: each, maxConcurrency: String(children.length), shouldProceedIfFailed: false } };
}
function drawPipeline(drawing) {
    const { execution, now } = drawing;
    const { timeline } = execution;
    const started = timeline.blocks.filter((block) => blockStatus(timeline, block, elapsed(execution, now)) !== 'NotStarted');
    const blocks = started.map((block, index) => drawBlock(drawing, block, started[index + 1]));
    const failure = started
        .flatMap((block) => block.stages)
        .find((stage) => stage.failure && !isPositive(stage.ends))?.failure;
    const base = {
        status: statusOf(execution, now),
        span: { from: timeline.queuedTo, to: timeline.to, ends: timeline.ends },
        failure,
    };
    const stages = put(drawing, {
        ...base,
        uuid: innerId(execution, 'run', '.stages'),
        identifier: 'stages',
        name: 'stages',
        baseFqn: 'pipeline.stages',
        stepType: 'STAGES_STEP',
        children: blocks.slice(0, 1),
    });
    return put(drawing, {
        ...base,
        uuid: innerId(execution, 'run', '.pipeline'),
        identifier: 'pipeline',
        name: 'pipeline',
        baseFqn: 'pipeline',
        stepType: 'PIPELINE_SECTION',
        children: [stages],
    });
}
function blockId(execution, block) {
    const [only] = block.stages;
    return block.kind === 'stage' && only
        ? stageExecutionId(execution, only)
        : innerId(execution, 'run', block.kind, block.id);
}
const BLOCK_STEP_TYPES = { stage: '', matrix: 'STRATEGY', parallel: 'NG_FORK', rollback: 'PIPELINE_ROLLBACK_STAGE' };
function drawBlock(drawing, block, next) {
    const { execution, now } = drawing;
    const at = elapsed(execution, now);
    const nextIds = next ? [blockId(execution, next)] : [];
    const begun = block.stages.filter((stage) => stageStatus(execution.timeline, stage, at) !== 'NotStarted');
    const children = begun.map((stage) => drawStage(drawing, stage, block.kind === 'stage' ? nextIds : []));
    if (block.kind === 'stage') {
        return blockId(execution, block);
    }
    const uuid = blockId(execution, block);
    const internal = block.kind === 'parallel';
    return put(drawing, {
        uuid,
        setupId: innerId(execution, 'setup', block.kind, block.id),
        identifier: internal ? `parallel${uuid}` : block.id,
        name: internal ? `parallel${uuid}` : block.name,
        baseFqn: internal ? 'pipeline.stages' : `pipeline.stages.${block.id}`,
        stepType: BLOCK_STEP_TYPES[block.kind],
        status: blockStatus(execution.timeline, block, at),
        span: block,
        failure: block.stages.find((stage) => stage.failure)?.failure,
        children,
        nextIds,
        more: { executableResponses: [childrenResponse(begun, children)] },
    });
}
function drawNamed(drawing, stageNode) {
    const { execution, now } = drawing;
    const at = elapsed(execution, now);
    for (const stage of execution.timeline.blocks.flatMap((block) => block.stages)) {
        const named = stageExecutionId(execution, stage) === stageNode || (!stage.leg && stageSetupId(execution, stage) === stageNode);
        if (named && stageStatus(execution.timeline, stage, at) !== 'NotStarted') {
            return drawStage(drawing, stage, []);
        }
    }
    return undefined;
}
function drawStage(drawing, stage, nextIds) {
    const { execution, now } = drawing;
    const { id, name } = stage.play;
    const status = stageStatus(execution.timeline, stage, elapsed(execution, now));
    const { stepType, outcomes, nodeRunInfo, responses, before } = stageDetails(execution, stage, status);
    const details = stage.play.child ? childDetails(execution, stage, now) : null;
    const children = [
        ...before.map((part) => put(drawing, part)),
        ...drawSection(drawing, stage, false),
        ...drawSection(drawing, stage, true),
    ];
    return put(drawing, {
        uuid: stageExecutionId(execution, stage),
        setupId: stageSetupId(execution, stage),
        identifier: id,
        name,
        baseFqn: `pipeline.stages.${id}`,
        stepType,
        status,
        span: stage,
        failure: stage.failure,
        children,
        nextIds,
        more: {
            nodeRunInfo,
            strategyMetadata: stage.leg ? strategyMetadata(stage.leg) : null,
            stepDetails: details ? { childPipelineExecutionDetails: details } : null,
            outcomes: outcomesOf(execution, outcomes),
            ...(responses ? { executableResponses: responses } : {}),
        },
    });
}
function drawSection(drawing, stage, rollback) {
    const { execution, now } = drawing;
    const { timeline } = execution;
    const at = elapsed(execution, now);
    const begun = stage.steps.filter((step) => (step.play.rollback ?? false) === rollback && stepStatus(timeline, step, at) !== 'NotStarted');
    const [first] = begun;
    if (!first) {
        return [];
    }
    const children = begun.map((step, index) => drawStep(drawing, { stage, step, next: begun[index + 1] })).slice(0, 1);
    const { id, type } = stage.play;
    const baseFqn = `pipeline.stages.${id}.spec.execution`;
    const uuid = innerId(execution, 'run', id, rollback ? '.rollback' : '.execution');
    const node = rollback
        ? {
            ...rollbackDetails(children[0] ?? ''),
            uuid,
            identifier: 'rollbackSteps',
            name: 'Rollback',
            // The path of a rollback's section is that of the execution section beside it.
            baseFqn,
            status: stepStatus(timeline, first, at),
            span: first,
            children,
        }
        : {
            uuid,
            identifier: 'execution',
            name: 'Execution',
            baseFqn,
            stepType: type === 'Deployment' ? 'NG_SECTION_WITH_ROLLBACK_INFO' : 'NG_EXECUTION',
            status: stageStatus(timeline, stage, at),
            span: stage,
            failure: stage.failure,
            children,
        };
    return [put(drawing, node)];
}
function drawStep(drawing, { stage, step, next }) {
    const { execution, now } = drawing;
    const { play } = step;
    const status = stepStatus(execution.timeline, step, elapsed(execution, now));
    const where = play.rollback ? 'rollbackSteps' : 'steps';
    return put(drawing, {
        uuid: innerId(execution, 'run', stage.play.id, play.id),
        setupId: innerId(execution, 'setup', stage.play.id, play.id),
        identifier: play.id,
        name: play.name,
        baseFqn: `pipeline.stages.${stage.play.id}.spec.execution.${where}.${play.id}`,
        stepType: play.type,
        status,
        span: step,
        failure: step.failure,
        nextIds: next ? [innerId(execution, 'run', stage.play.id, next.play.id)] : [],
        more: stepDetails(execution, { stage, step, status, now }),
    });
}
//# sourceMappingURL=graph.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/executions.js








const EXECUTION = '/pipeline/api/pipelines/execution';
const NOTES = new RegExp(`^${EXECUTION}/([^/]+)/notes$`);
const executionRoutes = [
    {
        kind: (call) => (wantsGraph(call) ? 'graph' : 'read'),
        method: 'GET',
        path: new RegExp(`^${EXECUTION}/v2/([^/]+)$`),
        handle: read,
    },
    { kind: 'notes', method: 'GET', path: NOTES, scope: 'account', handle: getNotes },
    { kind: 'notes', method: 'PUT', path: NOTES, handle: putNotes },
    { kind: 'graph', method: 'GET', path: new RegExp(`^${EXECUTION}/getExecutionGraph/([^/]+)$`), handle: graph },
    { kind: 'graph', method: 'GET', path: new RegExp(`^${EXECUTION}/subGraph/([^/]+)/([^/]+)$`), handle: subGraph },
    {
        kind: 'other',
        method: 'GET',
        path: new RegExp(`^${EXECUTION}/canRetry/([^/]+)$`),
        handle: (call, id = '') => success(canRetry(executionOf(call, id))),
    },
    { kind: 'other', method: 'POST', path: new RegExp(`^${EXECUTION}/url$`), handle: url },
    {
        kind: 'other',
        method: 'GET',
        path: new RegExp(`^${EXECUTION}/([^/]+)/metadata$`),
        scope: 'account',
        handle: metadata,
    },
    { kind: 'graph', method: 'GET', path: new RegExp(`^${EXECUTION}/([\\w-]{22})$`), handle: readOld },
];
function isFullGraph({ query }) {
    return query.get('renderFullBottomGraph')?.toLowerCase() === 'true';
}
function wantsGraph(call) {
    return isFullGraph(call) || call.query.has('stageNodeId');
}
function read(call, id = '') {
    const execution = executionOf(call, id);
    const details = { pipelineExecutionSummary: summary(execution, call.now) };
    if (!wantsGraph(call)) {
        return success(details);
    }
    const stageNode = call.query.get('stageNodeExecutionId') ?? call.query.get('stageNodeId') ?? undefined;
    const whole = isFullGraph(call);
    const drawn = executionGraph(execution, call.now, whole ? undefined : stageNode);
    const child = stageNode === undefined ? undefined : childOf(execution, stageNode, call.now);
    return success({
        ...details,
        ...(drawn ? { executionGraph: drawn } : {}),
        ...(child ? { childGraph: detailsOf(child, call.now) } : {}),
    });
}
function detailsOf(execution, now) {
    const drawn = executionGraph(execution, now);
    const details = { pipelineExecutionSummary: summary(execution, now) };
    return drawn ? { ...details, executionGraph: drawn } : details;
}
function childOf(execution, stageNode, now) {
    const stage = stagesOf(execution.timeline).find((each) => stageSetupId(execution, each) === stageNode);
    const child = execution.children.find(({ parent }) => stage !== undefined && parent?.stage === stage.play.id);
    return child && elapsed(child, now) >= 0 ? child : undefined;
}
function readOld(call, id = '') {
    return success(detailsOf(executionOf(call, id), call.now));
}
function graph(call, id = '') {
    return success(executionGraph(executionOf(call, id), call.now) ?? null);
}
function subGraph(call, id = '', node = '') {
    return success({ executionGraph: executionGraph(executionOf(call, id), call.now, node) ?? null });
}
function getNotes(call, id = '') {
    return success({ notes: anyExecution(call, id).notes });
}
function putNotes(call, id = '') {
    const execution = executionOf(call, id);
    execution.notes = call.query.get('notesForPipelineExecution') ?? '';
    return success({ notes: execution.notes });
}
function metadata(call, id = '') {
    const { yaml = '', pipeline, scope } = anyExecution(call, id);
    return success({ executionId: id, executionYaml: yaml || pipelineYaml(call.world, pipeline, scope) });
}
function anyExecution(call, id) {
    const found = call.world.executions.find((each) => each.id === id && elapsed(each, call.now) >= 0);
    return found ?? executionOf(call, id);
}
function url(call) {
    const { query, world } = call;
    const { scope, pipeline, id } = executionOf(call, query.get('planExecutionId') ?? '');
    const project = `${world.url}/ng/account/${scope.account}/cd/orgs/${scope.org}/projects/${scope.project}`;
    return success(`${project}/pipelines/${pipeline}/executions/${id}/pipeline`);
}
//# sourceMappingURL=executions.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/firstgen-catalog.js




function idOf(kind, name) {
    return Buffer.from(`${kind}:${name}`).toString('base64url');
}
function firstgen_catalog_nameOf(kind, id) {
    const [found, ...name] = Buffer.from(simulator_shape_text(id), 'base64url').toString('utf8').split(':');
    return found === kind ? name.join(':') : '';
}
function application(world, name) {
    if (name === '' || name === 'missing') {
        return 'User does not have access to the application, or it does not exist';
    }
    const within = (type) => nodes(firstgen_catalog_NAMES.map((each) => runnable(world, type, each)));
    const lists = { pipelines: within('Pipeline'), workflows: within('Workflow') };
    return { __typename: 'Application', id: idOf('application', name), name, description: '', ...lists };
}
const firstgen_catalog_NAMES = [...Object.keys(FIRSTGEN_VARIABLES), 'green', 'red', 'approval', 'slow', 'inputs'];
function nodes(all) {
    const pageInfo = { __typename: 'PageInfo', limit: all.length, offset: 0, total: all.length, hasMore: false };
    return { __typename: 'Connection', nodes: all, pageInfo };
}
function runnable(world, type, name) {
    const kind = type.toLowerCase();
    if (name === '' || name === 'missing') {
        return `${type} does not exist`;
    }
    const variables = variablesOf(world, name);
    return { __typename: type, id: idOf(kind, name), name, description: '', [`${kind}Variables`]: variables };
}
function variablesOf(world, name) {
    const own = Object.hasOwn(FIRSTGEN_VARIABLES, name) ? FIRSTGEN_VARIABLES[name] : undefined;
    if (own) {
        return own.map((each) => variable({ name: each, required: false, defaultValue: null, allowedValues: null }));
    }
    const yaml = readYaml(world.pipelines.get(name)?.yaml ?? '');
    const pipeline = isRecord(yaml) ? yaml['pipeline'] : undefined;
    const variables = isRecord(pipeline) && Array.isArray(pipeline['variables']) ? pipeline['variables'] : [];
    return variables.flatMap((each) => {
        const input = isRecord(each) ? placeholder(each['value']) : undefined;
        if (!isRecord(each) || !input) {
            return [];
        }
        const { fallback: defaultValue = null, allowed = null } = input;
        const required = each['required'] === true;
        return [variable({ name: simulator_shape_text(each['name']), required, defaultValue, allowedValues: allowed })];
    });
}
function variable(own) {
    return { __typename: 'Variable', type: 'Text', allowMultipleValues: false, fixed: false, ...own };
}
//# sourceMappingURL=firstgen-catalog.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/firstgen-executions.js





function messages(status, code, message) {
    return {
        status,
        body: {
            metaData: {},
            resource: null,
            responseMessages: [{ code, level: 'ERROR', message, exception: null, failureTypes: [] }],
        },
    };
}
function startExecution(call, input) {
    const { world, now } = call;
    const workflow = input['executionType'] === 'WORKFLOW';
    const pipeline = firstgen_catalog_nameOf(workflow ? 'workflow' : 'pipeline', input['entityId']);
    const app = firstgen_catalog_nameOf('application', input['applicationId']);
    if (app === '') {
        return 'Application does not exist';
    }
    if (pipeline === '') {
        return `${workflow ? 'Workflow' : 'Pipeline'} does not exist`;
    }
    if (pipeline === 'forbidden') {
        return 'User is not authorized to execute it';
    }
    const given = Array.isArray(input['variableInputs'])
        ? input['variableInputs'].map((each) => (isRecord(each) ? each['name'] : undefined))
        : [];
    const missing = variablesOf(world, pipeline).filter(({ name, required }) => required === true && !given.includes(name));
    if (missing.length > 0) {
        return `Invalid request: Value for required variable ${simulator_shape_text(missing[0]?.['name'])} is not provided`;
    }
    // FirstGen knows neither org nor project: the application and the kind of the entity stand in their places.
    const scope = { account: world.keys.account, org: app, project: workflow ? 'workflow' : 'pipeline' };
    const notes = simulator_shape_text(input['notes']);
    const execution = start(world, {
        scope,
        pipeline,
        play: playOf(world, pipeline),
        via: 'firstgen',
        startedAt: now,
        notes,
        inputs: JSON.stringify(input),
    });
    return {
        __typename: 'StartExecutionPayload',
        clientMutationId: input['clientMutationId'] ?? null,
        warningMessage: null,
        execution: executionAnswer(execution, now),
    };
}
const firstgen_executions_STATUSES = {
    Success: 'SUCCESS',
    IgnoreFailed: 'SUCCESS',
    Suspended: 'SUCCESS',
    Skipped: 'SKIPPED',
    Failed: 'FAILED',
    AbortedByFreeze: 'FAILED',
    Errored: 'ERROR',
    Aborted: 'ABORTED',
    Expired: 'EXPIRED',
    ApprovalRejected: 'REJECTED',
    ApprovalWaiting: 'PAUSED',
    InterventionWaiting: 'PAUSED',
    InputWaiting: 'PAUSED',
    UploadWaiting: 'PAUSED',
    Paused: 'PAUSED',
    ResourceWaiting: 'WAITING',
    Running: 'RUNNING',
    Discontinuing: 'RUNNING',
    Queued: 'QUEUED',
    QueuedExecutionConcurrencyReached: 'QUEUED',
};
function executionAnswer(execution, now) {
    const { id, pipeline, scope, notes } = execution;
    const workflow = scope.project === 'workflow';
    const status = statusOf(execution, now);
    const entity = { id: idOf(scope.project, pipeline), name: pipeline };
    const startedAt = stamp(execution, 0);
    return {
        __typename: workflow ? 'WorkflowExecution' : 'PipelineExecution',
        id,
        status: firstgen_executions_STATUSES[status] ?? status.toUpperCase(),
        createdAt: startedAt,
        startedAt,
        endedAt: isOver(execution, now) ? stamp(execution, execution.timeline.to) : null,
        notes,
        application: { __typename: 'Application', id: idOf('application', scope.org), name: scope.org },
        tags: [],
        ...(workflow
            ? { workflow: { __typename: 'Workflow', ...entity }, outcomes: { nodes: [] } }
            : { pipeline: { __typename: 'Pipeline', ...entity }, memberExecutions: { nodes: [] } }),
    };
}
function interrupt(call, id = '') {
    if (!call.principal) {
        return messages(401, 'INVALID_TOKEN', 'Token is not valid.');
    }
    const execution = call.world.executions.find((each) => each.id === id && each.via === 'firstgen');
    if (!execution ||
        elapsed(execution, call.now) < 0 ||
        call.query.get('appId') !== idOf('application', execution.scope.org)) {
        return messages(400, 'INVALID_ARGUMENT', 'Invalid argument: No workflow execution exists');
    }
    if (jsonBody(call)['executionInterruptType'] !== 'ABORT_ALL') {
        return messages(400, 'INVALID_REQUEST', 'Invalid request: executionInterruptType');
    }
    execution.aborts += 1;
    if (isOver(execution, call.now)) {
        return messages(400, 'STATE_NOT_FOR_ABORT', 'Current state of the execution does not allow an abort');
    }
    abort(execution, call.now, releaseBot);
    return {
        status: 200,
        body: { metaData: {}, resource: { uuid: id, executionInterruptType: 'ABORT_ALL' }, responseMessages: [] },
    };
}
//# sourceMappingURL=firstgen-executions.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/graphql.js

const TOKEN = /\.\.\.|"(?:\\.|[^"\\])*"|\$?[A-Za-z_]\w*|-?\d+(?:\.\d+)?|[{}()[\]:!=@|]/g;
function parseQuery(query, variables) {
    const tokens = query.replace(/#.*$/gm, '').match(TOKEN) ?? [];
    let at = 0;
    const peek = () => tokens[at] ?? '';
    const next = () => tokens[at++] ?? '';
    const expect = (token) => {
        const found = next();
        if (found !== token) {
            throw new Error(`Invalid Syntax : offending token '${found}' where '${token}' was expected`);
        }
    };
    const value = () => {
        const token = next();
        if (token.startsWith('$')) {
            return variables[token.slice(1)];
        }
        if (token.startsWith('"')) {
            return JSON.parse(token);
        }
        if (token === '[') {
            const items = [];
            while (peek() !== ']') {
                items.push(value());
            }
            next();
            return items;
        }
        if (token === '{') {
            return pairs('}');
        }
        const plain = { true: true, false: false, null: null };
        if (Object.hasOwn(plain, token)) {
            return plain[token];
        }
        return /^-?\d/.test(token) ? Number(token) : token;
    };
    const pairs = (end) => {
        const found = {};
        while (peek() !== end) {
            if (peek() === '') {
                throw new Error('Invalid Syntax : the query ends too early');
            }
            const name = next();
            expect(':');
            found[name] = value();
        }
        next();
        return found;
    };
    const selection = (on) => {
        expect('{');
        const fields = [];
        while (peek() !== '}') {
            if (peek() === '') {
                throw new Error('Invalid Syntax : the query ends too early');
            }
            fields.push(...field(on));
        }
        next();
        return fields;
    };
    const field = (on) => {
        const first = next();
        if (first === '...') {
            expect('on');
            return selection(next());
        }
        const aliased = peek() === ':';
        if (aliased) {
            next();
        }
        const name = aliased ? next() : first;
        const args = peek() === '(' ? (next(), pairs(')')) : {};
        const fields = peek() === '{' ? selection(undefined) : [];
        return [{ name, alias: first, args, fields, on }];
    };
    while (peek() !== '{' && peek() !== '') {
        if (next() === '(') {
            while (peek() !== ')' && peek() !== '') {
                next();
            }
        }
    }
    return selection(undefined);
}
function graphql_project(value, fields) {
    if (Array.isArray(value)) {
        return value.map((item) => graphql_project(item, fields));
    }
    if (!isRecord(value)) {
        return value;
    }
    const type = String(value['__typename']);
    const wanted = fields.filter(({ on }) => on === undefined || on === type);
    return Object.fromEntries(wanted.map(({ name, alias, args, fields: below }) => {
        if (!Object.hasOwn(value, name)) {
            throw new Error(`Validation error of type FieldUndefined: Field '${name}' in type '${type}' is undefined`);
        }
        return [alias, graphql_project(pageOf(value[name], args), below)];
    }));
}
function pageOf(value, { limit, offset }) {
    if (!isRecord(value) || !Array.isArray(value['nodes'])) {
        return value;
    }
    const from = typeof offset === 'number' ? offset : 0;
    const nodes = value['nodes'];
    return { ...value, nodes: nodes.slice(from, typeof limit === 'number' ? from + limit : undefined) };
}
//# sourceMappingURL=graphql.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/firstgen.js





const firstgenRoutes = [
    {
        kind: 'firstgen',
        method: 'POST',
        path: /^\/api\/graphql$/,
        scope: 'none',
        open: true,
        gateway: true,
        handle: graphql,
    },
    {
        kind: 'firstgen-abort',
        method: 'PUT',
        path: /^\/api\/executions\/([^/]+)$/,
        scope: 'none',
        open: true,
        gateway: true,
        handle: interrupt,
    },
];
function graphql(call) {
    if (!call.principal) {
        return messages(401, 'INVALID_TOKEN', 'Token is not valid.');
    }
    if (call.query.get('accountId') !== call.world.keys.account) {
        return messages(200, 'INVALID_REQUEST', 'Invalid request: the key belongs to another account');
    }
    const { query, variables } = jsonBody(call);
    try {
        const fields = parseQuery(simulator_shape_text(query), isRecord(variables) ? variables : {});
        return { status: 200, body: resolveAll(call, fields) };
    }
    catch (error) {
        return {
            status: 200,
            body: {
                data: null,
                errors: [{ message: error instanceof Error ? error.message : String(error), locations: [] }],
            },
        };
    }
}
function resolveAll(call, fields) {
    const data = {};
    const errors = [];
    for (const field of fields) {
        const found = resolve(call, field);
        data[field.alias] = typeof found === 'string' ? null : graphql_project(found, field.fields);
        if (typeof found === 'string') {
            errors.push({
                message: `Exception while fetching data (/${field.alias}) : ${found}`,
                path: [field.alias],
                locations: [],
            });
        }
    }
    return errors.length > 0 ? { data, errors } : { data };
}
function resolve(call, { name, args }) {
    const { world } = call;
    switch (name) {
        case 'applications':
            return nodes([application(world, 'Shop')]);
        case 'applicationByName':
            return application(world, simulator_shape_text(args['name']));
        case 'application':
            return application(world, firstgen_catalog_nameOf('application', args['applicationId']));
        case 'pipelineByName':
            return runnable(world, 'Pipeline', simulator_shape_text(args['pipelineName']));
        case 'pipeline':
            return runnable(world, 'Pipeline', firstgen_catalog_nameOf('pipeline', args['pipelineId']));
        case 'workflowByName':
            return runnable(world, 'Workflow', simulator_shape_text(args['workflowName']));
        case 'workflow':
            return runnable(world, 'Workflow', firstgen_catalog_nameOf('workflow', args['workflowId']));
        case 'startExecution':
            return startExecution(call, isRecord(args['input']) ? args['input'] : {});
        case 'execution': {
            const found = world.executions.find(({ id, via }) => id === args['executionId'] && via === 'firstgen');
            return found ? executionAnswer(found, call.now) : 'Execution does not exist';
        }
        default:
            return `Field '${name}' in type 'Query' is undefined`;
    }
}
//# sourceMappingURL=firstgen.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/input-sets.js








const SETS = '/pipeline/api/inputSets';
const inputSetRoutes = [
    { kind: 'template', method: 'POST', path: new RegExp(`^${SETS}/template$`), handle: template },
    { kind: 'merge', method: 'POST', path: new RegExp(`^${SETS}/merge$`), handle: merge },
    { kind: 'input-set', method: 'GET', path: new RegExp(`^${SETS}$`), handle: input_sets_list },
    { kind: 'input-set', method: 'GET', path: new RegExp(`^${SETS}/overlay/([^/]+)$`), handle: getOverlay },
    { kind: 'input-set', method: 'GET', path: new RegExp(`^${SETS}/([^/]+)$`), handle: input_sets_get },
    {
        kind: 'inputset-v2',
        method: 'GET',
        path: /^\/pipeline\/api\/pipelines\/execution\/([^/]+)\/inputsetV2$/,
        handle: inputsOfPast,
    },
];
function pipelineOf(call) {
    const id = call.query.get('pipelineIdentifier') ?? '';
    if (id === '') {
        throw refusal(400, 'INVALID_REQUEST', 'pipelineIdentifier must not be null');
    }
    refuse(call, id);
    return { id, pipeline: call.world.pipelines.get(id) };
}
function branchOf({ query }) {
    return query.get('branch') ?? query.get('pipelineBranch') ?? '';
}
function template(call) {
    const { pipeline } = pipelineOf(call);
    const stages = strings(jsonBody(call)['stageIdentifiers']);
    const base = pipeline && readYaml(pipeline.yaml);
    const found = isV1(base) ? typedTemplate(base) : templateOf(onlyStages(base, stages));
    const hasInputSets = Object.keys(pipeline?.inputSets ?? {}).length > 0;
    const yaml = found === undefined ? {} : { inputSetTemplateYaml: writeYaml(found) };
    return success({ ...yaml, replacedExpressions: null, modules: ['cd', 'pms'], hasInputSets });
}
function typedTemplate(base) {
    const inputs = isRecord(base) && isRecord(base['inputs']) ? base['inputs'] : {};
    return { inputs: Object.fromEntries(Object.keys(inputs).map((name) => [name, '<+input>'])) };
}
function merge(call) {
    const { id, pipeline } = pipelineOf(call);
    const body = jsonBody(call);
    const sets = strings(body['inputSetReferences']);
    const stages = strings(body['stageIdentifiers']);
    const branch = branchOf(call);
    const base = pipeline && onlyStages(readYaml(pipeline.yaml), stages);
    const found = templateOf(base);
    if (!pipeline || found === undefined) {
        throw noRuntimeInput(id);
    }
    const outdated = sets.filter((set) => isOutdated(pipeline, inputSetOf(pipeline, set, branch), branch));
    if (outdated.length > 0) {
        const inputSetErrorWrapper = {
            errorPipelineYaml: null,
            uuidToErrorResponseMap: {},
            invalidInputSetReferences: outdated,
        };
        return success({ isErrorResponse: true, errorResponse: true, inputSetErrorWrapper });
    }
    const givens = givensOf(pipeline, { sets, branch, last: simulator_shape_text(body['lastYamlToMerge']) });
    const complete = body['withMergedPipelineYaml'] === true ? { completePipelineYaml: writeYaml(fill(base, givens)) } : {};
    return success({
        pipelineYaml: writeYaml(fill(found, givens)),
        ...complete,
        isErrorResponse: false,
        errorResponse: false,
    });
}
function isOutdated(pipeline, set, branch) {
    if (!set) {
        return false;
    }
    if ('overlay' in set) {
        return set.overlay.some((id) => isOutdated(pipeline, inputSetOf(pipeline, id, branch), branch));
    }
    return straysOf(pipeline, set.yaml).length > 0;
}
function straysOf(pipeline, yaml) {
    const [base, given] = [readYaml(pipeline.yaml), readYaml(yaml)];
    return isRecord(base) && isRecord(given) ? strays(base['pipeline'], given['pipeline']) : [];
}
function input_sets_list(call) {
    const { id, pipeline } = pipelineOf(call);
    const sets = Object.entries({ ...pipeline?.inputSets, ...pipeline?.branches?.[branchOf(call)] });
    const pageIndex = Number(call.query.get('pageIndex') ?? 0);
    const pageSize = Number(call.query.get('pageSize') ?? 25);
    const content = sets.map(([identifier, set]) => ({
        identifier,
        name: displayName(identifier),
        pipelineIdentifier: id,
        inputSetType: 'yaml' in set ? 'INPUT_SET' : 'OVERLAY_INPUT_SET',
        tags: {},
        createdAt: call.now,
        lastUpdatedAt: call.now,
        isOutdated: pipeline ? isOutdated(pipeline, set, branchOf(call)) : false,
        inputSetErrorDetails: null,
    }));
    return success(itemPage(content, { pageIndex, pageSize }));
}
function noSet(id) {
    return refusal(404, 'ENTITY_NOT_FOUND', `InputSet with the given ID: ${id} does not exist or has been deleted`);
}
function common(call, identifier, { id, pipeline }) {
    const { account, org, project } = scopeOf(call);
    const outdated = isOutdated(pipeline, inputSetOf(pipeline, identifier, branchOf(call)), branchOf(call));
    const name = displayName(identifier);
    const where = { accountId: account, orgIdentifier: org, projectIdentifier: project, pipelineIdentifier: id };
    return {
        ...where,
        identifier,
        name,
        tags: {},
        isOutdated: outdated,
        outdated,
        isErrorResponse: false,
        errorResponse: false,
    };
}
function input_sets_get(call, identifier = '') {
    const { id, pipeline } = pipelineOf(call);
    const set = inputSetOf(pipeline, identifier, branchOf(call));
    if (!pipeline || !set || !('yaml' in set)) {
        throw noSet(identifier);
    }
    const { org, project } = scopeOf(call);
    const given = readYaml(set.yaml);
    const part = isRecord(given) ? given['pipeline'] : undefined;
    const inputSet = {
        identifier,
        name: displayName(identifier),
        orgIdentifier: org,
        projectIdentifier: project,
        pipeline: part,
    };
    return success({ ...common(call, identifier, { id, pipeline }), inputSetYaml: writeYaml({ inputSet }) });
}
function getOverlay(call, identifier = '') {
    const { id, pipeline } = pipelineOf(call);
    const set = inputSetOf(pipeline, identifier, branchOf(call));
    if (!pipeline || !set || !('overlay' in set)) {
        throw noSet(identifier);
    }
    const { org, project } = scopeOf(call);
    const inputSetReferences = set.overlay;
    const where = { orgIdentifier: org, projectIdentifier: project, pipelineIdentifier: id };
    const overlayInputSet = { identifier, name: displayName(identifier), ...where, inputSetReferences };
    return success({
        ...common(call, identifier, { id, pipeline }),
        inputSetReferences,
        invalidInputSetReferences: {},
        overlayInputSetYaml: writeYaml({ overlayInputSet }),
    });
}
function inputsOfPast(call, id = '') {
    const execution = executionOf(call, id);
    const { inputs = '', yaml = '', pipeline, inputSets = [] } = execution;
    const source = call.world.pipelines.get(pipeline);
    const found = source && templateOf(readYaml(source.yaml));
    const inputSetTemplateYaml = found === undefined ? {} : { inputSetTemplateYaml: writeYaml(found) };
    const inputSetDetails = inputSets.map((identifier) => ({ identifier, name: displayName(identifier) }));
    return success({
        inputSetYaml: inputs,
        ...inputSetTemplateYaml,
        resolvedYaml: yaml,
        expressionValues: [],
        inputSetDetails,
    });
}
//# sourceMappingURL=input-sets.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/interrupts.js






const EXECUTE = '/pipeline/api/pipeline/execute';
const interruptRoutes = [
    {
        kind: 'interrupt',
        method: 'PUT',
        path: new RegExp(`^${EXECUTE}/interrupt/([^/]+)$`),
        handle: (call, id = '') => interrupts_interrupt(call, id),
    },
    { kind: 'interrupt', method: 'PUT', path: new RegExp(`^${EXECUTE}/interrupt/([^/]+)/([^/]+)$`), handle: ofNode },
    {
        kind: 'interrupt',
        method: 'PUT',
        path: new RegExp(`^${EXECUTE}/manualIntervention/interrupt/([^/]+)/([^/]+)$`),
        handle: ofNode,
    },
];
function interrupts_interrupt(call, id) {
    const type = call.query.get('interruptType');
    if (type !== 'AbortAll') {
        throw refusal(400, 'INVALID_REQUEST', `interruptType ${type} is not supported`);
    }
    const execution = executionOf(call, id);
    abortNow(execution, call.now);
    return success({ id: newId(), type, planExecutionId: id });
}
function abortNow(execution, now) {
    execution.aborts += 1;
    const status = statusOf(execution, now);
    // An execution that waits for the account's limit has no plan yet that could be aborted.
    if (isOver(execution, now) || status === 'QueuedExecutionConcurrencyReached') {
        const spelling = engineSpelling(status);
        throw refusal(400, 'INVALID_REQUEST', `Execution is already finished with status: [${spelling}]`);
    }
    if (status === 'Discontinuing') {
        throw refusal(400, 'ABORT_ALL_ALREADY_NG', 'Execution abort is already under progress.');
    }
    if (execution.aborts <= (execution.play.busyInterrupts ?? 0)) {
        throw refusal(400, 'INVALID_REQUEST', 'Cannot register the interrupt. Please retry.');
    }
    abort(execution, now, releaseBot);
}
const DECISIONS = {
    MarkAsSuccess: 'MARK_SUCCESS',
    MarkAsFailure: 'MARK_FAILURE',
    UserMarkedFailure: 'MARK_FAILURE',
    StageRollback: 'MARK_FAILURE',
    Ignore: 'IGNORE',
};
function ofNode(call, id = '', node = '') {
    const type = call.query.get('interruptType') ?? '';
    const execution = executionOf(call, id);
    const at = elapsed(execution, call.now);
    const running = stagesOf(execution.timeline).flatMap((stage) => stage.steps.filter(({ from, to }) => from <= at && at < to).map((step) => ({ stage, step })));
    const found = running.find((each) => isNode(execution, each, node));
    if (!found) {
        throw refusal(400, 'INVALID_REQUEST', `Node ${node} of execution ${id} is not running`);
    }
    if (type === 'AbortAll' || type === 'Abort') {
        abortNow(execution, call.now);
        return success({ id: newId(), type, planExecutionId: id });
    }
    const action = DECISIONS[type];
    if (action === undefined) {
        throw refusal(400, 'INVALID_REQUEST', `interruptType ${type} is not supported`);
    }
    decide(execution, found.step.play.id, { at, action, by: releaseBot, comment: '' });
    return success({ id: newId(), type, planExecutionId: id });
}
function isNode(execution, { stage, step }, node) {
    return innerId(execution, 'run', stage.play.id, step.play.id) === node || stageExecutionId(execution, stage) === node;
}
//# sourceMappingURL=interrupts.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/lists.js









const lists_EXECUTION = '/pipeline/api/pipelines/execution';
const listRoutes = [
    { kind: 'list', method: 'POST', path: new RegExp(`^${lists_EXECUTION}/(?:v2/)?summary$`), handle: summaries },
    { kind: 'list', method: 'POST', path: new RegExp(`^${lists_EXECUTION}/executionSummary$`), handle: lists_identifiers },
    { kind: 'list', method: 'POST', path: new RegExp(`^${lists_EXECUTION}/summary/outline$`), handle: outlines },
];
function summaries(call) {
    const { page, size } = lists_pageOf(call);
    const found = listed(call);
    const content = found.slice(page * size, (page + 1) * size).map((execution) => summary(execution, call.now));
    return success(springPage(content, { page, size, total: found.length }));
}
function lists_identifiers(call) {
    const { page, size } = lists_pageOf(call);
    const found = listed(call);
    const content = found.slice(page * size, (page + 1) * size).map((execution) => ({
        planExecutionId: execution.id,
        pipelineIdentifier: execution.pipeline,
        orgIdentifier: execution.scope.org,
        projectIdentifier: execution.scope.project,
        runSequence: execution.runSequence,
        status: statusOf(execution, call.now),
    }));
    return success(springPage(content, { page, size, total: found.length }));
}
function outlines(call) {
    const size = Number(call.query.get('size') ?? 10);
    const last = call.query.get('lastSeenExecutionId');
    const pipeline = simulator_shape_text(jsonBody(call)['pipelineIdentifier']);
    const found = listed(call).filter((each) => pipeline === '' || each.pipeline === pipeline);
    const from = last === null ? 0 : found.findIndex(({ id }) => id === last) + 1;
    const content = found.slice(from, from + size);
    const seen = content.at(-1);
    return success({
        content: content.map((execution) => outline(execution, call.now)),
        currentSize: content.length,
        ...(seen ? { lastSeenExecutionId: seen.id, lastSeenStartTime: stamp(seen, 0) } : {}),
        hasMore: from + content.length < found.length,
    });
}
function outline(execution, now) {
    const { scope, timeline } = execution;
    const at = elapsed(execution, now);
    const begun = stagesOf(timeline).filter((stage) => stageStatus(timeline, stage, at) !== 'NotStarted');
    const stagesMap = begun.map((stage) => [
        stageExecutionId(execution, stage),
        { identifier: stage.play.id, name: stage.play.name, status: stageStatus(timeline, stage, at) },
    ]);
    return {
        planExecutionId: execution.id,
        pipelineIdentifier: execution.pipeline,
        accountIdentifier: scope.account,
        orgIdentifier: scope.org,
        projectIdentifier: scope.project,
        name: displayName(execution.pipeline),
        runSequence: execution.runSequence,
        status: statusOf(execution, now),
        startingNodeId: layout(execution, now).startingNodeId,
        stagesMap: Object.fromEntries(stagesMap),
        startTs: stamp(execution, 0),
        ...(isOver(execution, now) ? { endTs: stamp(execution, timeline.to) } : {}),
        createdAt: stamp(execution, 0),
        runtimeInputYaml: execution.inputs ?? '',
    };
}
function lists_pageOf({ query }) {
    const page = Number(query.get('page') ?? 0);
    const size = Number(query.get('size') ?? 10);
    if (Number.isInteger(page) && Number.isInteger(size) && page >= 0 && size >= 1 && size <= 1_000) {
        return { page, size };
    }
    throw refusal(400, 'INVALID_REQUEST', 'Please Verify Executions list parameters for page and size, page should be >= 0 and size should be > 0 and <= 1000');
}
function listed(call) {
    const { org, project } = scopeOf(call);
    const tests = [...visibility(call), ...queryFilters(call), ...bodyFilters(jsonBody(call), call.now)];
    return call.world.executions
        .filter((each) => each.scope.org === org && each.scope.project === project && elapsed(each, call.now) >= 0)
        .filter((each) => tests.every((test) => test(each)))
        .map((execution, index) => ({ execution, index }))
        .toSorted((a, b) => b.execution.startedAt - a.execution.startedAt || b.index - a.index)
        .map(({ execution }) => execution);
}
function visibility({ query }) {
    const all = query.get('showAllExecutions')?.toLowerCase() === 'true';
    return [
        ({ via, retriedBy }) => via !== 'firstgen' && (all || (!['chained', 'rollback'].includes(via) && !retriedBy)),
    ];
}
function queryFilters({ query, now }) {
    const pipeline = query.get('pipelineIdentifier');
    const search = query.get('searchTerm')?.toLowerCase() ?? '';
    const module = query.get('module');
    const branch = query.get('branch');
    const statuses = query.getAll('status').filter((status) => status !== '');
    return [
        (each) => pipeline === null || each.pipeline === pipeline,
        (each) => [each.pipeline, displayName(each.pipeline)].some((name) => name.toLowerCase().includes(search)),
        (each) => module === null || modulesOf(each, now).includes(module.toLowerCase()),
        (each) => branch === null || (each.branch ?? '') === branch,
        (each) => hasStatus(each, statuses, now),
    ];
}
function bodyFilters(body, now) {
    const { from, to } = timeRange(body['timeRange']);
    const name = simulator_shape_text(body['pipelineName']).toLowerCase();
    const among = (field, read) => {
        const wanted = strings(body[field]);
        return (each) => wanted.length === 0 || read(each).some((value) => wanted.includes(value));
    };
    return [
        (each) => each.startedAt >= from && each.startedAt <= to,
        (each) => displayName(each.pipeline).toLowerCase().includes(name),
        (each) => hasStatus(each, strings(body['status']), now),
        (each) => hasModuleProperties(each, body['moduleProperties'], now),
        (each) => simulator_shape_text(body['branchName']) === '' || (each.branch ?? '') === body['branchName'],
        among('pipelineIdentifiers', (each) => [each.pipeline]),
        among('planExecutionIds', (each) => [each.id]),
        among('inputSetIdentifiers', (each) => each.inputSets ?? []),
        among('triggerTypes', (each) => [each.trigger ? 'WEBHOOK_CUSTOM' : each.play.artifact ? 'ARTIFACT' : 'MANUAL']),
        among('triggerIdentifiers', (each) => (each.trigger ? [each.trigger.identifier] : [])),
    ];
}
function hasStatus(execution, statuses, now) {
    const plain = (status) => status.replace(/[^a-z]/gi, '').toLowerCase();
    return statuses.length === 0 || statuses.map(plain).includes(plain(statusOf(execution, now)));
}
function modulesOf(execution, now) {
    const { modules } = summary(execution, now);
    return strings(modules);
}
function hasModuleProperties(execution, wanted, now) {
    const fits = (have, want) => {
        if (Array.isArray(want)) {
            return (want.length === 0 || (Array.isArray(have) ? want.some((each) => have.includes(each)) : want.includes(have)));
        }
        if (isRecord(want)) {
            return Object.entries(want).every(([key, value]) => fits(isRecord(have) ? have[key] : undefined, value));
        }
        return want === have;
    };
    return !isRecord(wanted) || fits(summary(execution, now)['moduleInfo'], wanted);
}
function timeRange(range) {
    if (!isRecord(range)) {
        return { from: -Infinity, to: Infinity };
    }
    const { startTime, endTime, timeRangeFilterType } = range;
    if (typeof startTime === 'number' && typeof endTime === 'number') {
        return { from: startTime, to: endTime };
    }
    const days = /^LAST_(\d+)_DAYS$/.exec(simulator_shape_text(timeRangeFilterType))?.[1];
    if (days !== undefined) {
        return { from: Date.now() - Number(days) * 86_400_000, to: Infinity };
    }
    throw refusal(400, 'INVALID_REQUEST', 'startTime and endTime are both needed in timeRange');
}
//# sourceMappingURL=lists.js.map
;// CONCATENATED MODULE: external "node:zlib"
const external_node_zlib_namespaceObject = process.getBuiltinModule("node:zlib");
;// CONCATENATED MODULE: ./lib/src/simulator/answers/zip.js

function zip(files) {
    const parts = [];
    const directory = [];
    let offset = 0;
    for (const { name, content } of files) {
        const path = Buffer.from(name);
        const common = entry(path, content);
        const local = Buffer.concat([signature(0x04034b50), common, path, content]);
        const inDirectory = Buffer.alloc(14);
        inDirectory.writeUInt32LE(offset, 10);
        directory.push(Buffer.concat([signature(0x02014b50), version(), common, inDirectory, path]));
        parts.push(local);
        offset += local.length;
    }
    const entries = Buffer.concat(directory);
    const end = Buffer.alloc(18);
    end.writeUInt16LE(files.length, 4);
    end.writeUInt16LE(files.length, 6);
    end.writeUInt32LE(entries.length, 8);
    end.writeUInt32LE(offset, 12);
    return Buffer.concat([...parts, entries, signature(0x06054b50), end]);
}
function signature(value) {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    return bytes;
}
function version() {
    const bytes = Buffer.alloc(2);
    bytes.writeUInt16LE(VERSION);
    return bytes;
}
const VERSION = 20;
const NAMES_ARE_UTF8 = 0x0800;
const DATE = 0x0021;
function entry(path, content) {
    const bytes = Buffer.alloc(26);
    bytes.writeUInt16LE(VERSION, 0);
    bytes.writeUInt16LE(NAMES_ARE_UTF8, 2);
    bytes.writeUInt16LE(DATE, 8);
    bytes.writeUInt32LE((0,external_node_zlib_namespaceObject.crc32)(content), 10);
    bytes.writeUInt32LE(content.length, 14);
    bytes.writeUInt32LE(content.length, 18);
    bytes.writeUInt16LE(path.length, 22);
    return bytes;
}
//# sourceMappingURL=zip.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/logs.js




const SERVICE = '/log-service';
const ARCHIVE = `${SERVICE}/blob/archive`;
const logRoutes = [
    {
        kind: 'log',
        method: 'GET',
        path: new RegExp(`^${SERVICE}/blob$`),
        scope: 'accountID',
        gateway: true,
        handle: blob,
    },
    {
        kind: 'log',
        method: 'GET',
        path: new RegExp(`^${SERVICE}/blob/exists$`),
        scope: 'accountID',
        gateway: true,
        handle: exists,
    },
    {
        kind: 'log-stream',
        method: 'GET',
        path: new RegExp(`^${SERVICE}/stream$`),
        scope: 'accountID',
        gateway: true,
        handle: stream,
    },
    {
        kind: 'log-download',
        method: 'POST',
        path: new RegExp(`^${SERVICE}/blob/download$`),
        scope: 'accountID',
        gateway: true,
        handle: download,
    },
    {
        kind: 'other',
        method: 'GET',
        path: new RegExp(`^${ARCHIVE}/([^/]+)\\.zip$`),
        scope: 'none',
        open: true,
        gateway: true,
        handle: archive,
    },
];
function noLog(status, message) {
    return new Refusal(message, { status, body: { error_msg: message } });
}
function find(call) {
    const key = call.query.get('key') ?? '';
    for (const execution of call.world.executions) {
        const log = logFor(execution, key, call.now);
        if (log) {
            return log;
        }
    }
    return undefined;
}
function line({ out, at }, pos) {
    const level = /error|✗/i.test(out) ? 'ERROR' : 'INFO';
    return JSON.stringify({ level, pos, out: `${out}\n`, time: new Date(at).toISOString(), args: null });
}
function stored(log) {
    return `${padding(log.padTo)}${log.lines.map(line).join('\n')}\n`;
}
function padding(bytes) {
    if (bytes === 0) {
        return '';
    }
    const filler = `${line({ out: '.'.repeat(900), at: 0 }, 0)}\n`;
    return filler.repeat(Math.ceil(bytes / filler.length));
}
function blob(call) {
    const log = find(call);
    if (!log?.stored) {
        throw noLog(404, 'not found');
    }
    return { status: 200, body: stored(log), type: 'text/plain' };
}
function exists(call) {
    return { status: 200, body: { exists: find(call)?.stored ?? false } };
}
function stream(call) {
    return { status: 200, body: '', stream: (response) => follow(call, response) };
}
const PING = ': ping\n\n';
const END = 'event: error\ndata: eof\n\n';
const PING_EVERY = 30_000;
const MAX_DURATION = 3_600_000;
const KEPT = 5_000;
function follow(call, response) {
    const { speed } = call.world;
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
    response.write(PING);
    let sent = Math.max(0, (find(call)?.lines.length ?? 0) - KEPT);
    let pinged = call.now;
    const more = () => {
        const now = Date.now();
        const log = find({ ...call, now });
        for (const each of log?.lines.slice(sent) ?? []) {
            response.write(`data: ${line(each, sent++)}\n\n`);
        }
        if (log?.running && (now - call.now) * speed < MAX_DURATION) {
            if ((now - pinged) * speed >= PING_EVERY) {
                response.write(PING);
                pinged = now;
            }
            return;
        }
        clearInterval(timer);
        response.end(END);
    };
    const timer = setInterval(more, 50).unref();
    response.once('close', () => clearInterval(timer));
    more();
}
function download(call) {
    const prefix = call.query.get('prefix') ?? '';
    if (!/runSequence:\d|\w+\/pipeline\/\w+\/[1-9]\d*\//.test(prefix)) {
        throw noLog(400, `operation not permitted for prefix: ${prefix}`);
    }
    const asked = (call.world.downloads.get(prefix) ?? 0) + 1;
    call.world.downloads.set(prefix, asked);
    const expires = new Date(call.now + 3_600_000).toISOString();
    if (asked === 1) {
        return { status: 200, body: { link: '', status: 'queued', expires, message: '' } };
    }
    const name = Buffer.from(prefix).toString('base64url');
    const link = `${call.world.url}/gateway${ARCHIVE}/${name}.zip?signature=${newId()}`;
    return { status: 200, body: { link, status: 'success', expires, message: '' } };
}
function archive(call, name = '') {
    if (call.headers['x-api-key'] !== undefined) {
        return { status: 403, body: '<Error><Code>AccessDenied</Code></Error>', type: 'application/xml' };
    }
    const prefix = Buffer.from(name, 'base64url').toString('utf8');
    const logs = call.world.executions.flatMap((execution) => logsUnder(execution, prefix, call.now));
    const files = logs.filter((log) => log.stored).map((log) => ({ name: log.key, content: Buffer.from(stored(log)) }));
    return { status: 200, body: zip(files), type: 'application/zip' };
}
//# sourceMappingURL=logs.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/start.js








const start_EXECUTE = '/pipeline/api/pipeline/execute';
const startRoutes = [
    { kind: 'start', method: 'POST', path: new RegExp(`^${start_EXECUTE}/([^/]+)/inputSetList$`), handle: startWithInputSets },
    { kind: 'start', method: 'POST', path: new RegExp(`^${start_EXECUTE}/([^/]+)/stages$`), handle: startStages },
    { kind: 'start', method: 'POST', path: new RegExp(`^${start_EXECUTE}/([^/]+)$`), handle: startWithYaml },
    { kind: 'start', method: 'POST', path: new RegExp(`^${start_EXECUTE}/rerun/([^/]+)/([^/]+)$`), handle: rerun },
    {
        kind: 'start',
        method: 'POST',
        path: new RegExp(`^${start_EXECUTE}/rerun/([^/]+)/([^/]+)/inputSetList$`),
        handle: (call, earlier = '', pipeline = '') => startWithInputSets(call, pipeline, earlier),
    },
    {
        kind: 'start',
        method: 'POST',
        path: new RegExp(`^${start_EXECUTE}/rerun/([^/]+)/([^/]+)/stages$`),
        handle: (call, earlier = '', pipeline = '') => startStages(call, pipeline, earlier),
    },
];
function startWithYaml(call, pipeline = '') {
    return start_begun(call, pipeline, { via: 'yaml', last: yamlBody(call) });
}
function rerun(call, earlier = '', pipeline = '') {
    return start_begun(call, pipeline, { via: 'rerun', last: yamlBody(call), rerunOf: executionOf(call, earlier) });
}
const BODY_TYPES = /^application\/(json|yaml|x-yaml)\b/;
function yamlBody({ headers, body }) {
    const type = headers['content-type'];
    if (type !== undefined && !BODY_TYPES.test(type)) {
        throw new Refusal(type, { status: 415, body: failureBody('INVALID_REQUEST', 'HTTP 415 Unsupported Media Type') });
    }
    return body;
}
function startWithInputSets(call, pipeline = '', earlier = '') {
    const body = jsonBody(call);
    return start_begun(call, pipeline, {
        via: 'inputSetList',
        last: simulator_shape_text(body['lastYamlToMerge']),
        sets: strings(body['inputSetReferences']),
        ...(earlier === '' ? {} : { rerunOf: executionOf(call, earlier) }),
    });
}
function startStages(call, pipeline = '', earlier = '') {
    const body = jsonBody(call);
    const stages = strings(body['stageIdentifiers']);
    if (stages.length === 0) {
        throw refusal(400, 'INVALID_REQUEST', 'stageIdentifiers must not be empty');
    }
    return start_begun(call, pipeline, {
        via: 'stages',
        last: simulator_shape_text(body['runtimeInputYaml']),
        stages,
        ...(earlier === '' ? {} : { rerunOf: executionOf(call, earlier) }),
    });
}
function run(call, pipeline, request) {
    refuse(call, pipeline, 'execute');
    const { world, query, now, principal } = call;
    const { via, rerunOf, ...given } = request;
    const branch = query.get('branch') ?? query.get('branch_name') ?? '';
    const order = {
        ...prepare(world, pipeline, { ...given, branch }),
        via,
        stages: given.stages ?? [],
        inputSets: [...(given.sets ?? []), ...query.getAll('inputSetIdentifiers')],
        notes: query.get('notesForPipelineExecution') ?? query.get('notes') ?? '',
        branch,
        repository: query.get('repoName') ?? query.get('parentEntityRepoName') ?? query.get('repo_name') ?? '',
        principal,
        ...(rerunOf ? { rerunOf } : {}),
    };
    return start(world, { ...order, scope: scopeOf(call), pipeline, startedAt: now });
}
function start_begun(call, pipeline, request) {
    return started(run(call, pipeline, request), call);
}
function started(execution, call) {
    const { scope, pipeline, runSequence, id, retryOf, play } = execution;
    const startTs = stamp(execution, 0);
    const governanceMetadata = governance(execution);
    const root = retryOf && rootOf(retryOf, ({ retryOf: earlier }) => earlier);
    const planExecution = {
        uuid: id,
        createdAt: startTs,
        planId: innerId(execution, 'plan'),
        setupAbstractions: { accountId: scope.account, orgIdentifier: scope.org, projectIdentifier: scope.project },
        validUntil: startTs + 15_552_000_000,
        status: engineSpelling(statusOf(execution, call.now)),
        startTs,
        endTs: null,
        metadata: {
            runSequence,
            triggerInfo: triggerInfo(execution),
            pipelineIdentifier: pipeline,
            executionUuid: (0,external_node_crypto_namespaceObject.randomUUID)(),
            principalInfo: { principal: 'simulator', principalType: call.principal ?? 'USER', shouldValidateRbac: true },
            moduleType: 'cd',
            retryInfo: root ? { isRetry: true, parentRetryId: retryOf.id, rootExecutionId: root.id } : { isRetry: false },
            isNotificationConfigured: false,
            executionMode: play.isRollback ? 'POST_EXECUTION_ROLLBACK' : 'NORMAL',
        },
        governanceMetadata,
        lastUpdatedAt: startTs,
        version: 0,
        nextIteration: null,
        nodeType: 'PLAN',
        nodeId: innerId(execution, 'plan'),
    };
    const gitDetails = {
        objectId: null,
        branch: execution.branch || null,
        repoIdentifier: null,
        rootFolder: null,
        filePath: null,
        repoName: execution.repository || null,
    };
    return success({ planExecution, gitDetails });
}
//# sourceMappingURL=start.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/retry.js











const retry_EXECUTE = '/pipeline/api/pipeline/execute';
const MONTH_MS = 30 * 86_400_000;
const retryRoutes = [
    {
        kind: 'retry',
        method: 'POST',
        path: new RegExp(`^${retry_EXECUTE}/retry/([^/]+)$`),
        handle: retryV1,
    },
    { kind: 'retry', method: 'POST', path: new RegExp(`^${retry_EXECUTE}/retry/v2/([^/]+)$`), handle: retryV2 },
    { kind: 'retry-stages', method: 'GET', path: new RegExp(`^${retry_EXECUTE}/([^/]+)/retryStages$`), handle: retryStages },
    { kind: 'retry-history', method: 'GET', path: new RegExp(`^${retry_EXECUTE}/retryHistory/([^/]+)$`), handle: retryHistory },
    {
        kind: 'retry-history',
        method: 'GET',
        path: new RegExp(`^${retry_EXECUTE}/latestExecutionId/([^/]+)$`),
        handle: latestExecutionId,
    },
];
function retryV1(call, pipeline = '') {
    return started(retry_retried(call, pipeline, { ...fromQuery(call), last: call.body }), call);
}
function retryV2(call, pipeline = '') {
    const last = simulator_shape_text(jsonBody(call)['runtimeInputYaml']);
    return started(retry_retried(call, pipeline, { ...fromQuery(call), last }), call);
}
function fromQuery({ query }) {
    const execution = query.get('planExecutionId') ?? '';
    return { execution, stages: query.getAll('retryStages'), runAll: query.get('runAllStages') !== 'false' };
}
function retry_retried(call, pipeline, request) {
    refuse(call, pipeline, 'execute');
    const { query, world, now } = call;
    const stages = request.stages.filter((stage) => stage !== '');
    if (stages.length === 0) {
        throw refusal(400, 'INVALID_REQUEST', 'You need to select the stage to retry!!');
    }
    const old = executionOf(call, request.execution);
    const reason = retry_objection(old, pipeline, now);
    if (reason) {
        throw refusal(400, 'INVALID_REQUEST', reason);
    }
    const first = old.timeline.blocks.findIndex((block) => stages.some((stage) => holds(block, stage)));
    if (first < 0 || stages.some((stage) => !old.timeline.blocks.some((block) => holds(block, stage)))) {
        throw refusal(400, 'INVALID_REQUEST', 'Adding, deleting or changing the name of the stage identifier is not allowed for retrying');
    }
    const { yaml } = prepare(world, pipeline, { last: request.last });
    const execution = start(world, {
        scope: scopeOf(call),
        pipeline,
        play: again(old, first, request.runAll ? undefined : stages),
        via: 'retry',
        startedAt: now,
        notes: query.get('notesForPipelineExecution') ?? query.get('notes') ?? '',
        inputs: request.last,
        yaml,
        retryOf: old,
        principal: call.principal,
    });
    old.retriedBy = execution;
    return execution;
}
function retry_objection(old, pipeline, now) {
    if (old.pipeline !== pipeline) {
        return `Execution ${old.id} does not belong to pipeline ${pipeline}`;
    }
    if (old.play.isRollback || old.timeline.blocks.some(({ kind }) => kind === 'rollback')) {
        return 'This execution has been rolled back. It cannot be retried';
    }
    if (now - old.startedAt > MONTH_MS) {
        return 'Execution is more than 30 days old. Cannot retry';
    }
    if (old.retriedBy) {
        return 'This execution is not the latest of all retried execution. You can only retry the latest execution.';
    }
    if (!isOver(old, now)) {
        return 'The execution still runs. Only a failed execution can be retried';
    }
    return !isPositive(old.timeline.ends) && !old.play.denied
        ? undefined
        : `Only a failed execution can be retried, this one ended ${statusOf(old, now)}`;
}
function holds(block, stage) {
    return block.id === stage || block.stages.some(({ play }) => play.id === stage);
}
function again(old, first, only) {
    const { about, incurable, simplifiedKeys, outcomesAsArray } = old.play;
    const heal = incurable ? (stage) => stage : healed;
    const stages = old.play.stages.map((block, index) => {
        if (index < first) {
            return inEach(block, done);
        }
        if (index > first || !only || ('matrix' in block && only.includes(block.matrix.id))) {
            return inEach(block, heal);
        }
        return inEach(block, (stage) => (only.includes(stage.id) ? heal(stage) : done(stage)));
    });
    return { about, stages, incurable, simplifiedKeys, outcomesAsArray };
}
function inEach(block, change) {
    if ('parallel' in block) {
        return { parallel: block.parallel.map(change) };
    }
    if (!('matrix' in block)) {
        return change(block);
    }
    const { matrix, legs } = block;
    return {
        matrix,
        legs: legs.map(({ value, stage }, index) => ({ value, stage: change({ ...stage, id: `${matrix.id}_${index}` }) })),
    };
}
function done(stage) {
    return { ...healed(stage), child: undefined, steps: healed(stage).steps.map((step) => ({ ...step, ms: 0 })) };
}
function healed(stage) {
    const steps = stage.steps.map((step) => isPositive(step.ends ?? 'Success') ? step : { ...step, ends: undefined, failure: undefined });
    if (!stage.child) {
        return { ...stage, steps };
    }
    const { pipeline, play } = stage.child;
    const child = { pipeline, play: { ...play, stages: play.stages.map((block) => inEach(block, healed)) } };
    return { ...stage, steps, child };
}
function retryStages(call, id = '') {
    const execution = executionOf(call, id);
    const { timeline } = execution;
    const at = elapsed(execution, call.now);
    const reason = retry_objection(execution, execution.pipeline, call.now);
    if (reason) {
        return success({ isResumable: false, resumable: false, errorMessage: reason, groups: [] });
    }
    const last = timeline.blocks.findIndex((block) => !isPositive(blockStatus(timeline, block, at)));
    const groups = timeline.blocks.slice(0, last + 1).map((block, index) => {
        const parts = block.kind === 'matrix'
            ? [{ identifier: block.id, name: block.name, status: blockStatus(timeline, block, at) }]
            : block.stages.map((each) => ({
                identifier: each.play.id,
                name: each.play.name,
                status: stageStatus(timeline, each, at),
            }));
        const [stage] = block.stages;
        const more = {
            parentId: stage ? stageSetupId(execution, stage) : '',
            createdAt: stamp(execution, block.from),
            nextId: `group_${index + 1}`,
        };
        return { info: parts.map((part) => ({ ...part, ...more })) };
    });
    return success({ isResumable: true, resumable: true, errorMessage: null, groups });
}
function retry_history(execution) {
    let newest = execution;
    while (newest.retriedBy) {
        newest = newest.retriedBy;
    }
    const all = [];
    for (let each = newest; each; each = each.retryOf) {
        all.push(each);
    }
    return all;
}
function retryHistory(call, id = '') {
    const all = retry_history(executionOf(call, id));
    const executionInfos = all.map((each) => {
        const endTs = isOver(each, call.now) ? { endTs: stamp(each, each.timeline.to) } : {};
        return {
            uuid: each.id,
            startTs: stamp(each, 0),
            ...endTs,
            status: statusOf(each, call.now),
            runSequence: each.runSequence,
        };
    });
    if (all.length < 2) {
        return success({ errorMessage: `${displayName(executionOf(call, id).pipeline)} was not retried` });
    }
    return success({ executionInfos, latestExecutionId: all[0]?.id });
}
function latestExecutionId(call, id = '') {
    return success({ latestExecutionId: retry_history(executionOf(call, id))[0]?.id });
}
//# sourceMappingURL=retry.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/rollback.js




const NOT_ROLLED_BACK = {
    never_deployed: 'There is no successful deployment of this service to roll back to',
    rolled_back: 'A rollback of this deployment has been started already',
};
const rollbackRoutes = [
    { kind: 'rollback', method: 'POST', path: /^\/ng\/api\/rollback\/trigger\/v2$/, handle: trigger },
    { kind: 'rollback', method: 'POST', path: /^\/ng\/api\/rollback\/check$/, handle: check },
];
function trigger(call) {
    const body = jsonBody(call);
    const [service, environment] = [simulator_shape_text(body['serviceIdentifier']), simulator_shape_text(body['envIdentifier'])];
    const type = simulator_shape_text(body['environmentType']);
    if (service === '' || environment === '') {
        throw refusal(400, 'INVALID_REQUEST', 'serviceIdentifier and envIdentifier must not be empty');
    }
    if (type !== '' && type !== 'Production' && type !== 'PreProduction') {
        throw refusal(400, 'INVALID_REQUEST', `environmentType ${type} must be PreProduction or Production`);
    }
    const infrastructure = simulator_shape_text(body['infraIdentifier']);
    const given = {
        serviceIdentifier: service,
        envIdentifier: environment,
        infraIdentifier: infrastructure,
        environmentType: type || 'Production',
        instanceKey: `${service}-${environment}`,
        infraMappingId: 'b1Xc2Vd3Qe4Rf5Tg6Yh7Uj',
    };
    const reason = NOT_ROLLED_BACK[service];
    if (reason !== undefined) {
        return success({ ...given, isRollbackTriggered: false, rollbackTriggered: false, message: reason });
    }
    const execution = start(call.world, {
        scope: scopeOf(call),
        pipeline: 'deploy_prod',
        play: rollbackPlay(service, environment, infrastructure),
        via: 'rollback',
        startedAt: call.now,
        principal: call.principal,
    });
    return success({
        ...given,
        isRollbackTriggered: true,
        rollbackTriggered: true,
        planExecutionId: execution.id,
        message: '',
    });
}
function check(call) {
    const reason = NOT_ROLLED_BACK[simulator_shape_text(jsonBody(call)['instanceKey']).split('-')[0] ?? ''];
    return success({ isRollbackAllowed: reason === undefined, message: reason ?? '', swimLaneInfo: null });
}
//# sourceMappingURL=rollback.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/stages-list.js





const stagesListRoutes = [
    {
        kind: 'stages-list',
        method: 'GET',
        path: /^\/pipeline\/api\/pipeline\/execute\/stagesExecutionList$/,
        handle: stagesList,
    },
];
function stagesList(call) {
    const id = call.query.get('pipelineIdentifier') ?? '';
    refuse(call, id);
    return success(stagesToChoose(call, id));
}
function stagesToChoose(call, id) {
    const pipeline = call.world.pipelines.get(id);
    const base = pipeline && readYaml(pipeline.yaml);
    const top = isRecord(base) ? base['pipeline'] : undefined;
    if (!allowsStages(base) || !isRecord(top)) {
        return [];
    }
    return items(top['stages'])
        .flatMap((item) => (isRecord(item) && 'parallel' in item ? items(item['parallel']) : [item]))
        .flatMap((item) => (isRecord(item) && isRecord(item['stage']) ? [item['stage']] : []))
        .map((stage) => ({
        stageIdentifier: stage['identifier'],
        stageName: stage['name'],
        message: '',
        stagesRequired: [],
        toBeBlocked: false,
    }));
}
//# sourceMappingURL=stages-list.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/server/keys.js

function keysOf(secret = (0,external_node_crypto_namespaceObject.randomBytes)(16).toString('hex')) {
    const hash = (name, encoding) => (0,external_node_crypto_namespaceObject.createHash)('sha256').update(`${name}:${secret}`).digest(encoding);
    const account = hash('account', 'base64url').slice(0, 22);
    const key = (kind) => `${kind}.${account}.${hash(`${kind} id`, 'hex').slice(0, 24)}.${hash(kind, 'hex').slice(0, 20)}`;
    return { account, apiKey: key('pat'), sat: key('sat') };
}
function keys_short(key) {
    return key.replace(/^(\w+)\.[^.]+/, '$1');
}
function principalOf(key, keys) {
    if (key === keys.apiKey || key === keys_short(keys.apiKey)) {
        return 'USER';
    }
    if (key === keys.sat || key === keys_short(keys.sat)) {
        return 'SERVICE_ACCOUNT';
    }
    return undefined;
}
//# sourceMappingURL=keys.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/tokens.js


const tokenRoutes = [
    {
        kind: 'validate',
        method: 'POST',
        path: /^\/ng\/api\/token\/validate$/,
        scope: 'account',
        open: true,
        handle: validate,
    },
    { kind: 'other', method: 'GET', path: /^\/ng\/api\/user\/currentUser$/, scope: 'none', handle: currentUser },
];
function validate(call) {
    const { keys } = call.world;
    const principal = principalOf(call.body.trim(), keys);
    if (!principal) {
        throw refusal(401, 'INVALID_TOKEN', 'Token is not valid.');
    }
    const person = { email: 'release.bot@example.com', username: 'Release Bot', encodedPassword: null };
    return success({
        identifier: 'simulator',
        name: 'simulator',
        validFrom: call.now - 86_400_000,
        validTo: call.now + 30 * 86_400_000,
        valid: true,
        accountIdentifier: keys.account,
        apiKeyIdentifier: 'simulator',
        parentIdentifier: 'simulator',
        apiKeyType: principal,
        ...(principal === 'USER' ? person : {}),
    });
}
function currentUser(call) {
    if (call.principal !== 'USER') {
        throw refusal(400, 'INVALID_REQUEST', "Current user can be accessed only by 'USER' principal type");
    }
    const { keys } = call.world;
    return success({
        uuid: 'WJ0m3FkQS9mYb1n2c3d4e5',
        name: 'Release Bot',
        email: 'release.bot@example.com',
        defaultAccountIdentifier: keys.account,
    });
}
//# sourceMappingURL=tokens.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/v1.js










const PROJECT = '(?:/pipeline/api)?/v1/orgs/([^/]+)/projects/([^/]+)';
const v1_EXECUTE = `${PROJECT}/pipelines/([^/]+)/execute`;
function route(kind, [method, path], handler) {
    return {
        kind,
        method,
        path: new RegExp(`^${path}$`),
        scope: 'none',
        handle: (call, ...[org = '', project = '', pipeline = '', execution = '']) => inV1(() => handler(scoped(call, org, project), pipeline, execution)),
    };
}
const v1Routes = [
    route('start', ['POST', v1_EXECUTE], (call, pipeline) => v1_begun(call, pipeline, { ...v1_inputsOf(call), via: 'v1' })),
    route('start', ['POST', `${v1_EXECUTE}/stages`], (call, pipeline) => v1_startStages(call, pipeline)),
    route('stages-list', ['GET', `${v1_EXECUTE}/stages-execution-list`], v1_stagesList),
    route('start', ['POST', `${v1_EXECUTE}/rerun/([^/]+)`], (call, pipeline, execution) => v1_begun(call, pipeline, { ...v1_inputsOf(call), via: 'rerun', rerunOf: executionOf(call, execution) })),
    route('start', ['POST', `${v1_EXECUTE}/rerun/([^/]+)/stages`], (call, pipeline, execution) => v1_startStages(call, pipeline, execution)),
    route('retry', ['POST', `${v1_EXECUTE}/retry/([^/]+)`], retry),
    route('pipeline', ['GET', `${PROJECT}/pipelines/([^/]+)`], v1_getPipeline),
];
function scoped(call, org, project) {
    const query = new URLSearchParams(call.query);
    query.set('accountIdentifier', call.world.keys.account);
    query.set('orgIdentifier', org);
    query.set('projectIdentifier', project);
    return { ...call, query };
}
function inV1(answer) {
    try {
        return answer();
    }
    catch (error) {
        const refused = error instanceof Refusal ? error.answer : undefined;
        if (!refused || !isRecord(refused.body) || !('responseMessages' in refused.body)) {
            throw error;
        }
        throw refusalV1(refused.status, simulator_shape_text(refused.body['code']), simulator_shape_text(refused.body['message']));
    }
}
function v1_inputsOf(call) {
    const body = jsonBody(call);
    return { last: simulator_shape_text(body['inputs_yaml']) || simulator_shape_text(body['yaml']) };
}
function v1_begun(call, pipeline, request) {
    return executionDetails(call, run(call, pipeline, request));
}
function executionDetails(call, execution) {
    const status = engineSpelling(statusOf(execution, call.now));
    return { status: 200, body: { execution_details: { execution_id: execution.id, status } } };
}
function v1_startStages(call, pipeline, earlier = '') {
    const stages = strings(jsonBody(call)['stage_identifiers']);
    if (stages.length === 0) {
        throw refusalV1(400, 'INVALID_REQUEST', 'stage_identifiers must not be empty');
    }
    const rerunOf = earlier === '' ? {} : { rerunOf: executionOf(call, earlier) };
    return v1_begun(call, pipeline, { ...v1_inputsOf(call), via: 'stages', stages, ...rerunOf });
}
function v1_stagesList(call, pipeline) {
    refuse(call, pipeline);
    const body = stagesToChoose(call, pipeline).map(({ stageIdentifier, stageName }) => ({
        identifier: stageIdentifier,
        name: stageName,
        message: '',
        stages_required: [],
        to_be_blocked: false,
    }));
    return { status: 200, body };
}
function retry(call, pipeline, execution) {
    const stages = call.query.getAll('retry_stages').flatMap((each) => each.split(','));
    const runAll = call.query.get('run_all_stages') !== 'false';
    const newer = retry_retried(call, pipeline, { ...v1_inputsOf(call), execution, stages, runAll });
    return executionDetails(call, newer);
}
function v1_getPipeline(call, pipeline) {
    refuse(call, pipeline);
    const body = {
        identifier: pipeline,
        name: displayName(pipeline),
        org: call.query.get('orgIdentifier'),
        project: call.query.get('projectIdentifier'),
        description: playOf(call.world, pipeline).about,
        pipeline_yaml: pipelineYaml(call.world, pipeline, scopeOf(call)),
        tags: {},
        modules: ['cd', 'ci'],
        store_type: 'INLINE',
    };
    return { status: 200, body };
}
//# sourceMappingURL=v1.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/answers/routes.js
















const ROUTES = [
    ...tokenRoutes,
    ...executionRoutes,
    ...listRoutes,
    ...interruptRoutes,
    ...retryRoutes,
    ...stagesListRoutes,
    ...startRoutes,
    ...rollbackRoutes,
    ...inputSetRoutes,
    ...approvalRoutes,
    ...v1Routes,
    ...catalogRoutes,
    ...lockRoutes,
    ...logRoutes,
    ...webhookRoutes,
    ...firstgenRoutes,
];
//# sourceMappingURL=routes.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/server/faults.js
function noFaults() {
    const set = [];
    return {
        add: (fault) => void set.push({ fault, seen: 0 }),
        next: (request) => {
            const matching = set.filter(({ fault }) => (fault.on === 'any' || fault.on === request.kind) && (fault.where?.(request) ?? true));
            const due = matching.find(({ fault, seen }) => isDue(fault, seen + 1));
            for (const each of matching) {
                each.seen += 1;
            }
            return due?.fault;
        },
    };
}
function isDue({ from = 1, times = 1, every = 1 }, occurrence) {
    const past = occurrence - from;
    return past >= 0 && past % every === 0 && past / every < times;
}
function actsBefore(fault) {
    return fault.acts ?? ['refuse', 'half', 'slow', 'headers', 'replace'].includes(fault.do.kind);
}
function isAnswered(effect) {
    return effect.kind === 'stall' ? (effect.headers ?? false) : effect.kind !== 'reset';
}
//# sourceMappingURL=faults.js.map
;// CONCATENATED MODULE: external "node:http"
const external_node_http_namespaceObject = process.getBuiltinModule("node:http");
;// CONCATENATED MODULE: ./lib/src/simulator/server/distort.js

const NOTHING_DONE = { status: 200, body: {} };
function distort(effect, truth) {
    switch (effect.kind) {
        case 'refuse':
            return { ...truth, headers: { ...truth.headers, connection: 'close' } };
        case 'reset':
        case 'stall':
        case 'half':
        case 'slow':
            return truth;
        case 'status':
            return statusAnswer(effect);
        case 'too-many':
            return { ...page(429, 'Error: Too Many Requests'), headers: retryAfter(effect) };
        case 'html':
            return {
                ...page(200, 'Sign in'),
                body: '<!doctype html><script>window.location = "/redirectPage?signInPath=/auth/#/signin"</script>\n',
            };
        case 'not-object':
            return { status: 200, body: effect.body };
        case 'error-in-200':
            return {
                status: 200,
                body: errorBody(effect.code ?? 'UNKNOWN_ERROR', effect.message ?? 'Something broke on the way'),
            };
        case 'redirect':
            return { status: effect.status ?? 302, body: '', headers: { location: effect.location } };
        case 'headers':
            return { ...truth, headers: { ...truth.headers, ...effect.headers } };
        case 'replace':
            return { ...truth, body: typeof effect.body === 'function' ? effect.body(truth.body) : effect.body };
    }
}
function statusAnswer({ status, as = 'harness', code, message, headers = {}, }) {
    const text = message ?? `The simulator was asked to answer ${status}`;
    switch (as) {
        case 'harness':
            return { status, body: errorBody(code ?? (status < 500 ? 'INVALID_REQUEST' : 'UNKNOWN_ERROR'), text), headers };
        case 'failure':
            return { status, body: failureBody(code ?? 'INVALID_REQUEST', text), headers };
        case 'html':
            return { ...page(status, text), headers };
        case 'text':
            return { status, body: `${text}\n`, type: 'text/plain', headers };
        case 'empty':
            return { status, body: '', headers };
    }
}
function retryAfter({ retryAfter: seconds, as = 'seconds', }) {
    if (seconds === undefined) {
        return {};
    }
    return { 'retry-after': as === 'date' ? new Date(Date.now() + seconds * 1_000).toUTCString() : String(seconds) };
}
//# sourceMappingURL=distort.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/server/router.js

function router_route(routes, call) {
    for (const each of routes) {
        const match = each.method === call.method && (!each.gateway || call.gateway) ? each.path.exec(call.path) : null;
        if (!match) {
            continue;
        }
        const kind = typeof each.kind === 'function' ? each.kind(call) : each.kind;
        return { kind, route: each, params: match.slice(1).map(decode) };
    }
    return { kind: 'other', route: undefined, params: [] };
}
function decode(part) {
    try {
        return decodeURIComponent(part);
    }
    catch {
        return part;
    }
}
function router_act(routes, { route: found, params }, call) {
    try {
        if (!found) {
            throw nothingThere(routes, call);
        }
        checkKey(found, call);
        checkScope(found, call);
        return found.handle(call, ...params);
    }
    catch (error) {
        if (error instanceof Refusal) {
            return error.answer;
        }
        return { status: 500, body: errorBody('UNKNOWN_ERROR', `The simulator itself failed: ${String(error)}`) };
    }
}
function nothingThere(routes, call) {
    const known = routes.some((each) => (!each.gateway || call.gateway) && each.path.test(call.path));
    const [status, code, message] = known
        ? [405, 'INVALID_REQUEST', 'HTTP 405 Method Not Allowed']
        : [400, 'RESOURCE_NOT_FOUND_EXCEPTION', 'HTTP 404 Not Found'];
    return new Refusal(message, { status, body: failureBody(code, message) });
}
function checkKey(found, call) {
    if (found.open) {
        return;
    }
    if (!call.principal) {
        throw found.gateway ? noLogs() : refusal(401, 'INVALID_TOKEN', 'Token is not valid.');
    }
}
function noLogs() {
    const message = 'apikey in request not authorized for receiving tokens';
    return new Refusal(message, { status: 403, body: { error_msg: message } });
}
const SCOPES = {
    project: ['accountIdentifier', 'orgIdentifier', 'projectIdentifier'],
    account: ['accountIdentifier'],
    accountID: ['accountID'],
    accountId: ['accountId'],
    none: [],
};
function checkScope({ scope = 'project', gateway }, call) {
    const missing = SCOPES[scope].filter((name) => !call.query.get(name));
    if (missing.length > 0) {
        const message = missing.map((name) => `query param ${name} must not be null`).join('; ');
        throw new Refusal(message, { status: 400, body: failureBody('INVALID_REQUEST', message, missing) });
    }
    const named = SCOPES[scope].length > 0 ? call.query.get(SCOPES[scope][0] ?? '') : null;
    if (named !== null && named !== call.world.keys.account) {
        throw gateway ? noLogs() : refusal(401, 'INVALID_TOKEN', 'Token is not valid.');
    }
}
//# sourceMappingURL=router.js.map
;// CONCATENATED MODULE: external "node:timers/promises"
const promises_namespaceObject = process.getBuiltinModule("node:timers/promises");
;// CONCATENATED MODULE: ./lib/src/simulator/server/send.js


async function send(response, answer) {
    if (answer.stream) {
        return answer.stream(response);
    }
    const { headers, body } = compressed(response, encode(answer));
    response.writeHead(answer.status, headers);
    await new Promise((done) => response.end(body, () => done()));
}
function encode({ body, type, headers }) {
    const bytes = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
    const contentType = type ?? 'application/json';
    return { headers: { 'content-type': contentType, 'content-length': bytes.length, ...headers }, body: bytes };
}
const COMPRESSIONS = {
    gzip: external_node_zlib_namespaceObject.gzipSync,
    deflate: external_node_zlib_namespaceObject.deflateSync,
    br: (bytes) => (0,external_node_zlib_namespaceObject.brotliCompressSync)(bytes, { params: { [external_node_zlib_namespaceObject.constants.BROTLI_PARAM_QUALITY]: 1 } }),
};
const MIN_COMPRESSED_BYTES = 256;
function compressed({ req }, encoded) {
    const accepted = (req.headers['accept-encoding'] ?? '').split(/\s*,\s*/);
    const encoding = accepted.map((each) => each.replace(/;.*/, '')).find((each) => Object.hasOwn(COMPRESSIONS, each));
    const compress = encoding === undefined ? undefined : COMPRESSIONS[encoding];
    if (encoding === undefined || !compress || encoded.body.length < MIN_COMPRESSED_BYTES || hasEncoding(encoded)) {
        return encoded;
    }
    const body = compress(encoded.body);
    const headers = { ...encoded.headers, 'content-length': body.length, 'content-encoding': encoding };
    return { headers: { ...headers, vary: 'Accept-Encoding' }, body };
}
function hasEncoding({ headers }) {
    return Object.keys(headers).some((name) => name.toLowerCase() === 'content-encoding');
}
async function sendWithFault(effect, answer, response) {
    if (effect.kind === 'reset') {
        response.socket?.resetAndDestroy();
        return;
    }
    if (effect.kind === 'stall') {
        if (effect.headers) {
            response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
        }
        return;
    }
    if (effect.kind === 'half') {
        const { headers, body } = encode(answer);
        response.writeHead(answer.status, headers);
        await new Promise((done) => response.write(body.subarray(0, Math.max(1, body.length >> 1)), () => done()));
        response.destroy();
        return;
    }
    if (effect.kind === 'slow') {
        await (0,promises_namespaceObject.setTimeout)(effect.ms, undefined, { ref: false });
    }
    if (!response.destroyed) {
        await send(response, answer);
    }
}
//# sourceMappingURL=send.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/server/listener.js






function serverOf(context) {
    const server = (0,external_node_http_namespaceObject.createServer)({ keepAliveTimeout: 60_000, requestTimeout: 0 });
    const listener = listenerOf(server);
    server.on('request', (request, response) => {
        context.onRequest();
        void serve(context, listener, { request, response }).catch(() => response.destroy());
    });
    return listener;
}
function listenerOf(server) {
    let port = 0;
    let reopening;
    const listen = (wanted) => new Promise((done, fail) => {
        server.once('error', fail);
        server.listen(wanted, '127.0.0.1', () => {
            server.off('error', fail);
            const address = server.address();
            port = typeof address === 'object' && address ? address.port : 0;
            done();
        });
    });
    const reopen = () => {
        // Another process may have taken the port meanwhile, and may release it.
        listen(port).catch(() => (reopening = setTimeout(reopen, 50)));
    };
    return {
        open: listen,
        port: () => port,
        refuse: (forMs) => {
            clearTimeout(reopening);
            if (server.listening) {
                server.close();
            }
            server.closeIdleConnections();
            // Not unref'd: while it refuses, this timer alone keeps a simulator of its own process alive.
            reopening = setTimeout(reopen, forMs);
        },
        close: async () => {
            clearTimeout(reopening);
            const closed = server.listening ? new Promise((done) => server.close(() => done())) : undefined;
            server.closeAllConnections();
            await closed;
        },
    };
}
const OVER_LIMIT = { on: 'any', do: { kind: 'too-many' } };
async function serve(context, listener, { request, response }) {
    const call = await readCall(context, request);
    const routed = router_route(context.routes, call);
    const record = recordOf(call, routed, Date.now() - context.born);
    context.requests.push(record);
    const fault = isOverLimit(context, call) ? OVER_LIMIT : context.faults.next(record);
    record.acted = !fault || actsBefore(fault);
    const truth = record.acted ? router_act(context.routes, routed, call) : NOTHING_DONE;
    const answer = fault ? distort(fault.do, truth) : truth;
    if (!fault || isAnswered(fault.do)) {
        record.status = answer.status;
    }
    if (fault?.do.kind === 'refuse') {
        listener.refuse(fault.do.forMs);
    }
    await (fault ? sendWithFault(fault.do, answer, response) : send(response, answer));
}
async function readCall({ world }, request) {
    const url = new URL(request.url ?? '/', world.url);
    const chunks = [];
    for await (const chunk of request) {
        if (Buffer.isBuffer(chunk)) {
            chunks.push(chunk);
        }
    }
    const gateway = url.pathname.startsWith('/gateway/');
    const key = request.headers['x-api-key'];
    return {
        world,
        method: request.method ?? 'GET',
        path: gateway ? url.pathname.slice('/gateway'.length) : url.pathname,
        gateway,
        query: url.searchParams,
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
        now: Date.now(),
        principal: principalOf(typeof key === 'string' ? key : '', world.keys),
    };
}
function recordOf(call, { kind }, at) {
    const query = {};
    for (const name of call.query.keys()) {
        const values = call.query.getAll(name);
        query[name] = values.length === 1 ? (values[0] ?? '') : values;
    }
    const { method, path, headers, body } = call;
    return {
        kind,
        method,
        path: call.gateway ? `/gateway${path}` : path,
        query,
        headers,
        body,
        at,
        acted: false,
        status: undefined,
    };
}
function isOverLimit({ requests, born, limit }, call) {
    if (limit === Infinity) {
        return false;
    }
    const since = Date.now() - born - 60_000;
    const key = call.headers['x-api-key'];
    return requests.filter(({ at, headers }) => at >= since && headers['x-api-key'] === key).length > limit;
}
//# sourceMappingURL=listener.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/simulator.js










async function startSimulator(options = {}) {
    const world = worldOf(options);
    const { keys } = world;
    const faults = noFaults();
    const requests = [];
    const idle = idleTimer(options.idleMs, async () => {
        await server.close();
        options.onIdle?.();
    });
    const limit = options.requestsPerMinute ?? Infinity;
    const context = { world, routes: ROUTES, faults, requests, limit, born: Date.now(), onRequest: idle.again };
    const server = serverOf(context);
    await server.open(options.port ?? 0);
    world.url = `http://127.0.0.1:${server.port()}`;
    return {
        url: world.url,
        apiKey: keys.apiKey,
        sat: keys.sat,
        account: keys.account,
        requests,
        get executions() {
            return world.executions.filter((each) => elapsed(each, Date.now()) >= 0).map(view);
        },
        fault: faults.add,
        refuse: server.refuse,
        past: ({ pipeline, agoMs, org = 'default', project = 'shop', notes = '' }) => {
            const scope = { account: keys.account, org, project };
            const order = { scope, pipeline, notes, play: playOf(world, pipeline), startedAt: Date.now() - agoMs };
            return view(start(world, { ...order, via: 'past' }));
        },
        close: () => {
            idle.stop();
            return server.close();
        },
    };
}
function worldOf({ scenario: name = 'green', secret, speed = 1, pipelines }) {
    const play = scenario(name);
    if (!play) {
        throw new Error(`The simulator has no scenario '${name}'.`);
    }
    const all = new Map(Object.entries({ ...PIPELINES, ...pipelines }));
    return {
        keys: keysOf(secret),
        url: '',
        speed,
        play,
        executions: [],
        pipelines: all,
        events: new Map(),
        downloads: new Map(),
    };
}
function idleTimer(idleMs, close) {
    if (idleMs === undefined) {
        return { again: () => undefined, stop: () => undefined };
    }
    const timer = setTimeout(() => void close(), idleMs).unref();
    return { again: () => void timer.refresh(), stop: () => clearTimeout(timer) };
}
function view(execution) {
    const { id, pipeline, via, startedAt, branch = '', inputs = '', yaml = '', stages = [] } = execution;
    return {
        id,
        pipeline,
        via,
        startedAt,
        branch,
        inputs,
        yaml,
        stages,
        get notes() {
            return execution.notes;
        },
        get status() {
            return statusOf(execution, Date.now());
        },
        get aborts() {
            return execution.aborts;
        },
        retryOf: execution.retryOf?.id,
        parent: execution.parent?.execution.id,
    };
}
//# sourceMappingURL=simulator.js.map
;// CONCATENATED MODULE: ./lib/src/actions/simulator/serve.js



const IDLE = 30 * 60_000;
async function simulate() {
    const [scenario = '', port = '0'] = process.argv.slice(2);
    let message;
    try {
        const { url, apiKey } = await startSimulator({ scenario, port: Number(port), idleMs: IDLE });
        message = { url, apiKey };
    }
    catch (error) {
        message = { problem: shape_text(at(error, 'message')) ?? String(error) };
    }
    process.send?.(message);
}
//# sourceMappingURL=serve.js.map
var __webpack_exports__scenario = __webpack_exports__.NP;
var __webpack_exports__scenarios = __webpack_exports__.qQ;
var __webpack_exports__simulate = __webpack_exports__.JV;
export { __webpack_exports__scenario as scenario, __webpack_exports__scenarios as scenarios, __webpack_exports__simulate as simulate };
