import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
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

;// CONCATENATED MODULE: ./lib/src/shape.js
/**
 * What an untrusted value really is. Harness leaves out fields, sends null, numbers as strings and lists where maps were;
 * state and event files may hold anything. Each function answers with a value of the wanted shape or with nothing.
 */
const NONE = Object.freeze({});
/** @returns the value's own fields, none when it is no object. A list is no object here. */
function fields(value) {
    return isObject(value) ? value : NONE;
}
/** Whether the value is an object that is neither null nor a list. */
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** @returns what stands at the path, undefined as soon as a part of it is missing or is only inherited. */
function at(value, ...path) {
    let here = value;
    for (const key of path) {
        const own = fields(here);
        here = Object.hasOwn(own, key) ? own[key] : undefined;
    }
    return here;
}
/** @returns what stands under the first of the keys that has something: Harness spells some names in two ways. */
function either(value, ...keys) {
    return keys.map((key) => at(value, key)).find((found) => found !== undefined && found !== null);
}
/** @returns the string that is not empty, or undefined. */
function shape_text(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}
/** @returns the list's members, none when it is no list. */
function list(value) {
    return Array.isArray(value) ? value : [];
}
/** @returns the strings of a list, without empty ones. */
function texts(value) {
    return list(value).filter((member) => shape_text(member) !== undefined);
}
/** @returns a whole number of zero or more, also from its decimal digits; undefined for anything else. */
function whole(value) {
    const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
    return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}
/** The year 10000. What is later was no ms: microseconds, most likely. */
const END_OF_TIME = 253_402_300_800_000;
/** @returns a moment in ms since 1970; undefined for 0, null and whatever no calendar of ours could mean. */
function moment(value) {
    const ms = whole(value);
    return ms !== undefined && ms > 0 && ms < END_OF_TIME ? ms : undefined;
}
/** @returns the map's entries; for a list, its members under their positions. */
function entries(value) {
    return Array.isArray(value)
        ? value.map((member, position) => [String(position), member])
        : Object.entries(fields(value));
}
//# sourceMappingURL=shape.js.map
;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
;// CONCATENATED MODULE: ./lib/src/simulator/timeline.js
const POSITIVE = new Set(['Success', 'IgnoreFailed', 'Skipped', 'Suspended']);
const WORST_FIRST = ['Aborted', 'Errored', 'Failed', 'AbortedByFreeze', 'ApprovalRejected', 'Expired', 'IgnoreFailed'];
const ABORT_MS = 1_500;
/** Whether Harness goes on to the next stage after this status. */
function isPositive(status) {
    return POSITIVE.has(status);
}
/** The status of a whole whose parts ended like this, in Harness's order of precedence. */
function endOf(statuses) {
    return WORST_FIRST.find((status) => statuses.includes(status)) ?? 'Success';
}
const REJECTED = {
    message: 'Approval Step has been Rejected',
    code: 'APPROVAL_REJECTION',
    types: ['APPROVAL_REJECTION'],
};
function laySteps(steps, from, decisions) {
    let at = from;
    let failed = false;
    return steps.map((play) => {
        if (failed !== (play.rollback ?? false))
            return { play, from: Infinity, to: Infinity, ends: 'NotStarted', failure: undefined };
        const decision = decisions.get(play.id);
        const to = Math.min(at + play.ms, decision?.at ?? Infinity);
        const ends = decision?.at === to ? decision.ends : (play.ends ?? 'Success');
        const failure = play.failure ?? (ends === 'ApprovalRejected' ? REJECTED : undefined);
        const laid = { play, from: at, to, ends, failure };
        at = to;
        failed ||= !isPositive(ends);
        return laid;
    });
}
function layStage(play, from, decisions) {
    const nothing = { failure: undefined, child: undefined, leg: undefined };
    if (from === Infinity)
        return { play, from, to: from, ends: 'NotStarted', steps: laySteps(play.steps, from, decisions), ...nothing };
    if (play.skipped)
        return { play, from, to: from, ends: 'Skipped', steps: [], ...nothing };
    if (play.child) {
        const child = layOut(play.child.play);
        const failure = isPositive(child.ends) ? undefined : failureOf(child);
        return { play, from, to: from + child.to, ends: child.ends, steps: [], failure, child, leg: undefined };
    }
    const steps = laySteps(play.steps, from, decisions);
    const ran = steps.filter((step) => step.from < Infinity);
    const ends = endOf(ran.map((step) => step.ends));
    const failure = ran.find((step) => step.ends === ends)?.failure;
    return { play, from, to: Math.max(from, ...ran.map((step) => step.to)), ends, steps, ...nothing, failure };
}
function layBlock(block, from, decisions) {
    if ('parallel' in block) {
        const stages = block.parallel.map((stage) => layStage(stage, from, decisions));
        const id = `parallel_${block.parallel.map((stage) => stage.id).join('_')}`;
        return { kind: 'parallel', id, name: id, stages, ...around(stages, from) };
    }
    if ('matrix' in block) {
        const stages = block.legs.map(({ value, stage }, index) => ({
            ...layStage({ ...stage, id: `${block.matrix.id}_${index}`, name: `${block.matrix.name}_${index}` }, from, decisions),
            leg: { index, of: block.legs.length, axis: block.matrix.axis, value },
        }));
        return { kind: 'matrix', id: block.matrix.id, name: block.matrix.name, stages, ...around(stages, from) };
    }
    const stage = layStage(block, from, decisions);
    return { kind: 'stage', id: block.id, name: block.name, stages: [stage], from, to: stage.to, ends: stage.ends };
}
function around(stages, from) {
    if (from === Infinity)
        return { from, to: from, ends: 'NotStarted' };
    return { from, to: Math.max(...stages.map((stage) => stage.to)), ends: endOf(stages.map((stage) => stage.ends)) };
}
/** Lays a play out in time: what runs when, what never runs because something before it failed, and how the whole ends. */
function layOut(play, decisions = new Map()) {
    const queuedTo = play.queued?.ms ?? 0;
    let at = play.denied ? Infinity : queuedTo;
    const blocks = play.stages.map((block) => {
        const laid = layBlock(block, at, decisions);
        at = isPositive(laid.ends) ? laid.to : Infinity;
        return laid;
    });
    const ran = blocks.filter((block) => block.from < Infinity);
    const to = Math.max(play.denied ? 0 : queuedTo, play.shows?.toMs ?? 0, ...ran.map((block) => block.to));
    const ends = play.denied ? 'Errored' : (play.ends ?? endOf(ran.map((block) => block.ends)));
    const timeline = { play, blocks, queuedTo, to, ends, abort: undefined };
    return play.aborted ? abortAt(timeline, play.aborted.atMs, play.aborted.by) : timeline;
}
/** The same timeline, aborted at a moment: Discontinuing for a while, then Aborted; at once when it was still queued. */
function abortAt(timeline, at, by) {
    if (at >= timeline.to)
        return timeline;
    const done = at < timeline.queuedTo ? at : at + (timeline.play.abortMs ?? ABORT_MS);
    return { ...timeline, to: done, ends: 'Aborted', abort: { at, done, by } };
}
/** Why the whole failed: what its first failed stage says. */
function failureOf(timeline) {
    const failed = stagesOf(timeline).find((stage) => stage.failure !== undefined && !isPositive(stage.ends));
    return failed?.failure;
}
/** All stages in order, legs and parallel ones too. */
function stagesOf(timeline) {
    return timeline.blocks.flatMap((block) => block.stages);
}
/** When a span really ended, in scenario ms: its own end, or that of the abort that cut it; undefined while it runs. */
function endedAt(timeline, span, at) {
    const { abort } = timeline;
    const to = abort && span.from < abort.at && span.to > abort.at ? abort.done : span.to;
    return span.from <= at && to <= at ? to : undefined;
}
function spanStatus(timeline, span, { at, during }) {
    const { abort } = timeline;
    if (span.from > at || (abort && span.from >= abort.at))
        return 'NotStarted';
    if (span.to <= at && (!abort || span.to <= abort.at))
        return span.ends;
    if (abort && at >= abort.at)
        return at >= abort.done ? 'Aborted' : 'Discontinuing';
    return during;
}
/** Status of a step at a moment (scenario ms since the start). */
function stepStatus(timeline, step, at) {
    return spanStatus(timeline, step, { at, during: step.play.during ?? 'Running' });
}
/** Status of a stage at a moment: while it runs, it shows what its running step waits for. */
function stageStatus(timeline, stage, at) {
    return spanStatus(timeline, stage, { at, during: whileRunning(stage, at) });
}
/** Status of a stage, parallel block or matrix at a moment. */
function blockStatus(timeline, block, at) {
    return spanStatus(timeline, block, { at, during: together(block.stages, at) });
}
function whileRunning(stage, at) {
    if (stage.child)
        return planStatus(stage.child, at - stage.from);
    return stage.steps.find((step) => step.from <= at && at < step.to)?.play.during ?? 'Running';
}
function together(stages, at) {
    const running = stages.filter((stage) => stage.from <= at && at < stage.to).map((stage) => whileRunning(stage, at));
    return running.includes('Running') ? 'Running' : (running[0] ?? 'Running');
}
/** Status of the whole execution at a moment (scenario ms since the start). */
function planStatus(timeline, at) {
    const { play, abort } = timeline;
    if (at >= timeline.to)
        return timeline.ends;
    if (abort && at >= abort.at)
        return 'Discontinuing';
    if (at < timeline.queuedTo)
        return play.queued?.status ?? 'Queued';
    if (play.shows && at >= play.shows.fromMs && at < play.shows.toMs)
        return play.shows.status;
    return together(stagesOf(timeline), at);
}
//# sourceMappingURL=timeline.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/execution.js


/** A new id as Harness makes them: 22 characters of url-safe base64. */
function newId() {
    return (0,external_node_crypto_namespaceObject.randomBytes)(16).toString('base64url');
}
/** The id of a thing inside an execution: the same for the same path, 22 characters. */
function innerId(execution, ...path) {
    return (0,external_node_crypto_namespaceObject.createHash)('sha256')
        .update([execution.id, ...path].join('/'))
        .digest('base64url')
        .slice(0, 22);
}
/** Starts a play. Executions of chained pipelines are made with it, and begin when their stage does. */
function begin(order) {
    const children = [];
    const execution = {
        ...order,
        id: newId(),
        timeline: layOut(order.play),
        notes: order.notes ?? '',
        aborts: 0,
        decisions: new Map(),
        retriedBy: undefined,
        children,
    };
    for (const { play, from } of stagesOf(execution.timeline)) {
        if (!play.child || from === Infinity)
            continue;
        const startedAt = order.startedAt + from / order.speed;
        const { scope, speed, runSequence } = order;
        const parent = { execution, stage: play.id };
        children.push(begin({ ...play.child, scope, speed, runSequence, startedAt, parent, via: 'chained' }));
    }
    return execution;
}
/** Scenario ms since its start; negative for a chained execution whose stage has not begun. */
function elapsed(execution, now) {
    return (now - execution.startedAt) * execution.speed;
}
/** A scenario time of this execution as epoch ms. Durations are those of the play, however fast it is played. */
function stamp(execution, at) {
    return Math.round(execution.startedAt + at);
}
/** Its status at a moment, as the read API spells it. */
function statusOf(execution, now) {
    return planStatus(execution.timeline, elapsed(execution, now));
}
/** Whether it has ended. */
function isOver(execution, now) {
    return elapsed(execution, now) >= execution.timeline.to;
}
/** Aborts it and the chained executions in it, from this moment on. */
function abort(execution, now, by) {
    execution.timeline = abortAt(execution.timeline, elapsed(execution, now), by);
    for (const child of execution.children)
        if (elapsed(child, now) >= 0)
            abort(child, now, by);
}
/** A person decides an approval now. */
function decide(execution, step, decision) {
    execution.decisions = new Map([...execution.decisions, [step, decision]]);
    execution.timeline = layOut(execution.play, execution.decisions);
}
const SPELLINGS = { Success: 'SUCCEEDED', AbortedByFreeze: 'FREEZE_FAILED' };
/** A status as the engine spells it, which is how the answer to a start has it. */
function engineSpelling(status) {
    return SPELLINGS[status] ?? status.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
}
//# sourceMappingURL=execution.js.map
;// CONCATENATED MODULE: external "node:timers/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
;// CONCATENATED MODULE: ./lib/src/simulator/answers.js

/** Harness says no. Thrown by handlers, caught by the router. */
class Refusal extends Error {
    answer;
    constructor(message, answer) {
        super(message);
        this.answer = answer;
    }
}
/** The envelope of every success: `{status: SUCCESS, data, metaData, correlationId}`. */
function success(data) {
    return { status: 200, body: { status: 'SUCCESS', data, metaData: null, correlationId: (0,external_node_crypto_namespaceObject.randomUUID)() } };
}
/** One entry of `responseMessages`. */
function responseMessage(code, message, failureTypes = []) {
    const level = code === 'HINT' || code === 'EXPLANATION' ? 'INFO' : 'ERROR';
    return { code, level, message, exception: null, failureTypes };
}
/** The error envelope of business errors (ErrorDTO). */
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
/** The error envelope of malformed requests (FailureDTO). */
function failureBody(code, message, fields = []) {
    const errors = fields.map((fieldId) => ({ fieldId, error: 'must not be null' }));
    return { status: 'FAILURE', code, message, correlationId: (0,external_node_crypto_namespaceObject.randomUUID)(), errors };
}
/** A refusal with the envelope of business errors; an INVALID_REQUEST gets Harness's prefix. */
function refusal(status, code, message) {
    const text = code === 'INVALID_REQUEST' ? `Invalid request: ${message}` : message;
    return new Refusal(text, { status, body: errorBody(code, text) });
}
/** A refusal of the new API under `/v1`: `{message, code, errors}`. */
function refusalV1(status, code, message) {
    return new Refusal(message, { status, body: { message, code, errors: [] } });
}
/** A page such as a gateway sends instead of an answer of Harness. */
function page(status, title) {
    const body = `<!doctype html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
    return { status, body, type: 'text/html; charset=UTF-8' };
}
//# sourceMappingURL=answers.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/faults.js


/** No faults yet. */
function noFaults() {
    const set = [];
    return {
        add: (fault) => void set.push({ fault, seen: 0 }),
        next: (request) => {
            const matching = set.filter(({ fault }) => (fault.on === 'any' || fault.on === request.kind) && (fault.where?.(request) ?? true));
            const due = matching.find(({ fault, seen }) => isDue(fault, seen + 1));
            for (const each of matching)
                each.seen += 1;
            return due?.fault;
        },
    };
}
function isDue({ from = 1, times = 1, every = 1 }, occurrence) {
    const past = occurrence - from;
    return past >= 0 && past % every === 0 && past / every < times;
}
/** Whether the simulator does what was asked before this fault strikes. */
function actsBefore(fault) {
    return fault.acts ?? ['refuse', 'half', 'slow', 'headers', 'replace'].includes(fault.do.kind);
}
/** Sends an answer. Returns when it is handed to the system. */
async function send(response, answer) {
    if (answer.stream)
        return answer.stream(response);
    const { headers, body } = wire(answer);
    response.writeHead(answer.status, headers);
    await new Promise((done) => response.end(body, () => done()));
}
function wire({ body, type, headers }) {
    const bytes = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
    const contentType = type ?? 'application/json';
    return { headers: { 'content-type': contentType, 'content-length': bytes.length, ...headers }, body: bytes };
}
/** Stands for the true answer where a fault struck before anything was done. */
const NOTHING_DONE = { status: 200, body: {} };
/** Whether an HTTP status is sent at all. */
function isAnswered(mischief) {
    return mischief.kind === 'stall' ? (mischief.headers ?? false) : mischief.kind !== 'reset';
}
/** Sends a distorted answer the way its mischief says: late, in half, or not at all. */
async function misbehave(mischief, answer, response) {
    if (mischief.kind === 'reset') {
        response.socket?.resetAndDestroy();
        return;
    }
    if (mischief.kind === 'stall') {
        if (mischief.headers)
            response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
        return;
    }
    if (mischief.kind === 'half') {
        const { headers, body } = wire(answer);
        response.writeHead(answer.status, headers);
        await new Promise((done) => response.write(body.subarray(0, Math.max(1, body.length >> 1)), () => done()));
        response.destroy();
        return;
    }
    if (mischief.kind === 'slow')
        await (0,promises_namespaceObject.setTimeout)(mischief.ms, undefined, { ref: false });
    if (!response.destroyed)
        await send(response, answer);
}
/** The answer that a mischief makes of the true one. */
function distort(mischief, truth) {
    switch (mischief.kind) {
        case 'refuse':
            return { ...truth, headers: { ...truth.headers, connection: 'close' } };
        case 'reset':
        case 'stall':
        case 'half':
        case 'slow':
            return truth;
        case 'status':
            return statusAnswer(mischief);
        case 'too-many':
            return { ...page(429, 'Error: Too Many Requests'), headers: retryAfter(mischief) };
        case 'html':
            return {
                ...page(200, 'Sign in'),
                body: '<!doctype html><script>window.location = "/redirectPage?signInPath=/auth/#/signin"</script>\n',
            };
        case 'not-object':
            return { status: 200, body: mischief.body };
        case 'error-in-200':
            return {
                status: 200,
                body: errorBody(mischief.code ?? 'UNKNOWN_ERROR', mischief.message ?? 'Something broke on the way'),
            };
        case 'redirect':
            return { status: mischief.status ?? 302, body: '', headers: { location: mischief.location } };
        case 'headers':
            return { ...truth, headers: { ...truth.headers, ...mischief.headers } };
        case 'replace':
            return { ...truth, body: typeof mischief.body === 'function' ? mischief.body(truth.body) : mischief.body };
    }
}
function statusAnswer({ status, as = 'harness', code, message, headers = {}, }) {
    const text = message ?? `The simulator was told to answer ${status}`;
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
    if (seconds === undefined)
        return {};
    return { 'retry-after': as === 'date' ? new Date(Date.now() + seconds * 1_000).toUTCString() : String(seconds) };
}
//# sourceMappingURL=faults.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/pipelines.js
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
const build = `
pipeline:
  identifier: build
  name: Build what is asked for
  properties:
    ci:
      codebase:
        connectorRef: acme_git
        repoName: web
        build: <+input>
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
    - { name: colour, type: String, value: blue }
    - { name: note, type: String, value: from an old set }
`;
/** Pipelines with runtime inputs, by identifier. */
const PIPELINES = {
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
        yaml: build,
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
//# sourceMappingURL=pipelines.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/cast.js
const forever = Infinity;
const doe = { name: 'J. Doe', email: 'j.doe@example.com' };
const roe = { name: 'R. Roe', email: 'r.roe@example.com' };
const unitTests = {
    id: 'unit_tests',
    name: 'Unit tests',
    type: 'Run',
    ms: 1_600,
    outputs: { TESTS: '214', COVERAGE: '93.1', FLAKY: null },
    log: ['+ npm test', '\u001b[32m✓\u001b[0m 214 tests in 31 files', 'coverage 93.1 %'],
};
const cast_build = {
    id: 'build',
    name: 'Build',
    type: 'CI',
    image: 'acme/web:1.2.0',
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
    service: 'web',
    environment: 'prod',
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
;// CONCATENATED MODULE: ./lib/src/simulator/scenarios.js

/** A play of one custom stage whose second step shows one status while it runs, for ever. */
function waitsForever(about, during) {
    const waiting = { ...shell('wait_for_it', 'Wait for it', forever), during };
    return { about, stages: [custom('prepare', 'Prepare', [shell('plan', 'Plan', 600), waiting])] };
}
/** A play whose only step ends like this. */
function endsLike(about, ends, failure) {
    return {
        about,
        stages: [cast_build, { ...deploy, steps: [{ ...rollout, ms: 1_500, ends, failure, log: [] }, smokeTest] }, verify],
    };
}
/** A freeze, as the outcome of the step that it stopped names it. */
const yearEnd = {
    identifier: 'year_end',
    name: 'Year end',
    type: 'MANUAL',
    status: 'Enabled',
    windows: [{ timeZone: 'UTC', startTime: '2026-12-20 08:00 AM', endTime: '2027-01-02 08:00 AM' }],
    currentOrUpcomingWindow: { startTime: Date.UTC(2026, 11, 20, 8), endTime: Date.UTC(2027, 0, 2, 8) },
};
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
    return { about, stages: [cast_build, { id: 'database', name: 'Database', type: 'Pipeline', steps: [], child }, deploy] };
}
function leg(ends, region) {
    const failure = {
        ...rolloutFailure,
        message: `Deployment of web in ${region} exceeded its progress deadline of 600 s`,
    };
    const bad = { ...failingRollout, ms: 2_000, failure };
    return { ...deploy, environment: `prod_${region}`, steps: [ends === 'Failed' ? bad : { ...rollout, ms: 1_800 }] };
}
/** The scenarios by name. A pipeline with such a name plays it. */
const SCENARIOS = {
    green: {
        about: 'queued, builds, deploys, succeeds',
        queued: { ms: 600, status: 'Queued' },
        stages: [cast_build, deploy, verify],
    },
    red: {
        about: 'a Kubernetes rollout fails, with a hint and a log',
        queued: { ms: 600, status: 'Queued' },
        stages: [cast_build, { ...deploy, steps: [failingRollout, smokeTest] }, verify],
    },
    'tests-failed': {
        about: 'a CI step with unit tests fails, and fails again when retried',
        incurable: true,
        simplifiedKeys: true,
        stages: [
            {
                ...cast_build,
                steps: cast_build.steps.map((step) => step.id !== 'unit_tests'
                    ? step
                    : {
                        ...step,
                        ends: 'Failed',
                        outputs: { TESTS: '214', FAILED: '2' },
                        failure: { message: 'exit status 1', code: 'CI_STEP_FAILED', types: ['APPLICATION_ERROR'] },
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
    approval: {
        about: 'waits for an approval, which a person gives after three seconds',
        stages: [cast_build, approval(approve), deploy],
    },
    'approval-forever': {
        about: 'waits for an approval that nobody gives',
        stages: [cast_build, approval({ ...approve, ms: forever }), deploy],
    },
    rejected: {
        about: 'a person rejects the approval, with a comment',
        stages: [
            cast_build,
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
    slow: {
        about: 'runs for ten minutes, then succeeds',
        stages: [cast_build, custom('soak', 'Soak', [shell('soak', 'Soak test', 600_000)])],
    },
    queued: {
        about: 'waits for a free slot for a while, then runs',
        queued: { ms: 5_000, status: 'QueuedExecutionConcurrencyReached' },
        stages: [deploy],
    },
    'queued-forever': { about: 'never leaves the queue', queued: { ms: forever, status: 'Queued' }, stages: [deploy] },
    ignored: {
        about: 'a step fails, its failure strategy ignores that',
        stages: [
            cast_build,
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
        about: 'a policy refuses the start, inside a successful answer',
        stages: [deploy],
        denied: {
            policySet: 'Production changes',
            policy: 'Freeze on Fridays',
            messages: ['deploy to prod is not allowed on a Friday'],
        },
    },
    aborted: {
        about: 'somebody aborts it in Harness',
        stages: [cast_build, { ...deploy, steps: [{ ...rollout, ms: 60_000 }] }],
        aborted: { atMs: 5_000, by: roe },
    },
    stubborn: {
        about: 'an abort is accepted but never done',
        stages: [custom('soak', 'Soak', [shell('soak', 'Soak test', forever)])],
        abortMs: forever,
    },
    expired: {
        about: 'a stage runs into its time limit in Harness',
        stages: [
            cast_build,
            {
                ...deploy,
                steps: [
                    {
                        ...failingRollout,
                        ms: 2_000,
                        ends: 'Expired',
                        failure: {
                            message: 'Stage exceeded its timeout of 2s',
                            code: 'TIMEOUT_EXCEPTION',
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
            },
        ],
    },
    errored: endsLike('the infrastructure of a stage fails', 'Errored', {
        message: 'There are no eligible delegates available in the account to execute the task.',
        code: 'DELEGATE_NOT_AVAILABLE',
        types: ['DELEGATE_PROVISIONING'],
        hints: ['Check that a delegate with the selector eu is connected.'],
    }),
    skipped: {
        about: 'every stage is skipped by its condition',
        ends: 'Skipped',
        stages: [{ ...deploy, skipped: true }],
    },
    suspended: { about: 'ends suspended', ends: 'Suspended', stages: [cast_build] },
    matrix: {
        about: 'a stage runs for four regions, two of them fail',
        stages: [
            cast_build,
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
    parallel: {
        about: 'two stages run side by side and succeed',
        stages: [cast_build, { parallel: [deploy, custom('docs', 'Docs', [shell('publish', 'Publish', 2_000)])] }, verify],
    },
    rollback: {
        about: 'a rollout fails, its rollback succeeds',
        stages: [cast_build, { ...deploy, steps: [failingRollout, smokeTest, undo] }],
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
    unknown: {
        about: 'shows a status that no version knows for a while, then succeeds',
        shows: { fromMs: 1_000, toMs: 4_000, status: 'Reticulating' },
        stages: [cast_build],
    },
    'unknown-forever': {
        about: 'shows a status that no version knows, for ever',
        shows: { fromMs: 1_000, toMs: forever, status: 'Reticulating' },
        stages: [cast_build],
    },
    intervention: waitsForever('waits for a manual intervention', 'InterventionWaiting'),
    'input-waiting': waitsForever('waits for an input during the run', 'InputWaiting'),
    'upload-waiting': waitsForever('waits for an upload', 'UploadWaiting'),
    paused: waitsForever('is paused', 'Paused'),
    locked: {
        about: 'waits for a lock that another execution holds, then goes on',
        stages: [custom('prepare', 'Prepare', [{ ...shell('lock', 'Lock', 2_000), during: 'ResourceWaiting' }]), deploy],
    },
    retried: {
        about: 'a step fails, is retried by its failure strategy and fails again',
        stages: [{ ...deploy, steps: [{ ...failingRollout, retries: 1 }] }],
    },
    'late-graph': {
        about: 'fails, and its graph shows that three seconds later',
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
    'no-log': { about: 'fails, and there is no log', stages: [{ ...deploy, steps: [{ ...failingRollout, log: [] }] }] },
    'old-outcomes': {
        about: 'succeeds, with outcomes as lists, as old versions answer',
        outcomesAsArray: true,
        stages: [cast_build, deploy],
    },
};
/** Pipelines that refuse to start, by name. */
const REFUSALS = {
    missing: 'does not exist',
    draft: 'is a draft, which cannot be run',
    forbidden: 'the key may not run it',
    'out-of-sync': 'refers to a template that has changed',
};
/** A green play of so many steps in stages of 50, for a graph of a known size. */
function bigPlay(steps) {
    const row = Array.from({ length: steps }, (_, index) => shell(`step_${index + 1}`, `Step ${index + 1}`, 1));
    const stages = Array.from({ length: Math.ceil(steps / 50) }, (_, index) => custom(`stage_${index + 1}`, `Stage ${index + 1}`, row.slice(index * 50, index * 50 + 50)));
    return { about: `${steps} steps`, stages };
}
/** The play of that name (`big-N` for any N up to 100,000 too), or undefined when the simulator knows none. */
function scenario(name) {
    const size = /^big-(\d{1,6})$/.exec(name)?.[1];
    if (size !== undefined)
        return bigPlay(Math.min(Number(size), 100_000));
    return Object.hasOwn(SCENARIOS, name) ? SCENARIOS[name] : undefined;
}
/** Name and one line for each scenario, and for each pipeline name that the simulator refuses to start. */
function scenarios() {
    const plays = Object.entries(SCENARIOS).map(([name, play]) => ({ name, about: play.about }));
    const refusals = Object.entries(REFUSALS).map(([name, about]) => ({ name, about: `refused at the start: ${about}` }));
    return [...plays, { name: 'big-5000', about: 'succeeds with a graph of so many steps (any number)' }, ...refusals];
}
//# sourceMappingURL=scenarios.js.map
;// CONCATENATED MODULE: external "node:http"
const external_node_http_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");
;// CONCATENATED MODULE: ./lib/src/simulator/layout.js



/** Why something failed, in the shape of `failureInfoDTO`: the cause, then hints and explanations, which are level INFO. */
function failureInfo(failure) {
    if (!failure)
        return { message: '', failureTypeList: [], responseMessages: [] };
    const types = failure.types ?? ['APPLICATION_ERROR'];
    return {
        message: failure.message,
        failureTypeList: types,
        responseMessages: [
            ...(failure.hints ?? []).map((text) => responseMessage('HINT', text)),
            ...(failure.explanations ?? []).map((text) => responseMessage('EXPLANATION', text)),
            responseMessage(failure.code ?? 'GENERAL_ERROR', failure.message, types),
        ],
    };
}
/** `startTs` and `endTs` of a span: absent before it starts, `endTs` null while it runs. */
function stamps(execution, span, now) {
    const at = elapsed(execution, now);
    const { abort } = execution.timeline;
    if (span.from > at || (abort && span.from >= abort.at))
        return {};
    const ended = endedAt(execution.timeline, span, at);
    return { startTs: stamp(execution, span.from), endTs: ended === undefined ? null : stamp(execution, ended) };
}
/** Where a leg stands in its matrix, in the shape of `strategyMetadata`; null for a stage that is no leg. */
function strategyMetadata(stage) {
    if (!stage.leg)
        return null;
    const { index, of, axis, value } = stage.leg;
    return {
        currentIteration: index,
        totalIterations: of,
        matrixMetadata: { matrixValues: { [axis]: value }, matrixCombination: [index], subType: '', nodeName: '' },
        identifierPostFix: `_${index}`,
    };
}
/** Module of a stage as Harness names it; stages that belong to none count as CD. */
function moduleOf(stage) {
    if (stage.play.type === 'CI')
        return 'ci';
    return stage.play.type === 'Pipeline' ? 'pms' : 'cd';
}
function imageOf(image) {
    const [name = '', tag = 'latest'] = image.split(':');
    return { name, tag };
}
function stageModuleInfo({ play }) {
    if (play.type === 'CI')
        return { ci: { __recast: 'simulator.CI', repoName: 'acme/web', branch: 'main' } };
    if (play.type !== 'Deployment')
        return {};
    const { name, tag } = imageOf(play.image ?? '');
    const primary = { __recast: 'simulator.Artifact', type: 'DockerRegistry', imagePath: name, tag, image: play.image };
    return {
        cd: {
            serviceInfo: {
                identifier: play.service,
                displayName: play.service,
                deploymentType: 'Kubernetes',
                artifacts: { primary, sidecars: [] },
            },
            infraExecutionSummary: {
                identifier: play.environment,
                name: play.environment,
                type: 'Production',
                infrastructureIdentifier: play.infrastructure,
                infrastructureName: play.infrastructure,
            },
        },
    };
}
/** Key of a stage in `layoutNodeMap`: its setup id, inside a matrix its execution id. */
function layoutKey(execution, stage) {
    return stage.leg ? stageExecutionId(execution, stage) : stageSetupId(execution, stage);
}
/** Setup id of a stage; the legs of a matrix share one. */
function stageSetupId(execution, stage) {
    return innerId(execution, 'setup', stage.leg ? stage.play.id.replace(/_\d+$/, '') : stage.play.id);
}
/** Execution id of a stage. */
function stageExecutionId(execution, stage) {
    return innerId(execution, 'run', stage.play.id);
}
function layoutStage(execution, stage, { now, nextIds }) {
    const at = elapsed(execution, now);
    const status = stageStatus(execution.timeline, stage, at);
    const failure = status === stage.ends && !isPositive(status) ? stage.failure : undefined;
    return {
        nodeType: stage.play.type,
        nodeGroup: 'STAGE',
        nodeIdentifier: stage.play.id,
        name: stage.play.name,
        nodeUuid: stageSetupId(execution, stage),
        ...(status === 'NotStarted' ? {} : { nodeExecutionId: stageExecutionId(execution, stage) }),
        status,
        module: moduleOf(stage),
        moduleInfo: status === 'NotStarted' ? {} : stageModuleInfo(stage),
        ...stamps(execution, stage, now),
        edgeLayoutList: { currentNodeChildren: [], nextIds },
        ...(stage.play.skipped
            ? {
                skipInfo: { evaluatedCondition: true, skipCondition: '' },
                nodeRunInfo: { whenCondition: 'false', evaluatedCondition: false, expressions: [] },
            }
            : {}),
        failureInfo: { message: failure?.message ?? '' },
        failureInfoDTO: failureInfo(failure),
        stepDetails: stage.play.child ? { childPipelineExecutionDetails: childDetails(execution, stage, now) } : {},
        strategyMetadata: strategyMetadata(stage),
        executionInputConfigured: false,
        isRollbackStageNode: false,
        hidden: false,
    };
}
/** Which execution a stage of type Pipeline has started, in the shape of `childPipelineExecutionDetails`; null before it has. */
function childDetails(execution, stage, now) {
    const child = execution.children.find(({ parent }) => parent?.stage === stage.play.id);
    if (!child || elapsed(child, now) < 0)
        return null;
    return { planExecutionId: child.id, orgId: child.scope.org, projectId: child.scope.project };
}
function blockKey(execution, block) {
    const [only] = block.stages;
    return block.kind === 'stage' && only
        ? layoutKey(execution, only)
        : innerId(execution, 'setup', block.kind, block.id);
}
/** The stages and how they follow each other: `layoutNodeMap` and `startingNodeId`. */
function layout(execution, now) {
    const { blocks } = execution.timeline;
    const layoutNodeMap = {};
    for (const [index, block] of blocks.entries()) {
        const next = blocks[index + 1];
        const nextIds = next ? [blockKey(execution, next)] : [];
        for (const stage of block.stages) {
            layoutNodeMap[layoutKey(execution, stage)] = layoutStage(execution, stage, {
                now,
                nextIds: block.kind === 'stage' ? nextIds : [],
            });
        }
        if (block.kind === 'stage')
            continue;
        const key = blockKey(execution, block);
        layoutNodeMap[key] = {
            nodeType: block.kind === 'matrix' ? 'MATRIX' : 'parallel',
            nodeGroup: 'STAGE',
            nodeIdentifier: block.kind === 'matrix' ? block.id : `parallel${key}`,
            name: block.kind === 'matrix' ? block.name : null,
            nodeUuid: key,
            status: blockStatus(execution.timeline, block, elapsed(execution, now)),
            module: 'pms',
            moduleInfo: {},
            ...stamps(execution, block, now),
            edgeLayoutList: { currentNodeChildren: block.stages.map((stage) => layoutKey(execution, stage)), nextIds },
        };
    }
    const [first] = blocks;
    return { layoutNodeMap, startingNodeId: first ? blockKey(execution, first) : '' };
}
//# sourceMappingURL=layout.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/wire.js
/** Whether a value is an object with string keys, which `null` and lists are not. */
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** The strings in a value that should be a list of strings; empty when it is no list. */
function strings(value) {
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
/** The value when it is a string, else the empty string. */
function wire_text(value) {
    return typeof value === 'string' ? value : '';
}
/** The items of a value that should be a list; empty when it is none. */
function items(value) {
    return Array.isArray(value) ? value : [];
}
//# sourceMappingURL=wire.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/world.js




/** Starts an execution and the chained ones in it, and numbers it within its pipeline. */
function start(world, order) {
    const earlier = world.executions.filter(({ pipeline, via }) => pipeline === order.pipeline && via !== 'chained');
    const execution = begin({ ...order, speed: world.speed, runSequence: earlier.length + 1 });
    world.executions.push(...family(execution));
    return execution;
}
function family(execution) {
    return [execution, ...execution.children.flatMap(family)];
}
/** The play of a pipeline: its own when it is named like a scenario, else the chosen one. */
function playOf(world, pipeline) {
    return scenario(pipeline) ?? world.play;
}
/** The execution that a request names, in the scope that it names. Throws what Harness answers when there is none. */
function executionOf(call, id) {
    const found = findExecution(call.world, id, { ...scopeOf(call), now: call.now });
    if (found)
        return found;
    throw refusal(404, 'ENTITY_NOT_FOUND', `Plan Execution Summary does not exist or has been deleted for planExecutionId: ${id}`);
}
/** The execution of that id in that scope, once it has begun. */
function findExecution(world, id, { org, project, now }) {
    return world.executions.find((each) => each.id === id && each.scope.org === org && each.scope.project === project && elapsed(each, now) >= 0);
}
/** The scope that a request's query names. */
function scopeOf(call) {
    const read = (name) => call.query.get(name) ?? '';
    return { account: read('accountIdentifier'), org: read('orgIdentifier'), project: read('projectIdentifier') };
}
/** The body of a request as a JSON object; an empty body is an empty object. Throws what Harness answers to anything else. */
function jsonBody(call) {
    if (call.body.trim() === '')
        return {};
    try {
        const value = JSON.parse(call.body);
        if (isRecord(value))
            return value;
    }
    catch {
        // falls through: what is no JSON and what is no object are refused alike
    }
    throw refusal(400, 'INVALID_REQUEST', 'Unable to process JSON');
}
//# sourceMappingURL=world.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/approvals.js






const PATH = /^(?:\/pipeline\/api)?\/v1\/orgs\/([^/]+)\/projects\/([^/]+)\/approvals\/execution\/([^/]+)$/;
/** Approvals of an execution: looking at them and deciding them. Both refuse service accounts. */
const approvalRoutes = [
    { kind: 'approvals', method: 'GET', path: PATH, scope: 'none', handle: approvals_list },
    { kind: 'approvals', method: 'POST', path: PATH, scope: 'none', handle: act },
];
/** The approval steps that have begun. */
function approvals(call, [org = '', project = '', id = '']) {
    if (call.principal === 'SERVICE_ACCOUNT') {
        throw refusalV1(400, 'INVALID_REQUEST', 'The approval API does not accept tokens of service accounts, use a personal access token');
    }
    const execution = findExecution(call.world, id, { org, project, now: call.now });
    if (!execution)
        throw refusalV1(404, 'ENTITY_NOT_FOUND', `Plan Execution does not exist for planExecutionId: ${id}`);
    const at = elapsed(execution, call.now);
    const begun = stagesOf(execution.timeline)
        .flatMap((stage) => stage.steps.map((step) => ({ stage, step })))
        .filter(({ step }) => step.play.approval && step.from <= at);
    return { execution, begun };
}
function approvals_list(call, ...where) {
    const { query, now } = call;
    const { execution, begun } = approvals(call, where);
    const matches = (name, value) => (query.get(name) ?? value) === value;
    const found = begun
        .filter(({ stage, step }) => matches('node_execution_id', innerId(execution, 'run', stage.play.id, step.play.id)) ||
        matches('node_execution_id', stageExecutionId(execution, stage)))
        .map(({ step }) => instance(execution, step, now))
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
function instance(execution, step, now) {
    const at = elapsed(execution, now);
    const { approval } = step.play;
    const status = STATUSES[stepStatus(execution.timeline, step, at)] ?? 'FAILED';
    const decided = status === 'APPROVED' || status === 'REJECTED'
        ? (execution.decisions.get(step.play.id) ?? approval?.decision)
        : undefined;
    const ended = endedAt(execution.timeline, step, at);
    const activity = decided && {
        user: decided.by,
        action: status === 'APPROVED' ? 'APPROVE' : 'REJECT',
        comments: decided.comment,
        approver_inputs: approval?.inputs ?? [],
        approvedAt: stamp(execution, ended ?? at),
    };
    return {
        id: innerId(execution, 'approval', step.play.id),
        type: 'HarnessApproval',
        status,
        deadline: stamp(execution, step.from + (approval?.deadlineMs ?? 0)),
        created: stamp(execution, step.from),
        updated: stamp(execution, ended ?? at),
        error_message: null,
        details: {
            approvalMessage: approval?.message ?? '',
            includePipelineExecutionHistory: true,
            approvers: {
                userGroups: approval?.groups ?? [],
                minimumCount: approval?.minimum ?? 1,
                disallowPipelineExecutor: false,
            },
            approvalActivities: activity ? [activity] : [],
            approverInputs: (approval?.inputs ?? []).map(({ name, value }) => ({ name, defaultValue: value ?? '' })),
            validatedApprovalUserGroups: [],
            autoRejectEnabled: false,
        },
    };
}
/** Approves or rejects what waits now. */
function act(call, ...where) {
    const body = jsonBody(call);
    const { execution, begun } = approvals(call, where);
    const at = elapsed(execution, call.now);
    const waiting = begun.find(({ step }) => at < step.to);
    if (!waiting || isOver(execution, call.now))
        throw refusalV1(400, 'INVALID_REQUEST', 'No approval of this execution is waiting');
    const ends = body['action'] === 'REJECT' ? 'ApprovalRejected' : 'Success';
    const by = { name: 'Release Bot', email: 'release.bot@example.com' };
    decide(execution, waiting.step.play.id, { at, ends, by, comment: wire_text(body['comments']) });
    return { status: 200, body: instance(execution, waiting.step, call.now) };
}
//# sourceMappingURL=approvals.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/summary.js



const DAY_MS = 86_400_000;
function moduleInfo(stages, started) {
    const deployments = stages.filter((stage) => stage.play.type === 'Deployment');
    const begun = deployments.filter(started);
    const each = (read) => [
        ...new Set(begun.map(read).filter((name) => name !== undefined)),
    ];
    const ci = stages.some((stage) => stage.play.type === 'CI');
    const cd = {
        __recast: 'simulator.CD',
        serviceIdentifiers: each((stage) => stage.play.service),
        envIdentifiers: each((stage) => stage.play.environment),
        environmentTypes: begun.length > 0 ? ['Production'] : [],
        infrastructureIdentifiers: each((stage) => stage.play.infrastructure),
        infrastructureNames: each((stage) => stage.play.infrastructure),
        infrastructureTypes: begun.length > 0 ? ['KubernetesDirect'] : [],
        envGroupIdentifiers: [null],
        serviceDefinitionTypes: begun.length > 0 ? ['Kubernetes'] : [],
    };
    return {
        ...(deployments.length > 0 ? { cd } : {}),
        ...(ci
            ? {
                ci: {
                    __recast: 'simulator.CI',
                    branch: 'main',
                    repoName: 'acme/web',
                    ciExecutionInfoDTO: { event: 'branch', branch: { name: 'main', commits: [] } },
                },
            }
            : {}),
    };
}
/** The verdict of policies in the shape of the answers: `status` pass, or error with one denied policy set. */
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
    if (!play.denied)
        return { ...base, deny: false, status: 'pass', message: '', details: [] };
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
/** Who and what started it, in the shape of `executionTriggerInfo`. */
function triggerInfo(execution) {
    const { trigger, scope, retryOf } = execution;
    const triggerRef = `${scope.account}/${scope.org}/${scope.project}/${trigger?.identifier}`;
    return {
        triggerType: trigger ? 'WEBHOOK_CUSTOM' : 'MANUAL',
        triggeredBy: trigger
            ? {
                uuid: 'systemUser',
                identifier: trigger.identifier,
                triggerIdentifier: trigger.identifier,
                triggerName: trigger.identifier,
                extraInfo: { triggerRef, eventCorrelationId: trigger.event },
            }
            : { uuid: 'WJ0m3FkQS9mYb1n2c3d4e5', identifier: 'Release Bot', extraInfo: { email: 'release.bot@example.com' } },
        isRerun: retryOf !== undefined,
    };
}
/** Whether Harness would retry it now: ended badly, not retried yet, not older than 30 days. */
function canRetry(execution, now) {
    const over = isOver(execution, now) && !isPositive(execution.timeline.ends) && !execution.play.denied;
    return over && !execution.retriedBy && now - execution.startedAt <= 30 * DAY_MS;
}
/** A display name for an identifier: `deploy_prod` becomes Deploy Prod. */
function displayName(identifier) {
    return identifier.replace(/[_-]+/g, ' ').replace(/(?<=^| )[a-z]/g, (letter) => letter.toUpperCase());
}
/** `pipelineExecutionSummary` at a moment. Fields that are null in Harness are left out, as it does. */
function summary(execution, now) {
    const { timeline, scope } = execution;
    const at = elapsed(execution, now);
    const stages = stagesOf(timeline);
    const statuses = stages.map((stage) => stageStatus(timeline, stage, at));
    const count = (is) => statuses.filter(is).length;
    const over = isOver(execution, now);
    const failure = over ? failureOf(timeline) : undefined;
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
        ...(failure ? { executionErrorInfo: { message: failure.message } } : {}),
        governanceMetadata: governance(execution),
        failureInfo: failureInfo(failure),
        moduleInfo: moduleInfo(stages, (stage) => stage.from <= at),
        ...layout(execution, now),
        modules: [...new Set(stages.map(moduleOf))],
        startTs: stamp(execution, 0),
        ...(over ? { endTs: stamp(execution, timeline.to) } : {}),
        createdAt: stamp(execution, 0),
        canRetry: canRetry(execution, now),
        showRetryHistory: execution.retryOf !== undefined || execution.retriedBy !== undefined,
        runSequence: execution.runSequence,
        successfulStagesCount: count((status) => status === 'Success'),
        runningStagesCount: count((status) => status === 'Running'),
        failedStagesCount: count((status) => status === 'Failed'),
        totalStagesCount: stages.length,
        storeType: 'INLINE',
        executionInputConfigured: false,
        isStagesExecution: execution.via === 'stages',
        stagesExecution: execution.via === 'stages',
        stagesExecuted: execution.stages ?? [],
        allowStageExecutions: execution.via === 'stages',
        ...(execution.parent ? { parentStageInfo: parentInfo(execution.parent) } : {}),
        ...(abort && at >= abort.done
            ? { abortedBy: { email: abort.by.email, userName: abort.by.name, createdAt: stamp(execution, abort.at) } }
            : {}),
        executionMode: 'NORMAL',
        notesExistForPlanExecutionId: execution.notes !== '',
        shouldUseSimplifiedKey: execution.play.simplifiedKeys ?? false,
    };
}
function parentInfo({ execution, stage }) {
    const { scope, pipeline, runSequence, id } = execution;
    return {
        hasParentPipeline: true,
        stageNodeId: innerId(execution, 'setup', stage),
        executionId: id,
        identifier: pipeline,
        orgId: scope.org,
        projectId: scope.project,
        runSequence,
    };
}
//# sourceMappingURL=summary.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/log-keys.js


/** The key under which a step's log begins: the long form with levels, or the short one when the play says so. */
function logBaseKey(execution, stage, step) {
    const { scope, pipeline, runSequence, id, play } = execution;
    const last = step.play.retries ? `${step.play.id}_${step.play.retries}` : step.play.id;
    if (play.simplifiedKeys)
        return `${scope.account}/pipeline/${pipeline}/${runSequence}/-${id}/${stage.play.id}/${last}`;
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
/** The keys of a step's logs, one for each command unit; with no units it is the base key. Units' keys hold blanks and colons. */
function logKeys(execution, stage, step) {
    const base = logBaseKey(execution, stage, step);
    return step.play.units ? step.play.units.map((unit) => `${base}-commandUnit:${unit}`) : [base];
}
/** The log behind a key at a moment; undefined when there is none. */
function logFor(execution, key, now) {
    for (const stage of stagesOf(execution.timeline)) {
        for (const step of stage.steps) {
            const index = logKeys(execution, stage, step).indexOf(key);
            if (index >= 0)
                return stepLog(execution, step, { index, at: elapsed(execution, now) });
        }
    }
    return undefined;
}
function stepLog(execution, step, { index, at }) {
    const { units, name, log, lateLogMs = 0, logBytes = 0 } = step.play;
    const last = index === (units?.length ?? 1) - 1;
    const lines = last ? (log ?? [`Running ${name}`, 'Done']) : [`${units?.[index]}: done`];
    if (step.from > at || lines.length === 0)
        return undefined;
    const end = endedAt(execution.timeline, step, at);
    const progress = end === undefined ? (at - step.from) / (step.to - step.from) : 1;
    const shown = lines.slice(0, Math.ceil(lines.length * progress));
    return {
        lines: shown,
        padTo: last ? logBytes : 0,
        running: end === undefined,
        stored: end !== undefined && at >= end + lateLogMs,
    };
}
//# sourceMappingURL=log-keys.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/step-node.js



/** Step types that run as a delegate task; the others are asynchronous. */
const TASKS = /^(ShellScript|K8s|liteEngineTask|Http)/;
/** What the graph's node of a step has beyond that of its ancestors: outcomes, logs, units, who aborted it. */
function stepParts(execution, { stage, step, status, now }) {
    const { outputs = {}, outcomes = {}, units = [] } = step.play;
    const told = Object.keys(outputs).length > 0 ? { output: { outputVariables: outputs } } : {};
    const aborted = status === 'Aborted' || status === 'Discontinuing';
    return {
        outcomes: outcomesOf(execution, status === step.ends ? { ...told, ...outcomes } : {}),
        executableResponses: [executable(execution, stage, step)],
        unitProgresses: units.map((unitName, index) => unitProgress(execution, step, { unitName, index, now })),
        interruptHistories: [...retried(execution, stage, step), ...(aborted ? [abortHistory(execution)] : [])],
        logBaseKey: logBaseKey(execution, stage, step),
    };
}
/** Outcomes by name, in old answers a list without the names. */
function outcomesOf(execution, outcomes) {
    return execution.play.outcomesAsArray ? Object.values(outcomes) : outcomes;
}
function executable(execution, stage, step) {
    const { play } = step;
    const logs = { logKeys: logKeys(execution, stage, step), units: play.units ?? [] };
    if (TASKS.test(play.type)) {
        const task = { taskId: innerId(execution, 'task', play.id), taskName: play.type, taskCategory: 'DELEGATE_TASK_V2' };
        return { task: { ...task, ...logs } };
    }
    return { async: { callbackIds: [innerId(execution, 'callback', play.id)], status: 'NO_OP', timeout: 0, ...logs } };
}
/** A unit takes its equal share of its step's time; only the last one fails. Its times are strings, as Harness sends them. */
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
/** One entry for each time that the step was tried before, with the id of the node that it was then. */
function retried(execution, { play: { id } }, { play, from }) {
    const adviserIssuer = { adviserType: 'RETRY' };
    return Array.from({ length: play.retries ?? 0 }, (_, index) => ({
        interruptId: innerId(execution, 'retry', id, play.id, String(index)),
        tookEffectAt: stamp(execution, from),
        interruptType: 'RETRY',
        interruptConfig: {
            issuedBy: { issueTime: stamp(execution, from), adviserIssuer },
            retryInterruptConfig: { retryId: innerId(execution, 'run', id, play.id, String(index)) },
        },
    }));
}
function abortHistory(execution) {
    const { abort } = execution.timeline;
    const at = stamp(execution, abort?.at ?? 0);
    const manualIssuer = {
        type: 'USER',
        identifier: abort?.by.name ?? '',
        email_id: abort?.by.email ?? '',
        user_id: 'q3Jt0VbXSHmYq4f8b2kd1A',
    };
    return {
        interruptId: innerId(execution, 'interrupt'),
        tookEffectAt: at,
        interruptType: 'ABORT_ALL',
        interruptConfig: { issuedBy: { issueTime: at, manualIssuer } },
    };
}
//# sourceMappingURL=step-node.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/graph.js




const STAGE_STEP_TYPES = {
    Deployment: 'DEPLOYMENT_STAGE_STEP',
    CI: 'IntegrationStageStepPMS',
    Approval: 'APPROVAL_STAGE',
    Custom: 'CUSTOM_STAGE',
    Pipeline: 'PIPELINE_STAGE',
};
/** The whole execution graph, or that of one stage (by its setup id, in a matrix with its execution id); what has not started is not in it. */
function executionGraph(execution, asked, stageNode) {
    const now = asked - (execution.play.graphLagMs ?? 0) / execution.speed;
    const drawing = { execution, now, nodeMap: {}, nodeAdjacencyListMap: {} };
    if (execution.play.denied || elapsed(execution, now) < execution.timeline.queuedTo)
        return undefined;
    const rootNodeId = stageNode === undefined ? drawPipeline(drawing) : drawNamed(drawing, stageNode);
    if (rootNodeId === undefined)
        return undefined;
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
function put({ execution, now, nodeMap, nodeAdjacencyListMap }, node) {
    const { uuid, setupId = uuid, identifier, name, baseFqn, stepType, status, span, failure, more, children = [], nextIds = [], } = node;
    const over = endedAt(execution.timeline, span, elapsed(execution, now)) !== undefined;
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
        failureInfo: failureInfo(over && (!isPositive(status) || status === 'IgnoreFailed') ? failure : undefined),
        skipInfo: null,
        nodeRunInfo: null,
        executableResponses: [],
        unitProgresses: [],
        progressData: null,
        delegateInfoList: [],
        interruptHistories: [],
        stepDetails: null,
        strategyMetadata: null,
        executionInputConfigured: false,
        ...more,
    };
    nodeAdjacencyListMap[uuid] = { children, nextIds };
    return uuid;
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
function drawBlock(drawing, block, next) {
    const { execution, now } = drawing;
    const nextIds = next ? [blockId(execution, next)] : [];
    const children = block.stages.map((stage) => drawStage(drawing, stage, block.kind === 'stage' ? nextIds : []));
    if (block.kind === 'stage')
        return blockId(execution, block);
    return put(drawing, {
        uuid: blockId(execution, block),
        setupId: innerId(execution, 'setup', block.kind, block.id),
        identifier: block.id,
        name: block.name,
        baseFqn: `pipeline.stages.${block.id}`,
        stepType: block.kind === 'matrix' ? 'STRATEGY' : 'NG_FORK',
        status: blockStatus(execution.timeline, block, elapsed(execution, now)),
        span: block,
        failure: block.stages.find((stage) => stage.failure)?.failure,
        children,
        nextIds,
    });
}
function drawNamed(drawing, stageNode) {
    const { execution, now } = drawing;
    const at = elapsed(execution, now);
    for (const stage of execution.timeline.blocks.flatMap((block) => block.stages)) {
        const named = stageExecutionId(execution, stage) === stageNode || (!stage.leg && stageSetupId(execution, stage) === stageNode);
        if (named && stageStatus(execution.timeline, stage, at) !== 'NotStarted')
            return drawStage(drawing, stage, []);
    }
    return undefined;
}
function drawStage(drawing, stage, nextIds) {
    const { execution, now } = drawing;
    const { id, name, type } = stage.play;
    const status = stageStatus(execution.timeline, stage, elapsed(execution, now));
    const details = stage.play.child ? childDetails(execution, stage, now) : null;
    return put(drawing, {
        uuid: stageExecutionId(execution, stage),
        setupId: stageSetupId(execution, stage),
        identifier: id,
        name,
        baseFqn: `pipeline.stages.${id}`,
        stepType: STAGE_STEP_TYPES[type],
        status,
        span: stage,
        failure: stage.failure,
        children: [...drawSection(drawing, stage, false), ...drawSection(drawing, stage, true)],
        nextIds,
        more: {
            strategyMetadata: strategyMetadata(stage),
            stepDetails: details ? { childPipelineExecutionDetails: details } : null,
            outcomes: outcomesOf(execution, stageOutcomes(stage, status)),
        },
    });
}
/** The node that holds the steps of a stage, or its rollback steps; none when none of them has begun. */
function drawSection(drawing, stage, rollback) {
    const { execution, now } = drawing;
    const { timeline } = execution;
    const at = elapsed(execution, now);
    const begun = stage.steps.filter((step) => (step.play.rollback ?? false) === rollback && stepStatus(timeline, step, at) !== 'NotStarted');
    const [first] = begun;
    if (!first)
        return [];
    const children = begun.map((step, index) => drawStep(drawing, { stage, step, next: begun[index + 1] })).slice(0, 1);
    const { id } = stage.play;
    const baseFqn = `pipeline.stages.${id}.spec.execution`;
    const uuid = innerId(execution, 'run', id, rollback ? '.rollback' : '.execution');
    const node = rollback
        ? {
            uuid,
            identifier: 'rollbackSteps',
            name: 'Rollback',
            baseFqn: `${baseFqn}.rollbackSteps`,
            stepType: 'ROLLBACK_OPTIONAL_CHILD_CHAIN',
            status: stepStatus(timeline, first, at),
            span: first,
            failure: undefined,
            children,
        }
        : {
            uuid,
            identifier: 'execution',
            name: 'Execution',
            baseFqn,
            stepType: 'NG_EXECUTION',
            status: stageStatus(timeline, stage, at),
            span: stage,
            failure: stage.failure,
            children,
        };
    return [put(drawing, node)];
}
function stageOutcomes({ play }, status) {
    if (play.type !== 'CI' || status !== 'Success' || play.image === undefined)
        return {};
    const [imageName = '', tag = ''] = play.image.split(':');
    const url = `https://registry.example.com/${imageName}/${tag}`;
    return { integrationStageOutcome: { imageArtifacts: [{ imageName, tag, url }], fileArtifacts: [] } };
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
        more: stepParts(execution, { stage, step, status, now }),
    });
}
//# sourceMappingURL=graph.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/executions.js








const READ = /^\/pipeline\/api\/pipelines\/execution\/v2\/([^/]+)$/;
const NOTES = /^\/pipeline\/api\/pipelines\/execution\/([^/]+)\/notes$/;
const RELEASE_BOT = { name: 'Release Bot', email: 'release.bot@example.com' };
/** Reading, listing, aborting executions and their notes. */
const executionRoutes = [
    { kind: (call) => (wantsGraph(call) ? 'graph' : 'read'), method: 'GET', path: READ, handle: read },
    { kind: 'list', method: 'POST', path: /^\/pipeline\/api\/pipelines\/execution\/summary$/, handle: executions_list },
    {
        kind: 'interrupt',
        method: 'PUT',
        path: /^\/pipeline\/api\/pipeline\/execute\/interrupt\/([^/]+)$/,
        handle: interrupt,
    },
    {
        kind: 'notes',
        method: 'GET',
        path: NOTES,
        handle: (call, id = '') => success({ notes: executionOf(call, id).notes }),
    },
    { kind: 'notes', method: 'PUT', path: NOTES, handle: putNotes },
];
function wantsGraph({ query }) {
    return query.get('renderFullBottomGraph') === 'true' || query.has('stageNodeId');
}
/** `data` of the details: the summary always, the graph only when asked for. */
function read(call, id = '') {
    const execution = executionOf(call, id);
    if (!wantsGraph(call))
        return success({ pipelineExecutionSummary: summary(execution, call.now) });
    const stageNode = call.query.get('stageNodeExecutionId') ?? call.query.get('stageNodeId') ?? undefined;
    const whole = call.query.get('renderFullBottomGraph') === 'true';
    const graph = executionGraph(execution, call.now, whole ? undefined : stageNode);
    const child = stageNode === undefined ? undefined : childOf(execution, stageNode, call.now);
    return success({
        pipelineExecutionSummary: summary(execution, call.now),
        ...(graph ? { executionGraph: graph } : {}),
        ...(child
            ? {
                childGraph: {
                    pipelineExecutionSummary: summary(child, call.now),
                    executionGraph: executionGraph(child, call.now),
                },
            }
            : {}),
    });
}
function childOf(execution, stageNode, now) {
    const stage = stagesOf(execution.timeline).find((each) => stageSetupId(execution, each) === stageNode);
    const child = execution.children.find(({ parent }) => stage !== undefined && parent?.stage === stage.play.id);
    return child && elapsed(child, now) >= 0 ? child : undefined;
}
function putNotes(call, id = '') {
    const execution = executionOf(call, id);
    execution.notes = call.query.get('notesForPipelineExecution') ?? '';
    return success({ notes: execution.notes });
}
/** Aborts: what has ended or is being aborted already is refused, as Harness does. */
function interrupt(call, id = '') {
    const type = call.query.get('interruptType');
    if (type !== 'AbortAll')
        throw refusal(400, 'INVALID_REQUEST', `interruptType ${type} is not supported`);
    const execution = executionOf(call, id);
    execution.aborts += 1;
    if (isOver(execution, call.now)) {
        const status = engineSpelling(statusOf(execution, call.now));
        throw refusal(400, 'INVALID_REQUEST', `Execution is already finished with status: [${status}]`);
    }
    if (statusOf(execution, call.now) === 'Discontinuing') {
        throw refusal(400, 'ABORT_ALL_ALREADY_NG', 'Execution abort is already under progress.');
    }
    abort(execution, call.now, RELEASE_BOT);
    return success({ id: newId(), type, planExecutionId: id });
}
/** Statuses compare by their letters alone, so that every spelling of Harness is understood. */
function plain(status) {
    return status.replace(/[^a-z]/gi, '').toLowerCase();
}
/** The newest first; chained executions and those that were retried are hidden. Filters it does not know are ignored. */
function executions_list(call) {
    const { query, world, now } = call;
    const body = jsonBody(call);
    const page = Number(query.get('page') ?? 0);
    const size = Number(query.get('size') ?? 10);
    if (!Number.isInteger(page) || !Number.isInteger(size) || page < 0 || size < 1 || size > 1_000) {
        throw refusal(400, 'INVALID_REQUEST', 'Please Verify Executions list parameters for page and size, page should be >= 0 and size should be > 0 and <= 1000');
    }
    const { from, to } = timeRange(body['timeRange']);
    const { org, project } = scopeOf(call);
    const pipeline = query.get('pipelineIdentifier');
    const search = query.get('searchTerm')?.toLowerCase() ?? '';
    const statuses = new Set([...query.getAll('status'), ...strings(body['status'])].map(plain));
    const found = world.executions
        .filter((execution) => execution.scope.org === org && execution.scope.project === project)
        .filter((execution) => execution.via !== 'chained' && execution.via !== 'firstgen' && !execution.retriedBy)
        .filter((execution) => elapsed(execution, now) >= 0)
        .filter((execution) => pipeline === null || execution.pipeline === pipeline)
        .filter((execution) => execution.pipeline.toLowerCase().includes(search))
        .filter((execution) => execution.startedAt >= from && execution.startedAt <= to)
        .filter((execution) => statuses.size === 0 || statuses.has(plain(statusOf(execution, now))))
        .map((execution, index) => ({ execution, index }))
        .toSorted((a, b) => b.execution.startedAt - a.execution.startedAt || b.index - a.index)
        .map(({ execution }) => execution);
    const content = found.slice(page * size, (page + 1) * size).map((execution) => summary(execution, now));
    return success(springPage(content, { page, size, total: found.length }));
}
function timeRange(range) {
    if (!isRecord(range))
        return { from: -Infinity, to: Infinity };
    const { startTime, endTime } = range;
    if (typeof startTime === 'number' && typeof endTime === 'number')
        return { from: startTime, to: endTime };
    throw refusal(400, 'INVALID_REQUEST', 'startTime and endTime are both needed in timeRange');
}
function springPage(content, { page, size, total }) {
    const totalPages = Math.ceil(total / size);
    const sort = { sorted: true, unsorted: false, empty: false };
    const pageable = { sort, offset: page * size, pageNumber: page, pageSize: size, paged: true, unpaged: false };
    const ends = { first: page === 0, last: page >= totalPages - 1, empty: content.length === 0 };
    return {
        content,
        pageable,
        sort,
        totalElements: total,
        totalPages,
        size,
        number: page,
        numberOfElements: content.length,
        ...ends,
    };
}
//# sourceMappingURL=executions.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/graphql.js

const TOKEN = /\.\.\.|"(?:\\.|[^"\\])*"|\$?[A-Za-z_]\w*|-?\d+(?:\.\d+)?|[{}()[\]:!=@|]/g;
/** The part of GraphQL that clients of FirstGen use: one operation, arguments, aliases, inline fragments. Throws a sentence about anything else. */
function parseQuery(query, variables) {
    const tokens = query.replace(/#.*$/gm, '').match(TOKEN) ?? [];
    let at = 0;
    const peek = () => tokens[at] ?? '';
    const next = () => tokens[at++] ?? '';
    const expect = (token) => {
        const found = next();
        if (found !== token)
            throw new Error(`Invalid Syntax : offending token '${found}' where '${token}' was expected`);
    };
    const value = () => {
        const token = next();
        if (token.startsWith('$'))
            return variables[token.slice(1)];
        if (token.startsWith('"'))
            return JSON.parse(token);
        if (token === '[') {
            const items = [];
            while (peek() !== ']')
                items.push(value());
            next();
            return items;
        }
        if (token === '{')
            return pairs('}');
        const plain = { true: true, false: false, null: null };
        if (Object.hasOwn(plain, token))
            return plain[token];
        return /^-?\d/.test(token) ? Number(token) : token;
    };
    const pairs = (end) => {
        const found = {};
        while (peek() !== end) {
            if (peek() === '')
                throw new Error('Invalid Syntax : the query ends too early');
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
            if (peek() === '')
                throw new Error('Invalid Syntax : the query ends too early');
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
        if (aliased)
            next();
        const name = aliased ? next() : first;
        const args = peek() === '(' ? (next(), pairs(')')) : {};
        const fields = peek() === '{' ? selection(undefined) : [];
        return [{ name, alias: first, args, fields, on }];
    };
    while (peek() !== '{' && peek() !== '') {
        if (next() === '(')
            while (peek() !== ')' && peek() !== '')
                next();
    }
    return selection(undefined);
}
/** The fields of a value that were asked for. Throws when one does not exist, as a real server does. */
function project(value, fields) {
    if (Array.isArray(value))
        return value.map((item) => project(item, fields));
    if (!isRecord(value))
        return value;
    const type = String(value['__typename']);
    const wanted = fields.filter(({ on }) => on === undefined || on === type);
    return Object.fromEntries(wanted.map(({ name, alias, fields: below }) => {
        if (!Object.hasOwn(value, name))
            throw new Error(`Validation error of type FieldUndefined: Field '${name}' in type '${type}' is undefined`);
        return [alias, project(value[name], below)];
    }));
}
//# sourceMappingURL=graphql.js.map
;// CONCATENATED MODULE: external "./yaml.js"
var x = (y) => {
	var x = {}; __nccwpck_require__.d(x, y); return x
} 
var y = (x) => (() => (x))
const external_yaml_js_namespaceObject = x({ ["parse"]: () => (__WEBPACK_EXTERNAL_MODULE__yaml_js_702ee59d__.parse), ["stringify"]: () => (__WEBPACK_EXTERNAL_MODULE__yaml_js_702ee59d__.stringify) });
;// CONCATENATED MODULE: ./lib/src/simulator/placeholders.js
const MODIFIER = /\.(default|allowedValues|selectOneFrom|regex|executionInput)\((.*?)\)(?=$|\.(?:default|allowedValues|selectOneFrom|regex|executionInput)\()/gs;
/** Reads a placeholder; undefined when the value is none. */
function placeholder(value) {
    if (typeof value !== 'string' || !value.startsWith('<+input>'))
        return undefined;
    const said = new Map();
    for (const [, name = '', argument = ''] of value.matchAll(MODIFIER))
        said.set(name, argument);
    const allowed = said.get('allowedValues') ?? said.get('selectOneFrom');
    return {
        fallback: said.get('default')?.replace(/^\\?(['"])(.*?)\\?\1$/s, '$2'),
        allowed: allowed === undefined ? undefined : splitValues(allowed),
        pattern: said.get('regex'),
        duringRun: said.has('executionInput'),
    };
}
/** Splits at commas, except inside escaped quotes: `a, \'b,c\'` is two values. Blanks around them go. */
function splitValues(values) {
    const found = values.match(/\s*\\(['"]).*?\\\1\s*|[^,]+/gs) ?? [];
    return found.map((each) => each.trim().replace(/^\\(['"])(.*)\\\1$/s, '$2'));
}
/** Why a value may not stand for a placeholder, as Harness says it; undefined when it may. */
function objectionTo(value, { allowed, pattern }, fqn) {
    if (typeof value === 'object' && value !== null)
        return undefined;
    const given = String(value);
    if (allowed && !allowed.includes(given) && !splitValues(given).every((each) => allowed.includes(each))) {
        return `The values provided for ${fqn}: [${quoted([given])}] do not match any of the allowed values [${quoted(allowed)}]`;
    }
    if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`, 's').test(given)) {
        return `The value provided for [${fqn}: ${given}] does not match the required regex pattern`;
    }
    return undefined;
}
function quoted(values) {
    return values.map((value) => `'${value}'`).join(', ');
}
//# sourceMappingURL=placeholders.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/inputs.js




/** Wrappers that hold one thing with an identifier. */
const WRAPPERS = ['stage', 'step', 'stepGroup'];
/** What says which item or which kind of item it is, and is no value of its own; some of it in variables only. */
const LABELS = new Set(['identifier', 'name', 'type', 'key', 'default', 'required', 'description']);
const OF_VARIABLES = new Set(['default', 'required', 'description']);
/**
 * Reads YAML the way the older of its versions does, which takes `007`, `yes` and dates for what they look like: text that is
 * to arrive as text has to be quoted. Throws what Harness answers to text that is no YAML.
 */
function readYaml(source) {
    try {
        return (0,external_yaml_js_namespaceObject.parse)(source, { version: '1.1' });
    }
    catch {
        throw refusal(400, 'INVALID_REQUEST', 'Invalid YAML: could not be parsed');
    }
}
/** A value as YAML text. */
function writeYaml(value) {
    return (0,external_yaml_js_namespaceObject.stringify)(value, { lineWidth: 0 });
}
/** The name of a list's item: its identifier, name or key with its wrapper, else its place. A type that differs makes another item. */
function label(item, index) {
    if (!isRecord(item))
        return `#${index}`;
    const wrapper = WRAPPERS.find((each) => isRecord(item[each]));
    const inner = wrapper === undefined ? item : item[wrapper];
    if (!isRecord(inner))
        return `#${index}`;
    const id = wire_text(inner['identifier']) || wire_text(inner['name']) || wire_text(inner['key']);
    return id ? `${wrapper ?? ''}:${id}:${wire_text(inner['type'])}` : `#${index}`;
}
/** The path of a list's item. Wrappers and parallel blocks have no place in paths. */
function nameOf(path, item, index) {
    return parallelOf(item) ? path : `${path}.${label(item, index).split(':')[1] ?? index}`;
}
function isSilent(key) {
    return WRAPPERS.includes(key) || key === 'parallel' || key === 'pipeline';
}
function parallelOf(item) {
    return isRecord(item) && Array.isArray(item['parallel']) ? item['parallel'] : undefined;
}
/**
 * Finds the item of a list that belongs to another list's item. Parallel blocks have no name: their stages are looked for in
 * all of them.
 */
function partners(list) {
    if (!Array.isArray(list))
        return () => undefined;
    const parallel = list.flatMap((item) => parallelOf(item) ?? []);
    const byLabel = new Map(list.map((item, index) => [label(item, index), item]));
    return (item, index) => (parallelOf(item) ? { parallel } : byLabel.get(label(item, index)));
}
/**
 * The pipeline with the given values in the places of its runtime inputs; the last one that has a value wins. Values for
 * anything else are ignored, as are those whose way is labelled otherwise.
 */
function fill(base, givens) {
    if (placeholder(base))
        return givens.findLast((given) => given !== undefined && given !== null && !placeholder(given)) ?? base;
    if (Array.isArray(base)) {
        const finders = givens.map(partners);
        return base.map((item, index) => fill(item, finders.map((find) => find(item, index))));
    }
    if (!isRecord(base))
        return base;
    const within = (key) => givens.map((given) => (isRecord(given) ? given[key] : undefined));
    return Object.fromEntries(Object.entries(base).map(([key, value]) => [key, fill(value, within(key))]));
}
/** The runtime inputs of a pipeline with what is needed to find their places, or undefined when it has none. */
function templateOf(base) {
    if (placeholder(base))
        return base;
    if (Array.isArray(base)) {
        const items = base.map(templateOf).filter((item) => item !== undefined);
        return items.length > 0 ? items : undefined;
    }
    if (!isRecord(base))
        return undefined;
    const parts = Object.entries(base).map(([key, value]) => [key, templateOf(value)]);
    if (parts.every(([, part]) => part === undefined))
        return undefined;
    const kept = parts.map(([key, part]) => [key, part ?? (isLabel(key, base) ? base[key] : undefined)]);
    return Object.fromEntries(kept.filter(([, part]) => part !== undefined));
}
function isLabel(key, base) {
    if (typeof base[key] === 'object' || !LABELS.has(key))
        return false;
    if (key === 'name')
        return base['identifier'] === undefined;
    return !OF_VARIABLES.has(key) || 'value' in base;
}
/** A pipeline with only these stages; all of them when none is named. */
function onlyStages(pipeline, stages) {
    const top = isRecord(pipeline) ? pipeline['pipeline'] : undefined;
    if (stages.length === 0 || !isRecord(top) || !Array.isArray(top['stages']))
        return pipeline;
    const wanted = (item) => isRecord(item) && isRecord(item['stage']) && stages.includes(wire_text(item['stage']['identifier']));
    const kept = top['stages'].flatMap((item) => {
        const parallel = parallelOf(item)?.filter(wanted);
        if (parallel)
            return parallel.length > 0 ? [{ parallel }] : [];
        return wanted(item) ? [item] : [];
    });
    return { pipeline: { ...top, stages: kept } };
}
/** Paths of what is given but is no runtime input of the pipeline (any more). */
function strays(base, given, path = 'pipeline') {
    if (given === undefined || given === null || placeholder(base))
        return [];
    if (Array.isArray(given)) {
        const find = partners(base);
        return given.flatMap((item, index) => strays(find(item, index), item, nameOf(path, item, index)));
    }
    if (!isRecord(given))
        return [path];
    const entries = Object.entries(given).filter(([key, value]) => !LABELS.has(key) || typeof value === 'object');
    return entries.flatMap(([key, value]) => strays(isRecord(base) ? base[key] : undefined, value, isSilent(key) ? path : `${path}.${key}`));
}
/**
 * Puts defaults in, then refuses as Harness does at the start: a required variable or a field without value, a value that is
 * not allowed. Throws the first problem it meets.
 */
function settle(base, filled, place = { fqn: 'pipeline', variable: undefined }) {
    const input = placeholder(base);
    if (input)
        return settleOne(input, filled, place);
    if (Array.isArray(base) && Array.isArray(filled)) {
        return base.map((item, index) => settle(item, filled[index], { ...place, fqn: nameOf(place.fqn, item, index) }));
    }
    if (!isRecord(base) || !isRecord(filled))
        return filled;
    const variable = 'name' in base && 'value' in base ? base : undefined;
    const within = (key) => {
        if (variable && key === 'value')
            return { fqn: place.fqn, variable };
        return { fqn: isSilent(key) ? place.fqn : `${place.fqn}.${key}`, variable: undefined };
    };
    return Object.fromEntries(Object.entries(base).map(([key, value]) => [key, settle(value, filled[key], within(key))]));
}
function settleOne(input, filled, { fqn, variable }) {
    const required = variable?.['required'] === true;
    const value = placeholder(filled) ? (readDefault(input.fallback) ?? variable?.['default']) : filled;
    if (value === undefined || (value === '' && required)) {
        if (input.duringRun || (variable && !required))
            return filled;
        const [code, message] = variable
            ? ['INVALID_REQUEST', `Value not provided for required variable: ${wire_text(variable['name'])}`]
            : ['SCHEMA_VALIDATION_FAILED', `Invalid yaml: $.${fqn}: is missing but it is required`];
        throw refusal(400, code, message);
    }
    if (value === '')
        return value;
    const reason = objectionTo(value, input, fqn) ?? wrongNumber(value, { fqn, variable });
    if (reason)
        throw refusal(400, 'INVALID_REQUEST', reason);
    return value;
}
/** A default is text, unless it is a list or a mapping. */
function readDefault(fallback) {
    return fallback !== undefined && /^[[{]/.test(fallback) ? readYaml(fallback) : fallback;
}
function wrongNumber(value, { fqn, variable }) {
    if (variable?.['type'] !== 'Number' || typeof value === 'number')
        return undefined;
    return /^-?\d+(\.\d+)?$/.test(String(value))
        ? undefined
        : `The value provided for [${fqn}: ${String(value)}] is not a number`;
}
//# sourceMappingURL=inputs.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/firstgen.js






/** FirstGen: GraphQL for everything but the abort. Its errors come in a 200. */
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
        handle: firstgen_interrupt,
    },
];
/** The envelope of everything that is no GraphQL answer: `responseMessages`, with a 200 too. */
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
function graphql(call) {
    if (!call.principal)
        return messages(401, 'INVALID_TOKEN', 'Token is not valid.');
    if (call.query.get('accountId') !== call.world.keys.account)
        return messages(200, 'INVALID_REQUEST', 'Invalid request: the key belongs to another account');
    const { query, variables } = jsonBody(call);
    try {
        const fields = parseQuery(wire_text(query), isRecord(variables) ? variables : {});
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
        data[field.alias] = typeof found === 'string' ? null : project(found, field.fields);
        if (typeof found === 'string')
            errors.push({
                message: `Exception while fetching data (/${field.alias}) : ${found}`,
                path: [field.alias],
                locations: [],
            });
    }
    return errors.length > 0 ? { data, errors } : { data };
}
/** What a root field is about, or the sentence that says why there is nothing. */
function resolve(call, { name, args }) {
    const { world } = call;
    switch (name) {
        case 'applicationByName':
            return application(wire_text(args['name']));
        case 'application':
            return application(firstgen_nameOf('application', args['applicationId']));
        case 'pipelineByName':
            return runnable(world, 'Pipeline', wire_text(args['pipelineName']));
        case 'pipeline':
            return runnable(world, 'Pipeline', firstgen_nameOf('pipeline', args['pipelineId']));
        case 'workflowByName':
            return runnable(world, 'Workflow', wire_text(args['workflowName']));
        case 'workflow':
            return runnable(world, 'Workflow', firstgen_nameOf('workflow', args['workflowId']));
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
/** Ids are made of the names, so that nothing has to be remembered. */
function idOf(kind, name) {
    return Buffer.from(`${kind}:${name}`).toString('base64url');
}
function firstgen_nameOf(kind, id) {
    const [found, ...name] = Buffer.from(wire_text(id), 'base64url').toString('utf8').split(':');
    return found === kind ? name.join(':') : '';
}
function application(name) {
    if (name === '' || name === 'missing')
        return 'User does not have access to the application, or it does not exist';
    return { __typename: 'Application', id: idOf('application', name), name, description: '' };
}
function runnable(world, type, name) {
    const kind = type.toLowerCase();
    if (name === '' || name === 'missing')
        return `${type} does not exist`;
    const variables = variablesOf(world, name);
    return { __typename: type, id: idOf(kind, name), name, description: '', [`${kind}Variables`]: variables };
}
function variablesOf(world, name) {
    const yaml = readYaml(world.pipelines.get(name)?.yaml ?? '');
    const pipeline = isRecord(yaml) ? yaml['pipeline'] : undefined;
    const variables = isRecord(pipeline) && Array.isArray(pipeline['variables']) ? pipeline['variables'] : [];
    return variables.flatMap((variable) => {
        const input = isRecord(variable) ? placeholder(variable['value']) : undefined;
        if (!isRecord(variable) || !input)
            return [];
        const { fallback: defaultValue = null, allowed = null } = input;
        return [
            {
                __typename: 'Variable',
                name: variable['name'],
                type: 'Text',
                required: variable['required'] === true,
                defaultValue,
                allowedValues: allowed,
                allowMultipleValues: false,
                fixed: false,
            },
        ];
    });
}
function startExecution(call, input) {
    const { world, now } = call;
    const workflow = input['executionType'] === 'WORKFLOW';
    const pipeline = firstgen_nameOf(workflow ? 'workflow' : 'pipeline', input['entityId']);
    const app = firstgen_nameOf('application', input['applicationId']);
    if (app === '')
        return 'Application does not exist';
    if (pipeline === '')
        return `${workflow ? 'Workflow' : 'Pipeline'} does not exist`;
    if (pipeline === 'forbidden')
        return 'User is not authorized to execute it';
    const given = Array.isArray(input['variableInputs'])
        ? input['variableInputs'].map((each) => (isRecord(each) ? each['name'] : undefined))
        : [];
    const missing = variablesOf(world, pipeline).filter(({ name, required }) => required === true && !given.includes(name));
    if (missing.length > 0)
        return `Invalid request: Value for required variable ${wire_text(missing[0]?.['name'])} is not provided`;
    // FirstGen knows neither org nor project: the application and the kind of the entity stand in their places.
    const scope = { account: world.keys.account, org: app, project: workflow ? 'workflow' : 'pipeline' };
    const notes = wire_text(input['notes']);
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
const firstgen_STATUSES = {
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
        status: firstgen_STATUSES[status] ?? status.toUpperCase(),
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
/** The abort is a call of the old REST API. */
function firstgen_interrupt(call, id = '') {
    if (!call.principal)
        return messages(401, 'INVALID_TOKEN', 'Token is not valid.');
    const execution = call.world.executions.find((each) => each.id === id && each.via === 'firstgen');
    if (!execution ||
        elapsed(execution, call.now) < 0 ||
        call.query.get('appId') !== idOf('application', execution.scope.org)) {
        return messages(400, 'INVALID_ARGUMENT', 'Invalid argument: No workflow execution exists');
    }
    if (jsonBody(call)['executionInterruptType'] !== 'ABORT_ALL')
        return messages(400, 'INVALID_REQUEST', 'Invalid request: executionInterruptType');
    execution.aborts += 1;
    if (isOver(execution, call.now))
        return messages(400, 'STATE_NOT_FOR_ABORT', 'Current state of the execution does not allow an abort');
    abort(execution, call.now, { name: 'Release Bot', email: 'release.bot@example.com' });
    return {
        status: 200,
        body: { metaData: {}, resource: { uuid: id, executionInterruptType: 'ABORT_ALL' }, responseMessages: [] },
    };
}
//# sourceMappingURL=firstgen.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/prepare.js





/** Throws what Harness answers for the pipelines that cannot be used. */
function refuse(call, pipeline) {
    const { org, project } = scopeOf(call);
    if (pipeline === 'missing')
        throw refusal(400, 'INVALID_REQUEST', `Pipeline with the given ID: ${pipeline} does not exist or has been deleted`);
    if (pipeline === 'draft')
        throw refusal(400, 'INVALID_REQUEST', `Cannot execute a Draft Pipeline with PipelineID: ${pipeline}, ProjectID ${project}`);
    if (pipeline === 'out-of-sync')
        throw refusal(400, 'INVALID_REQUEST', 'Some of the entities referenced in this pipeline have gone out of sync');
    if (pipeline !== 'forbidden')
        return;
    const who = `Principal of type ${call.principal ?? 'USER'} with identifier simulator`;
    throw refusal(403, 'NG_ACCESS_DENIED', `User not Authorized: ${who} : Missing permission core_pipeline_execute on pipeline with identifier ${pipeline} in ${org}/${project}`);
}
/** Merges what was given into a pipeline's runtime inputs. Throws Harness's refusal of the first value that is missing or not allowed. */
function prepare(world, id, given) {
    const { last, sets = [], stages = [] } = given;
    const pipeline = world.pipelines.get(id);
    const base = pipeline ? readYaml(pipeline.yaml) : undefined;
    if (stages.length > 0 && !allowsStages(base))
        throw refusal(400, 'INVALID_REQUEST', `Stage executions are not allowed for pipeline [${id}]`);
    const chosen = onlyStages(base, stages);
    const template = templateOf(chosen);
    if (sets.length > 0 && template === undefined) {
        throw refusal(400, 'INVALID_REQUEST', `Pipeline ${id} does not have any runtime input. All existing input sets are invalid`);
    }
    if (!pipeline)
        return { play: scenario(id) ?? world.play, yaml: '', inputs: last };
    const givens = givensOf(pipeline, sets, last);
    const merged = settle(chosen, fill(chosen, givens));
    const inputs = template === undefined ? '' : writeYaml(fill(template, givens));
    const play = pipeline.plays === undefined ? ownPlay(merged) : (scenario(pipeline.plays) ?? world.play);
    return { play, yaml: writeYaml(merged), inputs };
}
/** Whether a pipeline lets single stages be run. */
function allowsStages(base) {
    return isRecord(base) && isRecord(base['pipeline']) && base['pipeline']['allowStageExecutions'] === true;
}
/** The YAML of input sets and of what comes after them, parsed, in the order of precedence. Sets that do not exist are left out, without a word. */
function givensOf(pipeline, sets, last) {
    const base = readYaml(pipeline.yaml);
    return [...sets.flatMap((id) => yamlsOf(pipeline, id)), last]
        .map(readYaml)
        .filter((given) => identifierOf(given) === identifierOf(base));
}
/** An input set of a pipeline, or undefined when there is none of that name. */
function inputSetOf(pipeline, id) {
    return pipeline?.inputSets && Object.hasOwn(pipeline.inputSets, id) ? pipeline.inputSets[id] : undefined;
}
function yamlsOf(pipeline, id) {
    const set = inputSetOf(pipeline, id);
    if (!set)
        return [];
    return 'yaml' in set ? [set.yaml] : set.overlay.flatMap((each) => yamlsOf(pipeline, each));
}
function identifierOf(yaml) {
    return isRecord(yaml) && isRecord(yaml['pipeline']) ? yaml['pipeline']['identifier'] : undefined;
}
/** The play of a pipeline's own stages and steps: each step takes half a second and succeeds. */
function ownPlay(merged) {
    const top = isRecord(merged) ? merged['pipeline'] : undefined;
    const stages = isRecord(top) && Array.isArray(top['stages']) ? top['stages'].flatMap((item) => block(item)) : [];
    return { about: 'the stages of its own YAML', stages };
}
function block(item) {
    if (!isRecord(item))
        return [];
    const { parallel, stage } = item;
    if (Array.isArray(parallel))
        return [{ parallel: parallel.flatMap((each) => (isRecord(each) ? stagePlay(each['stage']) : [])) }];
    return stagePlay(stage);
}
function stagePlay(stage) {
    if (!isRecord(stage))
        return [];
    const spec = isRecord(stage['spec']) ? stage['spec'] : {};
    const execution = isRecord(spec['execution']) ? spec['execution'] : {};
    const wanted = wire_text(stage['type']);
    const type = ['Deployment', 'CI', 'Approval'].find((each) => each === wanted) ?? 'Custom';
    return [
        {
            id: wire_text(stage['identifier']),
            name: wire_text(stage['name']) || wire_text(stage['identifier']),
            type,
            steps: stepPlays(execution['steps']),
        },
    ];
}
function stepPlays(steps) {
    if (!Array.isArray(steps))
        return [];
    return steps.flatMap((item) => {
        if (!isRecord(item))
            return [];
        if (isRecord(item['stepGroup']))
            return stepPlays(item['stepGroup']['steps']);
        const step = item['step'];
        if (!isRecord(step))
            return stepPlays(item['parallel']);
        const id = wire_text(step['identifier']);
        return [{ id, name: wire_text(step['name']) || id, type: wire_text(step['type']), ms: 500 }];
    });
}
//# sourceMappingURL=prepare.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/input-sets.js






const SETS = '/pipeline/api/inputSets';
/** Templates, input sets and what can be known about the inputs of a past execution. */
const inputSetRoutes = [
    { kind: 'template', method: 'POST', path: new RegExp(`^${SETS}/template$`), handle: template },
    { kind: 'merge', method: 'POST', path: new RegExp(`^${SETS}/merge$`), handle: merge },
    { kind: 'input-set', method: 'GET', path: new RegExp(`^${SETS}$`), handle: input_sets_list },
    { kind: 'input-set', method: 'GET', path: new RegExp(`^${SETS}/overlay/([^/]+)$`), handle: getOverlay },
    { kind: 'input-set', method: 'GET', path: new RegExp(`^${SETS}/([^/]+)$`), handle: get },
    {
        kind: 'stages-list',
        method: 'GET',
        path: /^\/pipeline\/api\/pipeline\/execute\/stagesExecutionList$/,
        handle: stagesList,
    },
    {
        kind: 'inputset-v2',
        method: 'GET',
        path: /^\/pipeline\/api\/pipelines\/execution\/([^/]+)\/inputsetV2$/,
        handle: inputsOfPast,
    },
];
function pipelineOf(call) {
    const id = call.query.get('pipelineIdentifier') ?? '';
    if (id === '')
        throw refusal(400, 'INVALID_REQUEST', 'pipelineIdentifier must not be null');
    refuse(call, id);
    return { id, pipeline: call.world.pipelines.get(id) };
}
/** The runtime inputs of a pipeline; without any, the YAML is left out. */
function template(call) {
    const { pipeline } = pipelineOf(call);
    const stages = strings(jsonBody(call)['stageIdentifiers']);
    const found = pipeline && templateOf(onlyStages(readYaml(pipeline.yaml), stages));
    const hasInputSets = Object.keys(pipeline?.inputSets ?? {}).length > 0;
    const yaml = found === undefined ? {} : { inputSetTemplateYaml: writeYaml(found) };
    return success({ ...yaml, replacedExpressions: null, modules: ['cd', 'pms'], hasInputSets });
}
/** Sets merged in their order with the YAML on top. Sets that do not exist are skipped, outdated ones make it an error answer. */
function merge(call) {
    const { id, pipeline } = pipelineOf(call);
    const body = jsonBody(call);
    const sets = strings(body['inputSetReferences']);
    const stages = strings(body['stageIdentifiers']);
    const base = pipeline && onlyStages(readYaml(pipeline.yaml), stages);
    const found = templateOf(base);
    if (!pipeline || found === undefined) {
        throw refusal(400, 'INVALID_REQUEST', `Pipeline ${id} does not have any runtime input. All existing input sets are invalid`);
    }
    const outdated = sets.filter((set) => isOutdated(pipeline, inputSetOf(pipeline, set)));
    if (outdated.length > 0) {
        const inputSetErrorWrapper = {
            errorPipelineYaml: null,
            uuidToErrorResponseMap: {},
            invalidInputSetReferences: outdated,
        };
        return success({ isErrorResponse: true, errorResponse: true, inputSetErrorWrapper });
    }
    const givens = givensOf(pipeline, sets, wire_text(body['lastYamlToMerge']));
    const complete = body['withMergedPipelineYaml'] === true ? { completePipelineYaml: writeYaml(fill(base, givens)) } : {};
    return success({
        pipelineYaml: writeYaml(fill(found, givens)),
        ...complete,
        isErrorResponse: false,
        errorResponse: false,
    });
}
/** Outdated is a set that gives what the pipeline does not ask for (any more), or an overlay of such a one. */
function isOutdated(pipeline, set) {
    if (!set)
        return false;
    if ('overlay' in set)
        return set.overlay.some((id) => isOutdated(pipeline, inputSetOf(pipeline, id)));
    return straysOf(pipeline, set.yaml).length > 0;
}
function straysOf(pipeline, yaml) {
    const [base, given] = [readYaml(pipeline.yaml), readYaml(yaml)];
    return isRecord(base) && isRecord(given) ? strays(base['pipeline'], given['pipeline']) : [];
}
function input_sets_list(call) {
    const { id, pipeline } = pipelineOf(call);
    const sets = Object.entries(pipeline?.inputSets ?? {});
    const pageIndex = Number(call.query.get('pageIndex') ?? 0);
    const pageSize = Number(call.query.get('pageSize') ?? 25);
    const content = sets.slice(pageIndex * pageSize, (pageIndex + 1) * pageSize).map(([identifier, set]) => ({
        identifier,
        name: displayName(identifier),
        pipelineIdentifier: id,
        inputSetType: 'yaml' in set ? 'INPUT_SET' : 'OVERLAY_INPUT_SET',
        tags: {},
        createdAt: call.now,
        lastUpdatedAt: call.now,
        isOutdated: pipeline ? isOutdated(pipeline, set) : false,
        inputSetErrorDetails: null,
    }));
    const totalPages = Math.ceil(sets.length / pageSize);
    return success({
        totalPages,
        totalItems: sets.length,
        pageItemCount: content.length,
        pageSize,
        content,
        pageIndex,
        empty: content.length === 0,
    });
}
function noSet(id) {
    return refusal(404, 'ENTITY_NOT_FOUND', `InputSet with the given ID: ${id} does not exist or has been deleted`);
}
/** What every answer about a set has. */
function common(call, identifier, { id, pipeline }) {
    const { account, org, project } = scopeOf(call);
    const outdated = isOutdated(pipeline, inputSetOf(pipeline, identifier));
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
function get(call, identifier = '') {
    const { id, pipeline } = pipelineOf(call);
    const set = inputSetOf(pipeline, identifier);
    if (!pipeline || !set || !('yaml' in set))
        throw noSet(identifier);
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
    const set = inputSetOf(pipeline, identifier);
    if (!pipeline || !set || !('overlay' in set))
        throw noSet(identifier);
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
/** The stages that can be chosen; none where the pipeline does not allow it. */
function stagesList(call) {
    const { pipeline } = pipelineOf(call);
    const base = pipeline && readYaml(pipeline.yaml);
    const top = isRecord(base) ? base['pipeline'] : undefined;
    if (!allowsStages(base) || !isRecord(top))
        return success([]);
    const stages = items(top['stages'])
        .flatMap((item) => (isRecord(item) && 'parallel' in item ? items(item['parallel']) : [item]))
        .flatMap((item) => (isRecord(item) && isRecord(item['stage']) ? [item['stage']] : []));
    return success(stages.map((stage) => ({
        stageIdentifier: stage['identifier'],
        stageName: stage['name'],
        message: '',
        stagesRequired: [],
        toBeBlocked: false,
    })));
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
;// CONCATENATED MODULE: ./lib/src/simulator/logs.js



/** The log service. Under `/gateway` only; its errors are `{error_msg}`. */
const logRoutes = [
    { kind: 'log', method: 'GET', path: /^\/log-service\/blob$/, scope: 'accountID', gateway: true, handle: blob },
    {
        kind: 'log-stream',
        method: 'GET',
        path: /^\/log-service\/stream$/,
        scope: 'accountID',
        gateway: true,
        handle: stream,
    },
    {
        kind: 'log-download',
        method: 'POST',
        path: /^\/log-service\/blob\/download$/,
        scope: 'accountID',
        gateway: true,
        handle: download,
    },
    { kind: 'other', method: 'GET', path: /^\/storage\/logs\/[^/]+$/, scope: 'none', open: true, handle: archive },
];
function noLog(status, message) {
    return new Refusal(message, { status, body: { error_msg: message } });
}
function find(call) {
    const key = call.query.get('key') ?? '';
    for (const execution of call.world.executions) {
        const log = logFor(execution, key, call.now);
        if (log)
            return log;
    }
    return undefined;
}
/** One line as it is stored: JSON, the text with its colours and its line end. */
function line(out, pos, now) {
    const level = /error|✗/i.test(out) ? 'ERROR' : 'INFO';
    return JSON.stringify({ level, pos, out: `${out}\n`, time: new Date(now).toISOString(), args: null });
}
/** The stored log: absent while the step runs, and for a while after it where the play says so. */
function blob(call) {
    const log = find(call);
    if (!log?.stored)
        throw noLog(404, 'not found');
    return {
        status: 200,
        body: `${padding(log.padTo)}${log.lines.map((out, pos) => line(out, pos, call.now)).join('\n')}\n`,
        type: 'text/plain',
    };
}
function padding(bytes) {
    if (bytes === 0)
        return '';
    const filler = `${line('.'.repeat(900), 0, 0)}\n`;
    return filler.repeat(Math.ceil(bytes / filler.length));
}
/** The live log as server-sent events: what there is, then what comes, then the end. Nothing runs, nothing streams. */
function stream(call) {
    return { status: 200, body: '', stream: (response) => follow({ ...call }, response) };
}
const END = 'event: error\ndata: eof\n\n';
function follow(call, response) {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
    let sent = 0;
    const more = () => {
        const now = Date.now();
        const log = find({ ...call, now });
        for (const out of log?.lines.slice(sent) ?? [])
            response.write(`data: ${line(out, sent++, now)}\n\n`);
        if (log?.running)
            return;
        clearInterval(timer);
        response.end(END);
    };
    const timer = setInterval(more, 100).unref();
    response.once('close', () => clearInterval(timer));
    more();
}
/** Asked a second time the archive is ready. Its link is signed, which is why it wants no key. */
function download(call) {
    const prefix = call.query.get('prefix') ?? '';
    if (!/runSequence:\d|\w+\/pipeline\/\w+\/[1-9]\d*\//.test(prefix))
        throw noLog(400, `operation not permitted for prefix: ${prefix}`);
    const asked = (call.world.downloads.get(prefix) ?? 0) + 1;
    call.world.downloads.set(prefix, asked);
    const expires = new Date(call.now + 3_600_000).toISOString();
    if (asked === 1)
        return { status: 200, body: { link: '', status: 'queued', expires, message: '' } };
    return {
        status: 200,
        body: {
            link: `${call.world.url}/storage/logs/${newId()}.zip?signature=${newId()}`,
            status: 'success',
            expires,
            message: '',
        },
    };
}
/** Storage refuses a request that carries more than its signature. The archive is an empty one. */
function archive(call) {
    if (call.headers['x-api-key'] !== undefined)
        return { status: 403, body: '<Error><Code>AccessDenied</Code></Error>', type: 'application/xml' };
    return { status: 200, body: Buffer.from('504b0506' + '00'.repeat(18), 'hex'), type: 'application/zip' };
}
//# sourceMappingURL=logs.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/start.js







const EXECUTE = '/pipeline/api/pipeline/execute';
/** The ways to start an execution anew. */
const startRoutes = [
    { kind: 'start', method: 'POST', path: new RegExp(`^${EXECUTE}/([^/]+)/inputSetList$`), handle: startWithInputSets },
    { kind: 'start', method: 'POST', path: new RegExp(`^${EXECUTE}/([^/]+)/stages$`), handle: startStages },
    { kind: 'start', method: 'POST', path: new RegExp(`^${EXECUTE}/([^/]+)$`), handle: startWithYaml },
];
const BODY_TYPES = /^application\/(json|yaml|x-yaml)\b/;
/** The body is YAML; JSON is YAML too, but a wrapper around the YAML is not looked into. */
function startWithYaml(call, pipeline = '') {
    const type = call.headers['content-type'];
    if (type !== undefined && !BODY_TYPES.test(type)) {
        throw new Refusal(type, { status: 415, body: failureBody('INVALID_REQUEST', 'HTTP 415 Unsupported Media Type') });
    }
    return run(call, pipeline, { via: 'yaml', last: call.body });
}
/** `stageIdentifiers` in the body is not looked at here, as at Harness. */
function startWithInputSets(call, pipeline = '') {
    const body = jsonBody(call);
    return run(call, pipeline, {
        via: 'inputSetList',
        last: wire_text(body['lastYamlToMerge']),
        sets: strings(body['inputSetReferences']),
    });
}
function startStages(call, pipeline = '') {
    const body = jsonBody(call);
    const stages = strings(body['stageIdentifiers']);
    if (stages.length === 0)
        throw refusal(400, 'INVALID_REQUEST', 'stageIdentifiers must not be empty');
    return run(call, pipeline, { via: 'stages', last: wire_text(body['runtimeInputYaml']), stages });
}
function run(call, pipeline, { via, ...given }) {
    refuse(call, pipeline);
    const { world, query, now } = call;
    const notes = query.get('notesForPipelineExecution') ?? '';
    const branch = query.get('branch') ?? '';
    const { stages = [], sets: inputSets = [] } = given;
    const order = { ...prepare(world, pipeline, given), via, stages, inputSets, notes, branch };
    return started(start(world, { ...order, scope: scopeOf(call), pipeline, startedAt: now }), call);
}
/** The answer to a start: the plan execution with its status in the engine's spelling, and the verdict of policies. */
function started(execution, call) {
    const { scope, pipeline, runSequence, id, retryOf } = execution;
    const startTs = stamp(execution, 0);
    const governanceMetadata = governance(execution);
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
            retryInfo: retryOf
                ? { isRetry: true, parentRetryId: retryOf.id, rootExecutionId: rootOf(retryOf).id }
                : { isRetry: false },
            isNotificationConfigured: false,
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
        repoName: null,
    };
    return success({ planExecution, gitDetails });
}
function rootOf(execution) {
    return execution.retryOf ? rootOf(execution.retryOf) : execution;
}
//# sourceMappingURL=start.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/retry.js









const retry_EXECUTE = '/pipeline/api/pipeline/execute';
const MONTH_MS = 30 * 86_400_000;
/** Continuing a failed execution from one of its stages, and what can be known about that before. */
const retryRoutes = [
    {
        kind: 'retry',
        method: 'POST',
        path: new RegExp(`^${retry_EXECUTE}/retry/([^/]+)$`),
        handle: (call, pipeline = '') => retry(call, pipeline, call.body),
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
function retryV2(call, pipeline = '') {
    const body = jsonBody(call);
    return retry(call, pipeline, wire_text(body['runtimeInputYaml']));
}
/** Every reason that Harness has against a retry, in its order; then the stages before are kept and the others played again. */
function retry(call, pipeline, inputs) {
    refuse(call, pipeline);
    const { query, world, now } = call;
    const stages = query.getAll('retryStages').filter((stage) => stage !== '');
    if (stages.length === 0)
        throw refusal(400, 'INVALID_REQUEST', 'You need to select the stage to retry!!');
    const old = executionOf(call, query.get('planExecutionId') ?? '');
    const reason = objection(old, pipeline, now);
    if (reason)
        throw refusal(400, 'INVALID_REQUEST', reason);
    const first = old.timeline.blocks.findIndex((block) => stages.some((stage) => holds(block, stage)));
    if (first < 0 || stages.some((stage) => !old.timeline.blocks.some((block) => holds(block, stage)))) {
        throw refusal(400, 'INVALID_REQUEST', 'Adding, deleting or changing the name of the stage identifier is not allowed for retrying');
    }
    const all = query.get('runAllStages') !== 'false';
    const play = again(old, first, all ? undefined : stages);
    const notes = query.get('notesForPipelineExecution') ?? '';
    const { yaml } = prepare(world, pipeline, { last: inputs });
    const execution = start(world, {
        scope: scopeOf(call),
        pipeline,
        play,
        via: 'retry',
        startedAt: now,
        notes,
        inputs,
        yaml,
        retryOf: old,
    });
    old.retriedBy = execution;
    return started(execution, call);
}
function objection(old, pipeline, now) {
    if (old.pipeline !== pipeline)
        return `Execution ${old.id} does not belong to pipeline ${pipeline}`;
    if (now - old.startedAt > MONTH_MS)
        return 'Execution is more than 30 days old. Cannot retry';
    if (old.retriedBy)
        return 'This execution is not the latest of all retried execution. You can only retry the latest execution.';
    if (!isOver(old, now))
        return 'The execution still runs. Only a failed execution can be retried';
    return canRetry(old, now)
        ? undefined
        : `Only a failed execution can be retried, this one ended ${statusOf(old, now)}`;
}
function holds(block, stage) {
    return block.id === stage || block.stages.some(({ play }) => play.id === stage);
}
/** The old play with everything before a block done at once, and what follows healed unless it is incurable. */
function again(old, first, only) {
    const { about, incurable, simplifiedKeys, outcomesAsArray } = old.play;
    const heal = incurable ? (stage) => stage : healed;
    const stages = old.play.stages.map((block, index) => {
        if (index < first)
            return inEach(block, done);
        if (index > first || !only || ('matrix' in block && only.includes(block.matrix.id)))
            return inEach(block, heal);
        return inEach(block, (stage) => (only.includes(stage.id) ? heal(stage) : done(stage)));
    });
    return { about, stages, incurable, simplifiedKeys, outcomesAsArray };
}
function inEach(block, change) {
    if ('parallel' in block)
        return { parallel: block.parallel.map(change) };
    if (!('matrix' in block))
        return change(block);
    const { matrix, legs } = block;
    return {
        matrix,
        legs: legs.map(({ value, stage }, index) => ({ value, stage: change({ ...stage, id: `${matrix.id}_${index}` }) })),
    };
}
/** A stage that was played before: it takes no time. */
function done(stage) {
    return { ...healed(stage), child: undefined, steps: healed(stage).steps.map((step) => ({ ...step, ms: 0 })) };
}
/** A stage in which nothing fails. */
function healed(stage) {
    const steps = stage.steps.map((step) => isPositive(step.ends ?? 'Success') ? step : { ...step, ends: undefined, failure: undefined });
    if (!stage.child)
        return { ...stage, steps };
    const { pipeline, play } = stage.child;
    const child = { pipeline, play: { ...play, stages: play.stages.map((block) => inEach(block, healed)) } };
    return { ...stage, steps, child };
}
/** The stages up to the one that failed, in groups that run together. */
function retryStages(call, id = '') {
    const execution = executionOf(call, id);
    const { timeline } = execution;
    const at = elapsed(execution, call.now);
    const reason = objection(execution, execution.pipeline, call.now);
    if (reason)
        return success({ isResumable: false, resumable: false, errorMessage: reason, groups: [] });
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
/** The newest first. */
function retry_history(execution) {
    let newest = execution;
    while (newest.retriedBy)
        newest = newest.retriedBy;
    const all = [];
    for (let each = newest; each; each = each.retryOf)
        all.push(each);
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
    if (all.length < 2)
        return success({ errorMessage: `${displayName(executionOf(call, id).pipeline)} was not retried` });
    return success({ executionInfos, latestExecutionId: all[0]?.id });
}
function latestExecutionId(call, id = '') {
    return success({ latestExecutionId: retry_history(executionOf(call, id))[0]?.id });
}
//# sourceMappingURL=retry.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/webhooks.js





const CUSTOM = '/pipeline/api/webhook/custom';
const PROCESSING_MS = 2_000;
const LATE_MS = 30_000;
/** Custom webhook triggers in their three forms, and what became of an event. None of them wants a key. */
const webhookRoutes = [
    { kind: 'webhook', method: 'POST', path: new RegExp(`^${CUSTOM}/v2$`), scope: 'none', open: true, handle: postV2 },
    {
        kind: 'webhook',
        method: 'POST',
        path: new RegExp(`^${CUSTOM}/([^/]+)/v3$`),
        scope: 'none',
        open: true,
        handle: postV3,
    },
    {
        kind: 'webhook',
        method: 'POST',
        path: new RegExp(`^${CUSTOM}$`),
        scope: 'none',
        open: true,
        handle: (call) => success(receive(call).id),
    },
    {
        kind: 'event',
        method: 'GET',
        path: /^\/pipeline\/api\/webhook\/triggerExecutionDetails\/([^/]+)$/,
        scope: 'none',
        open: true,
        handle: details,
    },
    {
        kind: 'event',
        method: 'GET',
        path: /^\/pipeline\/api\/webhook\/triggerProcessingDetails$/,
        scope: 'none',
        open: true,
        handle: processing,
    },
];
/** Trigger identifiers that do something of their own; every processing status in capitals is one too, any other trigger starts its pipeline. */
const webhookTriggers = {
    twice: 'starts two executions from one event',
    late: 'is processed after 30 s',
    never: 'is never processed',
    mandated: 'needs an API key',
    disabled: 'is disabled',
    'v3-only': 'refuses the older URL without a token',
    EXCEPTION_WHILE_PROCESSING: 'ends with that processing status and starts nothing, as every other status in capitals does',
};
function postV3(call, token = '') {
    if (token === 'wrong')
        throw refusal(400, 'INVALID_REQUEST', `No custom trigger found for the used custom webhook token: ${token}`);
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
/** Queues an event. Its executions begin when it is processed, and cannot be seen before. */
function receive(call) {
    const { world, query, now, body } = call;
    const { account, org, project } = scopeOf(call);
    const pipeline = query.get('pipelineIdentifier') ?? '';
    const trigger = query.get('triggerIdentifier') ?? 'custom';
    if (!account || !org || !project)
        throw refusal(400, 'INVALID_REQUEST', 'accountIdentifier, orgIdentifier and projectIdentifier must not be null');
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
    return /^[A-Z]+(_[A-Z]+)+$/.test(trigger) ? trigger : 'TARGET_EXECUTION_REQUESTED';
}
/** The event, once it has been processed; before, and for one that does not exist, the same refusal. */
function eventOf(call, id) {
    const event = call.world.events.get(id);
    if (event && call.now - event.at >= event.afterMs)
        return event;
    throw refusal(400, 'INVALID_REQUEST', `Trigger event history doesn't exist for event with eventId ${id}`);
}
function processingDetails({ world }, event) {
    const status = finalStatus(event.trigger);
    const [execution] = event.executions;
    const started = status === 'TARGET_EXECUTION_REQUESTED';
    return {
        eventFound: true,
        eventId: event.id,
        accountIdentifier: world.keys.account,
        orgIdentifier: event.org,
        projectIdentifier: event.project,
        triggerIdentifier: event.trigger,
        pipelineIdentifier: event.pipeline,
        ...(execution ? { pipelineExecutionId: execution.id, runtimeInput: execution.inputs ?? '' } : {}),
        exceptionOccured: status.startsWith('EXCEPTION'),
        status,
        message: started ? 'Target pipeline was requested to be executed' : `The trigger ${event.trigger} started nothing`,
        payload: event.payload,
        eventCreatedAt: event.at,
        warningMsg: null,
    };
}
/** The event with one of its executions, whichever number it started. */
function details(call, id = '') {
    const event = eventOf(call, id);
    const [execution] = event.executions;
    const executionDetails = execution && elapsed(execution, call.now) >= 0 ? { pipelineExecutionSummary: summary(execution, call.now) } : null;
    return success({ webhookProcessingDetails: processingDetails(call, event), executionDetails });
}
function processing(call) {
    return success(processingDetails(call, eventOf(call, call.query.get('eventId') ?? '')));
}
//# sourceMappingURL=webhooks.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/tokens.js


/** Keys in Harness's own form: `pat.<22 characters>.<24>.<20>`. The same secret gives the same keys. */
function keysOf(secret = (0,external_node_crypto_namespaceObject.randomBytes)(16).toString('hex')) {
    const hash = (name, encoding) => (0,external_node_crypto_namespaceObject.createHash)('sha256').update(`${name}:${secret}`).digest(encoding);
    const account = hash('account', 'base64url').slice(0, 22);
    const key = (kind) => `${kind}.${account}.${hash(`${kind} id`, 'hex').slice(0, 24)}.${hash(kind, 'hex').slice(0, 20)}`;
    return { account, apiKey: key('pat'), sat: key('sat') };
}
/** A key in the old form, which has no account in it. */
function tokens_short(key) {
    return key.replace(/^(\w+)\.[^.]+/, '$1');
}
/** Whose key it is; the old form without the account is a key too. Undefined for every other text. */
function principalOf(key, keys) {
    if (key === keys.apiKey || key === tokens_short(keys.apiKey))
        return 'USER';
    if (key === keys.sat || key === tokens_short(keys.sat))
        return 'SERVICE_ACCOUNT';
    return undefined;
}
/** Validation of a token, and who a token is. */
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
    if (!principal)
        throw refusal(401, 'INVALID_TOKEN', 'Token is not valid.');
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
    if (call.principal !== 'USER')
        throw refusal(400, 'INVALID_REQUEST', "Current user can be accessed only by 'USER' principal type");
    const { keys } = call.world;
    return success({
        uuid: 'WJ0m3FkQS9mYb1n2c3d4e5',
        name: 'Release Bot',
        email: 'release.bot@example.com',
        defaultAccountIdentifier: keys.account,
    });
}
//# sourceMappingURL=tokens.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/routes.js










/** In this order: the first that fits answers. */
const ROUTES = [
    ...tokenRoutes,
    ...executionRoutes,
    ...retryRoutes,
    ...startRoutes,
    ...inputSetRoutes,
    ...approvalRoutes,
    ...logRoutes,
    ...webhookRoutes,
    ...firstgenRoutes,
];
/** Finds the endpoint of a request. */
function route(call) {
    for (const each of ROUTES) {
        const match = each.method === call.method && (!each.gateway || call.gateway) ? each.path.exec(call.path) : null;
        if (!match)
            continue;
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
/** Does what a request asks, after its key and its scope were checked. What Harness would refuse is answered as it does. */
function routes_act({ route: found, params }, call) {
    try {
        if (!found)
            throw nothingThere(call);
        checkKey(found, call);
        checkScope(found, call);
        return found.handle(call, ...params);
    }
    catch (error) {
        if (error instanceof Refusal)
            return error.answer;
        return { status: 500, body: errorBody('UNKNOWN_ERROR', `The simulator itself failed: ${String(error)}`) };
    }
}
/** An unknown path is 400 at Harness, not 404; a known one with another method is 405. */
function nothingThere(call) {
    const known = ROUTES.some((each) => (!each.gateway || call.gateway) && each.path.test(call.path));
    const [status, code, message] = known
        ? [405, 'INVALID_REQUEST', 'HTTP 405 Method Not Allowed']
        : [400, 'RESOURCE_NOT_FOUND_EXCEPTION', 'HTTP 404 Not Found'];
    return new Refusal(message, { status, body: failureBody(code, message) });
}
function checkKey(found, call) {
    if (found.open)
        return;
    if (!call.principal)
        throw found.gateway ? noLogs() : refusal(401, 'INVALID_TOKEN', 'Token is not valid.');
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
/** Missing scope parameters are a bad request; another account than the key's is one that the key does not fit. */
function checkScope({ scope = 'project', gateway }, call) {
    const missing = SCOPES[scope].filter((name) => !call.query.get(name));
    if (missing.length > 0) {
        const message = missing.map((name) => `query param ${name} must not be null`).join('; ');
        throw new Refusal(message, { status: 400, body: failureBody('INVALID_REQUEST', message, missing) });
    }
    const named = SCOPES[scope].length > 0 ? call.query.get(SCOPES[scope][0] ?? '') : null;
    if (named !== null && named !== call.world.keys.account)
        throw gateway ? noLogs() : refusal(401, 'INVALID_TOKEN', 'Token is not valid.');
}
//# sourceMappingURL=routes.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/server.js




/** A server that answers as the house says, not listening yet. */
function serverOf(house) {
    const server = (0,external_node_http_namespaceObject.createServer)({ keepAliveTimeout: 60_000, requestTimeout: 0 });
    const gate = gateOf(server);
    server.on('request', (request, response) => {
        house.seen();
        void serve(house, gate, { request, response }).catch(() => response.destroy());
    });
    return gate;
}
function gateOf(server) {
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
        // Somebody else may have taken the port meanwhile, and may give it back.
        listen(port).catch(() => (reopening = setTimeout(reopen, 50)));
    };
    return {
        open: listen,
        port: () => port,
        refuse: (forMs) => {
            clearTimeout(reopening);
            if (server.listening)
                server.close();
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
async function serve(house, gate, { request, response }) {
    const call = await readCall(house, request);
    const routed = route(call);
    const record = recordOf(call, routed, Date.now() - house.born);
    house.requests.push(record);
    const fault = isOverLimit(house, call) ? OVER_LIMIT : house.faults.next(record);
    record.acted = !fault || actsBefore(fault);
    const truth = record.acted ? routes_act(routed, call) : NOTHING_DONE;
    const answer = fault ? distort(fault.do, truth) : truth;
    if (!fault || isAnswered(fault.do))
        record.status = answer.status;
    if (fault?.do.kind === 'refuse')
        gate.refuse(fault.do.forMs);
    await (fault ? misbehave(fault.do, answer, response) : send(response, answer));
}
async function readCall({ world }, request) {
    const url = new URL(request.url ?? '/', world.url);
    const chunks = [];
    for await (const chunk of request)
        if (Buffer.isBuffer(chunk))
            chunks.push(chunk);
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
    if (limit === Infinity)
        return false;
    const since = Date.now() - born - 60_000;
    const key = call.headers['x-api-key'];
    return requests.filter(({ at, headers }) => at >= since && headers['x-api-key'] === key).length > limit;
}
//# sourceMappingURL=server.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/simulator.js









/** Starts a simulator on 127.0.0.1. Throws when the port is taken or the scenario is unknown. */
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
    const server = serverOf({ world, faults, requests, limit, born: Date.now(), seen: idle.again });
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
    if (!play)
        throw new Error(`The simulator has no scenario '${name}'.`);
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
    if (idleMs === undefined)
        return { again: () => undefined, stop: () => undefined };
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
;// CONCATENATED MODULE: ./lib/src/doors/simulate.js
/** The process that the simulator runs in, started by `simulator` with a scenario and a port; and what it can play. */



/** ms without a request after which it ends itself: where no runner ends what a step left behind, nobody else would. */
const IDLE = 30 * 60_000;
/** Starts the simulator and tells who started it where it is, or why it is not. The process lives as long as it listens. */
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
//# sourceMappingURL=simulate.js.map
var __webpack_exports__scenario = __webpack_exports__.NP;
var __webpack_exports__scenarios = __webpack_exports__.qQ;
var __webpack_exports__simulate = __webpack_exports__.JV;
export { __webpack_exports__scenario as scenario, __webpack_exports__scenarios as scenarios, __webpack_exports__simulate as simulate };
