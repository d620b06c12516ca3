import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
import * as __WEBPACK_EXTERNAL_MODULE__tunnel_js_e3799eb9__ from "./tunnel.js";
import * as __WEBPACK_EXTERNAL_MODULE__undici_js_51706d35__ from "./undici.js";
/******/ var __webpack_modules__ = ({

/***/ 760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 530:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

// ESM COMPAT FLAG
__nccwpck_require__.r(__webpack_exports__);

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  abort: () => (/* binding */ abort),
  abortExecution: () => (/* binding */ abortExecution)
});

// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __nccwpck_require__(875);
// EXTERNAL MODULE: ./lib/src/follow/follow.js
var follow = __nccwpck_require__(969);
// EXTERNAL MODULE: ./lib/src/follow/progress.js
var progress = __nccwpck_require__(299);
// EXTERNAL MODULE: ./lib/src/harness/errors.js
var errors = __nccwpck_require__(578);
// EXTERNAL MODULE: ./lib/src/harness/execution.js
var execution = __nccwpck_require__(664);
// EXTERNAL MODULE: ./lib/src/harness/links.js
var links = __nccwpck_require__(604);
// EXTERNAL MODULE: ./lib/src/harness/nextgen/executions.js
var executions = __nccwpck_require__(428);
// EXTERNAL MODULE: ./lib/src/lifecycle/connect.js + 6 modules
var connect = __nccwpck_require__(60);
// EXTERNAL MODULE: ./lib/src/lifecycle/existing.js
var existing = __nccwpck_require__(452);
// EXTERNAL MODULE: ./lib/src/lifecycle/finish.js + 1 modules
var finish = __nccwpck_require__(314);
// EXTERNAL MODULE: ./lib/src/report/outputs.js
var outputs = __nccwpck_require__(11);
// EXTERNAL MODULE: ./lib/src/report/report.js
var report = __nccwpck_require__(931);
// EXTERNAL MODULE: ./lib/src/report/verdict.js + 1 modules
var verdict = __nccwpck_require__(214);
// EXTERNAL MODULE: ./lib/src/runner/process.js + 4 modules
var process = __nccwpck_require__(290);
// EXTERNAL MODULE: ./lib/src/inputs/form.js
var inputs_form = __nccwpck_require__(618);
;// CONCATENATED MODULE: ./lib/src/actions/abort/inputs.js

/** Reads the inputs of `abort`. @throws InputError with every problem there is. */
function readAbort(get, circumstances) {
    const form = (0,inputs_form/* openForm */.RL)(get);
    const key = (0,inputs_form/* readKey */.YZ)(form, circumstances);
    const { scope, pipeline, execution } = form.where(key, { execution: 'required' });
    const timeout = form.duration('timeout', '5m', 1000);
    const pollInterval = form.pollInterval('poll-interval');
    form.close();
    return { key, scope, pipeline, execution, timeout, pollInterval };
}
//# sourceMappingURL=inputs.js.map
;// CONCATENATED MODULE: ./lib/src/actions/abort/abort.js
/** `OWNER/run-harness-pipeline/abort`: aborts a running execution and waits until it has ended. Has no post step. */















/** Runs main. */
function abort() {
    return (0,process/* runStep */.e)((step) => {
        step.mask(step.input('api-key').trim());
        const { withoutSecrets, url: runUrl } = step.workflow;
        const inputs = readAbort(step.input, { withoutSecrets, runUrl });
        return abortExecution({ step, inputs, connection: (0,connect/* connect */.N)(step, { ...inputs, matrixSize: 1 }) });
    });
}
/** Aborts the execution. Green once it has ended, however it did. */
async function abortExecution(run) {
    const { step, inputs } = run;
    const { scope, pipeline, execution } = inputs;
    const by = (0,report/* runName */.rt)(step.workflow);
    const asker = by === '' ? '' : ` · to be aborted for ${by}`;
    step.log.info(`Harness execution ${execution} · ${scope.org} / ${scope.project}${asker}`);
    const ref = { id: execution, pipeline, url: (0,links/* executionLink */.dS)(scope, pipeline, execution) };
    (0,outputs/* setExecutionOutputs */.dd)(step.setOutput, ref, executions/* NOTHING_SEEN */.s);
    const { verdict, snapshot } = await find(run, { ref, snapshot: executions/* NOTHING_SEEN */.s });
    (0,outputs/* setFinalOutputs */.$z)(step.setOutput, { verdict, snapshot });
    (0,finish/* printVerdict */.zN)(step, verdict);
    return verdict;
}
async function find(run, known) {
    const { step, inputs, connection } = run;
    let found;
    try {
        const until = { deadline: step.from + inputs.timeout, signal: step.signal, givesUpUnreached: true };
        found = await (0,existing/* findExecution */.mA)(connection, inputs, until);
    }
    catch (error) {
        const { timeout } = inputs;
        const verdict = error instanceof errors/* Cancelled */.cJ
            ? cancelled(known, timeout)
            : (0,existing/* judgeUnread */.H4)(error, { timeout, failStep: true, url: known.ref.url });
        return { verdict, snapshot: known.snapshot };
    }
    const { ref, snapshot } = found;
    (0,outputs/* setExecutionOutputs */.dd)(step.setOutput, ref, snapshot);
    step.log.info(`Execution ${snapshot.runSequence ?? ref.id}  ${ref.url}`);
    connection.progress.onSnapshot(snapshot);
    return (0,execution/* isFinal */.dR)(snapshot.phase) ? { verdict: ended(found, 'had already ended'), snapshot } : end(run, found);
}
async function end({ step, inputs, connection }, { ref, snapshot: before }) {
    const { harness, retry, progress } = connection;
    const { clock, signal, log } = step;
    const { timeout, pollInterval } = inputs;
    let snapshot = before;
    let isAccepted = before.phase === 'stopping';
    const engine = {
        read: harness.read,
        abort: async (...call) => {
            await harness.abort(...call);
            log.info(`Harness accepts the abort${isAccepted ? ' once more' : ''}.`);
            isAccepted = true;
        },
    };
    const onSnapshot = (seen) => {
        snapshot = seen;
        progress.onSnapshot(seen);
    };
    const interval = pollInterval === 'auto' ? undefined : pollInterval;
    const target = { engine, ref, retry, clock, signal, onSnapshot, interval };
    try {
        const deadline = step.from + timeout;
        if ((await (0,follow/* abortUntilEnded */.tm)(target, { phase: before.phase, deadline })) === undefined) {
            const until = { deadline: clock.now() + follow/* LAST_POLL_LIMIT */.ll, signal, skipsBackOff: true };
            onSnapshot(await retry.untilAnswered((bounds) => engine.read(ref, bounds), until));
        }
        const verdict = (0,execution/* isFinal */.dR)(snapshot.phase)
            ? ended({ ref, snapshot }, 'has ended')
            : overdue({ ref, snapshot }, timeout);
        return { verdict, snapshot };
    }
    catch (error) {
        if (error instanceof errors/* Cancelled */.cJ) {
            return { verdict: cancelled({ ref, snapshot }, timeout), snapshot };
        }
        if (error instanceof errors/* DeadlineExceeded */.m4) {
            return { verdict: overdue({ ref, snapshot }, timeout, error.last), snapshot };
        }
        if (error instanceof errors/* HarnessError */.tj) {
            // Once the abort is accepted, what was seen before says nothing any more.
            const status = isAccepted ? 'unknown' : (0,execution/* statusOf */.c2)(snapshot.phase);
            return { verdict: (0,verdict/* redVerdict */.bX)(status, `${error.message}\n  ${ref.url}`), snapshot };
        }
        throw error;
    }
}
/** Green, however it ended. */
function ended(found, how) {
    const { phase, startedAt, endedAt } = found.snapshot;
    const after = startedAt === undefined || endedAt === undefined ? '' : ` after ${(0,base_text/* duration */.p0)(endedAt - startedAt)}`;
    const message = `${(0,verdict/* nameOf */.Vb)(found.ref, found.snapshot)} ${how}: ${(0,progress/* describeState */.Jw)(found.snapshot)}${after}.`;
    return { status: (0,execution/* statusOf */.c2)(phase), isRed: false, message };
}
/** @param silence what Harness answered last, when it gave no look at the deadline */
function overdue(found, timeout, silence) {
    const { ref, snapshot } = found;
    const state = silence === undefined ? `it is ${(0,progress/* describeState */.Jw)(snapshot)}` : 'Harness does not answer';
    const head = `${(0,verdict/* nameOf */.Vb)(ref, snapshot)} has not ended within ${(0,base_text/* duration */.p0)(timeout)} (this step's timeout): ${state}.`;
    const lines = [head, ...(silence === undefined ? [] : [silence.message]), `  ${ref.url}`];
    return (0,verdict/* redVerdict */.bX)(silence === undefined ? (0,execution/* statusOf */.c2)(snapshot.phase) : 'unknown', lines.join('\n'));
}
/** The job's cancel just stops this step: the abort that was asked for goes on in Harness. */
function cancelled({ ref, snapshot }, timeout) {
    return (0,verdict/* judge */.S4)({ kind: 'cancelled', snapshot }, { ref, timeout, failStep: true });
}
//# sourceMappingURL=abort.js.map

/***/ }),

/***/ 519:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

// ESM COMPAT FLAG
__nccwpck_require__.r(__webpack_exports__);

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  firstgen: () => (/* binding */ firstgen),
  runFirstGen: () => (/* binding */ runFirstGen)
});

// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __nccwpck_require__(875);
// EXTERNAL MODULE: ./lib/src/harness/errors.js
var errors = __nccwpck_require__(578);
// EXTERNAL MODULE: ./lib/src/harness/firstgen/executions.js + 2 modules
var executions = __nccwpck_require__(723);
// EXTERNAL MODULE: ./lib/src/harness/links.js
var links = __nccwpck_require__(604);
// EXTERNAL MODULE: ./lib/src/inputs/yaml.js
var yaml = __nccwpck_require__(283);
// EXTERNAL MODULE: ./lib/src/lifecycle/connect.js + 6 modules
var connect = __nccwpck_require__(60);
// EXTERNAL MODULE: ./lib/src/lifecycle/post-state.js
var post_state = __nccwpck_require__(951);
// EXTERNAL MODULE: ./lib/src/lifecycle/send.js + 1 modules
var send = __nccwpck_require__(904);
// EXTERNAL MODULE: ./lib/src/lifecycle/watch.js + 7 modules
var watch = __nccwpck_require__(436);
// EXTERNAL MODULE: ./lib/src/report/report.js
var report = __nccwpck_require__(931);
// EXTERNAL MODULE: ./lib/src/runner/process.js + 4 modules
var process = __nccwpck_require__(290);
// EXTERNAL MODULE: ./lib/src/start/marker.js + 1 modules
var marker = __nccwpck_require__(400);
// EXTERNAL MODULE: ./lib/src/harness/scope.js
var harness_scope = __nccwpck_require__(781);
// EXTERNAL MODULE: ./lib/src/inputs/following.js
var following = __nccwpck_require__(5);
// EXTERNAL MODULE: ./lib/src/inputs/form.js
var inputs_form = __nccwpck_require__(618);
;// CONCATENATED MODULE: ./lib/src/actions/firstgen/inputs.js
/** The inputs of `firstgen`. */




/** Reads the inputs of `firstgen`. @throws InputError with every problem there is. */
function readFirstGen(get, circumstances, readYaml) {
    const form = (0,inputs_form/* openForm */.RL)(get);
    const tell = (name) => (problem) => form.problem(name, problem);
    const key = form.secret('api-key');
    if (key === '') {
        const remedy = 'is empty. Give an API key of Harness FirstGen, out of a secret.';
        form.problem('api-key', (0,inputs_form/* whyWithheld */.Q0)('the key', circumstances.withoutSecrets) ?? remedy);
    }
    const [pipeline, workflow] = [form.text('pipeline'), form.text('workflow')];
    const notes = form.text('notes');
    const inputs = {
        key,
        scope: readScope(form),
        application: form.text('application'),
        pipeline: pipeline === '' ? workflow : pipeline,
        isWorkflow: pipeline === '' && workflow !== '',
        variables: readVariables(readYaml(get('variables')), tell('variables')),
        artifacts: readArtifacts(readYaml(get('artifacts')), tell('artifacts')),
        notes: notes === '' ? circumstances.runUrl : notes,
        wait: form.flag('wait', true),
        ...(0,following/* readFollowing */.w)(form, 'abort', false),
    };
    if (inputs.application === '') {
        form.problem('application', 'is empty. Give the name of the application, or its id.');
    }
    if (pipeline === '' && workflow === '') {
        form.problem('pipeline', 'is empty, and workflow is, too. Give one of them, by its name or its id.');
    }
    else if (pipeline !== '' && workflow !== '') {
        form.problem('workflow', 'cannot stand beside pipeline. Give one of them.');
    }
    form.close();
    return inputs;
}
function readScope(form) {
    const account = form.text('account');
    // The keys of FirstGen do not name their account.
    const { scope, problems } = (0,harness_scope/* locate */.x5)({
        key: '',
        baseUrl: form.text('base-url'),
        account,
        org: '',
        project: '',
        addresses: {},
    });
    for (const { input, text } of problems) {
        form.problem(input, text);
    }
    if (account === '') {
        form.problem('account', 'is empty. Give the account identifier, which stands in the URL of every page after /account/.');
    }
    return { ...scope, org: '', project: '' };
}
/** @returns the entries of a mapping; none after telling that it is something else. */
function entriesOf(read, tell, example) {
    const faults = 'faults' in read ? read.faults.map((fault) => `${fault}.`) : [];
    const tree = 'tree' in read ? read.tree : undefined;
    if (tree !== undefined && tree.kind !== 'mapping' && !(tree.kind === 'leaf' && tree.text === '')) {
        faults.push(`is ${kindOf(tree)}. Give a mapping such as ${example}.`);
    }
    faults.forEach(tell);
    return tree?.kind === 'mapping' ? [...tree.entries] : [];
}
function readVariables(read, tell) {
    return entriesOf(read, tell, 'environment: prod').flatMap(([name, value]) => {
        if (value.kind !== 'leaf') {
            tell(`${shown(name)} is ${kindOf(value)}. A variable of FirstGen is a text; write several values with commas.`);
            return [];
        }
        return [{ name, value: value.text }];
    });
}
function readArtifacts(read, tell) {
    return entriesOf(read, tell, `web: ${BUILD}`).flatMap(([service, value]) => {
        const parts = value.kind === 'mapping' ? value.entries : new Map();
        const part = (key) => {
            const found = parts.get(key);
            return found?.kind === 'leaf' ? found.text : '';
        };
        const unknown = [...parts.keys()].filter((key) => key !== 'build' && key !== 'source');
        const [build, source] = [part('build'), part('source')];
        if (build === '' || source === '' || unknown.length > 0) {
            const only = unknown.length > 0 ? ` and nothing else (${unknown.map(shown).join(', ')})` : '';
            tell(`${shown(service)} needs build, the number, and source, the artifact source's name${only}: ${BUILD}.`);
            return [];
        }
        return [{ service, build, source }];
    });
}
const BUILD = '{build: 1.10.1, source: library_nginx}';
function kindOf(tree) {
    return tree.kind === 'leaf' ? 'a single value' : tree.kind === 'list' ? 'a list' : 'a mapping';
}
function shown(name) {
    return `'${(0,base_text/* oneLine */.TN)(name, 80)}'`;
}
//# sourceMappingURL=inputs.js.map
;// CONCATENATED MODULE: ./lib/src/actions/firstgen/firstgen.js













/** Runs main. */
function firstgen() {
    return (0,process/* runStep */.e)(async (step, stop) => {
        step.mask(step.input('api-key').trim());
        step.mask(step.input('github-token').trim());
        const { withoutSecrets, url: runUrl } = step.workflow;
        const readYaml = await (0,yaml/* openYaml */.I)([step.input('variables'), step.input('artifacts')]);
        const inputs = readFirstGen(step.input, { withoutSecrets, runUrl }, readYaml);
        const nonce = (0,marker/* newNonce */.Yd)();
        stop.watchFor(nonce);
        const connection = (0,connect/* connect */.N)(step, { ...inputs, matrixSize: inputs.leg.total, engine: 'firstgen' });
        return runFirstGen({ step, inputs, nonce, connection });
    });
}
/** Starts the pipeline or the workflow, and watches it. @throws InputError when FirstGen does not know it. */
async function runFirstGen({ step, inputs, connection, nonce }) {
    const { application, isWorkflow, scope } = inputs;
    const by = (0,report/* runName */.rt)(step.workflow);
    const kind = isWorkflow ? 'workflow' : 'pipeline';
    const deadline = step.from + inputs.timeout;
    const api = (0,executions/* firstGen */.z)(connection.http, scope.account);
    let postState = {
        ...(0,post_state/* newPostState */.sx)(inputs, { nonce, now: step.clock.now() }),
        engine: 'firstgen',
        application: { id: '', name: (0,base_text/* oneLine */.TN)(application, 200), isWorkflow },
    };
    step.log.info(`FirstGen ${kind} ${inputs.pipeline} · ${(0,links/* placeOf */.$t)(postState)}${by === '' ? '' : ` · started by ${by}`}`);
    // From here on post can tell a main that runs on beside it to stop: a container job is cancelled without a signal.
    step.saveState(post_state/* POST_STATE */.j9, (0,post_state/* serializePostState */.MX)(postState));
    let found;
    try {
        found = await lookUp({ step, inputs, connection, api, deadline });
    }
    catch (error) {
        return (0,send/* unsent */.YX)({ step, connection, postState }, error);
    }
    const { app, target } = found;
    postState = { ...postState, pipeline: target.name, application: { id: app.id, name: app.name, isWorkflow } };
    const order = { ...inputs, application: app, target };
    const result = await (0,send/* sendOnce */.E4)({ step, connection, postState, deadline, send: (bounds) => api.start(order, bounds) });
    if (result.kind !== 'started') {
        return (0,send/* unstarted */.Z5)({ step, connection, postState }, result);
    }
    const { id, snapshot, warning } = result.started;
    if (warning !== undefined) {
        step.log.warning(`FirstGen started it with a warning: ${(0,base_text/* oneLine */.TN)(warning)}`);
    }
    return (0,watch/* watch */.w)({
        step,
        connection,
        engine: api.following(app.id),
        ref: { id, pipeline: target.name, url: (0,links/* executionPage */.Qe)(postState, id) },
        seen: snapshot,
        postState,
        following: inputs,
        wait: inputs.wait,
    });
}
/** @throws InputError for what FirstGen does not know; HarnessError, Overdue, Cancelled. */
async function lookUp({ step, inputs, connection, api, deadline }) {
    const { pipeline, isWorkflow } = inputs;
    const find = async (name, ask) => {
        const found = await connection.retry.untilAnswered(ask, { deadline, signal: step.signal, givesUpUnreached: true });
        if ('missing' in found) {
            const [input, text] = name;
            const why = `'${(0,base_text/* oneLine */.TN)(text, 100)}' is not found, neither as a name nor as an id: "${(0,base_text/* oneLine */.TN)(found.missing, 300)}"`;
            throw new errors/* InputError */.dz([{ input, text: `${why}. The key may not see it, either.` }]);
        }
        return found;
    };
    const app = await find(['application', inputs.application], (bounds) => api.application(inputs.application, bounds));
    const target = await find([isWorkflow ? 'workflow' : 'pipeline', pipeline], (bounds) => api.target({ application: app.id, isWorkflow, nameOrId: pipeline }, bounds));
    const problems = unknownVariables(inputs.variables, target);
    if (problems.length > 0) {
        throw new errors/* InputError */.dz(problems);
    }
    return { app, target };
}
/** FirstGen leaves a variable that it does not know out, in silence. */
function unknownVariables(given, { name, variables }) {
    if (variables === undefined) {
        return [];
    }
    const known = variables.length === 0 ? 'none' : (0,base_text/* oneLine */.TN)(variables.join(', '), 500);
    return given
        .filter((variable) => !variables.includes(variable.name))
        .map((variable) => ({
        input: 'variables',
        text: `'${(0,base_text/* oneLine */.TN)(variable.name, 80)}' is not a variable of ${(0,base_text/* oneLine */.TN)(name, 80)}. It has ${known}.`,
    }));
}
//# sourceMappingURL=firstgen.js.map

/***/ }),

/***/ 861:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

// ESM COMPAT FLAG
__nccwpck_require__.r(__webpack_exports__);

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  follow: () => (/* binding */ follow),
  followExecution: () => (/* binding */ followExecution)
});

// EXTERNAL MODULE: ./lib/src/harness/errors.js
var errors = __nccwpck_require__(578);
// EXTERNAL MODULE: ./lib/src/harness/links.js
var links = __nccwpck_require__(604);
// EXTERNAL MODULE: ./lib/src/harness/nextgen/executions.js
var executions = __nccwpck_require__(428);
// EXTERNAL MODULE: ./lib/src/lifecycle/connect.js + 6 modules
var connect = __nccwpck_require__(60);
// EXTERNAL MODULE: ./lib/src/lifecycle/existing.js
var existing = __nccwpck_require__(452);
// EXTERNAL MODULE: ./lib/src/lifecycle/finish.js + 1 modules
var finish = __nccwpck_require__(314);
// EXTERNAL MODULE: ./lib/src/lifecycle/post-state.js
var post_state = __nccwpck_require__(951);
// EXTERNAL MODULE: ./lib/src/lifecycle/watch.js + 7 modules
var watch = __nccwpck_require__(436);
// EXTERNAL MODULE: ./lib/src/report/outputs.js
var outputs = __nccwpck_require__(11);
// EXTERNAL MODULE: ./lib/src/report/report.js
var report = __nccwpck_require__(931);
// EXTERNAL MODULE: ./lib/src/report/verdict.js + 1 modules
var verdict = __nccwpck_require__(214);
// EXTERNAL MODULE: ./lib/src/runner/process.js + 4 modules
var process = __nccwpck_require__(290);
// EXTERNAL MODULE: ./lib/src/start/marker.js + 1 modules
var marker = __nccwpck_require__(400);
// EXTERNAL MODULE: ./lib/src/inputs/following.js
var following = __nccwpck_require__(5);
// EXTERNAL MODULE: ./lib/src/inputs/form.js
var inputs_form = __nccwpck_require__(618);
;// CONCATENATED MODULE: ./lib/src/actions/follow/inputs.js


/** Reads the inputs of `follow`. @throws InputError with every problem there is. */
function readFollow(get, circumstances) {
    const form = (0,inputs_form/* openForm */.RL)(get);
    const key = (0,inputs_form/* readKey */.YZ)(form, circumstances);
    if (form.text('execution') === '' && form.text('pipeline') === '') {
        form.problem('execution', "is empty. Give an execution's id or its URL from the browser, or pipeline for the newest execution of one.");
    }
    const { scope, pipeline, execution } = form.where(key, { execution: 'optional', pipeline: 'optional' });
    const inputs = { key, scope, pipeline, execution, wait: form.flag('wait', true), ...(0,following/* readFollowing */.w)(form, 'leave') };
    form.close();
    return inputs;
}
//# sourceMappingURL=inputs.js.map
;// CONCATENATED MODULE: ./lib/src/actions/follow/follow.js
/** `OWNER/run-harness-pipeline/follow`: follows an execution that something else started, lets its result decide the step. */














/** Runs main. */
function follow() {
    return (0,process/* runStep */.e)((step, stop) => {
        step.mask(step.input('api-key').trim());
        step.mask(step.input('github-token').trim());
        const { withoutSecrets, url: runUrl } = step.workflow;
        const inputs = readFollow(step.input, { withoutSecrets, runUrl });
        const nonce = (0,marker/* newNonce */.Yd)();
        stop.watchFor(nonce);
        return followExecution({
            step,
            inputs,
            nonce,
            connection: (0,connect/* connect */.N)(step, { ...inputs, matrixSize: inputs.leg.total }),
        });
    });
}
/** Finds the execution and follows it. */
async function followExecution(run) {
    const { step, inputs, connection, nonce } = run;
    const { scope, pipeline, execution, timeout, failStep } = inputs;
    const by = (0,report/* runName */.rt)(step.workflow);
    const what = execution === '' ? `pipeline ${pipeline}, newest execution` : `execution ${execution}`;
    step.log.info(`Harness ${what} · ${scope.org} / ${scope.project}${by === '' ? '' : ` · followed by ${by}`}`);
    const postState = { ...(0,post_state/* newPostState */.sx)(inputs, { nonce, now: step.clock.now() }), execution, isStartedElsewhere: true };
    const listUrl = (0,links/* executionsLink */.oW)(scope, pipeline);
    const known = execution === '' ? undefined : { id: execution, pipeline, url: (0,links/* executionLink */.dS)(scope, pipeline, execution) };
    if (known !== undefined) {
        // Before the first request: whatever becomes of this process, the id is out, and post knows what to settle.
        (0,outputs/* setExecutionOutputs */.dd)(step.setOutput, known, executions/* NOTHING_SEEN */.s);
        step.saveState(post_state/* POST_STATE */.j9, (0,post_state/* serializePostState */.MX)(postState));
    }
    const end = { step, connection, postState, ref: known };
    try {
        const until = { deadline: step.from + timeout, signal: step.signal, givesUpUnreached: true };
        const id = known?.id ?? (await (0,existing/* newestOf */.su)(connection, pipeline, until));
        if (id === undefined) {
            const text = `${pipeline} has no execution that could be followed.\n  ${listUrl}`;
            return (0,finish/* finishWithoutExecution */.s9)({ ...end, verdict: (0,verdict/* redVerdict */.bX)('unknown', text), ending: 'refused' });
        }
        return await see(run, await (0,existing/* findExecution */.mA)(connection, { pipeline, execution: id }, until), postState);
    }
    catch (error) {
        if (!(error instanceof errors/* Cancelled */.cJ)) {
            const verdict = (0,existing/* judgeUnread */.H4)(error, { timeout, failStep, url: known?.url ?? listUrl });
            return (0,finish/* finishWithoutExecution */.s9)({ ...end, verdict, ending: 'refused' });
        }
        // What a cancel means for an execution is known there.
        return known === undefined
            ? (0,finish/* finishWithoutExecution */.s9)({ ...end, verdict: CANCELLED, ending: 'cancelled' })
            : see(run, { ref: known, snapshot: executions/* NOTHING_SEEN */.s }, postState);
    }
}
const CANCELLED = {
    status: 'unknown',
    isRed: true,
    message: 'The job was cancelled before an execution was found to follow.',
};
function see({ step, inputs, connection }, { ref, snapshot }, postState) {
    return (0,watch/* watch */.w)({
        step,
        connection,
        engine: connection.harness,
        inspector: connection.inspector,
        ref,
        seen: snapshot,
        postState: { ...postState, pipeline: ref.pipeline },
        following: inputs,
        wait: inputs.wait,
    });
}
//# sourceMappingURL=follow.js.map

/***/ }),

/***/ 527:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.r(__webpack_exports__);
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   connectOptionsOf: () => (/* binding */ connectOptionsOf),
/* harmony export */   post: () => (/* binding */ post),
/* harmony export */   resolveAndReport: () => (/* binding */ resolveAndReport)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(473);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(875);
/* harmony import */ var _follow_follow_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(969);
/* harmony import */ var _harness_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(578);
/* harmony import */ var _harness_execution_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(664);
/* harmony import */ var _harness_firstgen_executions_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(723);
/* harmony import */ var _harness_links_js__WEBPACK_IMPORTED_MODULE_19__ = __nccwpck_require__(604);
/* harmony import */ var _harness_nextgen_executions_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(428);
/* harmony import */ var _harness_webhook_events_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(354);
/* harmony import */ var _lifecycle_connect_js__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(60);
/* harmony import */ var _lifecycle_finish_js__WEBPACK_IMPORTED_MODULE_9__ = __nccwpck_require__(314);
/* harmony import */ var _lifecycle_post_state_js__WEBPACK_IMPORTED_MODULE_10__ = __nccwpck_require__(951);
/* harmony import */ var _lifecycle_publish_js__WEBPACK_IMPORTED_MODULE_11__ = __nccwpck_require__(243);
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_12__ = __nccwpck_require__(931);
/* harmony import */ var _report_summary_js__WEBPACK_IMPORTED_MODULE_13__ = __nccwpck_require__(965);
/* harmony import */ var _report_verdict_js__WEBPACK_IMPORTED_MODULE_14__ = __nccwpck_require__(214);
/* harmony import */ var _runner_process_js__WEBPACK_IMPORTED_MODULE_15__ = __nccwpck_require__(290);
/* harmony import */ var _start_marker_js__WEBPACK_IMPORTED_MODULE_16__ = __nccwpck_require__(400);
/* harmony import */ var _start_search_js__WEBPACK_IMPORTED_MODULE_17__ = __nccwpck_require__(309);
/* harmony import */ var _start_webhook_event_js__WEBPACK_IMPORTED_MODULE_18__ = __nccwpck_require__(33);
/** The post step: settles what main left open, and shows the summary. Reads the state alone, and never fails the job. */




















/** Runs post. */
function post() {
    return (0,_runner_process_js__WEBPACK_IMPORTED_MODULE_15__/* .runStep */ .e)(async (step) => {
        const state = _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getState */ .Gu(_lifecycle_post_state_js__WEBPACK_IMPORTED_MODULE_10__/* .POST_STATE */ .j9);
        const postState = (0,_lifecycle_post_state_js__WEBPACK_IMPORTED_MODULE_10__/* .parsePostState */ .lj)(state);
        if (postState === undefined) {
            // Without any, main ended before it came to Harness, and its own words stand in the log.
            if (state !== '') {
                step.log.warning('What the step left for its end cannot be read: look in Harness whether something still runs.');
            }
            return { isRed: false };
        }
        step.mask(postState.key);
        step.mask(postState.githubToken);
        try {
            const summary = postState.at === 'done'
                ? step.folder.read(postState.nonce, 'summary.md')
                : await resolveAndReport({ step, postState, connection: (0,_lifecycle_connect_js__WEBPACK_IMPORTED_MODULE_8__/* .connect */ .N)(step, connectOptionsOf(postState)) });
            if (postState.summary && summary !== undefined) {
                await _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .summary */ .z.addRaw(summary).write();
            }
        }
        catch (error) {
            step.log.warning(`The report could not be finished: ${String(error)}`);
        }
        return { isRed: false };
    });
}
/** Harness names who aborted, but cannot know why. */
const ABORTED_WITH_STEP = 'The step was interrupted, and its execution aborted with it (on-cancel: abort).';
/** ms to see the end of an execution that is being aborted. */
const END_LIMIT = 60_000;
/** ms of these for a look at it first: what has ended need not be aborted. */
const FIRST_POLL_LIMIT = 10_000;
/** ms to find an execution whose id main never learned. */
const SEARCH_LIMIT = 90_000;
/** ms in which a main that goes on beside post, as in a container job, has heard that it is to stop: it looks each second. */
const STOP_NOTICED_AFTER = 3000;
/** ms between looks for it: at first soon, because most starts that were sent did happen. */
const SEARCH_PAUSES = [1000, 2000, 4000, 8000, 10_000];
/** @returns whom post speaks to. A letter with a marker was written after Harness had answered main. */
function connectOptionsOf({ scope, key, engine, marker, execution }) {
    return { scope, key, engine, matrixSize: 1, hasAnswered: marker !== '' || execution !== '' };
}
/** Settles what main left open, says so in the log. @returns the summary. */
async function resolveAndReport(context) {
    const { step, postState } = context;
    // A container job is cancelled without a signal: main may still be at work, beside this process.
    step.folder.write(postState.nonce, 'stop', '');
    const resolution = await resolve(context);
    const verdict = judgeResolution(resolution, postState);
    step.log.info(verdict.message);
    if (verdict.annotation !== undefined && resolution.kind !== 'seen') {
        step.log.warning(verdict.annotation.text);
    }
    const { ref, snapshot } = 'ref' in resolution ? resolution : { ref: undefined, snapshot: _harness_nextgen_executions_js__WEBPACK_IMPORTED_MODULE_6__/* .NOTHING_SEEN */ .s };
    const ending = resolution.kind === 'seen' && (0,_harness_execution_js__WEBPACK_IMPORTED_MODULE_4__/* .isFinal */ .dR)(snapshot.phase) ? 'ended' : 'cancelled';
    const why = snapshot.message ??
        (snapshot.phase === 'aborted' && postState.onCancel === 'abort' ? ABORTED_WITH_STEP : undefined);
    const told = { ...snapshot, message: why };
    const report = (0,_lifecycle_finish_js__WEBPACK_IMPORTED_MODULE_9__/* .reportOf */ .EI)({ ...context, verdict, ref, snapshot: told, diagnosis: _report_report_js__WEBPACK_IMPORTED_MODULE_12__/* .NO_DIAGNOSIS */ .Sk, ending });
    if (resolution.kind !== 'not-started') {
        await (0,_lifecycle_publish_js__WEBPACK_IMPORTED_MODULE_11__/* .openPublisher */ .Z)(step, postState).end(report);
    }
    return (0,_report_summary_js__WEBPACK_IMPORTED_MODULE_13__/* .summaryOf */ .Y)(report);
}
function judgeResolution(resolution, postState) {
    const { pipeline, timeout, onCancel } = postState;
    switch (resolution.kind) {
        case 'seen':
            return (0,_harness_execution_js__WEBPACK_IMPORTED_MODULE_4__/* .isFinal */ .dR)(resolution.snapshot.phase)
                ? (0,_report_verdict_js__WEBPACK_IMPORTED_MODULE_14__/* .judge */ .S4)({ kind: 'ended', snapshot: resolution.snapshot }, { ref: resolution.ref, timeout, failStep: true })
                : (0,_report_verdict_js__WEBPACK_IMPORTED_MODULE_14__/* .judge */ .S4)({ kind: 'cancelled', snapshot: resolution.snapshot }, { ref: resolution.ref, timeout, failStep: true });
        case 'unseen':
            return (0,_report_verdict_js__WEBPACK_IMPORTED_MODULE_14__/* .redVerdict */ .bX)((0,_harness_execution_js__WEBPACK_IMPORTED_MODULE_4__/* .statusOf */ .c2)(resolution.snapshot.phase), `The step was interrupted, and ${onCancel === 'abort' ? 'it is not certain that its execution was aborted' : 'its execution could not be looked at'}: ${resolution.why}\n  ${resolution.ref.url}`);
        case 'not-started':
            return { status: '', isRed: true, message: 'The step was interrupted before anything was started.' };
        case 'not-found':
            return (0,_report_verdict_js__WEBPACK_IMPORTED_MODULE_14__/* .redVerdict */ .bX)('unknown', `The step was interrupted while it started ${pipeline === '' ? 'a pipeline' : pipeline}: ${resolution.why}.\n  Look whether it runs: ${(0,_harness_links_js__WEBPACK_IMPORTED_MODULE_19__/* .listPage */ .ks)(postState)}`);
    }
}
/** Throws nothing that Harness did. */
async function resolve(context) {
    const { step, postState, connection } = context;
    const found = postState.execution === '' ? await findStarted(context) : known(postState);
    if (!('ref' in found)) {
        return found;
    }
    const { ref } = found;
    let snapshot = found.snapshot;
    const target = {
        engine: engineOf(context),
        ref,
        retry: connection.retry,
        clock: step.clock,
        signal: step.signal,
        onSnapshot: (seen) => {
            snapshot = seen;
            connection.progress.onSnapshot(seen);
        },
    };
    const deadline = step.clock.now() + END_LIMIT;
    const isWanted = postState.onCancel === 'abort';
    try {
        await pollFirst(target, { isWanted, deadline });
        if (!isWanted || (0,_harness_execution_js__WEBPACK_IMPORTED_MODULE_4__/* .isFinal */ .dR)(snapshot.phase)) {
            return { kind: 'seen', ref, snapshot };
        }
        step.log.info(snapshot.phase === 'stopping' ? 'The execution is being aborted.' : 'The execution still runs; aborting it.');
        const end = await (0,_follow_follow_js__WEBPACK_IMPORTED_MODULE_2__/* .abortUntilEnded */ .tm)(target, { phase: snapshot.phase, deadline });
        return end === undefined
            ? { kind: 'unseen', ref, snapshot, why: 'its end was not seen within 60 s' }
            : { kind: 'seen', ref, snapshot: end };
    }
    catch (error) {
        return { kind: 'unseen', ref, snapshot, why: reason(error) };
    }
}
/** One look. Whoever means to abort goes on without it: who may not look, or cannot just now, may still be able to abort. */
async function pollFirst({ engine, ref, retry, clock, signal, onSnapshot }, { isWanted, deadline }) {
    const until = { deadline: isWanted ? clock.now() + FIRST_POLL_LIMIT : deadline, signal, skipsBackOff: true };
    try {
        await onSnapshot(await retry.untilAnswered((bounds) => engine.read(ref, bounds), until));
    }
    catch (error) {
        if (!isWanted || error instanceof _harness_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .Cancelled */ .cJ) {
            throw error;
        }
    }
}
/** What main read and aborted it with, or would have. */
function engineOf({ postState, connection: { http, harness } }) {
    switch (postState.engine) {
        case 'nextgen':
            return harness;
        case 'webhook':
            return postState.key === '' ? (0,_harness_webhook_events_js__WEBPACK_IMPORTED_MODULE_7__/* .webhookEvent */ .y)(http, postState.scope, postState.event) : harness;
        case 'firstgen':
            return (0,_harness_firstgen_executions_js__WEBPACK_IMPORTED_MODULE_5__/* .firstGen */ .z)(http, postState.scope.account).following(postState.application?.id ?? '');
    }
}
function known(postState) {
    const { execution: id, pipeline } = postState;
    return { ref: { id, pipeline, url: (0,_harness_links_js__WEBPACK_IMPORTED_MODULE_19__/* .executionPage */ .Qe)(postState, id) }, snapshot: _harness_nextgen_executions_js__WEBPACK_IMPORTED_MODULE_6__/* .NOTHING_SEEN */ .s };
}
async function findByEvent({ step, postState, connection: { http, retry }, }) {
    const { clock, signal } = step;
    const event = (0,_harness_webhook_events_js__WEBPACK_IMPORTED_MODULE_7__/* .webhookEvent */ .y)(http, postState.scope, postState.event);
    const notFound = (why) => ({ kind: 'not-found', why });
    try {
        const seen = await (0,_start_webhook_event_js__WEBPACK_IMPORTED_MODULE_18__/* .untilProcessed */ .X)({ event, retry, clock, signal, deadline: clock.now() + SEARCH_LIMIT });
        return seen.kind === 'started'
            ? seen.started
            : notFound(`Harness says ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .oneLine */ .TN)(seen.status, 80)} of event ${postState.event} and names no execution`);
    }
    catch (error) {
        return error instanceof _harness_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .DeadlineExceeded */ .m4 && error.last === undefined
            ? notFound(`Harness has not processed event ${postState.event} within 90 s`)
            : notFound(reason(error));
    }
}
/**
 * @returns whether main came to the start. A marker, or FirstGen's id of the application, is in the letter before that; without
 * it only a main that goes on beside post can still have come to it, and says so in a file.
 */
async function wasSent({ step, postState }) {
    const { clock, signal, folder } = step;
    const isReady = postState.engine === 'firstgen' ? postState.application?.id !== '' : postState.marker !== '';
    // Where the word to stop could not be written, no other file tells anything.
    if (isReady || postState.engine === 'webhook' || folder.read(postState.nonce, 'stop') === undefined) {
        return true;
    }
    await clock.sleep(STOP_NOTICED_AFTER, signal);
    return folder.read(postState.nonce, 'sent') !== undefined;
}
async function findStarted(context) {
    const { step, postState, connection } = context;
    if (postState.event !== '') {
        return findByEvent(context);
    }
    if (!(await wasSent(context))) {
        return { kind: 'not-started' };
    }
    if (postState.engine !== 'nextgen') {
        return { kind: 'not-found', why: 'it was started in a way that leaves no mark to find it by' };
    }
    const search = {
        harness: connection.harness,
        pipeline: postState.pipeline,
        retry: connection.retry,
        clock: step.clock,
        signal: step.signal,
    };
    // Of a main that came to the start after its state was taken the marker is not known, but its random part is.
    const matches = (marker) => postState.marker === '' ? (0,_start_marker_js__WEBPACK_IMPORTED_MODULE_16__/* .isOfNonce */ .Hw)(marker, postState.nonce) : marker === postState.marker;
    const find = (0,_start_search_js__WEBPACK_IMPORTED_MODULE_17__/* .markerFinder */ .P)(search, { matches, since: postState.since });
    const deadline = step.clock.now() + SEARCH_LIMIT;
    try {
        for (let look = 0;; look++) {
            const found = await find({ deadline, skipsBackOff: true });
            if (found !== undefined) {
                return found;
            }
            const pause = SEARCH_PAUSES[Math.min(look, SEARCH_PAUSES.length - 1)] ?? 0;
            if (step.clock.now() + pause >= deadline) {
                return { kind: 'not-found', why: 'no execution with the mark of this run appeared within 90 s' };
            }
            await step.clock.sleep(pause, step.signal);
        }
    }
    catch (error) {
        return { kind: 'not-found', why: reason(error) };
    }
}
function reason(error) {
    if (error instanceof _harness_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .HarnessError */ .tj) {
        return error.message;
    }
    if (error instanceof _harness_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .DeadlineExceeded */ .m4) {
        return error.last?.message ?? 'the time was over';
    }
    if (error instanceof _harness_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .Cancelled */ .cJ) {
        return 'the post step was interrupted, too';
    }
    throw error;
}
//# sourceMappingURL=post.js.map

/***/ }),

/***/ 967:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

// ESM COMPAT FLAG
__nccwpck_require__.r(__webpack_exports__);

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  listRecent: () => (/* binding */ listRecent),
  recent: () => (/* binding */ recent)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 21 modules
var core = __nccwpck_require__(473);
// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __nccwpck_require__(875);
// EXTERNAL MODULE: ./lib/src/follow/history.js
var follow_history = __nccwpck_require__(166);
// EXTERNAL MODULE: ./lib/src/harness/errors.js
var errors = __nccwpck_require__(578);
// EXTERNAL MODULE: ./lib/src/harness/links.js
var links = __nccwpck_require__(604);
// EXTERNAL MODULE: ./lib/src/lifecycle/connect.js + 6 modules
var connect = __nccwpck_require__(60);
// EXTERNAL MODULE: ./lib/src/report/outputs.js
var outputs = __nccwpck_require__(11);
// EXTERNAL MODULE: ./lib/src/runner/process.js + 4 modules
var process = __nccwpck_require__(290);
// EXTERNAL MODULE: ./lib/src/harness/execution.js
var execution = __nccwpck_require__(664);
// EXTERNAL MODULE: ./lib/src/inputs/form.js
var inputs_form = __nccwpck_require__(618);
;// CONCATENATED MODULE: ./lib/src/actions/recent/inputs.js
/** The inputs of `recent`. */




/** As many as 20 pages of 100 can hold. */
const MOST = 2000;
/** Reads the inputs of `recent`. @throws InputError with every problem there is. */
function readRecent(get, circumstances) {
    const form = (0,inputs_form/* openForm */.RL)(get);
    const key = (0,inputs_form/* readKey */.YZ)(form, circumstances);
    const { scope, pipeline } = form.where(key, { pipeline: 'optional' });
    const since = readSince(form);
    const inputs = {
        key,
        scope,
        pipeline,
        statuses: readStatuses(form),
        since,
        limit: readLimit(form, since === undefined ? 10 : 100),
        summary: form.flag('summary', true),
        githubToken: form.text('github-token'),
    };
    if (since?.kind === 'last-run' && inputs.githubToken === '') {
        form.problem('github-token', "is empty. 'since: last-run' asks GitHub for this workflow's runs with it.");
    }
    form.close();
    return inputs;
}
function readSince(form) {
    const written = form.text('since');
    if (written === '') {
        return undefined;
    }
    if (written === 'last-run') {
        return { kind: 'last-run' };
    }
    const ago = (0,inputs_form/* parseDuration */.E9)(written);
    if (ago !== undefined) {
        return { kind: 'ago', ms: ago };
    }
    const at = parseTime(written);
    if (at === undefined) {
        const shown = `'${(0,base_text/* oneLine */.TN)(written, 100)}'`;
        form.problem('since', `${shown} is neither a duration such as 2h, nor a time such as 2026-02-12T18:42:10Z with its zone, nor last-run.`);
        return undefined;
    }
    return { kind: 'at', ms: at };
}
/** ISO 8601: a day, in UTC, or a time with its zone, without which it would mean another moment on each runner. */
function parseTime(text) {
    const found = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.exec(text);
    const [day, ms] = [Date.parse(found?.[1] ?? ''), Date.parse(text)];
    // JavaScript takes 31 February for 3 March.
    const isDay = !Number.isNaN(day) && new Date(day).toISOString().startsWith(found?.[1] ?? '');
    return isDay && !Number.isNaN(ms) ? ms : undefined;
}
function readLimit(form, without) {
    const written = form.text('limit');
    const limit = written === '' ? without : /^\d{1,4}$/.test(written) ? Number(written) : 0;
    if (limit < 1 || limit > MOST) {
        form.problem('limit', `'${(0,base_text/* oneLine */.TN)(written, 100)}' is not a number from 1 to ${MOST}.`);
    }
    return limit;
}
function readStatuses(form) {
    const statuses = form.names('statuses');
    for (const status of statuses.filter((word) => !follow_history/* FILTER_STATUSES */.Ct.includes(word) && (0,execution/* phaseOf */.hU)(word) === 'unknown')) {
        form.problem('statuses', `'${(0,base_text/* oneLine */.TN)(status, 60)}' is none of ${follow_history/* FILTER_STATUSES */.Ct.join(', ')}, and no status of Harness's own such as ApprovalRejected.`);
    }
    return statuses;
}
//# sourceMappingURL=inputs.js.map
// EXTERNAL MODULE: ./lib/src/follow/progress.js
var progress = __nccwpck_require__(299);
// EXTERNAL MODULE: ./lib/src/report/execution-result.js
var execution_result = __nccwpck_require__(301);
// EXTERNAL MODULE: ./lib/src/report/paragraphs.js + 1 modules
var paragraphs = __nccwpck_require__(107);
// EXTERNAL MODULE: ./lib/src/report/verdict.js + 1 modules
var report_verdict = __nccwpck_require__(214);
;// CONCATENATED MODULE: ./lib/src/actions/recent/overview.js
/** A look at recent executions: as lines of the log, as Markdown, and as the output `executions`. */






/** @returns `Executions of deploy_prod that ended since 2026-02-12 18:42 UTC`, or `Newest executions of deploy_prod` */
function titleOf({ pipeline, since }) {
    const which = pipeline === '' ? '' : ` of ${pipeline}`;
    return since === undefined ? `Newest executions${which}` : `Executions${which} that ended since ${(0,base_text/* dayAndTime */.X_)(since)}`;
}
/** @returns `4 of 6 that ended succeeded (67 %) · median duration 3m 12s · 1 running now` */
function figuresOf({ ended, succeeded, median, running }) {
    const rate = ended === 0 ? 'none ended' : `${succeeded} of ${ended} that ended succeeded (${percent(succeeded, ended)})`;
    return [
        rate,
        ...(median === undefined ? [] : [`median duration ${(0,base_text/* duration */.p0)(median)}`]),
        ...(running === 0 ? [] : [`${running} running now`]),
    ].join(' · ');
}
/** Rounded down: 199 of 200 are not all of them. */
function percent(part, all) {
    return `${Math.floor((100 * part) / all)} %`;
}
/** Executions that the log shows, and rows of the summary's table; GitHub drops a summary of more than 1 MiB. */
const MOST_LINES = 50;
const MOST_ROWS = 300;
/** @returns a line for each execution, with its page. */
function logOf({ history: { found }, until }) {
    const lines = found.slice(0, MOST_LINES).map(({ ref, snapshot }) => {
        const number = snapshot.runSequence === undefined ? '' : ` ${snapshot.runSequence}`;
        const took = tookOf(snapshot, until);
        return `${(0,progress/* iconOf */.ZG)(snapshot.phase)} ${(0,base_text/* oneLine */.TN)(ref.pipeline, 60)}${number}  ${(0,progress/* describeState */.Jw)(snapshot)}${took === '' ? '' : ` (${took})`}  ${ref.url}`;
    });
    return [...lines, ...(found.length > MOST_LINES ? [`… and ${found.length - MOST_LINES} more`] : [])];
}
/** @returns the job summary. */
function overviewPage(looked) {
    const { history, overview, place, listUrl, until, gaps } = looked;
    return (0,paragraphs/* paragraphs */.qN)([
        `### ${(0,base_text/* markdown */.wD)(titleOf(looked), 300)}`,
        `${(0,paragraphs/* link */.nf)('Open in Harness', listUrl)} · ${(0,base_text/* markdown */.wD)(place, 200)} · ${figuresOf(overview)}`,
        tableOf(looked),
        ...gaps.map((gap) => (0,base_text/* markdown */.wD)(gap, 500)),
        `<sub>${(0,base_text/* count */.U9)(history.seen.length, 'execution')} looked at until ${(0,base_text/* dayAndTime */.X_)(until)}</sub>`,
    ]);
}
function tableOf({ history: { found }, until }) {
    if (found.length === 0) {
        return 'None.';
    }
    return [
        '| | Execution | Started | Took | Trigger | |',
        '| --- | --- | --- | --- | --- | --- |',
        ...found.slice(0, MOST_ROWS).map((one) => rowOf(one, until)),
        ...(found.length > MOST_ROWS ? [`| | … and ${found.length - MOST_ROWS} more | | | | |`] : []),
    ].join('\n');
}
function rowOf({ ref, snapshot }, until) {
    const { pipelineName = ref.pipeline, runSequence, startedAt, phase, message } = snapshot;
    const name = (0,base_text/* markdown */.wD)(`${(0,base_text/* oneLine */.TN)(pipelineName, 80)}${runSequence === undefined ? '' : ` ${runSequence}`}`, 100);
    const why = (0,execution/* isUnsuccessful */.Ou)(phase) && message !== undefined ? `: ${(0,base_text/* markdown */.wD)(message, 160)}` : '';
    const cells = [
        (0,progress/* iconOf */.ZG)(phase),
        (0,paragraphs/* link */.nf)(name, ref.url),
        startedAt === undefined ? '' : (0,base_text/* dayAndTime */.X_)(startedAt),
        tookOf(snapshot, until),
        triggerOf(snapshot),
        `${(0,base_text/* markdown */.wD)((0,progress/* describeState */.Jw)(snapshot), 120)}${why}`,
    ];
    return `| ${cells.join(' | ')} |`;
}
function tookOf({ startedAt, endedAt, phase }, until) {
    const end = (0,execution/* isFinal */.dR)(phase) ? endedAt : until;
    return startedAt === undefined || end === undefined ? '' : (0,base_text/* duration */.p0)(end - startedAt);
}
/** `manual by jane@example.com`, `scheduler cron by nightly`: Harness's own words, made readable. */
function triggerOf({ trigger = '', startedBy }) {
    const kind = (0,base_text/* markdown */.wD)(trigger.toLowerCase().replaceAll('_', ' '), 60);
    return [kind, ...(startedBy === undefined ? [] : [`by ${(0,base_text/* markdown */.wD)(startedBy, 80)}`])]
        .filter((part) => part !== '')
        .join(' ');
}
/** An environment variable on Windows holds 32,766 characters. */
const MAX_BYTES = 30_000;
/** @returns the executions as JSON, as many of the newest as fit. */
function fitExecutions(executions, most = MAX_BYTES) {
    const members = [];
    let bytes = 2;
    for (const execution of executions) {
        const json = JSON.stringify(resultOf(execution));
        bytes += Buffer.byteLength(json) + (members.length === 0 ? 0 : 1);
        if (bytes > most) {
            break;
        }
        members.push(json);
    }
    return { json: `[${members.join(',')}]`, count: members.length };
}
function resultOf({ ref, snapshot }) {
    const message = (0,execution/* isFinal */.dR)(snapshot.phase)
        ? (0,report_verdict/* judge */.S4)({ kind: 'ended', snapshot }, { ref, timeout: 0, failStep: true }).message
        : `${(0,report_verdict/* nameOf */.Vb)(ref, snapshot)} is ${(0,progress/* describeState */.Jw)(snapshot)}.`;
    const { services, environments, artifacts } = snapshot;
    const verdict = { status: (0,execution/* statusOf */.c2)(snapshot.phase), message };
    return (0,execution_result/* executionResult */.yE)({ verdict, ref, pipeline: ref.pipeline, snapshot, services, environments, artifacts });
}
//# sourceMappingURL=overview.js.map
;// CONCATENATED MODULE: ./lib/src/actions/recent/recent.js
/** `OWNER/run-harness-pipeline/recent`: lists recent executions. Has no post step: it is over at once. */










/** Runs main. */
function recent() {
    return (0,process/* runStep */.e)(async (step) => {
        step.mask(step.input('api-key').trim());
        step.mask(step.input('github-token').trim());
        const { withoutSecrets, url: runUrl } = step.workflow;
        const inputs = readRecent(step.input, { withoutSecrets, runUrl });
        const { isRed, summary } = await listRecent({
            step,
            inputs,
            connection: (0,connect/* connect */.N)(step, { ...inputs, matrixSize: 1 }),
        });
        try {
            if (summary !== undefined) {
                await core/* summary */.z.addRaw(summary).write();
            }
        }
        catch (error) {
            step.log.warning(`The summary could not be written: ${String(error)}`);
        }
        return { isRed };
    });
}
/** ms: nothing runs that would have to be waited for, so an outage is not borne for hours. */
const LIMIT = 600_000;
/** Looks, shows and puts out. @throws InputError when the previous run of the workflow cannot be found out. */
async function listRecent({ step, inputs, connection }) {
    const { scope, pipeline, statuses, limit } = inputs;
    const { log, clock, signal } = step;
    // Before the first request: as the next `since` it leaves no gap; what ends meanwhile may be seen twice.
    const until = clock.now();
    try {
        const since = await sinceOf({ step, inputs, connection }, until);
        const place = `${scope.org} / ${scope.project}`;
        log.info(`${titleOf({ pipeline, since })} · ${place}`);
        const { harness, retry } = connection;
        const bounds = { deadline: step.from + LIMIT, signal, givesUpUnreached: true };
        const history = await (0,follow_history/* walk */.GG)({ harness, retry, until: bounds }, { pipeline, statuses, since, limit });
        const { json, count } = fitExecutions(history.found);
        const gaps = gapsOf(history, { inputs, count });
        const listUrl = (0,links/* executionsLink */.oW)(scope, pipeline);
        const overview = (0,follow_history/* overviewOf */.bq)(history.seen);
        const looked = { history, overview, pipeline, place, listUrl, since, until, gaps };
        for (const line of [...logOf(looked), `${figuresOf(overview)}.`]) {
            log.info(line);
        }
        if (gaps.length > 0) {
            log.warning(gaps.join('\n'));
        }
        (0,outputs/* setRecent */.mw)(step.setOutput, { executions: json, count, until, truncated: gaps.length > 0 });
        return { isRed: false, summary: inputs.summary ? overviewPage(looked) : undefined };
    }
    catch (error) {
        return endedBy(error, step);
    }
}
async function sinceOf({ step, inputs: { since, githubToken: token } }, now) {
    switch (since?.kind) {
        case undefined:
            return undefined;
        case 'at':
            return since.ms;
        case 'ago':
            return now - since.ms;
        case 'last-run':
            break;
    }
    // Loaded when it is needed: most looks ask GitHub nothing.
    const { openGitHub } = await import(/* webpackIgnore: true */ './github/github.js');
    const { workflow, clock, signal, log } = step;
    const found = await openGitHub({ token, apiUrl: workflow.apiUrl, workflow, clock, signal }).lastRun();
    if (signal.aborted) {
        throw new errors/* Cancelled */.cJ();
    }
    if (typeof found === 'string') {
        throw new errors/* InputError */.dz([{ input: 'since', text: found }]);
    }
    if (found.previous === undefined) {
        log.notice('This workflow has no earlier run: looking for what ended since this one began.');
    }
    return (found.previous ?? found.own).createdAt;
}
/** One sentence for each reason why something that was asked for may be missing. */
function gapsOf({ found, seen, cut }, { inputs, count }) {
    const gaps = [];
    if (cut === 'limit') {
        gaps.push(`More executions ended since then than limit allows: only the newest ${inputs.limit} are listed.`);
    }
    if (cut === 'pages') {
        gaps.push(`Only the newest 2,000 executions were looked through, and ${seen.length} of them are of that time.`);
    }
    if (count < found.length) {
        gaps.push(`The output executions holds at most 30,000 bytes: only the newest ${count} of ${found.length} are in it.`);
    }
    return gaps;
}
function endedBy(error, { log }) {
    if (error instanceof errors/* Cancelled */.cJ) {
        log.info('The job was cancelled before the list was read.');
    }
    else if (error instanceof errors/* HarnessError */.tj) {
        log.fail(error.message);
    }
    else if (error instanceof errors/* DeadlineExceeded */.m4) {
        log.fail(`The list was not read within ${(0,base_text/* duration */.p0)(LIMIT)}.\n${error.last?.message ?? ''}`);
    }
    else {
        throw error;
    }
    return { isRed: true };
}
//# sourceMappingURL=recent.js.map

/***/ }),

/***/ 486:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

// ESM COMPAT FLAG
__nccwpck_require__.r(__webpack_exports__);

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  run: () => (/* binding */ run),
  runPipeline: () => (/* binding */ runPipeline)
});

// EXTERNAL MODULE: ./lib/src/harness/links.js
var links = __nccwpck_require__(604);
// EXTERNAL MODULE: ./lib/src/inputs/yaml.js
var yaml = __nccwpck_require__(283);
// EXTERNAL MODULE: ./lib/src/lifecycle/connect.js + 6 modules
var connect = __nccwpck_require__(60);
// EXTERNAL MODULE: ./lib/src/lifecycle/finish.js + 1 modules
var finish = __nccwpck_require__(314);
// EXTERNAL MODULE: ./lib/src/lifecycle/post-state.js
var post_state = __nccwpck_require__(951);
// EXTERNAL MODULE: ./lib/src/lifecycle/send.js + 1 modules
var send = __nccwpck_require__(904);
// EXTERNAL MODULE: ./lib/src/lifecycle/watch.js + 7 modules
var watch = __nccwpck_require__(436);
// EXTERNAL MODULE: ./lib/src/report/report.js
var report = __nccwpck_require__(931);
// EXTERNAL MODULE: ./lib/src/report/verdict.js + 1 modules
var verdict = __nccwpck_require__(214);
// EXTERNAL MODULE: ./lib/src/runner/process.js + 4 modules
var process = __nccwpck_require__(290);
// EXTERNAL MODULE: ./lib/src/start/marker.js + 1 modules
var start_marker = __nccwpck_require__(400);
// EXTERNAL MODULE: ./lib/src/start/search.js
var start_search = __nccwpck_require__(309);
;// CONCATENATED MODULE: ./lib/src/actions/run/dry-run.js
/**
 * Prints the order.
 *
 * @param notes that would be kept with the execution; their marker has a random part, which each start makes anew
 * @returns the green verdict, whose status is empty: nothing was asked for.
 */
function showDryRun(log, { kind, plan }, notes) {
    const facts = kind === 'start'
        ? [
            `would start ${plan.pipeline}`,
            ...(plan.branch === '' ? [] : [`with its YAML from branch ${plan.branch}`]),
            ...(plan.stages.length === 0 ? [] : [`stages ${plan.stages.join(', ')} only`]),
            ...(plan.inputSets.length === 0 ? [] : [`input sets ${plan.inputSets.join(', ')}, in this order`]),
        ]
        : [`would retry execution ${plan.execution} of ${plan.pipeline}`, `from stages ${plan.stages.join(', ')}`];
    log.info(`This step ${facts.join('; ')}.`);
    show(log, 'The notes that would be kept with it:', notes);
    if (plan.yaml === '') {
        log.info('No runtime-input YAML would be sent.');
    }
    else {
        show(log, 'The runtime-input YAML that would be sent:', plan.yaml);
    }
    return { status: '', isRed: false, message: `Dry run: ${facts.join('; ')}. Nothing was started.` };
}
function show(log, title, text) {
    log.info([
        title,
        ...text
            .trimEnd()
            .split('\n')
            .map((line) => `  │ ${line}`),
    ].join('\n'));
}
//# sourceMappingURL=dry-run.js.map
// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __nccwpck_require__(875);
// EXTERNAL MODULE: ./lib/src/inputs/following.js
var following = __nccwpck_require__(5);
// EXTERNAL MODULE: ./lib/src/inputs/form.js
var inputs_form = __nccwpck_require__(618);
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/ref.js
/** The `ref` input: what the CI stage builds, out of a Git ref. */

/** @returns what a Git ref builds: `refs/heads/…`, `refs/tags/…`, `refs/pull/N/…`, a whole SHA, or a branch's bare name. */
function readRef(ref) {
    const [, kind, name] = /^refs\/(heads|tags|pull)\/(.+)$/.exec(ref) ?? [];
    if (kind === 'heads' && name !== undefined) {
        return { type: 'branch', key: 'branch', value: name };
    }
    if (kind === 'tags' && name !== undefined) {
        return { type: 'tag', key: 'tag', value: name };
    }
    const number = kind === 'pull' ? /^([1-9]\d*)\/(?:merge|head)$/.exec(name ?? '')?.[1] : undefined;
    if (number !== undefined) {
        return { type: 'PR', key: 'number', value: number };
    }
    if (ref === '' || /^refs(?:\/|$)|[\s\u0000-\u001F\u007F~^:?*[\\]/.test(ref)) {
        const forms = 'refs/heads/main, refs/tags/v1, refs/pull/7/merge, a whole commit SHA or a branch name';
        return { problem: `'${(0,base_text/* oneLine */.TN)(ref, 100)}' is not a ref such as ${forms}.` };
    }
    return /^(?:[\da-f]{40}|[\da-f]{64})$/i.test(ref)
        ? { type: 'commitSha', key: 'commitSha', value: ref }
        : { type: 'branch', key: 'branch', value: ref };
}
//# sourceMappingURL=ref.js.map
;// CONCATENATED MODULE: ./lib/src/actions/run/inputs.js
/** The inputs of the root action. */




/** Reads the root action's inputs. @throws InputError with every problem there is. */
function readRun(get, circumstances, readAuthor) {
    const form = (0,inputs_form/* openForm */.RL)(get);
    const key = (0,inputs_form/* readKey */.YZ)(form, circumstances);
    const where = form.where(key, { pipeline: 'required-unless-retry-of', 'retry-of': 'optional' });
    const branch = form.text('pipeline-branch');
    const inputs = {
        key,
        scope: where.scope,
        pipeline: where.pipeline,
        inputs: get('inputs'),
        inputSets: form.identifiers('input-sets', 'input set'),
        stages: form.identifiers('stages', 'stage'),
        ref: form.text('ref'),
        pipelineBranch: branch === '' ? where.branch : branch,
        notes: form.text('notes') === '' ? circumstances.runUrl : form.text('notes'),
        wait: form.flag('wait', true),
        onRerun: form.choice('on-rerun', ['start', 'resume']),
        retryOf: where.execution,
        dryRun: form.flag('dry-run', false),
        ...(0,following/* readFollowing */.w)(form),
    };
    if (branch !== '' && where.branch !== '' && branch !== where.branch) {
        form.problem('pipeline-branch', `is '${(0,base_text/* oneLine */.TN)(branch, 100)}', but the URL in pipeline says '${(0,base_text/* oneLine */.TN)(where.branch, 100)}'. Give one of them.`);
    }
    if (form.text('retry-of') === '') {
        checkForms(form, inputs, readAuthor);
    }
    else {
        checkRetry(form, inputs, branch);
    }
    form.close();
    return inputs;
}
/** What can be told of runtime inputs before Harness is asked for any. */
function checkForms(form, { inputs, pipeline, ref }, readAuthor) {
    const author = readAuthor(inputs, pipeline);
    for (const { input, text } of author.form === 'unusable' ? author.problems : []) {
        form.problem(input, text);
    }
    const build = ref === '' ? undefined : readRef(ref);
    if (build !== undefined && 'problem' in build) {
        form.problem('ref', build.problem);
    }
}
function checkRetry(form, { inputs, inputSets, ref, onRerun }, branch) {
    const fresh = { inputs: inputs.trim(), 'input-sets': inputSets.join(), ref, 'pipeline-branch': branch };
    for (const [name, value] of Object.entries(fresh)) {
        if (value !== '') {
            form.problem(name, 'cannot stand beside retry-of: a retry keeps the inputs of the execution that it retries.');
        }
    }
    if (onRerun === 'resume') {
        form.problem('on-rerun', "cannot be 'resume' beside retry-of, which says itself what is retried.");
    }
}
//# sourceMappingURL=inputs.js.map
// EXTERNAL MODULE: ./lib/src/harness/errors.js
var errors = __nccwpck_require__(578);
// EXTERNAL MODULE: ./lib/src/base/shape.js
var shape = __nccwpck_require__(411);
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/pipelines.js


/** The questions for one project. */
function pipelineApi(http, scope) {
    const query = { accountIdentifier: scope.account, orgIdentifier: scope.org, projectIdentifier: scope.project };
    const of = ({ pipeline, branch }) => ({
        ...query,
        pipelineIdentifier: pipeline,
        branch: branch === '' ? undefined : branch,
    });
    const inputSets = '/pipeline/api/inputSets';
    const overlay = async (set, bounds) => {
        const call = {
            purpose: `read the input set ${set.id} of ${set.pipeline}`,
            method: 'GET',
            path: `${inputSets}/overlay/${encodeURIComponent(set.id)}`,
            query: of(set),
        };
        const data = (0,shape.at)(await http.send(call, bounds), 'data');
        return {
            id: set.id,
            isOutdated: isOutdated(data),
            yaml: undefined,
            members: (0,shape/* texts */.Te)((0,shape.at)(data, 'inputSetReferences')),
        };
    };
    return {
        async template({ stages, ...where }, bounds) {
            const call = {
                purpose: `read the runtime inputs of ${where.pipeline} in ${scope.org}/${scope.project}`,
                method: 'POST',
                path: `${inputSets}/template`,
                query: of(where),
                type: 'application/json',
                body: JSON.stringify(stages.length === 0 ? {} : { stageIdentifiers: stages }),
            };
            return (0,shape/* text */.Qq)((0,shape.at)(await http.send(call, bounds), 'data', 'inputSetTemplateYaml'));
        },
        async inputSet(set, bounds) {
            const call = {
                purpose: `read the input set ${set.id} of ${set.pipeline}`,
                method: 'GET',
                path: `${inputSets}/${encodeURIComponent(set.id)}`,
                query: of(set),
            };
            const data = await http.send(call, bounds).catch(async (error) => {
                // An overlay's id is a stranger to this endpoint; what neither knows is told in this one's words.
                if (!isNo(error)) {
                    throw error;
                }
                return overlay(set, bounds).catch((other) => {
                    throw isNo(other) ? error : other;
                });
            });
            if (isOverlay(data)) {
                return data;
            }
            const found = (0,shape.at)(data, 'data');
            const yaml = (0,shape/* text */.Qq)((0,shape.at)(found, 'inputSetYaml'));
            return yaml === undefined
                ? await overlay(set, bounds)
                : { id: set.id, isOutdated: isOutdated(found), yaml, members: [] };
        },
        async stages(where, bounds) {
            const call = {
                purpose: `list the stages of ${where.pipeline} that can be run by themselves`,
                method: 'GET',
                path: '/pipeline/api/pipeline/execute/stagesExecutionList',
                query: of(where),
            };
            return (0,shape/* list */.p_)((0,shape.at)(await http.send(call, bounds), 'data')).flatMap((stage) => {
                const id = (0,shape/* text */.Qq)((0,shape.at)(stage, 'stageIdentifier'));
                return id === undefined ? [] : [{ id, name: (0,shape/* text */.Qq)((0,shape.at)(stage, 'stageName')) ?? id }];
            });
        },
    };
}
/** Whether Harness says no to this very question; an outage, or a key that it does not accept, says nothing about it. */
function isNo(error) {
    return error instanceof errors/* HarnessError */.tj && error.kind === 'refused' && (0,errors/* refusalReason */.b)(error.failure) !== 'unauthorized';
}
/** Whether it is an overlay that was read already, and not an answer. */
function isOverlay(value) {
    return Array.isArray((0,shape.at)(value, 'members'));
}
function isOutdated(data) {
    return (0,shape.at)(data, 'isOutdated') === true || (0,shape.at)(data, 'outdated') === true || (0,shape.at)(data, 'isErrorResponse') === true;
}
//# sourceMappingURL=pipelines.js.map
;// CONCATENATED MODULE: ./lib/src/actions/run/prepare.js



/**
 * Reads the pipeline's template, its input sets and its stages, as far as they are asked for, and fits the inputs into it.
 *
 * @param deadline ms since 1970
 * @throws InputError with every problem there is; HarnessError when Harness refuses the key itself; Overdue, Cancelled.
 */
async function prepare({ step, inputs, connection }, deadline) {
    const { pipeline, pipelineBranch: branch } = inputs;
    const api = pipelineApi(connection.http, inputs.scope);
    const where = { pipeline, branch };
    /** Asks until there is an answer or a refusal; only a key that is refused altogether ends the step here. */
    const ask = async (question) => connection.retry.untilAnswered(async (bounds) => refusalOf(question, bounds), {
        deadline,
        signal: step.signal,
        givesUpUnreached: true,
    });
    const problems = [];
    if (inputs.stages.length > 0) {
        const known = await ask((bounds) => api.stages(where, bounds));
        if (known instanceof errors/* HarnessError */.tj) {
            step.log.warning(`The stages cannot be checked. ${known.message}`);
        }
        else {
            problems.push(...checkStages(inputs.stages, known, pipeline));
        }
    }
    const sets = await readSets(inputs.inputSets, problems, (id) => ask((bounds) => api.inputSet({ ...where, id }, bounds)));
    const stages = problems.some(({ input }) => input === 'stages') ? [] : inputs.stages;
    const template = await ask((bounds) => api.template({ ...where, stages }, bounds));
    const fitted = await fit({ step, inputs }, { template, sets });
    problems.push(...('problems' in fitted ? fitted.problems : []));
    if ('problems' in fitted || problems.length > 0) {
        throw new errors/* InputError */.dz(problems);
    }
    showOrigins(step, fitted);
    // With stages Harness takes no input sets, and where the author's value replaces a list or a mapping of a set, its own merge
    // would mix the two: in both cases the sets are merged into the YAML here.
    const merges = inputs.inputSets.length > 0 && (inputs.stages.length > 0 || fitted.coversSets);
    return {
        order: {
            pipeline,
            branch,
            yaml: merges ? (fitted.merged ?? fitted.yaml) : fitted.yaml,
            inputSets: merges ? [] : inputs.inputSets,
            stages: inputs.stages,
            notes: '',
        },
    };
}
async function refusalOf(question, bounds) {
    try {
        return await question(bounds);
    }
    catch (error) {
        if (error instanceof errors/* HarnessError */.tj && error.kind === 'refused' && (0,errors/* refusalReason */.b)(error.failure) !== 'unauthorized') {
            return error;
        }
        throw error;
    }
}
function checkStages(wanted, known, pipeline) {
    if (known.length === 0) {
        const text = `cannot be chosen: ${pipeline} does not allow to run single stages. Allow it in its advanced options (allowStageExecutions).`;
        return [{ input: 'stages', text }];
    }
    const ids = known.map(({ id }) => id);
    return wanted
        .filter((id) => !ids.includes(id))
        .map((id) => ({
        input: 'stages',
        text: `'${(0,base_text/* oneLine */.TN)(id, 100)}' is not a stage of ${pipeline}. It has ${(0,base_text/* oneLine */.TN)(ids.join(', '), 800)}.`,
    }));
}
/** Members of overlays that are read at the most, overlays in overlays included. */
const MOST_SETS = 100;
/**
 * Reads the sets in their order, each overlay in place of its members. What is missing or outdated is a problem. What an
 * outdated one gives counts as given, so that nobody looks for those values, too.
 */
async function readSets(ids, problems, read) {
    const sets = [];
    const todo = ids.map((id) => ({ id, within: '', isTold: false })).toReversed();
    let requested = 0;
    for (let next = todo.pop(); next !== undefined && requested < MOST_SETS; next = todo.pop()) {
        requested += 1;
        const { id, within, isTold } = next;
        const name = `'${(0,base_text/* oneLine */.TN)(id, 100)}'${within === '' ? '' : `, a member of the overlay '${(0,base_text/* oneLine */.TN)(within, 100)}',`}`;
        const set = await read(id);
        if (set instanceof errors/* HarnessError */.tj) {
            const why = (0,errors/* refusalReason */.b)(set.failure) === 'not-found'
                ? 'does not exist'
                : `cannot be read (${(0,base_text/* oneLine */.TN)(set.failure.detail, 300)})`;
            problems.push({ input: 'input-sets', text: `${name} ${why}. Harness would skip it in silence.` });
            continue;
        }
        // An overlay is outdated when one of its members is: one word on both.
        if (set.isOutdated && !isTold) {
            problems.push({
                input: 'input-sets',
                text: `${name} is outdated: the pipeline has changed since. Open it in Harness and reconcile it.`,
            });
        }
        if (set.yaml !== undefined) {
            sets.push({ id, yaml: set.yaml });
        }
        else if (within === '') {
            todo.push(...set.members.map((member) => ({ id: member, within: id, isTold: set.isOutdated })).toReversed());
        }
    }
    return sets;
}
async function fit({ step, inputs }, { template, sets }) {
    const { pipeline, ref, stages, key, githubToken } = inputs;
    if (template === undefined && inputs.inputs.trim() === '' && sets.length === 0 && ref === '') {
        return { yaml: '', merged: undefined, coversSets: false, origins: [], warnings: [] };
    }
    const { fitInputs, unreadTemplate } = await import(/* webpackIgnore: true */ './runtime-inputs/fit.js');
    const wanted = { pipeline, inputs: inputs.inputs, sets, ref, stages, masked: [key, githubToken] };
    const fitted = template instanceof errors/* HarnessError */.tj
        ? unreadTemplate(wanted, template.failure.detail === '' ? template.message : template.failure.detail, (0,errors/* refusalReason */.b)(template.failure))
        : fitInputs({ ...wanted, template });
    for (const warning of 'warnings' in fitted ? fitted.warnings : []) {
        step.log.warning(warning);
    }
    return fitted;
}
/** The closed group that says which input was set by whom. */
function showOrigins({ log }, { origins }) {
    if (origins.length === 0) {
        return;
    }
    const by = new Map();
    for (const { path, from } of origins) {
        by.set(from, [...(by.get(from) ?? []), path.split('.').at(-1) ?? path]);
    }
    const title = [...by].map(([from, names]) => from === 'default' || from === 'asked during the run'
        ? from === 'default'
            ? (0,base_text/* count */.U9)(names.length, 'default')
            : `${names.length} asked during the run`
        : `${names.slice(0, 8).join(', ')}${names.length > 8 ? ` and ${names.length - 8} more` : ''} from ${from}`);
    log.group(`Runtime inputs: ${title.join('; ')}`, origins.map(({ path, value, from }) => `  ${path} = ${value}  (${from})`));
}
//# sourceMappingURL=prepare.js.map
// EXTERNAL MODULE: ./lib/src/harness/execution.js
var execution = __nccwpck_require__(664);
;// CONCATENATED MODULE: ./lib/src/actions/run/rerun.js
/** What to do in place of a fresh start: take up what an earlier attempt of the job left, or retry what failed. */





/**
 * On a re-run of the job (attempt > 1) the execution of an earlier attempt is taken up as `on-rerun` says.
 *
 * @throws HarnessError, Overdue, Cancelled: nothing was started.
 */
async function resume(asker, { marker, deadline, passed }) {
    const { step, inputs, connection } = asker;
    // Without a run's id its attempts cannot be told from those of other runs.
    if ((0,start_marker/* attemptOf */.tx)(marker) < 2 || step.workflow.runId === '') {
        return { kind: 'anew' };
    }
    const { harness, retry } = connection;
    const search = { harness, pipeline: inputs.pipeline, retry, clock: step.clock, signal: step.signal, passed };
    const earlier = await (0,start_search/* earlierAttempt */.k)(search, marker, deadline);
    if (earlier.kind !== 'one') {
        return earlier.kind === 'several' ? earlier : { kind: 'anew' };
    }
    const { ref, snapshot } = earlier.listed;
    if (earlier.isRunning) {
        step.log.notice(`An earlier attempt of this job started an execution that still runs; following that one.\n  ${ref.url}`);
        return { kind: 'follow', started: earlier.listed };
    }
    if (inputs.onRerun === 'start') {
        return { kind: 'anew' };
    }
    if (!(0,execution/* isUnsuccessful */.Ou)(snapshot.phase)) {
        step.log.notice(`An earlier attempt of this job already succeeded; nothing is started again.\n  ${ref.url}`);
        return { kind: 'follow', started: earlier.listed };
    }
    const ended = await retry.untilAnswered((bounds) => harness.read(ref, bounds), { deadline, signal: step.signal });
    const stages = stagesToRetry(ended);
    if (!ended.canRetry || stages.length === 0) {
        const why = ended.canRetry ? 'it names no failed stage' : 'Harness does not allow it';
        step.log.notice(`The execution of the earlier attempt is not retried from its failed stages: ${why}. Starting anew.\n  ${ref.url}`);
        return { kind: 'anew' };
    }
    step.log.notice(`Retrying the execution of the earlier attempt from ${stages.join(', ')}.\n  ${ref.url}`);
    return { kind: 'retry', order: await orderFor(asker, { stages, deadline, execution: ref.id }) };
}
/**
 * @returns the retry that `retry-of` asks for, from its failed stages or from those that `stages` names.
 * @throws InputError when the execution has no failed stage; HarnessError, Overdue, Cancelled.
 */
async function planRetry(asker, deadline) {
    const { step, inputs, connection } = asker;
    const { retryOf: id, pipeline } = inputs;
    const ref = { id, pipeline, url: (0,links/* executionLink */.dS)(inputs.scope, pipeline, id) };
    const ended = await connection.retry.untilAnswered((bounds) => connection.harness.read(ref, bounds), {
        deadline,
        signal: step.signal,
        givesUpUnreached: true,
    });
    if (!(0,execution/* isFinal */.dR)(ended.phase)) {
        throw new errors/* InputError */.dz([
            {
                input: 'retry-of',
                text: `names an execution that has not ended (${ended.status}). Follow it instead.\n  ${ref.url}`,
            },
        ]);
    }
    const stages = inputs.stages.length > 0 ? inputs.stages : stagesToRetry(ended);
    if (stages.length === 0) {
        throw new errors/* InputError */.dz([
            {
                input: 'retry-of',
                text: `names an execution without a failed stage (${ended.status}). Name the stages to run again in stages.`,
            },
        ]);
    }
    return orderFor(asker, { stages, deadline, execution: id });
}
async function orderFor({ step, inputs, connection }, { execution, stages, deadline }) {
    const { harness, retry } = connection;
    const yaml = await retry.untilAnswered((bounds) => harness.inputsOf(execution, bounds), {
        deadline,
        signal: step.signal,
    });
    return { pipeline: inputs.pipeline, execution, stages, yaml, notes: '' };
}
/** @returns the identifiers of the stages that failed; of a matrix, its own, because its legs have none in the pipeline. */
function stagesToRetry(snapshot) {
    return [
        ...new Set(snapshot.stages
            .filter((stage) => !stage.isGroup && (0,execution/* isUnsuccessful */.Ou)(stage.phase))
            .map(({ inPipeline, id }) => inPipeline ?? id)),
    ];
}
//# sourceMappingURL=rerun.js.map
;// CONCATENATED MODULE: ./lib/src/actions/run/run.js
/** `OWNER/run-harness-pipeline`: starts an execution, follows it to its end, lets its result decide the step. */
















/** Runs main. */
function run() {
    return (0,process/* runStep */.e)(async (step, stop) => {
        step.mask(step.input('api-key').trim());
        step.mask(step.input('github-token').trim());
        const { withoutSecrets, url: runUrl } = step.workflow;
        const readAuthor = await (0,yaml/* openAuthor */.a)(step.input('inputs'));
        const inputs = readRun(step.input, { withoutSecrets, runUrl }, readAuthor);
        const nonce = (0,start_marker/* newNonce */.Yd)();
        stop.watchFor(nonce);
        return runPipeline({ step, inputs, nonce, connection: (0,connect/* connect */.N)(step, { ...inputs, matrixSize: inputs.leg.total }) });
    });
}
/** Runs the pipeline as the inputs say. @throws InputError when they do not fit the pipeline: nothing was started. */
async function runPipeline(action) {
    const { step, inputs, connection, nonce } = action;
    const { org, project } = inputs.scope;
    const by = (0,report/* runName */.rt)(step.workflow);
    step.log.info(`Harness pipeline ${inputs.pipeline} · ${org} / ${project}${by === '' ? '' : ` · started by ${by}`}`);
    const deadline = step.from + inputs.timeout;
    const end = { step, connection };
    let postState = (0,post_state/* newPostState */.sx)(inputs, { nonce, now: step.clock.now() });
    // From here on post can tell a main that runs on beside it to stop: a container job is cancelled without a signal.
    step.saveState(post_state/* POST_STATE */.j9, (0,post_state/* serializePostState */.MX)(postState));
    try {
        const order = inputs.retryOf === ''
            ? { kind: 'start', plan: (await prepare(action, deadline)).order }
            : { kind: 'retry', plan: await planRetry(action, deadline) };
        const marker = markerOf(action, order);
        if (inputs.dryRun) {
            const verdict = showDryRun(step.log, order, (0,start_marker/* notesWith */.Qm)(marker, inputs.notes));
            return (0,finish/* finishWithoutExecution */.s9)({ ...end, postState, verdict, ending: 'dry-run' });
        }
        postState = { ...postState, marker };
        const listed = [];
        const taken = await resume(action, { marker, deadline, passed: (page) => listed.push(...page) });
        switch (taken.kind) {
            case 'several': {
                const links = taken.refs.map(({ url }) => `  ${url}`).join('\n');
                const text = `An earlier attempt of this job left several executions, and nobody can say which one to take up. Nothing was started.\n${links}`;
                return (0,finish/* finishWithoutExecution */.s9)({ ...end, postState, verdict: (0,verdict/* redVerdict */.bX)('unknown', text), ending: 'several' });
            }
            case 'follow':
                return await see(action, { started: taken.started, postState, listed });
            case 'retry':
                return await run_send(action, {
                    order: { kind: 'retry', plan: taken.order },
                    instead: order,
                    postState,
                    listed,
                    deadline,
                });
            case 'anew':
                return await run_send(action, { order, postState, listed, deadline });
        }
    }
    catch (error) {
        return (0,send/* unsent */.YX)({ ...end, postState }, error);
    }
}
/** Two starts that ask for the same have the same digest: host, scope, pipeline, branch, stages, input sets, YAML. */
function markerOf({ step, inputs, nonce }, { kind, plan }) {
    const { origin, account, org, project } = inputs.scope;
    const parts = kind === 'start'
        ? [plan.branch, plan.stages, plan.inputSets, plan.yaml]
        : ['', plan.stages, [], '', plan.execution];
    const { repository, runId, attempt, job } = step.workflow;
    return (0,start_marker/* writeMarker */.en)({
        repository,
        run: runId,
        attempt: String(attempt),
        job,
        step: step.workflow.step,
        leg: `${inputs.leg.index}/${inputs.leg.total}`,
        digest: (0,start_marker/* digestOf */.ol)([origin, account, org, project, plan.pipeline, ...parts]),
        nonce,
    });
}
async function run_send(action, { order, instead, postState, listed, deadline }) {
    const { step, inputs, connection } = action;
    const { harness, retry } = connection;
    const notes = (0,start_marker/* notesWith */.Qm)(postState.marker, inputs.notes);
    const search = { harness, pipeline: inputs.pipeline, retry, clock: step.clock, signal: step.signal };
    const result = await (0,send/* sendOnce */.E4)({
        step,
        connection,
        postState,
        deadline,
        send: (bounds) => order.kind === 'start'
            ? harness.start({ ...order.plan, notes }, bounds)
            : harness.retry({ ...order.plan, notes }, bounds),
        find: (0,start_search/* markerFinder */.P)(search, { matches: (marker) => marker === postState.marker, since: postState.since }),
    });
    if (result.kind === 'started') {
        return see(action, { started: result.started, postState, listed });
    }
    if (instead !== undefined && result.kind === 'refused' && result.error.kind === 'refused') {
        step.log.notice(`Harness refuses the retry; starting anew. ${result.error.message}`);
        return run_send(action, { order: instead, postState, listed, deadline });
    }
    return (0,send/* unstarted */.Z5)({ step, connection, postState }, result);
}
function see(action, { started, postState, listed }) {
    const { step, inputs, connection } = action;
    return (0,watch/* watch */.w)({
        step,
        connection,
        engine: connection.harness,
        inspector: connection.inspector,
        ref: { ...started.ref, url: (0,links/* executionLink */.dS)(inputs.scope, inputs.pipeline, started.ref.id) },
        seen: started.snapshot,
        postState,
        listed: listed.length === 0 ? undefined : listed,
        following: inputs,
        wait: inputs.wait,
    });
}
//# sourceMappingURL=run.js.map

/***/ }),

/***/ 968:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

// ESM COMPAT FLAG
__nccwpck_require__.r(__webpack_exports__);

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  simulator: () => (/* binding */ simulator)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(760);
// EXTERNAL MODULE: ./lib/src/base/shape.js
var shape = __nccwpck_require__(411);
// EXTERNAL MODULE: ./lib/src/harness/errors.js
var errors = __nccwpck_require__(578);
// EXTERNAL MODULE: ./lib/src/report/outputs.js
var outputs = __nccwpck_require__(11);
;// CONCATENATED MODULE: external "node:child_process"
const external_node_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");
;// CONCATENATED MODULE: ./lib/src/runner/detached.js
/** A process that outlives the step which started it. */


/** ms in which it says its first word, or is ended. */
const LIMIT = 30_000;
/**
 * Runs a script with this very Node, in a session of its own: no signal for the step reaches it, and it holds none of the
 * step's pipes, which would make the runner wait. At the end of the job the runner ends it, by a variable that it inherits.
 *
 * @returns its first message, unchecked. Throws when it ends without one.
 */
function startDetached(script, args) {
    const child = (0,external_node_child_process_namespaceObject.fork)(script, args, {
        cwd: (0,external_node_path_.dirname)(script),
        detached: true,
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
        windowsHide: true,
        execArgv: [],
        timeout: LIMIT,
    });
    return new Promise((resolve, reject) => {
        child.once('error', reject);
        child.once('exit', (code) => {
            reject(new Error(`${script} ended with ${code ?? 'a signal'} before it said anything.`));
        });
        child.once('message', (message) => {
            child.disconnect();
            child.unref();
            resolve(message);
        });
    });
}
//# sourceMappingURL=detached.js.map
// EXTERNAL MODULE: ./lib/src/runner/process.js + 4 modules
var runner_process = __nccwpck_require__(290);
// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __nccwpck_require__(875);
// EXTERNAL MODULE: ./lib/src/inputs/form.js
var inputs_form = __nccwpck_require__(618);
;// CONCATENATED MODULE: ./lib/src/actions/simulator/inputs.js
/** The inputs of `simulator`. */


/** Reads the inputs of `simulator`. @throws InputError with every problem there is. */
function readSimulator(get, plays) {
    const form = (0,inputs_form/* openForm */.RL)(get);
    const scenario = form.text('scenario') === '' ? 'green' : form.text('scenario');
    if (plays.scenario(scenario) === undefined) {
        // The list also has names that only a pipeline can bear: those that are refused at the start.
        const known = plays.scenarios().flatMap(({ name }) => (plays.scenario(name) === undefined ? [] : [name]));
        form.problem('scenario', `'${(0,base_text/* oneLine */.TN)(scenario, 100)}' is none of ${known.join(', ')}.`);
    }
    const written = form.text('port');
    const port = written === '' ? 0 : /^\d{1,5}$/.test(written) ? Number(written) : -1;
    if ((written !== '' && port < 1) || port > 65_535) {
        form.problem('port', `'${(0,base_text/* oneLine */.TN)(written, 100)}' is not a port from 1 to 65535. Leave it out for a free one.`);
    }
    form.close();
    return { scenario, port };
}
//# sourceMappingURL=inputs.js.map
;// CONCATENATED MODULE: ./lib/src/actions/simulator/simulator.js
/**
 * `OWNER/run-harness-pipeline/simulator`: starts a Harness of our own on this machine and ends at once, leaving it to the
 * rest of the job. Has no post step: the runner ends it with the job.
 */







/** Runs main. The key is not masked: it opens nothing but the simulator, and a masked text cannot be a job's output. */
function simulator() {
    return (0,runner_process/* runStep */.e)(async (step) => {
        // Loaded by this door alone.
        const plays = await import(/* webpackIgnore: true */ './serve.js');
        const { scenario, port } = readSimulator(step.input, plays);
        // Beside the script that the runner started, wherever the bundle of both lies.
        const script = (0,external_node_path_.join)((0,external_node_path_.dirname)(process.argv[1] ?? ''), 'simulate.js');
        const answer = await startDetached(script, [scenario, String(port)]);
        const [url, apiKey] = [(0,shape/* text */.Qq)((0,shape.at)(answer, 'url')), (0,shape/* text */.Qq)((0,shape.at)(answer, 'apiKey'))];
        if (url === undefined || apiKey === undefined) {
            const why = (0,shape/* text */.Qq)((0,shape.at)(answer, 'problem')) ?? 'no reason given';
            throw new errors/* InputError */.dz([{ input: 'port', text: `cannot be opened: ${why}. Leave it out for a free one.` }]);
        }
        step.log.info(`Simulator at ${url} with the API key ${apiKey}, which only it accepts.`);
        step.log.info(`Any pipeline plays ${scenario}, unless it is named like another scenario.`);
        const list = plays.scenarios().map(({ name, about }) => `${name.padEnd(20)} ${about}`);
        step.log.group('Scenarios', list);
        (0,outputs/* setSimulator */.nc)(step.setOutput, { url, apiKey });
        return { isRed: false };
    });
}
//# sourceMappingURL=simulator.js.map

/***/ }),

/***/ 7:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

// ESM COMPAT FLAG
__nccwpck_require__.r(__webpack_exports__);

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  trigger: () => (/* binding */ trigger),
  triggerPipeline: () => (/* binding */ triggerPipeline)
});

// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __nccwpck_require__(875);
// EXTERNAL MODULE: ./lib/src/harness/errors.js
var errors = __nccwpck_require__(578);
// EXTERNAL MODULE: ./lib/src/harness/links.js
var links = __nccwpck_require__(604);
// EXTERNAL MODULE: ./lib/src/harness/webhook/events.js + 1 modules
var events = __nccwpck_require__(354);
// EXTERNAL MODULE: ./lib/src/inputs/yaml.js
var yaml = __nccwpck_require__(283);
// EXTERNAL MODULE: ./lib/src/lifecycle/connect.js + 6 modules
var connect = __nccwpck_require__(60);
// EXTERNAL MODULE: ./lib/src/lifecycle/finish.js + 1 modules
var finish = __nccwpck_require__(314);
// EXTERNAL MODULE: ./lib/src/lifecycle/post-state.js
var post_state = __nccwpck_require__(951);
// EXTERNAL MODULE: ./lib/src/lifecycle/send.js + 1 modules
var send = __nccwpck_require__(904);
// EXTERNAL MODULE: ./lib/src/lifecycle/watch.js + 7 modules
var watch = __nccwpck_require__(436);
// EXTERNAL MODULE: ./lib/src/report/outputs.js
var outputs = __nccwpck_require__(11);
// EXTERNAL MODULE: ./lib/src/report/report.js
var report = __nccwpck_require__(931);
// EXTERNAL MODULE: ./lib/src/report/verdict.js + 1 modules
var report_verdict = __nccwpck_require__(214);
// EXTERNAL MODULE: ./lib/src/runner/process.js + 4 modules
var process = __nccwpck_require__(290);
// EXTERNAL MODULE: ./lib/src/start/marker.js + 1 modules
var marker = __nccwpck_require__(400);
// EXTERNAL MODULE: ./lib/src/start/webhook-event.js
var webhook_event = __nccwpck_require__(33);
// EXTERNAL MODULE: ./lib/src/harness/scope.js
var harness_scope = __nccwpck_require__(781);
// EXTERNAL MODULE: ./lib/src/inputs/following.js
var following = __nccwpck_require__(5);
// EXTERNAL MODULE: ./lib/src/inputs/form.js
var inputs_form = __nccwpck_require__(618);
;// CONCATENATED MODULE: ./lib/src/actions/trigger/payload.js
/** @returns JSON, empty for an empty text; or what is wrong, each to follow the input's name. */
function readPayload(text, readYaml) {
    if (text === '') {
        return { json: '' };
    }
    if (isJson(text)) {
        return { json: text };
    }
    const read = readYaml(text);
    if ('faults' in read) {
        return { faults: read.faults.map((fault) => `${fault}.`) };
    }
    return read.tree === undefined || read.tree.kind === 'leaf'
        ? { faults: ['is a single value. Give a mapping such as image_tag: 1.10, as YAML or JSON.'] }
        : { json: toJson(read.tree) };
}
/** A text that is JSON goes out as it is: no number of it changes on the way. */
function isJson(text) {
    try {
        const value = JSON.parse(text);
        return typeof value === 'object' && value !== null;
    }
    catch {
        return false;
    }
}
function toJson(tree) {
    switch (tree.kind) {
        case 'leaf':
            return tree.plain ? plain(tree.text) : JSON.stringify(tree.text);
        case 'list':
            return `[${tree.items.map(toJson).join(',')}]`;
        case 'mapping':
            return `{${[...tree.entries].map(([key, value]) => `${JSON.stringify(key)}:${toJson(value)}`).join(',')}}`;
    }
}
/** A number that would lose a digit as one stays text: 1.10 is a version, and 007 no seven. */
function plain(text) {
    if (/^(?:|~|null|Null|NULL)$/.test(text)) {
        return 'null';
    }
    if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(text)) {
        return text.toLowerCase();
    }
    return /^-?[\d.]+$/.test(text) && String(Number(text)) === text ? text : JSON.stringify(text);
}
/** @returns what a trigger may want to know of the run, as JSON. Its names can be used in Harness's expressions. */
function describeRun(workflow) {
    const { repository, ref, sha, runId, attempt, url, actor, event } = workflow;
    return JSON.stringify({ repository, ref, sha, run_id: runId, run_attempt: attempt, run_url: url, actor, event });
}
//# sourceMappingURL=payload.js.map
;// CONCATENATED MODULE: ./lib/src/actions/trigger/webhook-url.js
/** The URL of a custom webhook, a secret: it is taken apart here, and no word about it quotes more than its host. */


// Three forms so far: …/custom/TOKEN/v3, …/custom/v2, …/custom.
const PATH = /^(?:\/gateway)?\/pipeline\/api\/webhook\/custom((?:\/[\w.~%-]+)*)\/?$/;
const VERSION = /^v\d+$/;
const HOW = 'Copy it from the trigger in Harness (Copy as Webhook URL in its menu): https://…/pipeline/api/webhook/custom/…/v3?accountIdentifier=…';
/** @returns what to mask: the whole URL, and the token in it, which answers may quote alone. */
function secretsOf(text) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const given = text === '' ? [] : [text];
    return url === undefined ? given : [...new Set([...given, url.href, ...tokensOf(url)])];
}
function tokensOf(url) {
    const parts = PATH.exec(url.pathname)?.[1]?.split('/') ?? [];
    return parts.filter((part) => part !== '' && !VERSION.test(part));
}
/** Reads the URL. Its host is used under the same conditions as that of any URL: nothing is sent where a typo points. */
function readWebhookUrl(text, baseUrl) {
    const problems = [];
    const complain = (what) => {
        problems.push({ input: 'webhook-url', text: what });
    };
    const base = (0,harness_scope/* locate */.x5)({ key: '', baseUrl, account: '', org: '', project: '', addresses: {} });
    problems.push(...base.problems);
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const none = { origin: '', account: '', org: '', project: '' };
    if (url === undefined || !PATH.test(url.pathname)) {
        complain(`is not the URL of a custom webhook. ${HOW}`);
        return { hook: { path: '', query: {}, secrets: [] }, scope: none, pipeline: '', problems };
    }
    const trusted = (0,harness_scope/* trustedOrigin */.yp)(url, baseUrl === '' || base.scope.origin === '' ? undefined : base.scope.origin);
    if (trusted.origin === undefined) {
        complain(trusted.problem);
    }
    else if (baseUrl !== '' && base.scope.origin !== '' && trusted.origin !== base.scope.origin) {
        complain(`points to '${(0,base_text/* oneLine */.TN)(url.host, 100)}', but base-url to '${(0,base_text/* oneLine */.TN)(new URL(base.scope.origin).host, 100)}'. Leave base-url out.`);
    }
    const wrong = [];
    const named = (name, is) => {
        const value = url.searchParams.get(name) ?? '';
        if (!is(value)) {
            wrong.push(name);
        }
        return is(value) ? value : '';
    };
    const scope = {
        origin: trusted.origin ?? '',
        account: named('accountIdentifier', harness_scope/* isAccount */.UP),
        org: named('orgIdentifier', harness_scope/* isIdentifier */._5),
        project: named('projectIdentifier', harness_scope/* isIdentifier */._5),
    };
    const pipeline = named('pipelineIdentifier', (name) => name === '' || (0,harness_scope/* isIdentifier */._5)(name));
    if (wrong.length > 0) {
        complain(`names no ${wrong.join(', no ')} that could be one. ${HOW}`);
    }
    const names = [...new Set(url.searchParams.keys())];
    return {
        hook: {
            path: url.pathname,
            query: Object.fromEntries(names.map((name) => [name, url.searchParams.getAll(name)])),
            secrets: tokensOf(url),
        },
        scope,
        pipeline,
        problems,
    };
}
//# sourceMappingURL=webhook-url.js.map
;// CONCATENATED MODULE: ./lib/src/actions/trigger/inputs.js
/** The inputs of `trigger`. */






/** Reads the inputs of `trigger`. @throws InputError with every problem there is. */
function readTrigger(get, circumstances, readYaml) {
    const form = (0,inputs_form/* openForm */.RL)(get);
    const key = (0,inputs_form/* readKey */.YZ)(form, circumstances, false);
    const text = form.text('webhook-url');
    const { problems, hook, scope, pipeline } = readWebhookUrl(text, form.text('base-url'));
    if (text === '') {
        const remedy = "is empty. Give the URL of a trigger of type Custom (Copy as Webhook URL in the trigger's menu), out of a secret.";
        form.problem('webhook-url', (0,inputs_form/* whyWithheld */.Q0)('the URL', circumstances.withoutSecrets) ?? remedy);
    }
    for (const { input, text: what } of problems.filter(({ input: of }) => text !== '' || of !== 'webhook-url')) {
        form.problem(input, what);
    }
    const account = (0,harness_scope/* accountOf */.XP)(key);
    if (account !== undefined && scope.account !== '' && account !== scope.account) {
        form.problem('api-key', `is a key of the account '${(0,base_text/* oneLine */.TN)(account, 80)}', and webhook-url is of '${(0,base_text/* oneLine */.TN)(scope.account, 80)}'. Give a key of the same account, or none.`);
    }
    const payload = readPayload(form.text('payload'), readYaml);
    for (const fault of 'faults' in payload ? payload.faults : []) {
        form.problem('payload', fault);
    }
    const inputs = {
        key,
        hook,
        scope,
        pipeline,
        payload: 'json' in payload ? payload.json : '',
        wait: form.flag('wait', true),
        ...(0,following/* readFollowing */.w)(form, key === '' ? 'leave' : 'abort'),
    };
    for (const name of ['on-cancel', 'on-timeout']) {
        if (key === '' && form.text(name) === 'abort') {
            form.problem(name, "cannot be 'abort' without api-key: a webhook's URL starts executions and aborts none.");
        }
    }
    form.close();
    return inputs;
}
//# sourceMappingURL=inputs.js.map
;// CONCATENATED MODULE: ./lib/src/actions/trigger/trigger.js
/** `OWNER/run-harness-pipeline/trigger`: starts what a custom webhook triggers, finds the execution and follows it. */



















/** Runs main. */
function trigger() {
    return (0,process/* runStep */.e)(async (step, stop) => {
        step.mask(step.input('api-key').trim());
        step.mask(step.input('github-token').trim());
        secretsOf(step.input('webhook-url').trim()).forEach(step.mask);
        const { withoutSecrets, url: runUrl } = step.workflow;
        const readYaml = await (0,yaml/* openYaml */.I)([step.input('payload')]);
        const inputs = readTrigger(step.input, { withoutSecrets, runUrl }, readYaml);
        const nonce = (0,marker/* newNonce */.Yd)();
        stop.watchFor(nonce);
        return triggerPipeline({
            step,
            inputs,
            nonce,
            connection: (0,connect/* connect */.N)(step, { ...inputs, matrixSize: inputs.leg.total }),
        });
    });
}
/** Sends the event, and watches what it starts. */
async function triggerPipeline({ step, inputs, connection, nonce }) {
    const { hook, pipeline, scope } = inputs;
    const by = (0,report/* runName */.rt)(step.workflow);
    const name = pipeline === '' ? 'of a custom webhook' : pipeline;
    step.log.info(`Harness pipeline ${name} · ${(0,links/* placeOf */.$t)(inputs)}${by === '' ? '' : ` · triggered by ${by}`}`);
    const deadline = step.from + inputs.timeout;
    const postState = { ...(0,post_state/* newPostState */.sx)(inputs, { nonce, now: step.clock.now() }), engine: 'webhook' };
    const payload = inputs.payload === '' ? describeRun(step.workflow) : inputs.payload;
    const purpose = `start the pipeline ${pipeline === '' ? name : `${name} by its custom webhook`} in ${scope.org}/${scope.project}`;
    const result = await (0,send/* sendOnce */.E4)({
        step,
        connection,
        postState,
        deadline,
        send: (bounds) => (0,events/* sendEvent */.B)(connection.http, { hook, payload, purpose }, bounds),
    });
    return result.kind === 'started'
        ? followEvent({ step, inputs, connection, postState: { ...postState, event: result.started }, deadline })
        : (0,send/* unstarted */.Z5)({ step, connection, postState }, result);
}
async function followEvent(accepted) {
    const { step, inputs, connection, deadline } = accepted;
    const { event } = accepted.postState;
    (0,outputs/* setEventOutput */.qC)(step.setOutput, event);
    step.saveState(post_state/* POST_STATE */.j9, (0,post_state/* serializePostState */.MX)(accepted.postState));
    step.log.info(`Harness accepted event ${event}, and processes it usually within 10 to 30 s.`);
    const processing = (0,events/* webhookEvent */.y)(connection.http, inputs.scope, event);
    const { retry } = connection;
    const { clock, signal, log } = step;
    let processed;
    try {
        processed = await (0,webhook_event/* untilProcessed */.X)({ event: processing, retry, clock, signal, deadline, onWait: log.info });
    }
    catch (error) {
        return (0,finish/* finishWithoutExecution */.s9)(unseen(accepted, error));
    }
    if (processed.kind !== 'started') {
        return (0,finish/* finishWithoutExecution */.s9)(nothing(accepted, processed));
    }
    const { id, pipeline } = processed.started.ref;
    const postState = pipeline === '' ? accepted.postState : { ...accepted.postState, pipeline };
    // Side by side: the execution is announced before anything else is asked.
    const [verdict] = await Promise.all([
        (0,watch/* watch */.w)({
            step,
            connection,
            engine: inputs.key === '' ? processing : connection.harness,
            inspector: inputs.key === '' ? undefined : connection.inspector,
            ref: { id, pipeline: postState.pipeline, url: (0,links/* executionPage */.Qe)(postState, id) },
            seen: processed.started.snapshot,
            postState,
            following: inputs,
            wait: inputs.wait,
        }),
        nameOthers(accepted, { id, named: processed.others }),
    ]);
    return verdict;
}
/** An event that is not known to have started anything. @throws the error itself when it is a fault of this program. */
function unseen({ step, inputs, connection, postState }, error) {
    const end = { step, connection, postState };
    const look = `  Look before you run this again: ${(0,links/* listPage */.ks)(postState)}`;
    if (error instanceof errors/* Cancelled */.cJ) {
        const message = `The job was cancelled before Harness had processed event ${postState.event}; the post step looks for its execution.`;
        return { ...end, isOpen: true, ending: 'cancelled', verdict: { status: 'unknown', isRed: true, message } };
    }
    if (error instanceof errors/* DeadlineExceeded */.m4) {
        const text = [
            `Harness has not processed event ${postState.event} within ${(0,base_text/* duration */.p0)(inputs.timeout)} (this step's timeout), so what it starts is not followed.`,
            ...(error.last === undefined ? [] : [error.last.message]),
            look,
        ].join('\n');
        return { ...end, ending: 'in-doubt', verdict: (0,report_verdict/* redVerdict */.bX)('unknown', text) };
    }
    if (error instanceof errors/* HarnessError */.tj) {
        const text = `It cannot be seen what became of event ${postState.event}. ${error.message}\n${look}`;
        return { ...end, ending: 'in-doubt', verdict: (0,report_verdict/* redVerdict */.bX)('unknown', text) };
    }
    throw error;
}
/** An event that Harness has processed without naming an execution. */
function nothing({ step, connection, postState }, processed) {
    const end = { step, connection, postState };
    const status = (0,base_text/* oneLine */.TN)(processed.status, 80) || 'no status';
    const words = processed.message === '' ? [] : [`  "${(0,base_text/* oneLine */.TN)(processed.message)}"`];
    if (processed.kind === 'nothing') {
        const head = `The webhook started nothing: Harness says ${status} of event ${postState.event}.`;
        const verdict = (0,report_verdict/* redVerdict */.bX)('failed', [head, ...words, `  ${processed.advice}`].join('\n'));
        return { ...end, ending: 'refused', verdict };
    }
    const head = `It is not clear whether the webhook started anything: Harness says ${status} of event ${postState.event} and names no execution.`;
    const look = `  Look before you run this again: ${(0,links/* listPage */.ks)(postState)}`;
    return { ...end, ending: 'in-doubt', verdict: (0,report_verdict/* redVerdict */.bX)('unknown', [head, ...words, look].join('\n')) };
}
/** ms for the question what else the event started; no answer is no reason to keep the execution waiting. */
const OTHERS_LIMIT = 10_000;
/** Newest executions of the project among which the others are looked for. */
const OTHERS_AMONG = 50;
/** Several triggers may share a webhook: warns of the executions that are not followed, as far as they can be known. */
async function nameOthers(accepted, { id, named }) {
    const { inputs, postState, step } = accepted;
    const urls = new Map(named.map((other) => [other, (0,links/* executionPage */.Qe)(postState, other)]));
    for (const { ref, event } of inputs.key === '' ? [] : await listNewest(accepted)) {
        if (event === postState.event && ref.id !== id) {
            urls.set(ref.id, ref.url);
        }
    }
    if (urls.size > 0) {
        const links = [...urls.values()].map((url) => `  ${url}`);
        step.log.warning(`Event ${postState.event} started ${(0,base_text/* count */.U9)(urls.size + 1, 'execution')}. This step follows the first and leaves the others alone:\n${links.join('\n')}`);
    }
}
async function listNewest({ step, connection, deadline }) {
    const { harness, retry } = connection;
    const until = { deadline: Math.min(deadline, step.clock.now() + OTHERS_LIMIT), signal: step.signal };
    try {
        return await retry.untilAnswered((bounds) => harness.list({ pipeline: '', page: 0, size: OTHERS_AMONG }, bounds), until);
    }
    catch (error) {
        if (error instanceof errors/* HarnessError */.tj || error instanceof errors/* DeadlineExceeded */.m4) {
            const why = error instanceof errors/* HarnessError */.tj ? error : error.last;
            step.log.info(`Whether the event started more than one execution cannot be told. ${why?.message ?? ''}`.trim());
            return [];
        }
        if (error instanceof errors/* Cancelled */.cJ) {
            return []; // watch() leaves with what is known.
        }
        throw error;
    }
}
//# sourceMappingURL=trigger.js.map

/***/ }),

/***/ 680:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  T: () => (/* binding */ limited),
  m: () => (/* binding */ systemClock)
});

;// CONCATENATED MODULE: external "node:timers/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
;// CONCATENATED MODULE: ./lib/src/base/clock.js

/**
 * A signal that aborts when the bounds are over, and what lets go of it once the work is done.
 *
 * `AbortSignal.any` with `AbortSignal.timeout` would read better, but Node 20 loses such a timeout to the garbage collector:
 * a request without an answer would hang until the client's own three minutes are over.
 */
function limited({ signal, limit }) {
    const over = new AbortController();
    const stop = () => {
        over.abort();
    };
    const timer = setTimeout(stop, Math.max(1, Math.floor(limit)));
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) {
        stop();
    }
    return {
        signal: over.signal,
        release: () => {
            clearTimeout(timer);
            signal.removeEventListener('abort', stop);
        },
    };
}
const systemClock = {
    now: () => performance.timeOrigin + performance.now(),
    sleep: async (ms, signal) => {
        // The largest delay that Node's timers know; longer ones would fire at once.
        const bounded = Math.min(Math.max(0, ms), 2 ** 31 - 1);
        await (0,promises_namespaceObject.setTimeout)(bounded, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
    },
    random: Math.random,
};
//# sourceMappingURL=clock.js.map

/***/ }),

/***/ 411:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Gv: () => (/* binding */ isObject),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   Te: () => (/* binding */ texts),
/* harmony export */   at: () => (/* binding */ at),
/* harmony export */   gP: () => (/* binding */ either),
/* harmony export */   jO: () => (/* binding */ entries),
/* harmony export */   nd: () => (/* binding */ integer),
/* harmony export */   p_: () => (/* binding */ list),
/* harmony export */   vE: () => (/* binding */ timestamp)
/* harmony export */ });
/* unused harmony export fields */
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
function text(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}
/** @returns the list's members, none when it is no list. */
function list(value) {
    return Array.isArray(value) ? value : [];
}
/** @returns the strings of a list, without empty ones. */
function texts(value) {
    return list(value).filter((member) => text(member) !== undefined);
}
/** @returns a whole number of zero or more, also from its decimal digits; undefined for anything else. */
function integer(value) {
    const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
    return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}
/** The year 10000. What is later was no ms: microseconds, most likely. */
const END_OF_TIME = 253_402_300_800_000;
/** @returns a moment in ms since 1970; undefined for 0, null and whatever no calendar of ours could mean. */
function timestamp(value) {
    const ms = integer(value);
    return ms !== undefined && ms > 0 && ms < END_OF_TIME ? ms : undefined;
}
/** @returns the map's entries; for a list, its members under their positions. */
function entries(value) {
    return Array.isArray(value)
        ? value.map((member, position) => [String(position), member])
        : Object.entries(fields(value));
}
//# sourceMappingURL=shape.js.map

/***/ }),

/***/ 875:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   EU: () => (/* binding */ fence),
/* harmony export */   Mn: () => (/* binding */ lines),
/* harmony export */   OG: () => (/* binding */ logLines),
/* harmony export */   TN: () => (/* binding */ oneLine),
/* harmony export */   U9: () => (/* binding */ count),
/* harmony export */   X_: () => (/* binding */ dayAndTime),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   cT: () => (/* binding */ withoutSecrets),
/* harmony export */   p0: () => (/* binding */ duration),
/* harmony export */   w7: () => (/* binding */ annotation),
/* harmony export */   wD: () => (/* binding */ markdown)
/* harmony export */ });
/**
 * Untrusted text made inert. Everything that comes from Harness, from the job's state or from the event file goes through
 * one of these functions before a person or the runner reads it.
 */
/** An invisible character that breaks `@name`, `#1` and `://` in Markdown where they stand. */
const BREAK = '\u200B';
// Terminal sequences: CSI (colours, cursor), OSC (titles, links) up to its end or the line's, and the two-character rest.
const TERMINAL = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B\n\r]*(?:\u0007|\u001B\\)?|[@-Z\\-_])|\u009B[0-?]*[ -/]*[@-~]/g;
// Controls but tab and line ends; format characters, direction overrides among them, which show text in another order than
// it has; lone surrogates; and everything that is drawn as nothing: the runner compares as people read, so `#<nothing>#[`
// would be `##[` to it.
const INVISIBLE = /[\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F]|\p{Cf}|\p{Default_Ignorable_Code_Point}|\p{Cs}/gu;
/** Whatever the runner or a terminal takes for the end of a line; a lone `\r` is one for the runner. */
const LINE_END = /\r\n|[\n\r\u000B\u000C\u0085\u2028\u2029]/;
/** @returns the text's lines without terminal sequences, control characters and direction overrides. */
function lines(text) {
    return text
        .replace(TERMINAL, '')
        .split(LINE_END)
        .map((line) => line.replace(INVISIBLE, ''));
}
/**
 * @returns one line, cut to `most` characters with an ellipsis. Runs of white space become one blank.
 */
function oneLine(text, most = 500) {
    const line = lines(text.length > most * 8 ? text.slice(0, most * 8) : text)
        .join(' ')
        .replace(/\s+/g, ' ')
        .trim();
    return cut(line, most);
}
/** Never cuts a character in two, as `slice` does with the ones beyond U+FFFF. */
function cut(text, most) {
    return text.length > most
        ? `${text
            .slice(0, most - 1)
            .replace(/[\uD800-\uDBFF]$/, '')
            .trimEnd()}…`
        : text;
}
/**
 * @returns the lines as the runner prints them and obeys none: it looks for `##[command]` anywhere in a line and for
 * `::command::` at its start, after any white space. What breaks them is a blank that is seen, because the runner skips
 * invisible characters.
 */
function logLines(text) {
    return lines(text).map((line) => line.replaceAll('##[', '## [').replace(/^(\s*):(?=:)/, '$1: '));
}
/** @returns the text of an annotation: inert lines, cut below the 4,096 characters that the runner keeps. */
function annotation(text) {
    return cut(logLines(text).join('\n').trim(), 4000);
}
const ENTITIES = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    '\\': '&#92;',
    '`': '&#96;',
    '*': '&#42;',
    _: '&#95;',
    '~': '&#126;',
    '[': '&#91;',
    ']': '&#93;',
    '|': '&#124;',
    $: '&#36;',
};
/**
 * @returns one line of text that stays text in GitHub's Markdown, in a table cell and inside HTML: no mention, no link, no
 * image, no reference to an issue, no emoji, no markup. An underscore inside a word is none to Markdown and stays readable.
 */
function markdown(text, most = 500) {
    // The entities come last: the `#` and the digits in them are no reference to an issue.
    return oneLine(text, most)
        .replace(/@|#(?=\d)|GH-(?=\d)|:(?=\/\/|[\d_]*[a-z+-][\w+-]*:)|www(?=\.)/gi, `$&${BREAK}`)
        .replace(/^(?:[#+\-=]|\d+[.)])/, `${BREAK}$&`)
        .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|[&<>"\\`*~[\]|$]/g, (found) => ENTITIES[found] ?? found);
}
/** @returns one line as inline code: between backticks where nothing can end it early, else as an HTML element. */
function code(text, most = 200) {
    const line = oneLine(text, most);
    return /^[\w.,:;/+=()-][\w.,:;/+=() -]*$/.test(line) ? `\`${line}\`` : `<code>${markdown(line, most)}</code>`;
}
/** @returns the text as a fenced block, its fence longer than any run of backticks inside. */
function fence(text) {
    const body = lines(text).join('\n');
    const longest = (body.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
    const ticks = '`'.repeat(longest + 1);
    return `${ticks}text\n${body}\n${ticks}`;
}
/**
 * @returns `text` with each of the secrets replaced by `***`. The runner masks what it prints; this is for what does not
 * pass the runner, and for the message of an error that quotes an answer.
 */
function withoutSecrets(text, secrets) {
    return secrets.filter((secret) => secret !== '').reduce((clean, secret) => clean.replaceAll(secret, '***'), text);
}
/** @returns `3m 12s`, `1h 05m`, `4s`: a duration given in ms, rounded down to whole seconds. */
function duration(ms) {
    const seconds = Math.max(0, Math.floor(ms / 1000));
    const two = (value) => String(value).padStart(2, '0');
    if (seconds < 60) {
        return `${seconds}s`;
    }
    const minutes = Math.floor(seconds / 60);
    return minutes < 60 ? `${minutes}m ${two(seconds % 60)}s` : `${Math.floor(minutes / 60)}h ${two(minutes % 60)}m`;
}
/** @returns `2026-02-12 18:42 UTC` for a moment in ms since 1970. */
function dayAndTime(ms) {
    const iso = new Date(ms).toISOString();
    return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}
/** @returns `1 stage`, `2 stages`: a count with its noun. */
function count(number, noun) {
    return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
//# sourceMappingURL=text.js.map

/***/ }),

/***/ 969:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   e6: () => (/* binding */ follow),
/* harmony export */   ll: () => (/* binding */ LAST_POLL_LIMIT),
/* harmony export */   tm: () => (/* binding */ abortUntilEnded)
/* harmony export */ });
/* harmony import */ var _harness_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(578);
/* harmony import */ var _harness_execution_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(664);


/** ms for the last look at the deadline: a final status outranks the clock. */
const LAST_POLL_LIMIT = 10_000;
/** ms to see the end of an abort. */
const ABORT_CONFIRM_LIMIT = 30_000;
/** ms between looks while an abort takes effect, and until one that shows none is asked for again. */
const ABORT_POLL_INTERVAL = 1000;
const ABORT_REPEAT_AFTER = 10_000;
/** ms for one request on the way there: on a dead connection it would take all the time that there is. */
const ABORT_REQUEST_LIMIT = 10_000;
const MINUTE = 60_000;
/** Follows an execution to one of its endings. Whatever Harness answers, it throws nothing. */
async function follow(options) {
    const { deadline } = options;
    let snapshot = options.seen;
    // A start's answer tells neither stages nor times: what ended at once is looked at all the same, but for a policy's denial.
    let isTold = snapshot.endedAt !== undefined || snapshot.deniedBy !== undefined;
    try {
        if (!(0,_harness_execution_js__WEBPACK_IMPORTED_MODULE_1__/* .isFinal */ .dR)(snapshot.phase)) {
            await pause(options, snapshot, options.pace.first());
        }
        while (!(0,_harness_execution_js__WEBPACK_IMPORTED_MODULE_1__/* .isFinal */ .dR)(snapshot.phase) || !isTold) {
            isTold = true;
            snapshot = await look(options, { deadline });
            if (snapshot.phase === 'waiting' && options.onWaiting !== 'wait') {
                return options.onWaiting === 'detach'
                    ? { kind: 'left', snapshot, why: 'waiting' }
                    : { kind: 'blocked', snapshot };
            }
            if (!(0,_harness_execution_js__WEBPACK_IMPORTED_MODULE_1__/* .isFinal */ .dR)(snapshot.phase)) {
                await pause(options, snapshot, await options.pace.next(snapshot));
            }
        }
        return { kind: 'ended', snapshot };
    }
    catch (error) {
        return error instanceof _harness_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .DeadlineExceeded */ .m4 ? await atDeadline(options, snapshot) : outcomeOfError(error, snapshot);
    }
}
/** Waits so many ms, but for the deadline and the cancel, and says so once a minute. */
async function pause({ clock, deadline, signal, onIdle }, snapshot, ms) {
    const next = Math.min(clock.now() + ms, deadline);
    while (clock.now() < next && !signal.aborted) {
        onIdle(snapshot, next - clock.now());
        await clock.sleep(Math.min(MINUTE, next - clock.now()), signal);
    }
}
async function look({ engine, ref, retry, signal, onSnapshot }, until) {
    const snapshot = await retry.untilAnswered((bounds) => engine.read(ref, bounds), { ...until, signal });
    await onSnapshot(snapshot);
    return snapshot;
}
/** What an error that ends the following means; anything unforeseen is thrown on. */
function outcomeOfError(error, snapshot) {
    if (error instanceof _harness_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Cancelled */ .cJ) {
        return { kind: 'cancelled', snapshot };
    }
    if (error instanceof _harness_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HarnessError */ .tj) {
        // What was final when it was seen stays so, whether or not more can be told of it.
        return (0,_harness_execution_js__WEBPACK_IMPORTED_MODULE_1__/* .isFinal */ .dR)(snapshot.phase) ? { kind: 'ended', snapshot } : { kind: 'access-lost', snapshot, error };
    }
    throw error;
}
/** The time is over: one last look, and the abort if one is wished for. */
async function atDeadline(options, before) {
    const { clock } = options;
    let snapshot = before;
    let inContact = true;
    try {
        snapshot = await look(options, { deadline: clock.now() + LAST_POLL_LIMIT, skipsBackOff: true });
    }
    catch (error) {
        if (!(error instanceof _harness_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .DeadlineExceeded */ .m4)) {
            return outcomeOfError(error, snapshot);
        }
        inContact = false;
    }
    if ((0,_harness_execution_js__WEBPACK_IMPORTED_MODULE_1__/* .isFinal */ .dR)(snapshot.phase)) {
        return { kind: 'ended', snapshot };
    }
    if (options.onTimeout === 'leave') {
        return { kind: 'timed-out', snapshot, inContact, abort: 'unwanted' };
    }
    try {
        const end = await abortUntilEnded(options, { phase: snapshot.phase, deadline: clock.now() + ABORT_CONFIRM_LIMIT });
        if (end === undefined) {
            return { kind: 'timed-out', snapshot, inContact, abort: 'unseen' };
        }
        // What ended by itself in the meantime was not aborted by this step.
        return end.phase === 'aborted'
            ? { kind: 'timed-out', snapshot: end, inContact: true, abort: 'seen' }
            : { kind: 'ended', snapshot: end };
    }
    catch (error) {
        const ending = outcomeOfError(error, snapshot);
        return ending.kind === 'access-lost'
            ? { kind: 'timed-out', snapshot, inContact, abort: 'unseen', refusal: ending.error }
            : ending;
    }
}
/**
 * Aborts an execution and looks until it has ended; one that is being aborted already is only looked at.
 *
 * @param deadline ms since 1970
 * @returns the final look; undefined when the end was not seen in time.
 * @throws HarnessError when Harness refuses the abort or the look, or could not be asked in time; Cancelled.
 */
async function abortUntilEnded(target, { phase, deadline }) {
    const { engine, ref, retry, clock, signal, interval = ABORT_POLL_INTERVAL } = target;
    const until = { deadline, signal, limit: ABORT_REQUEST_LIMIT, skipsBackOff: true };
    let seen = phase;
    let askedAt = -Infinity;
    let isAccepted = phase === 'stopping';
    try {
        for (;;) {
            if (seen !== 'stopping' && clock.now() - askedAt >= ABORT_REPEAT_AFTER) {
                askedAt = clock.now();
                await retry.untilAnswered((bounds) => engine.abort(ref, bounds), until);
                isAccepted = true;
            }
            const snapshot = await retry.untilAnswered((bounds) => engine.read(ref, bounds), until);
            await target.onSnapshot(snapshot);
            if ((0,_harness_execution_js__WEBPACK_IMPORTED_MODULE_1__/* .isFinal */ .dR)(snapshot.phase)) {
                return snapshot;
            }
            seen = snapshot.phase;
            await clock.sleep(Math.min(interval, Math.max(0, deadline - clock.now())), signal);
        }
    }
    catch (error) {
        if (!(error instanceof _harness_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .DeadlineExceeded */ .m4)) {
            throw error;
        }
        if (!isAccepted && error.last !== undefined) {
            throw error.last; // Nobody has heard of the abort: that its end was not seen would be half the truth.
        }
        return undefined;
    }
}
//# sourceMappingURL=follow.js.map

/***/ }),

/***/ 166:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Ct: () => (/* binding */ FILTER_STATUSES),
/* harmony export */   DM: () => (/* binding */ durationsOf),
/* harmony export */   GG: () => (/* binding */ walk),
/* harmony export */   Gj: () => (/* binding */ pastDurations),
/* harmony export */   bq: () => (/* binding */ overviewOf)
/* harmony export */ });
/* harmony import */ var _harness_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(578);
/* harmony import */ var _harness_execution_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(664);


const PAGE = 100;
const MOST_PAGES = 20;
/** ms. Harness sorts by the start, so a walk by the end goes on for as long as an execution may well take. */
const LONGEST = 7 * 24 * 3_600_000;
/** Walks page by page, no further than it must. @throws HarnessError, Overdue, Cancelled. */
async function walk({ harness, retry, until }, question) {
    const { pipeline, statuses, since, limit } = question;
    const size = since === undefined && statuses.length === 0 ? Math.min(PAGE, limit) : PAGE;
    const ids = new Set();
    const seen = [];
    const found = [];
    for (let page = 0; page < MOST_PAGES; page++) {
        const listed = await retry.untilAnswered((bounds) => harness.list({ pipeline, page, size }, bounds), until);
        for (const one of listed) {
            const end = endOf(one.snapshot);
            // What starts between two requests pushes the others on, so that one may come twice.
            if (ids.has(one.ref.id) || (since !== undefined && end !== undefined && end < since)) {
                continue;
            }
            ids.add(one.ref.id);
            seen.push(one);
            if ((since === undefined || end !== undefined) && hasStatus(one.snapshot, statuses)) {
                found.push(one);
            }
        }
        if (since !== undefined && found.length > limit) {
            return { found: found.slice(0, limit), seen, cut: 'limit' };
        }
        const start = listed.findLast(({ snapshot }) => snapshot.startedAt !== undefined)?.snapshot.startedAt;
        const isBefore = since !== undefined && start !== undefined && start < since - LONGEST;
        if (isBefore || listed.length < size || (since === undefined && found.length >= limit)) {
            return { found: found.slice(0, limit), seen };
        }
    }
    return { found, seen, cut: 'pages' };
}
/** ms since 1970; undefined while it runs. What never began, such as a denied execution, may have no end of its own. */
function endOf({ phase, endedAt, startedAt }) {
    return (0,_harness_execution_js__WEBPACK_IMPORTED_MODULE_1__/* .isFinal */ .dR)(phase) ? (endedAt ?? startedAt ?? 0) : undefined;
}
/** So many of the newest tell how long the next one takes. */
const TELLING = 20;
/** @returns how long the newest of these that succeeded took, in ms. */
function durationsOf(executions) {
    return executions
        .flatMap(({ snapshot: { phase, startedAt, endedAt } }) => phase !== 'succeeded' || startedAt === undefined || endedAt === undefined ? [] : endedAt - startedAt)
        .slice(0, TELLING);
}
/**
 * @returns how long the pipeline's newest successful executions took, in ms. One request, not repeated: nothing depends on
 * it, so that there is none when Harness does not answer in time, or refuses.
 */
async function pastDurations(harness, pipeline, bounds) {
    try {
        return durationsOf(await harness.list({ pipeline, page: 0, size: TELLING, statuses: ['Success'] }, bounds));
    }
    catch (error) {
        if (error instanceof _harness_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HarnessError */ .tj) {
            return [];
        }
        throw error;
    }
}
/** @returns the figures of these executions. */
function overviewOf(executions) {
    const ended = executions.filter(({ snapshot }) => (0,_harness_execution_js__WEBPACK_IMPORTED_MODULE_1__/* .isFinal */ .dR)(snapshot.phase));
    const durations = ended
        .flatMap(({ snapshot: { startedAt, endedAt } }) => startedAt === undefined || endedAt === undefined ? [] : Math.max(0, endedAt - startedAt))
        .toSorted((one, other) => one - other);
    return {
        ended: ended.length,
        succeeded: ended.filter(({ snapshot }) => (0,_harness_execution_js__WEBPACK_IMPORTED_MODULE_1__/* .statusOf */ .c2)(snapshot.phase) === 'succeeded').length,
        median: durations[Math.floor((durations.length - 1) / 2)],
        running: executions.length - ended.length,
    };
}
/** The words of the output `status` that an execution can have. */
const FILTER_STATUSES = ['succeeded', 'failed', 'aborted', 'expired', 'running', 'waiting'];
/** Whether an execution has one of the statuses; any has when none is named. `failed` is wider than Harness's `Failed`. */
function hasStatus({ status, phase }, statuses) {
    return (statuses.length === 0 ||
        statuses.some((word) => (FILTER_STATUSES.includes(word) ? word === (0,_harness_execution_js__WEBPACK_IMPORTED_MODULE_1__/* .statusOf */ .c2)(phase) : (0,_harness_execution_js__WEBPACK_IMPORTED_MODULE_1__/* .isSameStatus */ .F0)(word, status))));
}
//# sourceMappingURL=history.js.map

/***/ }),

/***/ 299:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Jw: () => (/* binding */ describeState),
/* harmony export */   ZG: () => (/* binding */ iconOf),
/* harmony export */   mp: () => (/* binding */ openProgress),
/* harmony export */   t: () => (/* binding */ isRedundantMessage)
/* harmony export */ });
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(875);
/* harmony import */ var _harness_execution_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(664);
/** The log while an execution runs: one line when something changes, one a minute when nothing does. */


const MINUTE = 60_000;
/** Characters that a stage's name may take; longer ones are cut so that the columns stay. */
const MAX_WIDTH = 40;
/** A column of this width looks calm for most pipelines; it grows with the names up to WIDEST. */
const MIN_WIDTH = 18;
const ICONS = {
    queued: '○',
    running: '●',
    paused: '⏸',
    waiting: '⏸',
    stopping: '●',
    succeeded: '✔',
    ignored: '⚠',
    skipped: '○',
    failed: '✖',
    aborted: '✖',
    expired: '✖',
    unknown: '●',
};
/** @returns the glyph that stands for a phase, in the log as in the summary. */
function iconOf(phase) {
    return ICONS[phase];
}
/** Opens the log of one execution. */
function openProgress({ print, now, from }) {
    // What was said of each stage, and of the execution: two statuses that read alike are no news.
    const before = new Map();
    let state = '';
    let told = now();
    /** Since when it is as it is. */
    let since = now();
    let width = MIN_WIDTH;
    const say = (text) => {
        told = now();
        print(`${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)(now() - from).padStart(7)} ${text}`);
    };
    return {
        onSnapshot(snapshot) {
            const names = snapshot.stages.map((stage) => nameOf(stage).length);
            width = Math.min(MAX_WIDTH, Math.max(width, ...names));
            let isNews = false;
            for (const stage of snapshot.stages) {
                const key = `${stage.node ?? ''} ${stage.nodeExecution ?? ''} ${stage.id}`;
                const isNew = before.get(key) !== describeState(stage);
                before.set(key, describeState(stage));
                if (isNew && stage.phase !== 'queued' && stage.status !== '') {
                    isNews = true;
                    say(`${iconOf(stage.phase)} ${nameOf(stage).padEnd(width)} ${wordsOf(stage, now())}`);
                }
            }
            if (describeState(snapshot) !== state) {
                state = describeState(snapshot);
                since = now();
                const isTold = isNews || (0,_harness_execution_js__WEBPACK_IMPORTED_MODULE_1__/* .isFinal */ .dR)(snapshot.phase) || snapshot.phase === 'running';
                if (!isTold) {
                    say(`${iconOf(snapshot.phase)} ${describeState(snapshot)}`);
                }
            }
            since = isNews ? now() : since;
        },
        onIdle(snapshot, next) {
            if (now() - told >= MINUTE - 500) {
                say(`  still ${describeState(snapshot)} (${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)(now() - since)}), next look in ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)(next + 500)}`);
            }
        },
        onDisconnect(error, { since: out, pause }) {
            const head = (0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(error.headline, 200);
            say(out < MINUTE
                ? `… out of contact: ${head} Asking again${pause >= 10_000 ? ` in ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)(pause)}` : ''}.`
                : `… still out of contact (${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)(out)}): ${head}`);
        },
        onReconnect(ms) {
            say(`… back in contact after ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)(ms)}.`);
        },
    };
}
function nameOf(stage) {
    const name = `${'  '.repeat(Math.min(stage.depth, 4))}${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(stage.name, MAX_WIDTH)}`;
    return name.length > MAX_WIDTH ? `${name.slice(0, MAX_WIDTH - 1)}…` : name;
}
function wordsOf(stage, now) {
    const state = describeState(stage);
    if (!(0,_harness_execution_js__WEBPACK_IMPORTED_MODULE_1__/* .isFinal */ .dR)(stage.phase) || stage.phase === 'skipped') {
        return state;
    }
    const isWork = state === 'failed' || !(0,_harness_execution_js__WEBPACK_IMPORTED_MODULE_1__/* .isUnsuccessful */ .Ou)(stage.phase);
    const took = stage.startedAt === undefined
        ? ''
        : ` ${isWork ? 'in' : 'after'} ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)((stage.endedAt ?? now) - stage.startedAt)}`;
    const isTold = !(0,_harness_execution_js__WEBPACK_IMPORTED_MODULE_1__/* .isUnsuccessful */ .Ou)(stage.phase) || stage.isGroup || isRedundantMessage(stage);
    return `${state}${took}${isTold || stage.message === undefined ? '' : `: ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(stage.message, 160)}`}`;
}
/** What people call a status whose phase says too little. */
const WORDS = {
    ApprovalWaiting: 'waiting for approval',
    InterventionWaiting: 'waiting for a manual intervention',
    InputWaiting: 'waiting for input',
    UploadWaiting: 'waiting for an upload',
    ApprovalRejected: 'rejected',
    AbortedByFreeze: 'stopped by a deployment freeze',
    QueuedLicenseLimitReached: 'queued: the licence limit is reached',
    QueuedExecutionConcurrencyReached: 'queued: the limit of concurrent executions is reached',
    ResourceWaiting: 'queued for a resource that another execution holds',
    Suspended: 'suspended',
};
/** What Harness says of every end of a kind, and we where it says nothing. */
const SAID = {
    ApprovalRejected: /^(the )?approval( step)? (has been|was) rejected\.?$/i,
    AbortedByFreeze: /^(pipeline aborted due to|stopped by a deployment) freeze\.?$/i,
    Aborted: /^aborted\.?$/i,
};
/** Whether a message says no more than the state does, with the name of who rejected where that is known. */
function isRedundantMessage({ status, message = '', by }) {
    const known = (0,_harness_execution_js__WEBPACK_IMPORTED_MODULE_1__/* .canonicalStatus */ .xX)(status);
    return ((known === 'ApprovalRejected' && by !== undefined) ||
        (known !== undefined && SAID[known]?.test(message.trim()) === true));
}
/** @returns what an execution or a stage is doing, in words: `waiting for approval`, `succeeded`, `queued behind …`. */
function describeState({ status, phase }) {
    const known = (0,_harness_execution_js__WEBPACK_IMPORTED_MODULE_1__/* .canonicalStatus */ .xX)(status);
    const words = known === undefined ? undefined : WORDS[known];
    if (words !== undefined) {
        return words;
    }
    switch (phase) {
        case 'waiting':
            return 'waiting for a person';
        case 'stopping':
            return 'being aborted';
        case 'ignored':
            return 'succeeded with an ignored failure';
        case 'skipped':
            return 'not run';
        case 'unknown':
            return status === ''
                ? 'without a status'
                : `in a status that this version does not know (${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(status, 60)})`;
        case 'queued':
        case 'running':
        case 'paused':
        case 'succeeded':
        case 'failed':
        case 'aborted':
        case 'expired':
            return phase;
    }
}
//# sourceMappingURL=progress.js.map

/***/ }),

/***/ 537:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   EC: () => (/* binding */ lacksScheme),
/* harmony export */   PW: () => (/* binding */ isAddress),
/* harmony export */   zq: () => (/* binding */ readAddress)
/* harmony export */ });
/** The address of any page of Harness, taken apart. */
/** Whether an input's text is meant as an address and not as an identifier. */
function isAddress(text) {
    return /^[a-z][a-z0-9+.-]*:\/\//i.test(text) || text.startsWith('/') || lacksScheme(text);
}
/** Whether the text begins with a host instead of https://, as some browsers show an address. */
function lacksScheme(text) {
    return /^(?:(?:[a-z0-9-]+\.)+[a-z0-9-]+|localhost)(?::\d+)?\//i.test(text);
}
/**
 * Reads the address of a page of Harness: with `#/` or without, with or without a module after the account, of a
 * pipeline, its studio, its lists, or one execution (as execution, deployment or build).
 *
 * @returns undefined when it is no URL at all; else the parts that it names.
 */
function readAddress(text) {
    const url = parsed(text, text.startsWith('/'));
    if (url === undefined || lacksScheme(text)) {
        return undefined;
    }
    // `//host/…` begins like a path and names a host, and browsers know more ways to write it.
    const isPath = text.startsWith('/') && url.host === NO_HOST;
    // A hash URL keeps path and query behind the `#`.
    const page = (url.hash.startsWith('#/') ? parsed(url.hash.slice(1), true) : undefined) ?? url;
    const names = readPath(page.pathname);
    return {
        host: isPath ? undefined : url,
        account: names.get('account'),
        org: names.get('org'),
        project: names.get('project'),
        pipeline: names.get('pipeline') ?? page.searchParams.get('pipelineIdentifier') ?? undefined,
        execution: names.get('execution'),
        branch: page.searchParams.get('branch') ?? undefined,
    };
}
const NO_HOST = 'path.invalid';
function parsed(text, isRelative) {
    const base = isRelative ? `https://${NO_HOST}` : undefined;
    return URL.canParse(text, base) ? new URL(text, base) : undefined;
}
const WORDS = new Map([
    ['account', 'account'],
    ['orgs', 'org'],
    ['projects', 'project'],
    ['pipelines', 'pipeline'],
    ['executions', 'execution'],
    ['deployments', 'execution'],
    ['builds', 'execution'],
]);
/** Each word takes the part after it along, so that an identifier may be spelled like a word: `/projects/pipelines`. */
function readPath(path) {
    const names = new Map();
    const parts = path.split('/').filter((part) => part !== '');
    for (let position = 0; position < parts.length - 1; position++) {
        const name = WORDS.get(parts[position] ?? '');
        // A project has lists of executions, too; one execution stands below its pipeline.
        if (name !== undefined && !names.has(name) && (name !== 'execution' || names.has('pipeline'))) {
            position += 1;
            names.set(name, decoded(parts[position] ?? ''));
        }
    }
    return names;
}
function decoded(part) {
    try {
        return decodeURIComponent(part);
    }
    catch {
        return part; // A lone % is no identifier either way; the check of identifiers says so.
    }
}
//# sourceMappingURL=address.js.map

/***/ }),

/***/ 578:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ refusalReason),
/* harmony export */   cJ: () => (/* binding */ Cancelled),
/* harmony export */   dz: () => (/* binding */ InputError),
/* harmony export */   m4: () => (/* binding */ DeadlineExceeded),
/* harmony export */   tj: () => (/* binding */ HarnessError)
/* harmony export */ });
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(875);
/** What can go wrong, each with the facts that a person needs to mend it. */

/** Everything that is wrong with a step's inputs. Thrown before anything is started. */
class InputError extends Error {
    name = 'InputError';
    problems;
    constructor(problems) {
        const width = Math.max(...problems.map(({ input }) => input.length)) + 2;
        const head = `${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .count */ .U9)(problems.length, 'problem')} in this step's inputs; nothing was started.`;
        super([head, ...problems.map(({ input, text }) => `  ${input.padEnd(width)}${text}`)].join('\n'));
        this.problems = problems;
    }
}
/** A request to Harness that brought no usable answer. */
class HarnessError extends Error {
    name = 'HarnessError';
    failure;
    constructor(failure) {
        super(explain(failure), { cause: failure.cause });
        this.failure = failure;
    }
    get kind() {
        return this.failure.kind;
    }
    /** What was asked and what came back: the message's first line, which is a sentence of its own. */
    get headline() {
        return this.message.split('\n', 1).join('');
    }
}
/** The time that was given is over. */
class DeadlineExceeded extends Error {
    name = 'Overdue';
    /** What the last try met with, if the time ran out while there was no contact. */
    last;
    constructor(last) {
        super('The time is over.');
        this.last = last;
    }
}
/** The job was cancelled, or the post step told this process to stop. */
class Cancelled extends Error {
    name = 'Cancelled';
    constructor() {
        super('Cancelled.');
    }
}
/**
 * What kind of refusal it is, by Harness's code first: TOO_MANY_REQUESTS comes as a 400, a missing pipeline as a 400, and
 * proxies change statuses.
 */
function refusalReason(failure) {
    switch (failure.code ?? '') {
        case 'INVALID_TOKEN':
        case 'EXPIRED_TOKEN':
        case 'REVOKED_TOKEN':
        case 'TOKEN_ALREADY_REFRESHED_ONCE':
            return 'unauthorized';
        case 'NG_ACCESS_DENIED':
        case 'ACCESS_DENIED':
        case 'USER_NOT_AUTHORIZED':
            return 'forbidden';
        case 'ENTITY_NOT_FOUND':
        case 'RESOURCE_NOT_FOUND':
        case 'RESOURCE_NOT_FOUND_EXCEPTION':
            return 'not-found';
        default:
            return failure.status === 401
                ? 'unauthorized'
                : failure.status === 403
                    ? 'forbidden'
                    : failure.status === 404 || /does(?:n't| not) exist|has been deleted/.test(failure.detail)
                        ? 'not-found'
                        : 'other';
    }
}
/** Says what was asked, what came back, what it most likely means and what to do next: one paragraph a line. */
function explain(failure) {
    const { hints = [], correlationId } = failure;
    const answer = [failure.status, failure.code].filter((part) => part !== undefined).join(' ');
    return [
        `${headline(failure)}${answer === '' ? '' : ` (${answer})`}.`,
        ...(failure.detail === '' ? [] : [`  ${quoted(failure)}`]),
        ...hints.map((hint) => `  Hint: ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(hint)}`),
        `  ${advice(failure)}${correlationId === undefined ? '' : ` Correlation id ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(correlationId, 80)}.`}`,
    ].join('\n');
}
/** Harness's words stand between quotation marks, ours and the system's do not. */
function quoted({ kind, detail }) {
    const isTheirs = kind === 'refused' || kind === 'limited' || kind === 'unavailable';
    return isTheirs ? `"${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(detail)}"` : (0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(detail);
}
function headline(failure) {
    const { purpose, origin } = failure;
    switch (failure.kind) {
        case 'unsent':
            return `${origin} could not be reached to ${purpose}`;
        case 'untrusted':
            return `The certificate of ${origin} is not trusted; the request to ${purpose} was not sent`;
        case 'lost':
            return `The connection to ${origin} gave no whole answer to the request to ${purpose}`;
        case 'limited':
            return `Harness is asked too often with this key; it did not ${purpose}`;
        case 'unavailable':
            return `Harness could not ${purpose}`;
        case 'unexpected':
            return `${origin} did not answer as Harness does, asked to ${purpose}`;
        case 'redirect':
            return `${origin} redirects the request to ${purpose}`;
        case 'refused':
            break;
    }
    switch (refusalReason(failure)) {
        case 'unauthorized':
            return `Harness does not accept this key, asked to ${purpose}`;
        case 'forbidden':
            return `Harness does not let this key ${purpose}`;
        case 'not-found':
            return `Harness does not find what it needs to ${purpose}`;
        case 'other':
            return `Harness refused to ${purpose}`;
    }
}
function advice(failure) {
    switch (failure.kind) {
        case 'unsent':
            return 'Check base-url, the proxy settings of the runner (HTTPS_PROXY, NO_PROXY) and whether the runner may reach that host.';
        case 'untrusted':
            return 'If Harness has a certificate of your own authority, name its file in NODE_EXTRA_CA_CERTS in the environment of the runner or of this step.';
        case 'lost':
        case 'unavailable':
            return 'This is most likely a passing fault of the network or of Harness (status.harness.io).';
        case 'limited':
            return 'Harness allows 400 requests a minute for a key: use one key per team, or a longer poll-interval.';
        case 'unexpected':
            return 'A proxy, a firewall or a login page may stand in between: check base-url and that the key has not expired.';
        case 'redirect':
            return 'It is not followed, because the key would go along. Give the host that it names as base-url, if that is your Harness.';
        case 'refused':
            break;
    }
    const permission = /core_\w+/.exec(failure.detail)?.[0];
    switch (refusalReason(failure)) {
        case 'unauthorized':
            return 'The key is wrong, expired or revoked, or belongs to another account: make a new token and store it as the secret that api-key reads.';
        case 'forbidden':
            return permission === undefined
                ? "Give the key's user or service account a role in that project that allows it."
                : `Give the key's user or service account a role with ${permissionName(permission)} in that project.`;
        case 'not-found':
            return 'Check account, org, project and pipeline: a key that may not see a project gets this answer, too.';
        case 'other':
            return 'Mend what Harness names, then run this again.';
    }
}
/** `core_pipeline_execute` as Harness's own pages call it: `Pipeline: Execute`. */
function permissionName(permission) {
    const [, resource = '', action = ''] = permission.split('_');
    const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);
    return `${capital(resource)}: ${capital(action)} (${permission})`;
}
//# sourceMappingURL=errors.js.map

/***/ }),

/***/ 664:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   F0: () => (/* binding */ isSameStatus),
/* harmony export */   Ou: () => (/* binding */ isUnsuccessful),
/* harmony export */   c2: () => (/* binding */ statusOf),
/* harmony export */   dR: () => (/* binding */ isFinal),
/* harmony export */   hU: () => (/* binding */ phaseOf),
/* harmony export */   pN: () => (/* binding */ failedStages),
/* harmony export */   ug: () => (/* binding */ ENGINES),
/* harmony export */   xX: () => (/* binding */ canonicalStatus)
/* harmony export */ });
/* unused harmony export STATUSES */
/**
 * Every status that Harness's read API is known to give (`status` of `GET /pipeline/api/pipelines/execution/v2/{id}`, as
 * published in 2026) with its phase. Followers elsewhere got lost for want of exactly this list.
 */
const STATUSES = {
    NotStarted: 'queued',
    Queued: 'queued',
    QueuedLicenseLimitReached: 'queued',
    QueuedExecutionConcurrencyReached: 'queued',
    QueuedGlobalInfraCapacityReached: 'queued',
    QUEUED_PLAN_CREATION: 'queued',
    ResourceWaiting: 'queued',
    Running: 'running',
    AsyncWaiting: 'running',
    TaskWaiting: 'running',
    TimedWaiting: 'running',
    WaitStepRunning: 'running',
    Paused: 'paused',
    Pausing: 'paused',
    ApprovalWaiting: 'waiting',
    InterventionWaiting: 'waiting',
    InputWaiting: 'waiting',
    UploadWaiting: 'waiting',
    Discontinuing: 'stopping',
    Success: 'succeeded',
    IgnoreFailed: 'ignored',
    Skipped: 'skipped',
    Suspended: 'skipped',
    Failed: 'failed',
    Errored: 'failed',
    ApprovalRejected: 'failed',
    AbortedByFreeze: 'failed',
    Aborted: 'aborted',
    Expired: 'expired',
};
/** The engine's own words, which the answer to a start uses, and older spellings, where they differ in letters. */
const ALIASES = {
    succeeded: 'Success',
    freezefailed: 'AbortedByFreeze',
    startingplancreation: 'QUEUED_PLAN_CREATION',
    queuedsteplimitreached: 'Queued',
    startingqueuedstep: 'Queued',
    waiting: 'ResourceWaiting',
};
const letters = (status) => status.toLowerCase().replace(/[\s_-]/g, '');
// RUNNING, Running and running are one status: Harness itself compares them so. No other sign is overlooked: a new status
// such as Success2 is unknown, and not green.
const SPELLINGS = new Map([
    ...Object.keys(STATUSES)
        .filter((status) => Object.hasOwn(STATUSES, status))
        .map((status) => [letters(status), status]),
    ...Object.entries(ALIASES),
]);
/** @returns a status in the spelling of `STATUSES`; undefined for a new, empty or missing one. */
function canonicalStatus(status) {
    return SPELLINGS.get(letters(status ?? ''));
}
/** @returns the phase of a status in any of Harness's spellings; `unknown` for a new, empty or missing one. */
function phaseOf(status) {
    const known = canonicalStatus(status);
    return known === undefined ? 'unknown' : STATUSES[known];
}
/** Whether two spellings mean one status of Harness: `APPROVAL_REJECTED` and `ApprovalRejected`, `SUCCEEDED` and `Success`. */
function isSameStatus(one, other) {
    return (canonicalStatus(one) ?? letters(one)) === (canonicalStatus(other) ?? letters(other));
}
const FINAL = ['succeeded', 'ignored', 'skipped', 'failed', 'aborted', 'expired'];
/** Whether an execution in this phase will never change again. */
function isFinal(phase) {
    return FINAL.includes(phase);
}
/** Whether this phase is an end that nobody wished for. */
function isUnsuccessful(phase) {
    return phase === 'failed' || phase === 'aborted' || phase === 'expired';
}
/** @returns the output `status` for a phase that was seen; one that is not final is `running`, or `waiting` for a person. */
function statusOf(phase) {
    switch (phase) {
        case 'succeeded':
        case 'ignored':
        case 'skipped':
            return 'succeeded';
        case 'failed':
        case 'aborted':
        case 'expired':
        case 'waiting':
            return phase;
        case 'queued':
        case 'running':
        case 'paused':
        case 'stopping':
        case 'unknown':
            return 'running';
    }
}
/** @returns the stages that ended badly, without the groups that hold them. */
function failedStages(snapshot) {
    return snapshot.stages.filter((stage) => !stage.isGroup && isUnsuccessful(stage.phase));
}
/** The ways to an execution: NextGen's API, the event of a custom webhook (with a key NextGen's API from there on), FirstGen. */
const ENGINES = ['nextgen', 'webhook', 'firstgen'];
//# sourceMappingURL=execution.js.map

/***/ }),

/***/ 723:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  z: () => (/* binding */ firstGen)
});

// EXTERNAL MODULE: ./lib/src/base/shape.js
var shape = __nccwpck_require__(411);
// EXTERNAL MODULE: ./lib/src/harness/errors.js
var errors = __nccwpck_require__(578);
// EXTERNAL MODULE: ./lib/src/harness/nextgen/executions.js
var executions = __nccwpck_require__(428);
// EXTERNAL MODULE: ./lib/src/harness/scope.js
var scope = __nccwpck_require__(781);
;// CONCATENATED MODULE: ./lib/src/harness/firstgen/graphql.js


/** Opens `POST /gateway/api/graphql` for an account. */
function openGraphQl(http, account) {
    return {
        async ask({ purpose, query, variables, fresh = false }, bounds) {
            const call = {
                purpose,
                method: 'POST',
                path: '/gateway/api/graphql',
                query: { accountId: account },
                type: 'application/json',
                body: JSON.stringify({ query, variables }),
                fresh,
            };
            const answer = await http.send(call, bounds);
            return { data: (0,shape.at)(answer, 'data'), error: complaintIn(answer) };
        },
        failure: (purpose, complaint) => new errors/* HarnessError */.tj({ purpose, origin: http.origin, ...complaint }),
    };
}
/** GraphQL's `errors[]`, and the `responseMessages[]` that come instead of data. */
function complaintIn(answer) {
    const messages = (0,shape/* list */.p_)((0,shape.at)(answer, 'responseMessages')).filter((message) => (0,shape/* text */.Qq)((0,shape.at)(message, 'level')) !== 'INFO');
    const said = [...(0,shape/* list */.p_)((0,shape.at)(answer, 'errors')), ...messages].map((error) => (0,shape/* text */.Qq)((0,shape.at)(error, 'message')) ?? 'FirstGen gave no reason.');
    if (said.length === 0) {
        return undefined;
    }
    // GraphQL's own words before each of FirstGen's.
    const detail = [...new Set(said.map((words) => words.replace(/^Exception while fetching data \([^)]*\) : /, '')))];
    const code = (0,shape/* text */.Qq)((0,shape.at)(messages[0], 'code'));
    const isLimited = said.some((words) => /too many requests|rate limit/i.test(words));
    return { kind: isLimited ? 'limited' : 'refused', detail: detail.join('; '), code };
}
//# sourceMappingURL=graphql.js.map
// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __nccwpck_require__(875);
;// CONCATENATED MODULE: ./lib/src/harness/firstgen/names.js



/** Looks an application up. @throws HarnessError */
async function findApplication(graph, nameOrId, bounds) {
    const search = {
        purpose: `find the application ${nameOrId}`,
        nameOrId,
        byName: {
            query: 'query($name: String!) { found: applicationByName(name: $name) { id name } }',
            variables: { name: nameOrId },
        },
        byId: {
            query: 'query($id: String!) { found: application(applicationId: $id) { id name } }',
            variables: { id: nameOrId },
        },
    };
    const one = await find(graph, search, bounds);
    return 'missing' in one ? one : { id: one.id, name: one.name };
}
/** Looks a pipeline or a workflow up. @throws HarnessError */
async function findTarget(graph, which, bounds) {
    const { application, isWorkflow, nameOrId } = which;
    const kind = isWorkflow ? 'workflow' : 'pipeline';
    const fields = `id name ${kind}Variables { name }`;
    const search = {
        purpose: `find the ${kind} ${nameOrId}`,
        nameOrId,
        byName: {
            query: `query($app: String!, $name: String!) { found: ${kind}ByName(applicationId: $app, ${kind}Name: $name) { ${fields} } }`,
            variables: { app: application, name: nameOrId },
        },
        byId: {
            query: `query($id: String!) { found: ${kind}(${kind}Id: $id) { ${fields} } }`,
            variables: { id: nameOrId },
        },
    };
    const one = await find(graph, search, bounds);
    if ('missing' in one) {
        return one;
    }
    const variables = (0,shape.at)(one.found, `${kind}Variables`);
    const names = (0,shape/* list */.p_)(variables).flatMap((variable) => (0,shape/* text */.Qq)((0,shape.at)(variable, 'name')) ?? []);
    return { id: one.id, name: one.name, variables: Array.isArray(variables) ? names : undefined };
}
async function find(graph, { purpose, nameOrId, byName, byId }, bounds) {
    let missing = '';
    for (const question of (0,scope/* isExecutionId */.MV)(nameOrId) ? [byName, byId] : [byName]) {
        const { data, error } = await graph.ask({ purpose, ...question }, bounds);
        const found = (0,shape.at)(data, 'found');
        const id = (0,shape/* text */.Qq)((0,shape.at)(found, 'id'));
        if (id !== undefined && (0,scope/* isExecutionId */.MV)(id)) {
            return { id, name: (0,base_text/* oneLine */.TN)((0,shape/* text */.Qq)((0,shape.at)(found, 'name')) ?? nameOrId, 200), found };
        }
        if (error === undefined) {
            throw graph.failure(purpose, { kind: 'unexpected', detail: 'The answer holds neither data nor an error.' });
        }
        if (error.kind === 'limited' || error.code !== undefined) {
            throw graph.failure(purpose, error);
        }
        missing ||= error.detail;
    }
    return { missing };
}
//# sourceMappingURL=names.js.map
;// CONCATENATED MODULE: ./lib/src/harness/firstgen/executions.js






/** Every status of GraphQL's `ExecutionStatus`. */
const PHASES = new Map([
    ['QUEUED', 'queued'],
    ['WAITING', 'queued'], // for a resource that another execution holds
    ['RUNNING', 'running'],
    ['RESUMED', 'running'],
    ['PAUSED', 'waiting'], // for an approval, or for the one who paused it
    ['SUCCESS', 'succeeded'],
    ['SKIPPED', 'skipped'],
    ['FAILED', 'failed'],
    ['ERROR', 'failed'],
    ['REJECTED', 'failed'],
    ['ABORTED', 'aborted'],
    ['EXPIRED', 'expired'],
]);
const EXECUTION = 'id status startedAt endedAt';
const START = `mutation($startExecution: StartExecutionInput!) {
  startExecution(input: $startExecution) { warningMessage execution { ${EXECUTION} } }
}`;
const READ = `query($id: String!) { execution(executionId: $id) { ${EXECUTION} } }`;
/** Opens FirstGen's API. */
function firstGen(http, account) {
    const graph = openGraphQl(http, account);
    const nonsense = (purpose, detail) => graph.failure(purpose, { kind: 'unexpected', detail });
    return {
        application: (nameOrId, bounds) => findApplication(graph, nameOrId, bounds),
        target: (which, bounds) => findTarget(graph, which, bounds),
        async start(order, bounds) {
            const purpose = `start ${order.target.name} in ${order.application.name}`;
            const question = { purpose, query: START, variables: { startExecution: startInput(order) }, fresh: true };
            const { data, error } = await graph.ask(question, bounds);
            const payload = (0,shape.at)(data, 'startExecution');
            const execution = (0,shape.at)(payload, 'execution');
            const id = (0,shape/* text */.Qq)((0,shape.at)(execution, 'id'));
            if (id !== undefined && (0,scope/* isExecutionId */.MV)(id)) {
                return { id, snapshot: toSnapshot(execution), warning: (0,shape/* text */.Qq)((0,shape.at)(payload, 'warningMessage')) };
            }
            // A payload without its execution may stand for one all the same, and so may an error that gives no reason.
            throw error !== undefined && !(0,shape/* isObject */.Gv)(payload) && !/^null$|timed? ?out|internal server/i.test(error.detail)
                ? graph.failure(purpose, error)
                : nonsense(purpose, error?.detail ?? 'The answer holds no execution.');
        },
        following: (application) => ({
            async read(ref, bounds) {
                const purpose = `read execution ${ref.id}`;
                const { data, error } = await graph.ask({ purpose, query: READ, variables: { id: ref.id } }, bounds);
                const execution = (0,shape.at)(data, 'execution');
                const other = (0,shape/* text */.Qq)((0,shape.at)(execution, 'id')) ?? ref.id;
                const snapshot = toSnapshot(execution);
                if (error !== undefined && !(0,shape/* isObject */.Gv)(execution)) {
                    throw graph.failure(purpose, isPassing(error) ? { ...error, kind: 'unavailable' } : error);
                }
                if (other !== ref.id || snapshot.status === '') {
                    const detail = other === ref.id ? 'The answer holds no status.' : 'The answer is about another execution.';
                    throw nonsense(purpose, detail);
                }
                return snapshot;
            },
            async abort(ref, bounds) {
                const call = {
                    purpose: `abort execution ${ref.id}`,
                    method: 'PUT',
                    path: `/gateway/api/executions/${encodeURIComponent(ref.id)}`,
                    query: { appId: application, routingId: account },
                    type: 'application/json',
                    body: JSON.stringify({ executionInterruptType: 'ABORT_ALL' }),
                };
                try {
                    await http.send(call, bounds);
                }
                catch (error) {
                    if (!isAbortedAlready(error)) {
                        throw error;
                    }
                }
            },
        }),
    };
}
/** An error of FirstGen's own while it read: neither about the key, nor about the execution, nor about the question. */
function isPassing({ kind, detail, code }) {
    return (kind === 'refused' &&
        code === undefined &&
        !/not exist|not authori[sz]ed|unauthori[sz]ed|access|permission|validation error|invalid syntax/i.test(detail));
}
function toSnapshot(execution) {
    const status = (0,shape/* text */.Qq)((0,shape.at)(execution, 'status')) ?? '';
    return {
        ...executions/* NOTHING_SEEN */.s,
        status,
        phase: PHASES.get(status.toUpperCase()) ?? 'unknown',
        startedAt: (0,shape/* timestamp */.vE)((0,shape.at)(execution, 'startedAt')),
        endedAt: (0,shape/* timestamp */.vE)((0,shape.at)(execution, 'endedAt')),
    };
}
function startInput({ application, isWorkflow, target, variables, artifacts, notes }) {
    return {
        applicationId: application.id,
        entityId: target.id,
        executionType: isWorkflow ? 'WORKFLOW' : 'PIPELINE',
        notes,
        variableInputs: variables.map(({ name, value }) => ({ name, variableValue: { type: 'NAME', value } })),
        serviceInputs: artifacts.map(({ service, build, source }) => ({
            name: service,
            artifactValueInput: {
                valueType: 'BUILD_NUMBER',
                buildNumber: { buildNumber: build, artifactSourceName: source },
            },
        })),
    };
}
/** FirstGen refuses to abort what has ended, and to abort twice; either is what was wanted. */
function isAbortedAlready(error) {
    return (error instanceof errors/* HarnessError */.tj &&
        error.failure.status === 400 &&
        (/^(STATE_NOT_FOR_ABORT|ABORT_ALL_ALREADY)/.test(error.failure.code ?? '') ||
            /already (finished|under progress|aborted)/i.test(error.failure.detail)));
}
//# sourceMappingURL=executions.js.map

/***/ }),

/***/ 604:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ placeOf),
/* harmony export */   JO: () => (/* binding */ stageLink),
/* harmony export */   Qe: () => (/* binding */ executionPage),
/* harmony export */   dS: () => (/* binding */ executionLink),
/* harmony export */   ks: () => (/* binding */ listPage),
/* harmony export */   oW: () => (/* binding */ executionsLink)
/* harmony export */ });
/** @returns `default / shop`, or the application's name. */
function placeOf({ scope, application }) {
    return application?.name ?? `${scope.org} / ${scope.project}`;
}
/** @returns the page that lists the executions, newest first. */
function listPage({ scope, pipeline, application }) {
    return application === undefined ? executionsLink(scope, pipeline) : `${firstGenLink(scope)}/executions`;
}
/**
 * @returns the page of one execution. FirstGen's is built as its own pages do for a pipeline whose workflow, or a workflow
 * whose environment, is not chosen; that has no documentation.
 */
function executionPage({ scope, pipeline, application }, execution) {
    if (application === undefined) {
        return executionLink(scope, pipeline, execution);
    }
    const app = `${firstGenLink(scope)}/app/${encodeURIComponent(application.id)}`;
    const id = encodeURIComponent(execution);
    return application.isWorkflow
        ? `${app}/env/undefined/executions/${id}/details`
        : `${app}/pipeline-execution/${id}/workflow-execution/undefined/details`;
}
function firstGenLink({ origin, account }) {
    return `${origin}/#/account/${encodeURIComponent(account)}`;
}
const path = (...parts) => parts.map((part) => encodeURIComponent(part)).join('/');
function projectLink({ origin, account, org, project }) {
    return `${origin}/ng/${path('account', account, 'all', 'orgs', org, 'projects', project)}`;
}
/**
 * @returns the page of one execution, built here: Harness's answers hold none. Its project's list while the pipeline is not
 * known (empty).
 */
function executionLink(scope, pipeline, execution) {
    const list = executionsLink(scope, pipeline);
    return pipeline === '' ? list : `${list}/${path(execution, 'pipeline')}`;
}
/** @returns the page that lists a pipeline's executions, newest first; all of the project without a pipeline. */
function executionsLink(scope, pipeline) {
    const project = projectLink(scope);
    return pipeline === '' ? `${project}/deployments` : `${project}/${path('pipelines', pipeline, 'executions')}`;
}
/** @returns the page of an execution, opened at a stage and, when given, at a step; both are keys of Harness's graph. */
function stageLink(url, at) {
    const query = new URLSearchParams([
        ['stage', at.stage],
        ['stageExecId', at.run],
        ['step', at.step],
    ].filter((pair) => pair[1] !== undefined));
    return query.size === 0 ? url : `${url}?${query.toString()}`;
}
//# sourceMappingURL=links.js.map

/***/ }),

/***/ 879:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ nextGenApprovals),
/* harmony export */   cz: () => (/* binding */ rejection),
/* harmony export */   z_: () => (/* binding */ decisionsIn)
/* harmony export */ });
/* harmony import */ var _base_shape_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(411);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(875);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(578);



/** `GET /pipeline/api/v1/orgs/{o}/projects/{p}/approvals/execution/{id}`. Of its four types only Harness's own has groups. */
function nextGenApprovals(http, scope) {
    const id = encodeURIComponent;
    return {
        async approvals({ execution, status, node, org = scope.org, project = scope.project }, bounds) {
            const call = {
                purpose: 'read the approvals',
                method: 'GET',
                path: `/pipeline/api/v1/orgs/${id(org)}/projects/${id(project)}/approvals/execution/${id(execution)}`,
                query: { approval_status: status, node_execution_id: node },
                expects: 'json',
            };
            try {
                return { approvals: (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)(await http.send(call, bounds)).map(toApproval) };
            }
            catch (error) {
                if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .HarnessError */ .tj && [400, 401, 403].includes(error.failure.status ?? 0)) {
                    return { unreadable: `Harness does not show approvals to this key: ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .oneLine */ .TN)(error.failure.detail, 300)}` };
                }
                throw error;
            }
        },
    };
}
function toApproval(answer) {
    const details = (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(answer, 'details');
    const purpose = (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .either */ .gP)(details, 'approvalMessage', 'approval_message');
    const approvers = (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(details, 'approvers');
    return {
        message: shortened(purpose),
        groups: (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .texts */ .Te)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .either */ .gP)(approvers, 'userGroups', 'user_groups')).map((group) => (0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .oneLine */ .TN)(group, 100)),
        minimum: (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .integer */ .nd)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .either */ .gP)(approvers, 'minimumCount', 'minimum_count')),
        deadline: (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .timestamp */ .vE)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(answer, 'deadline')),
        inputs: (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .either */ .gP)(details, 'approverInputs', 'approver_inputs')).flatMap((input) => {
            const name = shortened((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(input, 'name'));
            return name === undefined ? [] : [{ name, value: shortened((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .either */ .gP)(input, 'defaultValue', 'default_value')) }];
        }),
        decisions: decisionsIn((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .either */ .gP)(details, 'approvalActivities', 'approval_activities')),
    };
}
/** @param activities `approvalActivities` of an approval, or of the outcome that an approval step leaves in the graph */
function decisionsIn(activities) {
    return (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)(activities).map((activity) => ({
        isRejection: (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(activity, 'action') === 'REJECT',
        by: shortened((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(activity, 'user', 'name')) ?? shortened((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(activity, 'user', 'email')),
        comment: shortened((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(activity, 'comments')),
    }));
}
/** @returns `Tomas Weber: Not during the sale`, from the last rejection; undefined when nobody rejected. */
function rejection(decisions) {
    const last = decisions.findLast(({ isRejection }) => isRejection);
    return last?.comment === undefined ? last?.by : `${last.by ?? 'somebody'}: ${last.comment}`;
}
function shortened(value) {
    return (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .oneLine */ .TN)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(value) ?? '', 300));
}
//# sourceMappingURL=approvals.js.map

/***/ }),

/***/ 428:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ nextGen),
/* harmony export */   s: () => (/* binding */ NOTHING_SEEN)
/* harmony export */ });
/* harmony import */ var _base_shape_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(411);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(578);
/* harmony import */ var _execution_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(664);
/* harmony import */ var _links_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(604);
/* harmony import */ var _scope_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(781);
/* harmony import */ var _snapshot_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(899);






const EXECUTE = '/pipeline/api/pipeline/execute';
const EXECUTIONS = '/pipeline/api/pipelines/execution';
/** @param key validated as it is sent; only `validate` uses it, the requests carry the one that `http` was opened with */
function nextGen(http, scope, key) {
    const query = { accountIdentifier: scope.account, orgIdentifier: scope.org, projectIdentifier: scope.project };
    const where = `${scope.org}/${scope.project}`;
    const id = encodeURIComponent;
    const started = (answer, purpose) => {
        const plan = (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(answer, 'data', 'planExecution');
        const uuid = (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(plan, 'uuid'));
        if (uuid === undefined || !(0,_scope_js__WEBPACK_IMPORTED_MODULE_3__/* .isExecutionId */ .MV)(uuid)) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HarnessError */ .tj({
                kind: 'unexpected',
                purpose: purpose.purpose,
                origin: scope.origin,
                status: 200,
                detail: 'The answer holds no execution.',
                correlationId: (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(answer, 'correlationId')),
            });
        }
        const ref = { id: uuid, pipeline: purpose.pipeline, url: (0,_links_js__WEBPACK_IMPORTED_MODULE_5__/* .executionLink */ .dS)(scope, purpose.pipeline, uuid) };
        const denial = (0,_snapshot_js__WEBPACK_IMPORTED_MODULE_4__/* .readDenial */ .oq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(plan, 'governanceMetadata'));
        const status = (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(plan, 'status')) ?? '';
        return {
            ref,
            snapshot: {
                ...NOTHING_SEEN,
                status,
                // A denied execution may not be marked yet; it will never run.
                phase: denial === undefined ? (0,_execution_js__WEBPACK_IMPORTED_MODULE_2__/* .phaseOf */ .hU)(status) : 'failed',
                runSequence: (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .integer */ .nd)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(plan, 'metadata', 'runSequence')),
                startedAt: (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .timestamp */ .vE)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(plan, 'startTs')),
                endedAt: (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .timestamp */ .vE)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(plan, 'endTs')),
                ...(denial === undefined ? {} : { message: denial.message, deniedBy: denial.by }),
            },
        };
    };
    const look = async (sought, bounds) => {
        const purpose = `read execution ${sought.id}`;
        const path = `${EXECUTIONS}/v2/${id(sought.id)}`;
        const answer = await http.send({ purpose, method: 'GET', path, query }, bounds);
        const summary = (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(answer, 'data', 'pipelineExecutionSummary');
        const other = (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(summary, 'planExecutionId')) ?? sought.id;
        const snapshot = (0,_snapshot_js__WEBPACK_IMPORTED_MODULE_4__/* .toSnapshot */ .C2)(summary);
        if (other !== sought.id || snapshot.status === '') {
            const detail = other === sought.id ? 'The answer holds no status.' : 'The answer is about another execution.';
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HarnessError */ .tj({ kind: 'unexpected', purpose, origin: scope.origin, status: 200, detail });
        }
        const told = (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(summary, 'pipelineIdentifier')) ?? '';
        const pipeline = (0,_scope_js__WEBPACK_IMPORTED_MODULE_3__/* .isIdentifier */ ._5)(told) ? told : sought.pipeline;
        return { ref: { id: sought.id, pipeline, url: (0,_links_js__WEBPACK_IMPORTED_MODULE_5__/* .executionLink */ .dS)(scope, pipeline, sought.id) }, snapshot };
    };
    return {
        async start(order, bounds) {
            const purpose = `start ${order.pipeline} in ${where}`;
            const common = {
                purpose,
                method: 'POST',
                fresh: true,
                query: { ...query, branch: order.branch || undefined, notesForPipelineExecution: order.notes },
            };
            const path = `${EXECUTE}/${id(order.pipeline)}`;
            const json = (way, body) => http.send({ ...common, path: `${path}/${way}`, type: 'application/json', body: JSON.stringify(body) }, bounds);
            const answer = order.stages.length > 0
                ? json('stages', { runtimeInputYaml: order.yaml, stageIdentifiers: order.stages })
                : order.inputSets.length > 0
                    ? // The query parameter inputSetIdentifiers of the plain endpoint only labels the run; this one applies them.
                        json('inputSetList', { inputSetReferences: order.inputSets, lastYamlToMerge: order.yaml })
                    : http.send({ ...common, path, type: 'application/yaml', body: order.yaml }, bounds);
            return started(await answer, { purpose, pipeline: order.pipeline });
        },
        async retry(order, bounds) {
            const purpose = `retry ${order.execution} of ${order.pipeline} in ${where}`;
            const call = {
                purpose,
                method: 'POST',
                path: `${EXECUTE}/retry/${id(order.pipeline)}`,
                query: {
                    ...query,
                    planExecutionId: order.execution,
                    retryStages: order.stages,
                    runAllStages: 'true',
                    notesForPipelineExecution: order.notes,
                },
                type: 'application/yaml',
                body: order.yaml,
                fresh: true,
            };
            return started(await http.send(call, bounds), { purpose, pipeline: order.pipeline });
        },
        find: look,
        async read(ref, bounds) {
            return (await look(ref, bounds)).snapshot;
        },
        async abort(ref, bounds) {
            const call = {
                purpose: `abort execution ${ref.id}`,
                method: 'PUT',
                path: `${EXECUTE}/interrupt/${id(ref.id)}`,
                query: { ...query, interruptType: 'AbortAll' },
            };
            try {
                await http.send(call, bounds);
            }
            catch (error) {
                if (!isAbortedAlready(error)) {
                    throw error;
                }
            }
        },
        async list({ pipeline, page, size, statuses = [] }, bounds) {
            const call = {
                purpose: pipeline === '' ? `list the executions in ${where}` : `list the executions of ${pipeline} in ${where}`,
                method: 'POST',
                path: `${EXECUTIONS}/summary`,
                query: {
                    ...query,
                    pipelineIdentifier: pipeline || undefined,
                    page: String(page),
                    size: String(size),
                    status: statuses,
                },
                type: 'application/json',
                body: JSON.stringify({ filterType: 'PipelineExecution' }),
            };
            const answer = await http.send(call, bounds);
            const content = (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(answer, 'data', 'content');
            if (!Array.isArray(content)) {
                const detail = 'The answer holds no list.';
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HarnessError */ .tj({
                    kind: 'unexpected',
                    purpose: call.purpose,
                    origin: scope.origin,
                    status: 200,
                    detail,
                });
            }
            return (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)(content).flatMap((entry) => {
                const uuid = (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(entry, 'planExecutionId'));
                if (uuid === undefined || !(0,_scope_js__WEBPACK_IMPORTED_MODULE_3__/* .isExecutionId */ .MV)(uuid)) {
                    return [];
                }
                const named = (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(entry, 'pipelineIdentifier')) ?? '';
                const of = (0,_scope_js__WEBPACK_IMPORTED_MODULE_3__/* .isIdentifier */ ._5)(named) ? named : pipeline;
                const noted = (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(entry, 'notesExistForPlanExecutionId');
                return [
                    {
                        ref: { id: uuid, pipeline: of, url: (0,_links_js__WEBPACK_IMPORTED_MODULE_5__/* .executionLink */ .dS)(scope, of, uuid) },
                        snapshot: (0,_snapshot_js__WEBPACK_IMPORTED_MODULE_4__/* .toSnapshot */ .C2)(entry),
                        hasNotes: typeof noted === 'boolean' ? noted : undefined,
                        event: (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(entry, 'executionTriggerInfo', 'triggeredBy', 'extraInfo', 'eventCorrelationId')),
                    },
                ];
            });
        },
        async notesOf(execution, bounds) {
            const purpose = `read the notes of execution ${execution}`;
            const path = `${EXECUTIONS}/${id(execution)}/notes`;
            const answer = await http.send({ purpose, method: 'GET', path, query }, bounds);
            // Taken for an execution without notes, an answer that says nothing would let a second start pass.
            if (!(0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .Gv)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(answer, 'data')) && (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(answer, 'status') !== 'SUCCESS') {
                const detail = 'The answer holds no notes.';
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HarnessError */ .tj({ kind: 'unexpected', purpose, origin: scope.origin, status: 200, detail });
            }
            return (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(answer, 'data', 'notes')) ?? '';
        },
        async inputsOf(execution, bounds) {
            const purpose = `read the inputs of execution ${execution}`;
            const path = `${EXECUTIONS}/${id(execution)}/inputsetV2`;
            return (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(await http.send({ purpose, method: 'GET', path, query }, bounds), 'data', 'inputSetYaml')) ?? '';
        },
        async validate(bounds) {
            const call = {
                purpose: 'use it at all',
                method: 'POST',
                path: '/ng/api/token/validate',
                query: { accountIdentifier: scope.account },
                type: 'text/plain',
                body: key,
            };
            await http.send(call, bounds);
        },
    };
}
/** What is known of an execution before the first look. */
const NOTHING_SEEN = {
    status: '',
    phase: 'unknown',
    stages: [],
    explanations: [],
    hints: [],
    canRetry: false,
    services: [],
    environments: [],
    artifacts: [],
};
/** Harness refuses to abort what has ended, and to abort twice; either is what was wanted. */
function isAbortedAlready(error) {
    return (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HarnessError */ .tj &&
        error.failure.status === 400 &&
        (error.failure.code === 'ABORT_ALL_ALREADY_NG' || /already (finished|under progress)/i.test(error.failure.detail)));
}
//# sourceMappingURL=executions.js.map

/***/ }),

/***/ 394:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ nameWithMatrixValues)
/* harmony export */ });
/* harmony import */ var _base_shape_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(411);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(875);
/** The legs of a matrix, a loop or a parallelism: runs of one stage, step group or step side by side. */


/**
 * Harness names legs by number, which says little to a person.
 *
 * @param strategy `strategyMetadata` of a node: `matrixMetadata.matrixValues`, or `forMetadata.value`
 * @returns `Deploy_1 (us)`: the name with the leg's values, unless they stand in it already
 */
function nameWithMatrixValues(name, strategy) {
    const values = (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .entries */ .jO)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(strategy, 'matrixMetadata', 'matrixValues')).map(([, value]) => value);
    const leg = (0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .oneLine */ .TN)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .texts */ .Te)([...values, (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(strategy, 'forMetadata', 'value')]).join(', '), 60);
    return leg === '' || name.includes(leg) ? name : `${name} (${leg})`;
}
//# sourceMappingURL=matrix.js.map

/***/ }),

/***/ 899:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   C2: () => (/* binding */ toSnapshot),
/* harmony export */   oq: () => (/* binding */ readDenial),
/* harmony export */   so: () => (/* binding */ adviceIn)
/* harmony export */ });
/* harmony import */ var _base_shape_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(411);
/* harmony import */ var _execution_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(664);
/* harmony import */ var _matrix_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(394);
/** Harness's answer about an execution -> a Snapshot. Any part of it may be missing, null or of another type. */



/**
 * @param summary `pipelineExecutionSummary` of `GET /pipeline/api/pipelines/execution/v2/{id}`, or one entry of the list
 */
function toSnapshot(summary) {
    const status = (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(summary, 'status')) ?? '';
    const phase = (0,_execution_js__WEBPACK_IMPORTED_MODULE_1__/* .phaseOf */ .hU)(status);
    const failure = (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .Gv)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(summary, 'failureInfo')) ? (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(summary, 'failureInfo') : (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(summary, 'executionErrorInfo');
    const denial = readDenial((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(summary, 'governanceMetadata'));
    const stages = readStages(summary);
    const why = (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(failure, 'message')) ?? firstError(failure);
    return {
        status,
        phase,
        pipelineName: (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(summary, 'name')),
        runSequence: (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .integer */ .nd)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(summary, 'runSequence')),
        startedAt: (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .timestamp */ .vE)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(summary, 'startTs')) ?? (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .timestamp */ .vE)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(summary, 'createdAt')),
        endedAt: (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .timestamp */ .vE)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(summary, 'endTs')),
        stages,
        message: denial?.message ?? why ?? stages.find((stage) => !stage.isGroup && (0,_execution_js__WEBPACK_IMPORTED_MODULE_1__/* .isUnsuccessful */ .Ou)(stage.phase))?.message,
        ...adviceIn(failure),
        ...(denial === undefined ? {} : { deniedBy: denial.by }),
        trigger: (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(summary, 'executionTriggerInfo', 'triggerType')),
        startedBy: startedBy(summary),
        abortedBy: (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(summary, 'abortedBy', 'userName')) ?? (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(summary, 'abortedBy', 'email')),
        canRetry: (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(summary, 'canRetry') === true,
        ...readModules(summary),
    };
}
function startedBy(summary) {
    const by = (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(summary, 'executionTriggerInfo', 'triggeredBy');
    return (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(by, 'extraInfo', 'email')) ?? (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(by, 'identifier'));
}
function firstError(failure) {
    return (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(failure, 'responseMessages'))
        .filter((response) => (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(response, 'level')) === 'ERROR')
        .map((response) => (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(response, 'message')))
        .find((message) => message !== undefined);
}
/** @returns what a `failureInfo` says beside its message: those with the codes EXPLANATION and HINT, at most five each. */
function adviceIn(failure) {
    const responses = (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(failure, 'responseMessages'));
    const said = (code) => {
        const of = responses.flatMap((each) => ((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(each, 'code') === code ? ((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(each, 'message')) ?? []) : []));
        return [...new Set(of)].slice(0, 5);
    };
    return { explanations: said('EXPLANATION'), hints: said('HINT') };
}
/**
 * @param governance `governanceMetadata` of a start's answer or of a summary. A denied execution is answered with 200 and
 * SUCCESS; only `deny` tells.
 */
function readDenial(governance) {
    if ((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(governance, 'deny') !== true) {
        return undefined;
    }
    const by = [];
    const messages = [];
    for (const set of (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .either */ .gP)(governance, 'details', 'detailsList'))) {
        const setName = (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .either */ .gP)(set, 'policySetName', 'policy_set', 'identifier'));
        const denied = (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .either */ .gP)(set, 'policyMetadata', 'policyMetadataList', 'policy_metadata')).filter((policy) => (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(policy, 'status')) !== 'pass' && (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(policy, 'status')) !== 'warning');
        for (const policy of denied) {
            const policyName = (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .either */ .gP)(policy, 'policyName', 'policy_name', 'identifier'));
            by.push([setName, policyName].filter((name) => name !== undefined).join(' › '));
            const said = (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .texts */ .Te)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .either */ .gP)(policy, 'denyMessages', 'denyMessagesList', 'deny_messages'));
            messages.push(...said.slice(0, MOST_NAMES));
        }
        if (denied.length === 0 && (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(set, 'deny') === true && setName !== undefined) {
            by.push(setName);
        }
    }
    const said = [...new Set(messages)].join('; ') || (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(governance, 'message'));
    const names = [...new Set(by.filter((name) => name !== ''))];
    const who = names.length === 0 ? 'a policy' : `policy ${names.join(', ')}`;
    return { message: `denied by ${who}${said === undefined ? '' : `: ${said}`}`, by: names };
}
/** Stages that are looked at; a pipeline has at most a few hundred with all its matrix legs. */
const MOST_STAGES = 2000;
function readStages(summary) {
    // A stage without a key could be neither named nor linked.
    const nodes = new Map((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .entries */ .jO)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(summary, 'layoutNodeMap')).filter(([key, node]) => key !== '' && (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .Gv)(node)));
    const links = (node, kind) => (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .texts */ .Te)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(node, 'edgeLayoutList', kind)).slice(0, MOST_STAGES);
    const stages = new Map();
    // A list to work off, not recursion: the graph is somebody else's and may be a circle or thousands deep.
    const walk = (keys) => {
        const todo = keys.map((key) => ({ key, depth: 0, matrix: undefined })).toReversed();
        for (let next = todo.pop(); next !== undefined && stages.size < MOST_STAGES; next = todo.pop()) {
            const { key, depth, matrix } = next;
            const node = nodes.get(key);
            if (node === undefined || stages.has(key)) {
                continue;
            }
            const members = links(node, 'currentNodeChildren');
            const under = members.length > 0 && (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(node, 'nodeType') !== 'parallel' ? ((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(node, 'nodeIdentifier')) ?? key) : matrix;
            const visits = (ids, visit) => ids.map((id) => ({ key: id, ...visit })).toReversed();
            todo.push(...visits(links(node, 'nextIds'), { depth, matrix }), ...visits(members, { depth: depth + 1, matrix: under }));
            const place = { depth, isGroup: members.length > 0, inPipeline: matrix };
            stages.set(key, (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(node, 'hidden') === true ? undefined : toStage(key, node, place));
        }
    };
    walk((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .texts */ .Te)([(0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(summary, 'startingNodeId'), ...(0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(summary, 'startingNodeIds'))]));
    // Without a start, or with several: whatever nothing leads to, and then what only a circle leads to.
    const reached = new Set([...nodes.values()].flatMap((node) => [...links(node, 'currentNodeChildren'), ...links(node, 'nextIds')]));
    walk([...nodes.keys()].filter((key) => !reached.has(key)));
    walk([...nodes.keys()]);
    return [...stages.values()].filter((stage) => stage !== undefined);
}
function toStage(key, node, place) {
    const id = (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(node, 'nodeIdentifier')) ?? key;
    const status = (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(node, 'status')) ?? '';
    return {
        id,
        name: (0,_matrix_js__WEBPACK_IMPORTED_MODULE_2__/* .nameWithMatrixValues */ .V)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(node, 'name')) ?? id, (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(node, 'strategyMetadata')),
        status,
        phase: (0,_execution_js__WEBPACK_IMPORTED_MODULE_1__/* .phaseOf */ .hU)(status),
        startedAt: (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .timestamp */ .vE)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(node, 'startTs')),
        endedAt: (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .timestamp */ .vE)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(node, 'endTs')),
        message: (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(node, 'failureInfoDTO', 'message')) ?? (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(node, 'failureInfo', 'message')),
        node: (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(node, 'nodeUuid')) ?? key,
        nodeExecution: (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(node, 'nodeExecutionId')),
        ...place,
    };
}
/** Names that are kept of each kind; a summary that lists more helps nobody. */
const MOST_NAMES = 50;
/**
 * `moduleInfo.cd.serviceIdentifiers|envIdentifiers` of the execution; `moduleInfo.cd.serviceInfo` of each stage with its
 * artifacts; `moduleInfo.ci` of CI stages has none.
 */
function readModules(summary) {
    const artifacts = [];
    const services = (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .texts */ .Te)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(summary, 'moduleInfo', 'cd', 'serviceIdentifiers'));
    const environments = (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .texts */ .Te)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(summary, 'moduleInfo', 'cd', 'envIdentifiers'));
    for (const [, node] of (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .entries */ .jO)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(summary, 'layoutNodeMap'))) {
        const cd = (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(node, 'moduleInfo', 'cd');
        services.push(...(0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .texts */ .Te)([(0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(cd, 'serviceInfo', 'identifier')]));
        environments.push(...(0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .texts */ .Te)([(0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(cd, 'infraExecutionSummary', 'identifier')]));
        const found = (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(cd, 'serviceInfo', 'artifacts');
        for (const artifact of [(0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(found, 'primary'), ...(0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(found, 'sidecars'))]) {
            const name = (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(artifact, 'imagePath')) ?? (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(artifact, 'artifactPath')) ?? (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(artifact, 'image'));
            if (name !== undefined) {
                artifacts.push({ name, tag: (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(artifact, 'tag')) ?? (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(artifact, 'version')) });
            }
        }
    }
    const unique = new Map(artifacts.map((artifact) => [JSON.stringify(artifact), artifact]));
    return {
        services: [...new Set(services)].slice(0, MOST_NAMES),
        environments: [...new Set(environments)].slice(0, MOST_NAMES),
        artifacts: [...unique.values()].slice(0, MOST_NAMES),
    };
}
//# sourceMappingURL=snapshot.js.map

/***/ }),

/***/ 883:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   bn: () => (/* binding */ openRetry),
/* harmony export */   eW: () => (/* binding */ REQUESTS_PER_MINUTE),
/* harmony export */   ul: () => (/* binding */ REQUEST_LIMIT)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(578);

/** ms that one request may take. */
const REQUEST_LIMIT = 30_000;
/** ms for which Harness may not find what was just started, or answer with pages instead of JSON, before that counts. */
const GRACE_PERIOD = 60_000;
/** ms for which a host that never answered is tried before anything is started there. */
const UNREACHED_LIMIT = 300_000;
/** ms between two words about the same outage. */
const REMINDER_INTERVAL = 60_000;
/** Requests a minute that Harness allows a key (documented for external API requests). */
const REQUESTS_PER_MINUTE = 400;
/** Opens the book on a contact. */
function openRetry({ clock, listener, matrixSize, hasAnswered = false, validate }) {
    const book = { unreachableMs: 0, rateLimited: 0, answered: hasAnswered, backOffUntil: 0 };
    const born = clock.now();
    // ms over which all sharers can ask once without passing the key's limit.
    const spread = (matrixSize * 60_000) / REQUESTS_PER_MINUTE;
    const ceiling = Math.max(5000, spread);
    const isFinal = async (error, outage, until) => {
        const now = clock.now();
        const meaning = error.kind === 'refused' ? (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .refusalReason */ .b)(error.failure) : undefined;
        outage.notFoundSince = meaning === 'not-found' ? (outage.notFoundSince ?? now) : undefined;
        outage.unexpectedSince = error.kind === 'unexpected' ? (outage.unexpectedSince ?? now) : undefined;
        switch (error.kind) {
            case 'redirect':
                return true;
            case 'untrusted':
                return !book.answered;
            case 'refused':
                if (meaning === 'unauthorized' || meaning === 'forbidden') {
                    outage.refusals += 1;
                    return !book.answered || outage.refusals > 1;
                }
                return meaning === 'other' || now - (outage.notFoundSince ?? now) >= GRACE_PERIOD;
            case 'unexpected':
                if (validate !== undefined && !outage.validated && now - (outage.unexpectedSince ?? now) >= GRACE_PERIOD) {
                    outage.validated = true;
                    await confirm(validate, { signal: until.signal, limit: Math.min(REQUEST_LIMIT, until.deadline - now) });
                }
                break;
            case 'limited':
                // Harness answers, and says itself how long to wait.
                book.rateLimited += 1;
                return false;
            case 'unsent':
            case 'lost':
            case 'unavailable':
                break;
        }
        return until.givesUpUnreached === true && !book.answered && now - born >= UNREACHED_LIMIT;
    };
    const pauseAfter = (error, { attempts }) => {
        const most = Math.min(ceiling, 500 * 2 ** Math.min(attempts, 20));
        const chance = clock.random();
        // Who is asked too often is asked by all sharers at once, and has nothing to give before most of the minute that they
        // used up is over.
        const room = error.kind === 'limited' && matrixSize > 1 ? (1.5 + chance) * spread : 0;
        return (error.failure.retryAfter ?? 0) + Math.max(chance * most, room);
    };
    /** Waits before the next try, and says so: when the outage begins and then once a minute, however long one wait is. */
    const waitBeforeRetry = async (error, outage, { deadline, signal }) => {
        const next = Math.min(clock.now() + pauseAfter(error, outage), deadline);
        outage.attempts += 1;
        do {
            const now = clock.now();
            if (outage.reportedAt === undefined || now - outage.reportedAt >= REMINDER_INTERVAL) {
                outage.reportedAt = now;
                listener.onDisconnect(error, { since: now - (outage.since ?? now), pause: Math.max(0, next - now) });
            }
            await clock.sleep(Math.max(0, Math.min(next, outage.reportedAt + REMINDER_INTERVAL) - now), signal);
        } while (clock.now() < next && !isAborted(signal));
    };
    return {
        get unreachableMs() {
            return book.unreachableMs;
        },
        get rateLimited() {
            return book.rateLimited;
        },
        backOff(ms) {
            book.backOffUntil = Math.max(book.backOffUntil, clock.now() + ms);
        },
        async untilAnswered(ask, until) {
            const { signal, deadline, limit = REQUEST_LIMIT, skipsBackOff = false } = until;
            const outage = { attempts: 0, refusals: 0, validated: false };
            try {
                for (;;) {
                    const backOff = Math.min(book.backOffUntil, deadline) - clock.now();
                    if (backOff > 0 && !skipsBackOff) {
                        await clock.sleep(backOff, signal);
                    }
                    if (isAborted(signal)) {
                        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Cancelled */ .cJ();
                    }
                    const sentAt = clock.now();
                    if (sentAt >= deadline) {
                        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .DeadlineExceeded */ .m4(outage.last);
                    }
                    const answer = await attempt(ask, { signal, limit: Math.min(limit, deadline - sentAt) });
                    if (answer.error === undefined) {
                        book.answered = true;
                        if (outage.since !== undefined) {
                            listener.onReconnect(clock.now() - outage.since);
                        }
                        return answer.value;
                    }
                    // What a cancelled request met with says nothing about Harness.
                    if (!isAborted(signal)) {
                        outage.last = answer.error;
                        outage.since ??= sentAt;
                        if (await isFinal(answer.error, outage, until)) {
                            throw answer.error;
                        }
                        await waitBeforeRetry(answer.error, outage, until);
                    }
                }
            }
            finally {
                book.unreachableMs += outage.since === undefined ? 0 : clock.now() - outage.since;
            }
        },
    };
}
async function attempt(ask, bounds) {
    try {
        return { value: await ask(bounds) };
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HarnessError */ .tj) {
            return { error };
        }
        throw error;
    }
}
/** A question each time: what a signal says changes while one waits. */
function isAborted(signal) {
    return signal.aborted;
}
/** Only a clear no ends the matter: a validation that is itself out of contact says nothing about the key. */
async function confirm(validate, bounds) {
    try {
        await validate(bounds);
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HarnessError */ .tj && error.kind === 'refused' && (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .refusalReason */ .b)(error.failure) !== 'other') {
            throw error;
        }
    }
}
//# sourceMappingURL=retry.js.map

/***/ }),

/***/ 781:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   MC: () => (/* binding */ isSafeOrigin),
/* harmony export */   MV: () => (/* binding */ isExecutionId),
/* harmony export */   NE: () => (/* binding */ notIdentifier),
/* harmony export */   UP: () => (/* binding */ isAccount),
/* harmony export */   XP: () => (/* binding */ accountOf),
/* harmony export */   _5: () => (/* binding */ isIdentifier),
/* harmony export */   x5: () => (/* binding */ locate),
/* harmony export */   yp: () => (/* binding */ trustedOrigin)
/* harmony export */ });
/* unused harmony export isLoopback */
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(875);
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(537);
/** Where things are in Harness, as the inputs, a token and the addresses of pages say together. */


/** Whether the host name is of this machine. Only there may the key travel without TLS. */
function isLoopback(hostname) {
    return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
function isHarness(hostname) {
    return hostname === 'harness.io' || hostname.endsWith('.harness.io');
}
/**
 * @returns the account in `pat.ACCOUNT.ID.SECRET` or `sat.ACCOUNT.ID.SECRET`; undefined for the old form of three parts,
 * which has none, and for anything else.
 */
function accountOf(key) {
    const [kind = '', account = '', ...rest] = key.split('.');
    return ['pat', 'sat'].includes(kind) && rest.length === 2 && isAccount(account) ? account : undefined;
}
/** Whether the text can be an account's id. */
function isAccount(text) {
    return /^[\w-]{1,64}$/.test(text);
}
/** Whether the text can be the identifier of an organization, a project, a pipeline, a stage or an input set. */
function isIdentifier(text) {
    return /^[\w$][\w$.-]{0,127}$/.test(text);
}
/** @returns a sentence without its end, to which more may be added: `stage` for the part that it should name. */
function notIdentifier(text, part) {
    return `'${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(text, 100)}' is not an identifier (letters, digits, _ $ - .). Give the ${part}'s identifier, not its name`;
}
/** Whether the text can be the id of an execution (22 characters of URL-safe base64 in NextGen). */
function isExecutionId(text) {
    return /^[\w-]{1,64}$/.test(text);
}
/**
 * Puts the inputs and the addresses in them together. Inputs and addresses may repeat, but not contradict each other.
 * A host out of an address is used only where the key is safe: at harness.io, on this machine, or where base-url points.
 */
function locate(where) {
    const problems = [];
    const base = where.baseUrl === '' ? undefined : readOrigin(where.baseUrl, (text) => problems.push({ input: 'base-url', text }));
    const found = {
        account: said('account', where.account),
        org: said('org', where.org),
        project: said('project', where.project),
        pipeline: [],
        execution: [],
        branch: [],
    };
    const origins = said('base-url', base ?? '');
    for (const [input, text] of Object.entries(where.addresses)) {
        const wanted = input === 'pipeline' ? 'pipeline' : 'execution';
        if (!(0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .isAddress */ .PW)(text)) {
            found[wanted].push(...said(input, text));
            continue;
        }
        const place = (0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .readAddress */ .zq)(text);
        if (place === undefined) {
            const remedy = (0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .lacksScheme */ .EC)(text)
                ? 'has no https:// before it, with which a URL begins.'
                : 'is not a URL. Copy it from the browser once more.';
            problems.push({ input, text: `'${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(text, 100)}' ${remedy}` });
            continue;
        }
        if (place.host !== undefined) {
            const trusted = trustedOrigin(place.host, base);
            if (trusted.origin === undefined) {
                problems.push({ input, text: trusted.problem });
            }
            else {
                origins.push(...said(input, trusted.origin, true));
            }
        }
        for (const part of ['account', 'org', 'project', 'pipeline', 'branch']) {
            found[part].push(...said(input, place[part] ?? '', true));
        }
        // The page of an execution also names its pipeline; that the pipeline is meant does not mean the execution is.
        if (wanted === 'execution') {
            found.execution.push(...said(input, place.execution ?? '', true));
        }
        if (place[wanted] === undefined) {
            problems.push({
                input,
                text: `'${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(text, 200)}' names no ${wanted}. Open the ${wanted} in Harness and copy that page's URL.`,
            });
        }
    }
    const one = (part, is) => agreed({ part, said: found[part], is }, problems);
    const wrongBase = where.baseUrl !== '' && base === undefined;
    return {
        scope: {
            origin: agreed({ part: 'host', said: origins, is: () => true }, problems) ||
                (wrongBase ? '' : 'https://app.harness.io'),
            account: one('account', isAccount) || (accountOf(where.key) ?? ''),
            org: one('org', isIdentifier) || 'default',
            project: one('project', isIdentifier),
        },
        pipeline: one('pipeline', isIdentifier),
        execution: one('execution', isExecutionId),
        branch: one('branch', () => true),
        problems,
    };
}
function said(input, text, fromAddress = false) {
    return text === '' ? [] : [{ input, text, fromAddress }];
}
function agreed({ part, said: [first, ...others], is }, problems) {
    if (first === undefined) {
        return '';
    }
    const quoted = (text) => `'${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(text, 100)}'`;
    const other = others.find(({ text }) => text !== first.text);
    if (other !== undefined) {
        problems.push({
            input: first.input,
            text: `${first.fromAddress === true ? `names the ${part}` : 'is'} ${quoted(first.text)}, but ` +
                `${other.fromAddress === true ? 'the URL in ' : ''}${other.input} says ${quoted(other.text)}. Give one of them.`,
        });
    }
    if (is(first.text)) {
        return first.text;
    }
    const orUrl = part === 'pipeline' || part === 'execution' ? ', or its URL' : '';
    problems.push({
        input: first.input,
        text: first.fromAddress === true
            ? `names the ${part} ${quoted(first.text)}, which is no identifier. Copy the URL from the browser once more.`
            : `${notIdentifier(first.text, part)}${orUrl}.`,
    });
    return '';
}
/** @returns the origin of `base-url`, which may be a whole address of a page; undefined after telling what is wrong. */
function readOrigin(text, tell) {
    const shown = `'${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(text, 100)}'`;
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || !['https:', 'http:'].includes(url.protocol)) {
        tell(`${shown} is not a URL such as https://app.harness.io.`);
        return undefined;
    }
    const problem = unsafe(url);
    if (problem !== undefined) {
        tell(`'${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(url.origin, 100)}' ${problem}`); // A password in it is nobody's business.
        return undefined;
    }
    return url.origin;
}
/** Whether the text is an origin that the key may be sent to, written as URLs write it. */
function isSafeOrigin(text) {
    return URL.canParse(text) && new URL(text).origin === text && unsafe(new URL(text)) === undefined;
}
function unsafe(url) {
    return url.username !== '' || url.password !== ''
        ? 'holds a user name or a password. Give the host alone; the key goes into api-key.'
        : url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))
            ? undefined
            : 'would send the key unencrypted. Only https is allowed (http for this machine alone).';
}
/**
 * @param base the origin that base-url names, if any
 * @returns the origin of a URL that names its own host, or why nothing is sent there.
 */
function trustedOrigin(url, base) {
    const shown = `'${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(url.host, 100)}'`;
    if (base !== undefined && new URL(base).host === url.host) {
        return { origin: base };
    }
    if (!isHarness(url.hostname) && !isLoopback(url.hostname)) {
        return {
            problem: `is a URL of ${shown}, and the key is not sent to a host that only a URL names. If that is your Harness, give base-url: https://${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(url.host, 100)}`,
        };
    }
    const problem = unsafe(url);
    return problem === undefined ? { origin: url.origin } : { problem: `is a URL of ${shown} that ${problem}` };
}
//# sourceMappingURL=scope.js.map

/***/ }),

/***/ 354:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  B: () => (/* binding */ sendEvent),
  y: () => (/* binding */ webhookEvent)
});

// EXTERNAL MODULE: ./lib/src/base/shape.js
var shape = __nccwpck_require__(411);
// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __nccwpck_require__(875);
// EXTERNAL MODULE: ./lib/src/harness/errors.js
var errors = __nccwpck_require__(578);
// EXTERNAL MODULE: ./lib/src/harness/links.js
var links = __nccwpck_require__(604);
// EXTERNAL MODULE: ./lib/src/harness/nextgen/executions.js
var executions = __nccwpck_require__(428);
// EXTERNAL MODULE: ./lib/src/harness/nextgen/snapshot.js
var nextgen_snapshot = __nccwpck_require__(899);
// EXTERNAL MODULE: ./lib/src/harness/scope.js
var harness_scope = __nccwpck_require__(781);
;// CONCATENATED MODULE: ./lib/src/harness/webhook/statuses.js
/**
 * What Harness makes of a custom webhook's event that starts nothing (`status` of
 * `GET /pipeline/api/webhook/triggerExecutionDetails/{eventId}`), and what to do then.
 */
const CONDITIONS = "The payload does not meet the trigger's conditions. Compare payload with them on the trigger's page.";
const GIT = "Harness took the event for one of a Git provider. Give the URL of a trigger of type Custom (Copy as Webhook URL in the trigger's menu).";
const DISABLED = 'No enabled trigger belongs to this URL. Enable the trigger, or copy its URL once more if it was made anew.';
const POLLED = "Harness took the event for a new artifact or manifest. Give the URL of a trigger of type Custom (Copy as Webhook URL in the trigger's menu).";
const SUBSCRIPTION = 'Harness took the request for the handshake of a subscription, which starts nothing. Send a payload without the fields of one.';
/** Every status but TARGET_EXECUTION_REQUESTED, the only good one, with what to do. */
const NOTHING_STARTED = {
    TARGET_DID_NOT_EXECUTE: "The trigger matched, but its pipeline could not be run. The trigger's activity history in Harness says why; run the pipeline by hand with the trigger's inputs to see the same.",
    INVALID_RUNTIME_INPUT_YAML: "The trigger's own inputs do not fit its pipeline any more. Open the trigger in Harness and mend its pipeline input.",
    INVALID_PAYLOAD: 'The trigger cannot read this payload. Give it as a mapping with the fields that the trigger uses.',
    EXCEPTION_WHILE_PROCESSING: "Harness failed while it processed the event. The trigger's activity history in Harness may say more; then run this again.",
    VALIDATION_FAILED_FOR_TRIGGER: 'The trigger or its pipeline is not valid any more. Open the trigger in Harness, which shows what is to be mended.',
    TRIGGER_AUTHENTICATION_FAILED: 'The trigger checks a secret that does not come along. Take that secret off the trigger: its URL is one already.',
    TRIGGER_CONFIRMATION_SUCCESSFUL: SUBSCRIPTION,
    TRIGGER_CONFIRMATION_FAILED: SUBSCRIPTION,
    NO_ENABLED_CUSTOM_TRIGGER_FOUND: DISABLED,
    NO_ENABLED_CUSTOM_TRIGGER_FOUND_FOR_ACCOUNT: DISABLED,
    NO_ENABLED_TRIGGER_FOR_PROJECT: DISABLED,
    NO_ENABLED_TRIGGER_FOR_ACCOUNT: DISABLED,
    NO_MATCHING_TRIGGER_FOR_PAYLOAD_CONDITIONS: CONDITIONS,
    NO_MATCHING_TRIGGER_FOR_METADATA_CONDITIONS: CONDITIONS,
    TRIGGER_DID_NOT_MATCH_EVENT_CONDITION: CONDITIONS,
    TRIGGER_DID_NOT_MATCH_METADATA_CONDITION: CONDITIONS,
    NO_MATCHING_TRIGGER_FOR_JEXL_CONDITIONS: "The trigger's JEXL condition is not true for this payload. Evaluate it with payload in hand.",
    NO_MATCHING_TRIGGER_FOR_HEADER_CONDITIONS: "The trigger has header conditions, and this action sends no headers of the author's. Let the trigger test the payload instead.",
    NO_MATCHING_TRIGGER_FOR_FILEPATH_CONDITIONS: 'The trigger has a condition on changed files, which only a Git event meets. Take it off the trigger.',
    NO_MATCHING_TRIGGER_FOR_REPO: GIT,
    NO_MATCHING_TRIGGER_FOR_EVENT_ACTION: GIT,
    NO_ENABLED_TRIGGER_FOR_SOURCEREPO_TYPE: GIT,
    NO_ENABLED_TRIGGER_FOR_ACCOUNT_SOURCE_REPO: GIT,
    FAILED_TO_FETCH_PR_DETAILS: GIT,
    SCM_SERVICE_CONNECTION_FAILED: GIT,
    // The doubled FOR is Harness's.
    NO_MATCHING_TRIGGER_FOR_FOR_EVENT_SIGNATURES: POLLED,
    NO_MATCHING_TRIGGER_FOR_FOR_EVENT_CONDITION: POLLED,
    TRIGGER_DID_NOT_MATCH_ARTIFACT_JEXL_CONDITION: POLLED,
    ALL_MAPPED_TRIGGER_FAILED_VALIDATION_FOR_POLLING_EVENT: POLLED,
    POLLING_EVENT_WITH_NO_VERSIONS: POLLED,
    NEW_ARTIFACT_EVENT_PROCESSED: POLLED,
    NEW_MANIFEST_EVENT_PROCESSED: POLLED,
};
//# sourceMappingURL=statuses.js.map
;// CONCATENATED MODULE: ./lib/src/harness/webhook/events.js








/**
 * Sends the payload to the webhook, over a fresh connection.
 *
 * @param payload JSON
 * @returns the id of the event: `data.eventCorrelationId`, or `data` itself in the oldest answers. It says that Harness
 * will look at the payload, and nothing more.
 * @throws HarnessError, in which no part of the URL but its host stands.
 */
async function sendEvent(http, order, bounds) {
    const { hook, payload, purpose } = order;
    const answer = await withAdvice(http.send({ purpose, method: 'POST', ...hook, type: 'application/json', body: payload, fresh: true }, bounds));
    const data = (0,shape.at)(answer, 'data');
    const event = (0,shape/* text */.Qq)(data) ?? (0,shape/* text */.Qq)((0,shape.at)(data, 'eventCorrelationId'));
    if (event === undefined || !(0,harness_scope/* isExecutionId */.MV)(event)) {
        const correlationId = (0,shape/* text */.Qq)((0,shape.at)(answer, 'correlationId'));
        const detail = 'The answer holds no event.';
        throw new errors/* HarnessError */.tj({ kind: 'unexpected', purpose, origin: http.origin, status: 200, detail, correlationId });
    }
    return event;
}
/** Opens `GET /pipeline/api/webhook/triggerExecutionDetails/{eventId}`, which is public: the key stays here. */
function webhookEvent(http, scope, event) {
    const ask = async (purpose, bounds) => {
        const path = `/pipeline/api/webhook/triggerExecutionDetails/${encodeURIComponent(event)}`;
        const query = { accountIdentifier: scope.account };
        const answer = await http.send({ purpose, method: 'GET', path, query, withoutKey: true }, bounds);
        const processing = (0,shape.at)(answer, 'data', 'webhookProcessingDetails');
        const summary = (0,shape.at)(answer, 'data', 'executionDetails', 'pipelineExecutionSummary');
        const other = (0,shape/* text */.Qq)((0,shape.at)(processing, 'eventId')) ?? event;
        if (!(0,shape/* isObject */.Gv)(processing) || other !== event) {
            const detail = other === event ? 'The answer holds no event.' : 'The answer is about another event.';
            throw new errors/* HarnessError */.tj({ kind: 'unexpected', purpose, origin: scope.origin, status: 200, detail });
        }
        return { processing, summary };
    };
    return {
        async look(bounds) {
            try {
                return interpret(await ask(`look what became of event ${event}`, bounds), scope);
            }
            catch (error) {
                // Before it is processed an event "doesn't exist", in a 400.
                if (error instanceof errors/* HarnessError */.tj && error.kind === 'refused' && (0,errors/* refusalReason */.b)(error.failure) === 'not-found') {
                    return { kind: 'queued' };
                }
                throw error;
            }
        },
        async read(ref, bounds) {
            const purpose = `read execution ${ref.id}`;
            const { summary } = await ask(purpose, bounds);
            const snapshot = (0,nextgen_snapshot/* toSnapshot */.C2)(summary);
            const other = (0,shape/* text */.Qq)((0,shape.at)(summary, 'planExecutionId'));
            // An event with several executions shows one of them; another one's end is not this one's.
            if (other !== ref.id || snapshot.status === '') {
                const detail = other === undefined || other === ref.id
                    ? 'The answer holds no status.'
                    : 'The answer is about another execution of the same event.';
                throw new errors/* HarnessError */.tj({ kind: 'unexpected', purpose, origin: scope.origin, status: 200, detail });
            }
            return snapshot;
        },
        abort(ref) {
            const detail = 'Without an api-key nothing can be aborted.';
            const purpose = `abort execution ${ref.id}`;
            return Promise.reject(new errors/* HarnessError */.tj({ kind: 'refused', purpose, origin: scope.origin, detail }));
        },
    };
}
function interpret({ processing, summary }, scope) {
    const status = (0,shape/* text */.Qq)((0,shape.at)(processing, 'status')) ?? '';
    // Where the two differ, the event shows the one with a summary: the other could not be followed without a key.
    const named = [(0,shape/* text */.Qq)((0,shape.at)(summary, 'planExecutionId')), (0,shape/* text */.Qq)((0,shape.at)(processing, 'pipelineExecutionId'))];
    const [id, ...others] = new Set(named.filter((one) => one !== undefined).filter(harness_scope/* isExecutionId */.MV));
    if (id !== undefined) {
        return {
            kind: 'started',
            started: { ref: refOf(id, { processing, summary }, scope), snapshot: seen(id, summary) },
            others,
        };
    }
    if (/QUEUED/i.test(status) || (0,shape.at)(processing, 'eventFound') === false) {
        return { kind: 'queued' };
    }
    const message = (0,shape/* text */.Qq)((0,shape.at)(processing, 'message')) ?? '';
    const advice = Object.hasOwn(NOTHING_STARTED, status) ? NOTHING_STARTED[status] : undefined;
    return advice === undefined ? { kind: 'unclear', status, message } : { kind: 'nothing', status, message, advice };
}
function refOf(id, { processing, summary }, scope) {
    const named = [(0,shape/* text */.Qq)((0,shape.at)(processing, 'pipelineIdentifier')), (0,shape/* text */.Qq)((0,shape.at)(summary, 'pipelineIdentifier'))];
    const pipeline = named.filter((one) => one !== undefined).find(harness_scope/* isIdentifier */._5) ?? '';
    return { id, pipeline, url: (0,links/* executionLink */.dS)(scope, pipeline, id) };
}
function seen(id, summary) {
    return (0,shape/* text */.Qq)((0,shape.at)(summary, 'planExecutionId')) === id ? (0,nextgen_snapshot/* toSnapshot */.C2)(summary) : executions/* NOTHING_SEEN */.s;
}
/** Harness asks for its header by name, which an author does not know. */
async function withAdvice(answer) {
    try {
        return await answer;
    }
    catch (error) {
        if (error instanceof errors/* HarnessError */.tj && /X-Api-Key|authorization is mandatory/i.test(error.failure.detail)) {
            const hints = [...(error.failure.hints ?? []), 'This trigger takes no request without a key: give api-key.'];
            throw new errors/* HarnessError */.tj({ ...error.failure, hints: hints.map((hint) => (0,base_text/* oneLine */.TN)(hint)) });
        }
        throw error;
    }
}
//# sourceMappingURL=events.js.map

/***/ }),

/***/ 5:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ readFollowing)
/* harmony export */ });
/**
 * The part that every door which follows an execution has.
 *
 * @param onCancel what happens unless the author says otherwise
 * @param hasLogs whether there can be logs at all; without, there is no such input
 */
function readFollowing(form, onCancel = 'abort', hasLogs = true) {
    return {
        timeout: form.duration('timeout', '5h30m', 1000),
        pollInterval: form.pollInterval('poll-interval'),
        leg: form.leg('matrix-leg'),
        onCancel: form.choice('on-cancel', onCancel === 'abort' ? ['abort', 'leave'] : ['leave', 'abort']),
        onTimeout: form.choice('on-timeout', ['leave', 'abort']),
        onWaiting: form.choice('on-waiting', ['wait', 'detach', 'fail']),
        logs: hasLogs ? form.choice('logs', ['auto', 'failed', 'none']) : 'none',
        failStep: form.flag('fail-step', true),
        summary: form.flag('summary', true),
        comment: form.choice('comment', ['never', 'on-failure', 'always']),
        commitStatus: form.context('commit-status'),
        githubToken: form.secret('github-token'),
    };
}
//# sourceMappingURL=following.js.map

/***/ }),

/***/ 618:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   E9: () => (/* binding */ parseDuration),
/* harmony export */   Q0: () => (/* binding */ whyWithheld),
/* harmony export */   RL: () => (/* binding */ openForm),
/* harmony export */   YZ: () => (/* binding */ readKey)
/* harmony export */ });
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(875);
/* harmony import */ var _harness_address_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(537);
/* harmony import */ var _harness_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(578);
/* harmony import */ var _harness_scope_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(781);
/** The inputs of a door, read one by one: typed values, and every problem of every input at once. */




/** Opens an empty form. */
function openForm(get) {
    const problems = [];
    const problem = (input, text) => {
        // One input may be looked at for several reasons; the first word on it is the clearest.
        if (!problems.some((known) => known.input === input && known.text === text)) {
            problems.push({ input, text });
        }
    };
    const text = (name) => get(name).trim();
    const shown = (name) => `'${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(text(name), 100)}'`;
    const duration = (name, without, least) => {
        const written = text(name) === '' ? without : text(name);
        const ms = parseDuration(written);
        if (ms === undefined) {
            problem(name, `${shown(name)} is not a duration such as 90s, 15m, 2h or 1h30m.`);
        }
        else if (ms < least) {
            problem(name, `${shown(name)} is too short: at least ${least / 1000}s.`);
        }
        return ms ?? least;
    };
    const names = (name) => {
        const written = text(name)
            .split(/[\n,]/)
            .map((part) => part.trim());
        return [...new Set(written.filter((part) => part !== ''))];
    };
    return {
        text,
        problem,
        duration,
        flag(name, without) {
            const written = text(name);
            if (written !== '' && !/^(true|True|TRUE|false|False|FALSE)$/.test(written)) {
                problem(name, `${shown(name)} is neither true nor false.`);
            }
            return written === '' ? without : written.toLowerCase() === 'true';
        },
        choice(name, words) {
            const written = text(name);
            const word = words.find((known) => known === written);
            if (written !== '' && word === undefined) {
                problem(name, `${shown(name)} is none of ${words.join(', ')}.`);
            }
            return word ?? words[0];
        },
        pollInterval(name) {
            if (['', 'auto'].includes(text(name))) {
                return 'auto';
            }
            if (parseDuration(text(name)) === undefined) {
                problem(name, `${shown(name)} is neither auto nor a duration such as 10s or 1m.`);
                return 'auto';
            }
            return duration(name, '', 1000);
        },
        secret(name) {
            // Longer than any there is, and short enough for the state that post reads.
            if (!/^[\x21-\x7E]{0,2000}$/.test(text(name))) {
                problem(name, 'holds white space, characters that no token has, or too many of them. Store it again, without line breaks.');
            }
            return text(name);
        },
        context(name) {
            if (!/^.{0,255}$/u.test(text(name))) {
                problem(name, 'is no name for a commit status: GitHub takes one line of at most 255 characters.');
            }
            return text(name);
        },
        names,
        identifiers(name, of) {
            for (const wrong of names(name).filter((part) => !(0,_harness_scope_js__WEBPACK_IMPORTED_MODULE_3__/* .isIdentifier */ ._5)(part))) {
                problem(name, `${(0,_harness_scope_js__WEBPACK_IMPORTED_MODULE_3__/* .notIdentifier */ .NE)(wrong, of)}.`);
            }
            return names(name);
        },
        leg(name) {
            const found = /^(\d{0,6})(?:\/(\d{0,6}))?$/.exec(text(name));
            const [, index = '', total = ''] = found ?? [];
            if (found === null || (index !== '' && total !== '' && Number(index) >= Number(total))) {
                problem(name, `${shown(name)} is not a place in a matrix such as 0/3. Leave it out; it sets itself.`);
            }
            return { index: Number(index), total: Math.max(1, Number(total)) };
        },
        where(key, addresses) {
            const texts = Object.fromEntries(Object.keys(addresses).map((name) => [name, text(name)]));
            const where = (0,_harness_scope_js__WEBPACK_IMPORTED_MODULE_3__/* .locate */ .x5)({
                key,
                baseUrl: text('base-url'),
                account: text('account'),
                org: text('org'),
                project: text('project'),
                addresses: texts,
            });
            for (const [name, need] of Object.entries(addresses)) {
                if (texts[name] === '' && need === 'required') {
                    problem(name, `is empty. Give the ${name}'s identifier or its URL from the browser.`);
                }
                if (texts[name] === '' && need === 'required-unless-retry-of' && where.pipeline === '') {
                    problem(name, `is empty. Give a ${name} identifier or its URL from the browser.`);
                }
            }
            for (const known of where.problems) {
                problem(known.input, known.text);
            }
            // An address that cannot be read might have named it: one problem at a time.
            const untold = (part) => !where.problems.some(({ input }) => input === part || (0,_harness_address_js__WEBPACK_IMPORTED_MODULE_1__/* .isAddress */ .PW)(texts[input] ?? ''));
            if (where.scope.project === '' && untold('project')) {
                problem('project', 'is empty, and no URL names it. Give the project identifier.');
            }
            if (where.scope.account === '' && untold('account') && key !== '') {
                problem('account', 'is empty, and neither a URL nor the api-key (pat.ACCOUNT.… or sat.ACCOUNT.…) names it. Give the account identifier.');
            }
            return where;
        },
        close() {
            if (problems.length > 0) {
                throw new _harness_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz(problems);
            }
        },
    };
}
/** @returns ms of `90s`, `15m`, `2h`, `1h30m`; undefined for anything else. */
function parseDuration(text) {
    const found = /^(?=\d)(?:(\d{1,5})h)?(?:(\d{1,6})m)?(?:(\d{1,8})s)?$/.exec(text);
    if (found === null) {
        return undefined;
    }
    const [, hours = '0', minutes = '0', seconds = '0'] = found;
    return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}
/** Reads `api-key`, required unless said otherwise. */
function readKey(form, { withoutSecrets }, isRequired = true) {
    const key = form.secret('api-key');
    if (key === '' && isRequired) {
        const remedy = 'is empty. Give a personal access token or a service account token of Harness, out of a secret.';
        form.problem('api-key', whyWithheld('the key', withoutSecrets) ?? remedy);
    }
    return key;
}
/** @returns why an input that comes out of a secret, such as `the key`, is empty, when GitHub is the reason. */
function whyWithheld(what, withoutSecrets) {
    switch (withoutSecrets) {
        case 'fork':
            return 'is empty: GitHub gives no secrets to a pull request from a fork. Let a maintainer start it (workflow_dispatch, merge queue), or skip this job for forks.';
        case 'dependabot':
            return `is empty: GitHub gives Dependabot's pull requests no Actions secrets. Store ${what} as a Dependabot secret, too, or skip this job for dependabot[bot].`;
        case undefined:
            return undefined;
    }
}
//# sourceMappingURL=form.js.map

/***/ }),

/***/ 283:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ openYaml),
/* harmony export */   a: () => (/* binding */ openAuthor)
/* harmony export */ });
/** Opens the reader of YAML, unless there is nothing in the texts. */
async function openYaml(texts) {
    if (texts.every((text) => text.trim() === '')) {
        return () => ({ tree: undefined });
    }
    const { readTree } = await import(/* webpackIgnore: true */ './runtime-inputs/fit.js');
    return readTree;
}
/** Opens the reader of `inputs`, unless there is nothing in them. */
async function openAuthor(inputs) {
    if (inputs.trim() === '') {
        return () => ({ form: 'empty' });
    }
    const { readAuthor } = await import(/* webpackIgnore: true */ './runtime-inputs/fit.js');
    return readAuthor;
}
//# sourceMappingURL=yaml.js.map

/***/ }),

/***/ 60:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  N: () => (/* binding */ connect)
});

// EXTERNAL MODULE: ./lib/src/follow/progress.js
var follow_progress = __nccwpck_require__(299);
// EXTERNAL MODULE: ./node_modules/@actions/http-client/lib/index.js + 5 modules
var lib = __nccwpck_require__(520);
// EXTERNAL MODULE: ./lib/src/base/clock.js + 1 modules
var clock = __nccwpck_require__(680);
// EXTERNAL MODULE: ./lib/src/base/shape.js
var shape = __nccwpck_require__(411);
// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __nccwpck_require__(875);
// EXTERNAL MODULE: ./lib/src/harness/errors.js
var errors = __nccwpck_require__(578);
;// CONCATENATED MODULE: ./lib/src/harness/response.js



/** Sorts an answer by the body's own words as well as by the HTTP status: Harness says TOO_MANY_REQUESTS in a 400. */
function interpret({ status, header, body }, { expects, origin }) {
    if (status >= 300 && status < 400) {
        const location = header('location');
        const isUrl = location !== undefined && URL.canParse(location, origin);
        const host = isUrl ? new URL(location, origin).host : 'no host';
        return { failure: { kind: 'redirect', detail: `It points to ${(0,base_text/* oneLine */.TN)(host, 100)}.` } };
    }
    const good = status >= 200 && status < 300;
    if (good && expects === 'text') {
        return { value: body };
    }
    const parsed = parse(body);
    const correlationId = (0,shape/* text */.Qq)((0,shape.at)(parsed, 'correlationId')) ?? header('x-correlation-id');
    const envelope = (0,shape/* isObject */.Gv)(parsed) ? envelopeOf(parsed, good) : undefined;
    if (status === 429 || envelope?.code === 'TOO_MANY_REQUESTS') {
        return { correlationId, failure: { kind: 'limited', ...(envelope ?? { detail: '' }) } };
    }
    if (status >= 500 || status === 408 || status === 425) {
        return { correlationId, failure: { kind: 'unavailable', ...(envelope ?? { detail: excerpt(body) }) } };
    }
    if (envelope !== undefined) {
        // An error inside a 200 counts for what its code says, and for nothing when the code says nothing.
        const known = status >= 400 || (0,errors/* refusalReason */.b)({ kind: 'refused', purpose: '', origin: '', ...envelope }) !== 'other';
        return { correlationId, failure: { kind: known ? 'refused' : 'unexpected', ...envelope } };
    }
    if (good && ((0,shape/* isObject */.Gv)(parsed) || (expects === 'json' && parsed !== undefined))) {
        return { value: parsed, correlationId };
    }
    return { correlationId, failure: { kind: 'unexpected', detail: excerpt(body) } };
}
function parse(body) {
    try {
        return JSON.parse(body);
    }
    catch {
        return undefined;
    }
}
/**
 * Harness's error envelopes: `{status: ERROR|FAILURE, code, message, responseMessages, errors}`, v1's `{code, message}`,
 * the log service's `{error_msg}`, FirstGen's `{responseMessages}`. In a 2xx only the word ERROR or FAILURE makes one.
 */
function envelopeOf(answer, good) {
    const says = (0,shape/* text */.Qq)((0,shape.at)(answer, 'status'));
    const isError = says === 'ERROR' || says === 'FAILURE';
    const responses = (0,shape/* list */.p_)((0,shape.at)(answer, 'responseMessages'));
    const first = responses.find((response) => (0,shape/* text */.Qq)((0,shape.at)(response, 'level')) === 'ERROR');
    const code = (0,shape/* text */.Qq)((0,shape.at)(answer, 'code')) ?? (0,shape/* text */.Qq)((0,shape.at)(first, 'code'));
    const message = (0,shape/* text */.Qq)((0,shape.at)(answer, 'message')) ?? (0,shape/* text */.Qq)((0,shape.at)(answer, 'error_msg')) ?? (0,shape/* text */.Qq)((0,shape.at)(first, 'message'));
    if (!isError && (good || (code === undefined && message === undefined))) {
        return undefined;
    }
    const said = (wanted) => responses.flatMap((response) => wanted((0,shape/* text */.Qq)((0,shape.at)(response, 'code')), (0,shape/* text */.Qq)((0,shape.at)(response, 'level'))) ? ((0,shape/* text */.Qq)((0,shape.at)(response, 'message')) ?? []) : []);
    const isHint = (word) => word === 'HINT' || word === 'EXPLANATION';
    const errors = [
        ...said((word, level) => level === 'ERROR' && !isHint(word)),
        ...(0,shape/* list */.p_)((0,shape.at)(answer, 'errors')).flatMap((error) => (0,shape/* text */.Qq)((0,shape.at)(error, 'error')) ?? []),
    ];
    const detail = [...new Set([...(message === undefined ? [] : [message]), ...errors])];
    return {
        detail: (0,base_text/* oneLine */.TN)(detail.join('; '), 1000),
        ...(code === undefined ? {} : { code: (0,base_text/* oneLine */.TN)(code, 80) }),
        hints: [...new Set(said(isHint))].slice(0, 5).map((hint) => (0,base_text/* oneLine */.TN)(hint)),
    };
}
function excerpt(body) {
    const title = /<title[^>]*>([^<]{1,200})/i.exec(body.slice(0, 20_000))?.[1];
    return title === undefined ? (0,base_text/* oneLine */.TN)(body, 200) : `a page titled ${(0,base_text/* oneLine */.TN)(title, 200)}`;
}
/** @returns ms, from `Retry-After` in seconds or as a date, else from a used-up rate limit. */
function retryAfter(raw, clock) {
    const value = raw.header('retry-after');
    const seconds = (0,shape/* integer */.nd)(value);
    if (seconds !== undefined) {
        return seconds * 1000;
    }
    // Date.parse takes nearly anything for a date, `1.5` for one in 2001.
    const date = value?.endsWith(' GMT') === true ? Date.parse(value) : Number.NaN;
    return Number.isFinite(date) ? Math.max(0, date - clock.now()) : backOffOf(raw, clock);
}
/** @returns ms until `X-RateLimit-Reset` (seconds from now, or since 1970) when nothing remains, at most a minute. */
function backOffOf({ header }, clock) {
    if (header('x-ratelimit-remaining') !== '0') {
        return undefined;
    }
    const reset = (0,shape/* integer */.nd)(header('x-ratelimit-reset'));
    const ms = reset === undefined ? 60_000 : reset > 1e9 ? reset * 1000 - clock.now() : reset * 1000;
    return Math.min(60_000, Math.max(0, ms));
}
//# sourceMappingURL=response.js.map
;// CONCATENATED MODULE: ./lib/src/harness/http.js
/** The only door to Harness: one request, one answer or one HarnessError. Nothing is repeated and nothing followed here. */






/** Bytes of an answer that are read at the most. A full graph of thousands of steps has a few MB. */
const MAX_BYTES = 32 * 2 ** 20;
/** Bytes that are let pass when only a text's end is kept. Harness stores 25 MB of log for a step. */
const MAX_TEXT_BYTES = 64 * 2 ** 20;
/** Opens the door. Connections are kept alive between requests; idle ones do not hold the process. */
function openHttp(options) {
    const current = { signal: undefined };
    const signalled = {
        prepareRequest: (request) => {
            if (current.signal !== undefined) {
                request.signal = current.signal;
            }
            // The client hands on a URL's [::1], which Node would look up as a name.
            request.host = request.host?.replace(/^\[(.+)\]$/, '$1');
        },
        canHandleAuthentication: () => false,
        handleAuthentication: () => Promise.reject(new Error('never called: canHandleAuthentication says so')),
    };
    // Redirects would carry the key along, and the client's own retries know neither 429 nor a deadline.
    const client = (keepAlive) => new lib/* HttpClient */.Qq('run-harness-pipeline', [signalled], { allowRedirects: false, allowRetries: false, keepAlive });
    const pooled = client(true);
    // An answer that repeats the key would carry it into the log, an error or an output.
    const clean = (report, { secrets = [] }) => (0,base_text/* withoutSecrets */.cT)(report, [options.key, ...secrets]);
    const exchange = async (call, signal) => {
        const url = new URL(call.path, options.origin);
        for (const [key, value] of Object.entries(call.query ?? {})) {
            for (const one of typeof value === 'string' ? [value] : (value ?? [])) {
                url.searchParams.append(key, one);
            }
        }
        const headers = {
            accept: call.expects === 'text' ? '*/*' : 'application/json',
            ...(call.type === undefined ? {} : { 'content-type': call.type }),
            ...(call.withoutKey === true || options.key === '' ? {} : { 'x-api-key': options.key }),
        };
        // request() calls prepareRequest before it first awaits, so the handler above sees this request's signal.
        current.signal = signal;
        const client_ = call.fresh === true ? client(false) : pooled;
        const response = await client_.request(call.method, url.href, call.body ?? null, headers);
        const body = clean(await readBody(response, call), call);
        return {
            status: response.message.statusCode ?? 0,
            header: (name) => {
                const value = response.message.headers[name];
                return typeof value === 'string' ? (0,shape/* text */.Qq)(clean(value, call)) : undefined;
            },
            body,
        };
    };
    return {
        origin: options.origin,
        async send(call, bounds) {
            const from = options.clock.now();
            const report = (outcome, backOff, correlationId) => {
                const ms = Math.round(options.clock.now() - from);
                const path = clean(call.path, call);
                options.onExchange({ method: call.method, path, outcome, ms, backOff, correlationId });
            };
            const { signal, release } = (0,clock/* limited */.T)(bounds);
            let raw;
            try {
                raw = await orAborted(exchange(call, signal), signal);
            }
            catch (error) {
                const isLate = signal.aborted && !bounds.signal.aborted;
                const failure = failureOf(error, { purpose: call.purpose, origin: options.origin }, isLate ? bounds.limit : undefined);
                report(failure.code ?? failure.kind);
                throw new errors/* HarnessError */.tj(failure);
            }
            finally {
                release();
            }
            const answer = interpret(raw, { expects: call.expects ?? 'object', origin: options.origin });
            report(String(raw.status), backOffOf(raw, options.clock), answer.correlationId);
            if (answer.failure === undefined) {
                return answer.value;
            }
            throw new errors/* HarnessError */.tj({
                purpose: call.purpose,
                origin: options.origin,
                status: raw.status,
                correlationId: answer.correlationId,
                retryAfter: retryAfter(raw, options.clock),
                ...answer.failure,
            });
        },
    };
}
/** The client neither ends a connection attempt nor a proxy's CONNECT by signal, so the wait for it is ended here. */
async function orAborted(work, signal) {
    let stop;
    const aborted = new Promise((_resolve, reject) => {
        stop = () => {
            reject(new DOMException('aborted', 'AbortError'));
        };
        signal.addEventListener('abort', stop, { once: true });
        if (signal.aborted) {
            stop();
        }
    });
    try {
        return await Promise.race([work, aborted]);
    }
    finally {
        if (stop !== undefined) {
            signal.removeEventListener('abort', stop);
        }
        work.catch(() => undefined); // Lost the race: it must not end the process as an unhandled rejection.
    }
}
/** The client's own reader never settles when the connection dies inside the body, and is quadratic. */
async function readBody(response, call) {
    const keep = call.keep ?? MAX_BYTES;
    const most = call.expects === 'text' ? MAX_TEXT_BYTES : MAX_BYTES;
    let chunks = [];
    let kept = 0;
    let passed = 0;
    const message = response.message;
    for await (const chunk of message) {
        passed += chunk.length;
        if (passed > most) {
            response.message.destroy();
            throw Object.assign(new Error(`more than ${most} bytes`), { code: 'TOO_LARGE' });
        }
        chunks.push(chunk);
        kept += chunk.length;
        if (kept > keep * 2) {
            chunks = [Buffer.concat(chunks).subarray(-keep)];
            kept = keep;
        }
    }
    return Buffer.concat(chunks).subarray(-keep).toString('utf8');
}
/** These happen before a byte of the request is sent, and only then. */
const UNSENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);
/** @param limit ms that were over, if that is what ended the request */
function failureOf(error, about, limit) {
    const code = (0,shape/* text */.Qq)((0,shape.at)(own(error), 'code')) ?? '';
    const detail = messageOf(error);
    const base = { ...about, cause: error, detail };
    if (code === 'TOO_LARGE') {
        return { ...base, kind: 'unexpected', code, detail: `The answer has ${detail}.` };
    }
    if (limit !== undefined) {
        return { ...base, kind: 'lost', code: 'TIMEOUT', detail: `no whole answer within ${Math.ceil(limit / 1000)} s` };
    }
    if (/^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_)/.test(code)) {
        return { ...base, kind: 'untrusted', code };
    }
    // A proxy that refuses its CONNECT: the request itself never left.
    const unsent = UNSENT.has(code) || detail.startsWith('tunneling socket could not be established');
    return { ...base, kind: unsent ? 'unsent' : 'lost', ...(code === '' ? {} : { code }) };
}
/** @returns what an error says; one of several attempts to connect is without words and holds theirs. */
function messageOf(error) {
    const said = (0,shape/* list */.p_)((0,shape.at)(own(error), 'errors')).map((inner) => (0,shape/* text */.Qq)((0,shape.at)(own(inner), 'message')));
    return (0,shape/* text */.Qq)((0,shape.at)(own(error), 'message')) ?? (0,shape/* text */.Qq)((0,shape/* texts */.Te)(said).join('; ')) ?? String(error);
}
/** An error's `code`, `message` and `errors`, which are inherited or not enumerable. */
function own(error) {
    return typeof error === 'object' && error !== null
        ? {
            code: 'code' in error ? error.code : undefined,
            message: 'message' in error ? error.message : undefined,
            errors: 'errors' in error ? error.errors : undefined,
        }
        : {};
}
//# sourceMappingURL=http.js.map
// EXTERNAL MODULE: ./lib/src/harness/nextgen/approvals.js
var approvals = __nccwpck_require__(879);
// EXTERNAL MODULE: ./lib/src/harness/nextgen/executions.js
var executions = __nccwpck_require__(428);
// EXTERNAL MODULE: ./lib/src/harness/links.js
var links = __nccwpck_require__(604);
// EXTERNAL MODULE: ./lib/src/harness/execution.js
var execution = __nccwpck_require__(664);
// EXTERNAL MODULE: ./lib/src/harness/scope.js
var scope = __nccwpck_require__(781);
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/logs.js



/** Bytes of a log's end that are kept while it streams by: some hundred lines, each stored with a time and a level. */
const KEPT = 256 * 1024;
/** What is shown of a log: lines, characters of a line, bytes of all lines together. */
const MOST_LINES = 50;
const MOST_CHARACTERS = 500;
const logs_MAX_BYTES = 16 * 1024;
/** `GET /gateway/log-service/blob`. The signed links of `blob/download` are not needed for the end of a log. */
function nextGenLogs(http, scope) {
    return {
        async logTail({ key, step }, bounds) {
            const purpose = `read the log of ${step}`;
            const call = {
                purpose,
                method: 'GET',
                path: '/gateway/log-service/blob',
                query: { accountID: scope.account, key },
                expects: 'text',
                keep: KEPT,
            };
            try {
                const body = (0,shape/* text */.Qq)(await http.send(call, bounds)) ?? '';
                // With a key that has expired the gateway sends its login page, as a success.
                if (/^\s*<(!doctype|html|head|script)/i.test(body)) {
                    const detail = 'The answer is a page, not a log.';
                    throw new errors/* HarnessError */.tj({ kind: 'unexpected', purpose, origin: scope.origin, status: 200, detail });
                }
                return tailOf(body, Buffer.byteLength(body) >= KEPT);
            }
            catch (error) {
                if (error instanceof errors/* HarnessError */.tj && error.failure.status === 404) {
                    return undefined;
                }
                throw error;
            }
        },
    };
}
/**
 * @param log JSON objects, one a line, with the text in `out`; a line that is none is shown as it is
 * @param isCut whether the beginning is missing, and with it a part of the first line
 * @returns its last lines without colours; undefined when there is nothing to show
 */
function tailOf(log, isCut) {
    const rows = log.split('\n').slice(isCut ? 1 : 0);
    const shown = [];
    let bytes = 0;
    for (const row of rows.toReversed()) {
        for (const line of outOf(row).toReversed()) {
            const cut = shortened(line);
            bytes += Buffer.byteLength(cut) + 1;
            if (shown.length === MOST_LINES || bytes > logs_MAX_BYTES) {
                return { lines: shown.toReversed(), isComplete: false };
            }
            if (shown.length > 0 || cut.trim() !== '') {
                shown.push(cut);
            }
        }
    }
    return shown.length === 0 ? undefined : { lines: shown.toReversed(), isComplete: !isCut };
}
/** Cut before a pair of surrogates, not between them. */
function shortened(line) {
    return line.length > MOST_CHARACTERS
        ? `${line.slice(0, MOST_CHARACTERS - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
        : line;
}
function outOf(row) {
    if (row.trim() === '') {
        return [];
    }
    const out = (0,shape/* text */.Qq)((0,shape.at)(logs_parse(row), 'out')) ?? row;
    // A progress bar draws itself over and over after a lone \r; a terminal shows what was drawn last.
    const drawn = out
        .replace(/[\r\n]+$/, '')
        .split('\n')
        .map((line) => line.replace(/\r+$/, ''))
        .map((line) => line.slice(line.lastIndexOf('\r') + 1));
    return (0,base_text/* lines */.Mn)(drawn.join('\n'));
}
function logs_parse(row) {
    try {
        return JSON.parse(row);
    }
    catch {
        return undefined;
    }
}
/** How deep inside `executableResponses` the names of units and keys stand, by the kind of step. */
const RESPONSES = ['task', 'taskChain', 'async', 'asyncChain', 'sync', 'child', 'children'];
/**
 * @param node a node of the graph: `executableResponses` name the keys, one for each unit; `logBaseKey` is the next best;
 * else the key is built from where the node stands
 * @returns keys to try in this order, at most three
 */
function logKeysOf(node, run) {
    const { keys, units } = namedKeys(node);
    const unit = failedUnit(node);
    const position = unit === undefined ? -1 : units.indexOf(unit);
    const base = (0,shape/* text */.Qq)((0,shape.at)(node, 'logBaseKey')) ?? (keys.length === 0 ? builtKey(node, run) : undefined);
    const ofUnit = base === undefined || unit === undefined ? undefined : `${base}-commandUnit:${unit}`;
    return [...new Set((0,shape/* texts */.Te)([keys[position], keys.at(-1), ofUnit, base]))]
        .filter((key) => key.length < 2000)
        .slice(0, 3);
}
function namedKeys(node) {
    for (const response of (0,shape/* list */.p_)((0,shape.at)(node, 'executableResponses'))) {
        for (const kind of RESPONSES) {
            const keys = [...(0,shape/* texts */.Te)((0,shape.at)(response, kind, 'logKeys')), ...(0,shape/* texts */.Te)((0,shape.at)(response, kind, 'logKeysList'))];
            if (keys.length > 0) {
                return { keys, units: [...(0,shape/* texts */.Te)((0,shape.at)(response, kind, 'units')), ...(0,shape/* texts */.Te)((0,shape.at)(response, kind, 'unitsList'))] };
            }
        }
    }
    return { keys: [], units: [] };
}
/** @returns the unit that failed, else the last one that has begun; undefined for a step without units. */
function failedUnit(node) {
    const units = (0,shape/* list */.p_)((0,shape.at)(node, 'unitProgresses'));
    const inState = (state) => units.findLast((unit) => state.test((0,shape/* text */.Qq)((0,shape.at)(unit, 'status')) ?? ''));
    return (0,shape/* text */.Qq)((0,shape.at)(inState(/FAIL|EXPIRE|ERROR/i) ?? inState(/^(?!QUEUED|UNKNOWN|$)/i), 'unitName'));
}
/** Parts of a path that the short form of keys leaves out. */
const STRUCTURE = new Set(['pipeline', 'stages', 'spec', 'execution', 'steps']);
function builtKey(node, run) {
    const path = ((0,shape/* text */.Qq)((0,shape.at)(node, 'baseFqn')) ?? '').split('.');
    if (path.length < 3 || run.sequence === undefined) {
        return undefined;
    }
    if (run.simplified) {
        const tries = (0,shape/* entries */.jO)((0,shape.at)(node, 'interruptHistories')).filter(([, interrupt]) => (0,shape.at)(interrupt, 'interruptType') === 'RETRY').length;
        const short = path.filter((part) => !STRUCTURE.has(part)).join('/');
        const start = `${run.account}/pipeline/${run.pipeline}/${run.sequence}/-${run.id}/${short}`;
        return tries === 0 ? start : `${start}_${tries}`;
    }
    return [
        `accountId:${run.account}`,
        `orgId:${run.org}`,
        `projectId:${run.project}`,
        `pipelineId:${run.pipeline}`,
        `runSequence:${run.sequence}`,
        ...path.map((part, level) => `level${level}:${part}`),
    ].join('/');
}
//# sourceMappingURL=logs.js.map
// EXTERNAL MODULE: ./lib/src/harness/nextgen/snapshot.js
var snapshot = __nccwpck_require__(899);
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/failure.js
/** Why a node of Harness's execution graph failed, as far as its answer tells. */





/** Of a node that did not fail. */
const NO_FAILURE = {
    message: undefined,
    explanations: [],
    hints: [],
    failureTypes: [],
    by: undefined,
    logKeys: [],
};
/** @param wire an entry of `nodeMap` that failed, with the values of its `outcomes` */
function failure_failureOf(wire, { outcomes, run }) {
    const info = (0,shape.at)(wire, 'failureInfo');
    const { explanations, hints } = (0,snapshot/* adviceIn */.so)(info);
    return {
        message: freezeIn(outcomes) ?? messageIn(info, outcomes),
        explanations: explanations.map((each) => (0,base_text/* oneLine */.TN)(each, 1000)),
        hints: hints.map((hint) => (0,base_text/* oneLine */.TN)(hint, 1000)),
        failureTypes: (0,shape/* texts */.Te)((0,shape.at)(info, 'failureTypeList')).slice(0, 10),
        by: decider(outcomes) ?? interrupter(wire),
        logKeys: logKeysOf(wire, run),
    };
}
/** Messages that send the reader elsewhere. */
const EMPTY_WORDS = /check (the )?(execution |step |delegate )?logs?\b|^((step|stage|pipeline|execution) )*(has )?failed\.?$/i;
/** @returns the first message that says something, with the exit code of the step's command. */
function messageIn(info, outcomes) {
    const errors = (0,shape/* list */.p_)((0,shape.at)(info, 'responseMessages')).filter((response) => (0,shape.at)(response, 'level') === 'ERROR' && !/^(HINT|EXPLANATION)$/.test((0,shape/* text */.Qq)((0,shape.at)(response, 'code')) ?? ''));
    const said = (0,shape/* texts */.Te)([(0,shape.at)(info, 'message'), ...errors.map((response) => (0,shape.at)(response, 'message'))])
        .map((message) => (0,base_text/* oneLine */.TN)(message, 2000))
        .filter((message) => message !== '');
    const message = said.find((each) => !EMPTY_WORDS.test(each)) ?? said[0];
    const exit = outcomes.map((outcome) => (0,shape/* integer */.nd)((0,shape.at)(outcome, 'exitCode'))).find((code) => code !== undefined);
    return message === undefined || exit === undefined || exit === 0 || /\bexit (code|status)\b/i.test(message)
        ? message
        : `${message.replace(/\.$/, '')} (exit code ${exit})`;
}
/** Harness's message is the same for every freeze; which one it was stands in `freezeOutcome`. */
function freezeIn(outcomes) {
    const configs = outcomes.flatMap((outcome) => [
        ...(0,shape/* list */.p_)((0,shape.at)(outcome, 'manualFreezeConfigs')),
        ...(0,shape/* list */.p_)((0,shape.at)(outcome, 'globalFreezeConfigs')),
    ]);
    const [first] = configs.flatMap((config) => {
        const name = (0,shape/* text */.Qq)((0,shape.at)(config, 'name'));
        const end = (0,shape/* timestamp */.vE)((0,shape.at)(config, 'currentOrUpcomingWindow', 'endTime'));
        const until = end === undefined ? '' : ` until ${(0,base_text/* dayAndTime */.X_)(end)}`;
        return name === undefined ? [] : [`the freeze "${(0,base_text/* oneLine */.TN)(name, 100)}" is active${until}`];
    });
    return first;
}
function decider(outcomes) {
    return (0,approvals/* rejection */.cz)(outcomes.flatMap((outcome) => (0,approvals/* decisionsIn */.z_)((0,shape.at)(outcome, 'approvalActivities'))));
}
/** @returns who or what ended the node early: a person, a time limit, a newer run, or a failure strategy. */
function interrupter(wire) {
    const last = (0,shape/* list */.p_)((0,shape.at)(wire, 'interruptHistories')).findLast((interrupt) => /ABORT|EXPIRE|FAIL/.test((0,shape/* text */.Qq)((0,shape.at)(interrupt, 'interruptType')) ?? ''));
    const issuer = (0,shape.at)(last, 'interruptConfig', 'issuedBy');
    const person = (0,shape.at)(issuer, 'manualIssuer');
    const name = (0,shape/* text */.Qq)((0,shape.at)(person, 'identifier')) ?? (0,shape/* text */.Qq)((0,shape.at)(person, 'email_id')) ?? (0,shape/* text */.Qq)((0,shape.at)(person, 'emailId'));
    return name !== undefined
        ? (0,base_text/* oneLine */.TN)(name, 100)
        : (0,shape/* isObject */.Gv)((0,shape.at)(issuer, 'timeoutIssuer'))
            ? 'Harness, at a time limit'
            : (0,shape/* isObject */.Gv)((0,shape.at)(issuer, 'triggerIssuer'))
                ? 'a newer run of the same trigger'
                : (0,shape/* isObject */.Gv)((0,shape.at)(issuer, 'adviserIssuer'))
                    ? 'its failure strategy'
                    : undefined;
}
//# sourceMappingURL=failure.js.map
// EXTERNAL MODULE: ./lib/src/harness/nextgen/matrix.js
var matrix = __nccwpck_require__(394);
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/node.js
/** One node of Harness's execution graph -> a stage, a step, or what holds them. Any part of it may be missing or of another type. */






/** `pipeline.stages.deploy.spec.execution.steps.canary.steps.rollout`: step `rollout` of group `canary` of stage `deploy`. */
function pathOf(wire) {
    const [root, section, stage, ...inspector] = ((0,shape/* text */.Qq)((0,shape.at)(wire, 'baseFqn')) ?? '').split('.');
    const isNamed = root === 'pipeline' && section === 'stages' && stage !== undefined;
    const steps = inspector.filter((_part, position) => /^(steps|rollbackSteps)$/.test(inspector[position - 1] ?? ''));
    return {
        stage: isNamed ? stage : undefined,
        isStage: isNamed && inspector.length === 0,
        isRollback: inspector.slice(0, -1).includes('rollbackSteps'),
        groups: steps.slice(0, -1),
    };
}
/** @returns keys of the tries before this one. Harness leaves most of them out of the graph, but not all. */
function olderTries(wire) {
    const interrupts = (0,shape/* list */.p_)((0,shape.at)(wire, 'interruptHistories'));
    const named = interrupts.map((interrupt) => (0,shape.at)(interrupt, 'interruptConfig', 'retryInterruptConfig', 'retryId'));
    return (0,shape/* texts */.Te)([...(0,shape/* list */.p_)((0,shape.at)(wire, 'retryIds')), ...named]);
}
/** Types of nodes that nobody named: they hold stages and steps. */
const SECTION = /^(PIPELINE_SECTION|STAGES_STEP|NG_SECTION.*|NG_EXECUTION|NG_FORK|(GENERIC|SERVICE|INFRASTRUCTURE)_SECTION)$/;
/** Types of stages, for nodes without a path. */
const STAGE = /_STAGE(_STEP)?$|StageStep/;
/** @param wire an entry of `nodeMap` */
function toNode(wire, { key, path, holder, isOldTry, run }) {
    const type = (0,shape/* text */.Qq)((0,shape.at)(wire, 'stepType'));
    const status = (0,shape/* text */.Qq)((0,shape.at)(wire, 'status')) ?? '';
    const phase = (0,execution/* phaseOf */.hU)(status);
    const isFork = type !== undefined && SECTION.test(type);
    const outcomes = (0,shape/* entries */.jO)((0,shape.at)(wire, 'outcomes')).map(([, outcome]) => outcome);
    return {
        id: key,
        plan: (0,shape/* text */.Qq)((0,shape.at)(wire, 'setupId')),
        kind: isFork ? 'section' : path.isStage || STAGE.test(type ?? '') ? 'stage' : 'step',
        ...namesOf(wire, key),
        type,
        groups: path.groups,
        status,
        phase,
        startedAt: (0,shape/* timestamp */.vE)((0,shape.at)(wire, 'startTs')),
        endedAt: (0,shape/* timestamp */.vE)((0,shape.at)(wire, 'endTs')),
        holder,
        stage: holder?.kind === 'stage' ? holder : holder?.stage,
        isOldTry,
        isRollback: path.isRollback,
        ...((0,execution/* isUnsuccessful */.Ou)(phase) || phase === 'ignored' ? failure_failureOf(wire, { outcomes, run }) : NO_FAILURE),
        child: childOf(wire),
        variables: outcomes.flatMap(variablesIn),
        artifacts: outcomes.flatMap(artifactsIn),
    };
}
function namesOf(wire, key) {
    const strategy = (0,shape.at)(wire, 'strategyMetadata');
    const own = (0,shape/* text */.Qq)((0,shape.at)(wire, 'identifier')) ?? key;
    const suffix = (0,shape/* text */.Qq)((0,shape.at)(strategy, 'identifierPostFix')) ?? '';
    const identifier = own.endsWith(suffix) ? own : `${own}${suffix}`;
    const given = (0,shape.at)(wire, 'stepType') === 'liteEngineTask' ? 'Initialize' : ((0,shape/* text */.Qq)((0,shape.at)(wire, 'name')) ?? identifier);
    return {
        identifier: (0,base_text/* oneLine */.TN)(identifier, 200),
        name: (0,matrix/* nameWithMatrixValues */.V)((0,base_text/* oneLine */.TN)(given, 100), strategy),
        isLeg: (0,shape/* isObject */.Gv)(strategy),
    };
}
/** `stepDetails.childPipelineExecutionDetails` of a stage of type Pipeline. */
function childOf(wire) {
    const details = (0,shape.at)(wire, 'stepDetails', 'childPipelineExecutionDetails');
    const id = (0,shape/* text */.Qq)((0,shape.at)(details, 'planExecutionId'));
    const org = (0,shape/* text */.Qq)((0,shape.at)(details, 'orgId'));
    const project = (0,shape/* text */.Qq)((0,shape.at)(details, 'projectId'));
    const isSafe = [org, project].every((part) => part === undefined || (0,scope/* isIdentifier */._5)(part));
    return id !== undefined && (0,scope/* isExecutionId */.MV)(id) && isSafe ? { id, org, project } : undefined;
}
/** `__recast` is a type's name that Harness leaves among the values. */
function variablesIn(outcome) {
    const variables = (0,shape.at)(outcome, 'outputVariables');
    return (0,shape/* isObject */.Gv)(variables) ? (0,shape/* entries */.jO)(variables).filter(([name]) => name !== '__recast') : [];
}
/** `imageArtifacts` and `fileArtifacts` of a CI stage, `stepArtifacts.published…` of its steps. */
function artifactsIn(outcome) {
    const published = (0,shape.at)(outcome, 'stepArtifacts');
    const images = [...(0,shape/* list */.p_)((0,shape.at)(outcome, 'imageArtifacts')), ...(0,shape/* list */.p_)((0,shape.at)(published, 'publishedImageArtifacts'))];
    const files = [...(0,shape/* list */.p_)((0,shape.at)(outcome, 'fileArtifacts')), ...(0,shape/* list */.p_)((0,shape.at)(published, 'publishedFileArtifacts'))];
    return [...images, ...files].flatMap((artifact) => {
        const url = (0,shape/* text */.Qq)((0,shape.at)(artifact, 'url'));
        const name = (0,shape/* text */.Qq)((0,shape.at)(artifact, 'imageName')) ?? (0,shape/* text */.Qq)((0,shape.at)(artifact, 'name')) ?? url;
        return name === undefined ? [] : [{ name, tag: (0,shape/* text */.Qq)((0,shape.at)(artifact, 'tag')), url }];
    });
}
//# sourceMappingURL=node.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/graph.js




/** `GET /pipeline/api/pipelines/execution/v2/{id}?renderFullBottomGraph=true`, which can have some MB. */
function nextGenGraph(http, scope) {
    return {
        async graph({ id, org = scope.org, project = scope.project }, bounds) {
            const call = {
                purpose: `read the steps of execution ${id}`,
                method: 'GET',
                path: `/pipeline/api/pipelines/execution/v2/${encodeURIComponent(id)}`,
                query: {
                    accountIdentifier: scope.account,
                    orgIdentifier: org,
                    projectIdentifier: project,
                    renderFullBottomGraph: 'true',
                },
            };
            const data = (0,shape.at)(await http.send(call, bounds), 'data');
            const summary = (0,shape.at)(data, 'pipelineExecutionSummary');
            if (((0,shape/* text */.Qq)((0,shape.at)(summary, 'planExecutionId')) ?? id) !== id) {
                const detail = 'The answer is about another execution.';
                throw new errors/* HarnessError */.tj({
                    kind: 'unexpected',
                    purpose: call.purpose,
                    origin: scope.origin,
                    status: 200,
                    detail,
                });
            }
            const graph = (0,shape.at)(data, 'executionGraph');
            const pipeline = (0,shape/* text */.Qq)((0,shape.at)(summary, 'pipelineIdentifier')) ?? (0,shape/* text */.Qq)((0,shape.at)(graph, 'executionMetadata', 'pipelineIdentifier')) ?? '';
            const run = {
                account: scope.account,
                org,
                project,
                pipeline,
                id,
                sequence: (0,shape/* integer */.nd)((0,shape.at)(summary, 'runSequence')),
                simplified: (0,shape.at)(summary, 'shouldUseSimplifiedKey') === true,
            };
            const nodes = nodesOf(graph, run);
            const url = (0,links/* executionLink */.dS)({ ...scope, org, project }, pipeline, id);
            return nodes.length === 0 ? undefined : { url, at: { id, org, project }, nodes };
        },
    };
}
/** Nodes that are looked at. A pipeline of some thousand steps is already hard to open in a browser. */
const MOST_NODES = 50_000;
/** @param graph `executionGraph`: `rootNodeId`, `nodeMap`, and `nodeAdjacencyListMap` with children and what comes next */
function nodesOf(graph, run) {
    const wires = new Map((0,shape/* entries */.jO)((0,shape.at)(graph, 'nodeMap')).filter(([, node]) => (0,shape/* isObject */.Gv)(node)));
    const oldTries = new Set([...wires].flatMap(([key, wire]) => olderTries(wire).filter((id) => id !== key)));
    const nodes = new Map();
    const stages = new Map();
    const links = (key, kind) => (0,shape/* texts */.Te)((0,shape.at)(graph, 'nodeAdjacencyListMap', key, kind));
    // A list to work off, not recursion: the graph is somebody else's and may be a circle or thousands deep.
    const walk = (root) => {
        const todo = [{ key: root, holder: undefined }];
        for (let next = todo.pop(); next !== undefined && nodes.size < MOST_NODES; next = todo.pop()) {
            const { key, holder } = next;
            const wire = wires.get(key);
            if (wire === undefined || nodes.has(key)) {
                continue;
            }
            const path = pathOf(wire);
            // What nothing leads to belongs to the stage that its path names.
            const held = holder ?? (path.stage === undefined || path.isStage ? undefined : stages.get(path.stage));
            const isOldTry = oldTries.has(key) || held?.isOldTry === true;
            const node = toNode(wire, { key, path, holder: held, isOldTry, run });
            nodes.set(key, node);
            if (path.stage !== undefined && node.kind === 'stage') {
                stages.set(path.stage, node);
            }
            for (const id of links(key, 'nextIds').toReversed()) {
                todo.push({ key: id, holder: held });
            }
            for (const id of links(key, 'children').toReversed()) {
                todo.push({ key: id, holder: node });
            }
        }
    };
    walk((0,shape/* text */.Qq)((0,shape.at)(graph, 'rootNodeId')) ?? '');
    if (nodes.size < Math.min(wires.size, MOST_NODES)) {
        // What the root does not lead to: first what nothing leads to, then what only a circle leads to.
        const keys = [...wires.keys()];
        const led = new Set(keys.flatMap((key) => [...links(key, 'children'), ...links(key, 'nextIds')]));
        keys.filter((key) => !led.has(key)).forEach(walk);
        keys.forEach(walk);
    }
    return [...nodes.values()];
}
//# sourceMappingURL=graph.js.map
// EXTERNAL MODULE: ./lib/src/harness/retry.js
var harness_retry = __nccwpck_require__(883);
;// CONCATENATED MODULE: ./lib/src/lifecycle/connect.js







/** Opens the line; `open` makes the door with the key. No request is made. */
function connect(step, { scope, key, matrixSize, hasAnswered, engine }, open = openHttp) {
    let requests = 0;
    const progress = (0,follow_progress/* openProgress */.mp)({ print: step.log.info, now: step.clock.now, from: step.from });
    const http = open({
        origin: scope.origin,
        key,
        clock: step.clock,
        onExchange: ({ method, path, outcome, ms, correlationId, backOff }) => {
            requests += 1;
            step.log.debug(`${method} ${path} ${outcome} ${ms} ms${correlationId === undefined ? '' : ` ${correlationId}`}`);
            if (backOff !== undefined) {
                retry.backOff(backOff);
            }
        },
    });
    const harness = (0,executions/* nextGen */.Q)(http, scope, key);
    // NextGen would call each of FirstGen's keys invalid.
    const validate = key === '' || engine === 'firstgen' ? undefined : harness.validate;
    const retry = (0,harness_retry/* openRetry */.bn)({ clock: step.clock, listener: progress, matrixSize, hasAnswered, validate });
    const inspector = { ...nextGenGraph(http, scope), ...nextGenLogs(http, scope), ...(0,approvals/* nextGenApprovals */.c)(http, scope) };
    return { http, harness, inspector, retry, progress, requests: () => requests };
}
//# sourceMappingURL=connect.js.map

/***/ }),

/***/ 452:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   H4: () => (/* binding */ judgeUnread),
/* harmony export */   mA: () => (/* binding */ findExecution),
/* harmony export */   su: () => (/* binding */ newestOf)
/* harmony export */ });
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(875);
/* harmony import */ var _harness_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(578);
/* harmony import */ var _report_verdict_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(214);
/** Executions that something else started: found by their id, or as the newest of a pipeline. */



/** @throws InputError when it is one of another pipeline; HarnessError, Overdue, Cancelled. */
async function findExecution({ harness, retry }, { pipeline, execution: id }, until) {
    const found = await retry.untilAnswered((bounds) => harness.find({ id, pipeline }, bounds), until);
    if (pipeline !== '' && found.ref.pipeline !== pipeline) {
        const text = `names an execution of ${found.ref.pipeline}, not of ${pipeline}. Give the one or the other.\n  ${found.ref.url}`;
        throw new _harness_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz([{ input: 'execution', text }]);
    }
    return found;
}
/** @returns the id of a pipeline's newest execution; undefined when it has none. @throws HarnessError, Overdue, Cancelled. */
async function newestOf({ harness, retry }, pipeline, until) {
    const [newest] = await retry.untilAnswered((bounds) => harness.list({ pipeline, page: 0, size: 1 }, bounds), until);
    return newest?.ref.id;
}
/** @throws the error itself, when it is a cancel or a fault of this program. */
function judgeUnread(error, { timeout, failStep, url }) {
    if (error instanceof _harness_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz) {
        return (0,_report_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .redVerdict */ .bX)('', error.message);
    }
    if (error instanceof _harness_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HarnessError */ .tj) {
        return (0,_report_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .redVerdict */ .bX)('unknown', `${error.message}\n  ${url}`);
    }
    if (error instanceof _harness_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .DeadlineExceeded */ .m4) {
        const head = `The execution could not be read within ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)(timeout)} (this step's timeout).`;
        const text = [head, ...(error.last === undefined ? [] : [error.last.message]), `  ${url}`].join('\n');
        const verdict = (0,_report_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .redVerdict */ .bX)('unknown', text);
        return failStep ? verdict : { ...verdict, isRed: false, annotation: { level: 'warning', text } };
    }
    throw error;
}
//# sourceMappingURL=existing.js.map

/***/ }),

/***/ 314:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  s9: () => (/* binding */ finishWithoutExecution),
  zN: () => (/* binding */ printVerdict),
  EI: () => (/* binding */ reportOf),
  qS: () => (/* binding */ resultsOf),
  EB: () => (/* binding */ saveSummary)
});

// EXTERNAL MODULE: ./lib/src/harness/links.js
var links = __nccwpck_require__(604);
// EXTERNAL MODULE: ./lib/src/harness/nextgen/executions.js
var executions = __nccwpck_require__(428);
// EXTERNAL MODULE: ./lib/src/report/outputs.js
var outputs = __nccwpck_require__(11);
// EXTERNAL MODULE: ./lib/src/report/report.js
var report_report = __nccwpck_require__(931);
// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __nccwpck_require__(875);
// EXTERNAL MODULE: ./lib/src/report/execution-result.js
var execution_result = __nccwpck_require__(301);
;// CONCATENATED MODULE: ./lib/src/report/result.js
/** The outputs `result` and `variables`, and the file that holds both uncut. Pure: who writes them is elsewhere. */


/** An environment variable on Windows holds 32,766 characters. */
const MAX_BYTES = 30_000;
/** @returns the outputs by the contract's size rule: bare duplicates go first, then the longest values. */
function fitResults(report, diagnosis, most = MAX_BYTES) {
    const uncut = (0,execution_result/* resultOf */.Bg)(report, diagnosis.failures);
    const members = membersOf(diagnosis.variables);
    const variables = fitMembers(members, most);
    const isCut = bytesOf(JSON.stringify(uncut)) > most || variables.isCut;
    const result = isCut ? fitResult({ ...uncut, truncated: true }, most) : JSON.stringify(uncut);
    return {
        result,
        variables: variables.json,
        uncut: `{"result":${JSON.stringify(uncut)},"variables":${jsonOf(members)}}`,
        ...(isCut
            ? {
                warning: `The outputs result and variables hold at most ${most.toLocaleString('en-US')} bytes each, so not everything is in them; the file that result-file names has it all.`,
            }
            : {}),
    };
}
/** @returns each variable under its path, then those whose name is unique under their bare name too. */
function membersOf(variables) {
    const paths = new Set(variables.map(({ path }) => path));
    const times = new Map();
    for (const { name } of variables) {
        times.set(name, (times.get(name) ?? 0) + 1);
    }
    // Built as text: an object would lose `__proto__` and reorder names that are numbers.
    const member = (key, { value }, isBare) => ({
        json: `${JSON.stringify(key)}:${written(value)}`,
        isBare,
    });
    return [
        ...variables.map((variable) => member(variable.path, variable, false)),
        ...variables
            .filter(({ name }) => times.get(name) === 1 && !paths.has(name))
            .map((variable) => member(variable.name, variable, true)),
    ];
}
/** Harness's values are texts. What is nested deeper than the stack goes is none, and must not end the step. */
function written(value) {
    try {
        return JSON.stringify(value ?? null);
    }
    catch {
        return 'null';
    }
}
function jsonOf(members) {
    return `{${members.map(({ json }) => json).join(',')}}`;
}
/** A value goes with its name: half of one would be taken for the whole. */
function fitMembers(members, most) {
    const sizes = new Map(members.map((member) => [member, bytesOf(member.json) + 1]));
    const sizeOf = (member) => sizes.get(member) ?? 0;
    let left = 2 + members.reduce((sum, member) => sum + sizeOf(member), 0) - Math.min(1, members.length);
    const gone = new Set();
    const order = members.toSorted((one, other) => Number(other.isBare) - Number(one.isBare) || sizeOf(other) - sizeOf(one));
    for (const member of order) {
        if (left <= most) {
            break;
        }
        gone.add(member);
        left -= sizeOf(member);
    }
    return { json: jsonOf(members.filter((member) => !gone.has(member))), isCut: gone.size > 0 };
}
/** Characters that every text keeps: enough for identifiers and for links. */
const KEPT = 400;
const LISTS = ['stages', 'failures', 'services', 'environments', 'artifacts'];
/** Shortens the longest texts as far as it must, and then leaves out the last members of the longest lists. */
function fitResult(result, most) {
    const shortened = (characters) => JSON.stringify(result, (_key, value) => typeof value === 'string' && value.length > characters ? (0,base_text/* oneLine */.TN)(value, characters) : value);
    const fits = (characters) => bytesOf(shortened(characters)) <= most;
    if (!fits(KEPT)) {
        return fitLists(result, most);
    }
    let [good, bad] = [KEPT, most + 1];
    while (bad - good > 1) {
        const middle = Math.floor((good + bad) / 2);
        [good, bad] = fits(middle) ? [middle, bad] : [good, middle];
    }
    return shortened(good);
}
function fitLists(result, most) {
    const json = (value) => JSON.stringify(value, (_key, text) => (typeof text === 'string' ? (0,base_text/* oneLine */.TN)(text, KEPT) : text));
    const lists = LISTS.map((name) => {
        const sizes = result[name].map((member) => bytesOf(json(member)) + 1);
        return { name, sizes, total: sizes.reduce((sum, size) => sum + size, 0) };
    });
    let left = bytesOf(json(result));
    while (left > most) {
        const [longest] = lists.toSorted((one, other) => other.total - one.total);
        const size = longest?.sizes.pop();
        if (longest === undefined || size === undefined) {
            break;
        }
        longest.total -= size;
        left -= size;
    }
    return json({
        ...result,
        ...Object.fromEntries(lists.map(({ name, sizes }) => [name, result[name].slice(0, sizes.length)])),
    });
}
function bytesOf(json) {
    return Buffer.byteLength(json);
}
//# sourceMappingURL=result.js.map
// EXTERNAL MODULE: ./lib/src/report/summary.js
var summary = __nccwpck_require__(965);
// EXTERNAL MODULE: ./lib/src/lifecycle/post-state.js
var post_state = __nccwpck_require__(951);
;// CONCATENATED MODULE: ./lib/src/lifecycle/finish.js







/** Says what the verdict says, and leaves post what it needs. */
function finishWithoutExecution({ isOpen = false, ...rest }) {
    const { step, postState, verdict } = rest;
    const report = reportOf({ ...rest, snapshot: executions/* NOTHING_SEEN */.s, diagnosis: report_report/* NO_DIAGNOSIS */.Sk });
    const results = resultsOf(rest, report, report_report/* NO_DIAGNOSIS */.Sk);
    (0,outputs/* setFinalOutputs */.$z)(step.setOutput, { verdict, pipeline: postState.pipeline, snapshot: executions/* NOTHING_SEEN */.s, results });
    printVerdict(step, verdict);
    if (!isOpen) {
        saveSummary(step, postState, report);
    }
    return verdict;
}
/** Writes the file with everything. @returns the outputs that are JSON, and that file's path. */
function resultsOf({ step, postState }, report, diagnosis) {
    const fitted = fitResults(report, diagnosis);
    if (fitted.warning !== undefined) {
        step.log.warning(fitted.warning);
    }
    return {
        variables: fitted.variables,
        result: fitted.result,
        resultFile: step.folder.write(postState.nonce, 'result.json', fitted.uncut) ?? '',
    };
}
/** Main came to its end: post has only to show the summary. */
function saveSummary(step, postState, report) {
    step.folder.write(postState.nonce, 'summary.md', (0,summary/* summaryOf */.Y)(report));
    step.saveState(post_state/* POST_STATE */.j9, (0,post_state/* serializePostState */.MX)({ ...postState, at: 'done' }));
}
/** @returns all that the summary and the comment show. */
function reportOf({ step, connection, postState, diagnosis, ...found }) {
    const { workflow } = step;
    const { verdict, ref, snapshot, ending } = found;
    return {
        verdict,
        ending,
        isStartedHere: postState.isStartedElsewhere !== true,
        ref,
        listUrl: (0,links/* listPage */.ks)(postState),
        place: (0,links/* placeOf */.$t)(postState),
        pipeline: postState.pipeline,
        snapshot,
        ...(0,report_report/* diagnosed */.$Q)(diagnosis, snapshot),
        took: step.clock.now() - step.from,
        requests: connection.requests(),
        unreachableMs: connection.retry.unreachableMs,
        run: { name: (0,report_report/* runName */.rt)(workflow), url: workflow.url, job: workflow.job, actor: workflow.actor },
    };
}
/** Prints a verdict: its one annotation, else its sentence. */
function printVerdict({ log }, { annotation, message }) {
    switch (annotation?.level) {
        case 'error':
            log.fail(annotation.text);
            break;
        case 'warning':
            log.warning(annotation.text);
            break;
        case 'notice':
            log.notice(annotation.text);
            break;
        case undefined:
            log.info(message);
    }
}
//# sourceMappingURL=finish.js.map

/***/ }),

/***/ 951:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   MX: () => (/* binding */ serializePostState),
/* harmony export */   j9: () => (/* binding */ POST_STATE),
/* harmony export */   lj: () => (/* binding */ parsePostState),
/* harmony export */   sx: () => (/* binding */ newPostState)
/* harmony export */ });
/* harmony import */ var _base_shape_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(411);
/* harmony import */ var _harness_execution_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(664);
/* harmony import */ var _harness_scope_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(781);
/**
 * The letter that main leaves for post: one JSON value in the step's state. Other steps cannot read it, but text that is
 * printed unescaped can write state; so post takes nothing from it that has not the right shape, and key and origin are one
 * value that cannot be changed apart.
 */



/** Name of the state. */
const POST_STATE = 'postState';
/**
 * @param now ms since 1970
 * @returns the letter of a step that has started nothing yet.
 */
function newPostState(inputs, { nonce, now }) {
    const { key, scope, pipeline, onCancel, summary, comment, commitStatus, githubToken, timeout } = inputs;
    return {
        nonce,
        engine: 'nextgen',
        key,
        scope,
        pipeline,
        marker: '',
        event: '',
        since: Math.round(now),
        onCancel,
        execution: '',
        at: 'open',
        summary,
        comment,
        commitStatus,
        githubToken,
        timeout,
    };
}
/** @returns the letter as the state's text. */
function serializePostState(postState) {
    return JSON.stringify(postState);
}
/** @returns the letter; undefined when there is none, or when any part of it has not the shape that main gives it. */
function parsePostState(state) {
    let value;
    try {
        value = JSON.parse(state);
    }
    catch {
        return undefined;
    }
    const string = (name) => short((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(value, name));
    const one = (name, words) => words.find((word) => word === string(name));
    const engine = one('engine', _harness_execution_js__WEBPACK_IMPORTED_MODULE_1__/* .ENGINES */ .ug);
    const postState = {
        nonce: that(string('nonce'), (nonce) => /^[0-9a-f]{16}$/.test(nonce)),
        engine,
        key: that(string('key'), (key) => /^[\x21-\x7E]*$/.test(key)),
        // FirstGen's have names, which are shown and nothing else.
        pipeline: that(string('pipeline'), (name) => engine === 'firstgen' || name === '' || (0,_harness_scope_js__WEBPACK_IMPORTED_MODULE_2__/* .isIdentifier */ ._5)(name)),
        marker: that(string('marker'), (marker) => /^[\x20-\x7E]*$/.test(marker)),
        event: that(string('event'), (event) => event === '' || (0,_harness_scope_js__WEBPACK_IMPORTED_MODULE_2__/* .isExecutionId */ .MV)(event)),
        since: (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .integer */ .nd)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(value, 'since')),
        onCancel: one('onCancel', ['abort', 'leave']),
        execution: that(string('execution'), (id) => id === '' || (0,_harness_scope_js__WEBPACK_IMPORTED_MODULE_2__/* .isExecutionId */ .MV)(id)),
        ...((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(value, 'isStartedElsewhere') === true ? { isStartedElsewhere: true } : {}),
        at: one('at', ['open', 'done']),
        summary: typeof (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(value, 'summary') === 'boolean' ? (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(value, 'summary') === true : undefined,
        comment: one('comment', ['never', 'on-failure', 'always']),
        commitStatus: string('commitStatus'),
        githubToken: that(string('githubToken'), (token) => /^[\x21-\x7E]*$/.test(token)),
        timeout: (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .integer */ .nd)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(value, 'timeout')),
    };
    const place = engine === 'firstgen' ? readApplication(value) : readProject(value);
    return place !== undefined && isComplete(postState) ? { ...postState, ...place } : undefined;
}
function readProject(value) {
    const scope = {
        ...readAccount(value),
        org: that((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(value, 'scope', 'org')), _harness_scope_js__WEBPACK_IMPORTED_MODULE_2__/* .isIdentifier */ ._5),
        project: that((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(value, 'scope', 'project')), _harness_scope_js__WEBPACK_IMPORTED_MODULE_2__/* .isIdentifier */ ._5),
    };
    return isComplete(scope) ? { scope } : undefined;
}
function readApplication(value) {
    const scope = { ...readAccount(value), org: '', project: '' };
    const application = {
        id: that(short((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(value, 'application', 'id')), (id) => id === '' || (0,_harness_scope_js__WEBPACK_IMPORTED_MODULE_2__/* .isExecutionId */ .MV)(id)),
        name: short((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(value, 'application', 'name')),
        isWorkflow: (0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(value, 'application', 'isWorkflow') === true,
    };
    return isComplete(scope) && isComplete(application) ? { scope, application } : undefined;
}
function readAccount(value) {
    return {
        origin: that((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(value, 'scope', 'origin')), _harness_scope_js__WEBPACK_IMPORTED_MODULE_2__/* .isSafeOrigin */ .MC),
        account: that((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_base_shape_js__WEBPACK_IMPORTED_MODULE_0__.at)(value, 'scope', 'account')), _harness_scope_js__WEBPACK_IMPORTED_MODULE_2__/* .isAccount */ .UP),
    };
}
function short(value) {
    return typeof value === 'string' && value.length <= 2000 ? value : undefined;
}
function that(part, is) {
    return part !== undefined && is(part) ? part : undefined;
}
/** Whether no part is missing. */
function isComplete(parts) {
    return !Object.values(parts).includes(undefined);
}
//# sourceMappingURL=post-state.js.map

/***/ }),

/***/ 243:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Z: () => (/* binding */ openPublisher)
});

// EXTERNAL MODULE: ./lib/src/harness/execution.js
var execution = __nccwpck_require__(664);
// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __nccwpck_require__(875);
// EXTERNAL MODULE: ./lib/src/follow/progress.js
var progress = __nccwpck_require__(299);
// EXTERNAL MODULE: ./lib/src/report/paragraphs.js + 1 modules
var paragraphs = __nccwpck_require__(107);
;// CONCATENATED MODULE: ./lib/src/report/comment.js
/** The sticky comment on a pull request: the summary in short, without log text. */



const MOST_FAILURES = 3;
const MOST_STAGES = 15;
/** Characters of a message or a hint. */
const MOST_TEXT = 400;
/** GitHub takes a comment of fewer than so many characters. */
const LONGEST = 65_536;
/**
 * @param mark the hidden line, of writeMark
 * @returns the comment as Markdown of fewer than 65,536 characters.
 */
function commentOf(report, mark) {
    const { failures, ignored, run } = report;
    const telling = { most: MOST_TEXT, headline: (0,progress/* describeState */.Jw)(report.snapshot) };
    const head = `${mark}\n${(0,paragraphs/* heading */.R_)(report)}`;
    const writer = run.job === '' ? '' : `<sub>Written by job ${(0,base_text/* markdown */.wD)(run.job, 100)}</sub>`;
    const text = (0,paragraphs/* paragraphs */.qN)([
        head,
        (0,paragraphs/* whichRun */.$E)(report),
        (0,paragraphs/* explanation */.Qb)(report, MOST_TEXT),
        ...(0,paragraphs/* causes */.ps)(failures.slice(0, MOST_FAILURES), telling),
        (0,paragraphs/* moreFailures */.ns)(failures.length - MOST_FAILURES),
        ...(0,paragraphs/* causes */.ps)(ignored.slice(0, MOST_FAILURES), telling).map((each) => `Ignored: ${each}`),
        stagesInLine(report),
        (0,paragraphs/* whatWhere */.m5)(report),
        writer,
    ]);
    return text.length < LONGEST ? text : (0,paragraphs/* paragraphs */.qN)([head, (0,paragraphs/* whichRun */.$E)(report), writer]);
}
/** `✔ Build 1m 04s · ✖ Deploy 2m 04s · ○ Verify` */
function stagesInLine({ snapshot }) {
    const stages = snapshot.stages.filter(({ isGroup }) => !isGroup);
    if (stages.length < 2) {
        return ''; // The headline has said it.
    }
    const shown = stages.slice(0, MOST_STAGES).map(({ phase, name, startedAt, endedAt }) => {
        const took = startedAt === undefined || endedAt === undefined ? '' : ` ${(0,base_text/* duration */.p0)(endedAt - startedAt)}`;
        return `${(0,progress/* iconOf */.ZG)(phase)} ${(0,base_text/* markdown */.wD)(name, 60)}${took}`;
    });
    return [...shown, ...(stages.length > MOST_STAGES ? [`… ${stages.length - MOST_STAGES} more`] : [])].join(' · ');
}
//# sourceMappingURL=comment.js.map
;// CONCATENATED MODULE: ./lib/src/report/commit-status.js
/** The commit status: one word and one line beside a commit. */



const MOST = 140;
/** @returns the status at the step's end. It speaks of the execution, so `fail-step` makes no difference. */
function statusUpdateOf(report) {
    const { snapshot, ending, ref, verdict } = report;
    const description = (0,base_text/* oneLine */.TN)(verdict.message.replace(/\.$/, ''), MOST);
    if ((0,execution/* isFinal */.dR)(snapshot.phase)) {
        return { state: WORDS[snapshot.phase], description };
    }
    // Of a lost or interrupted one nobody can say that it runs: pending would stay for ever.
    if (ref === undefined || ending === 'access-lost' || (ending === 'cancelled' && snapshot.status === '')) {
        return { state: verdict.isRed ? 'error' : 'success', description };
    }
    const state = snapshot.phase === 'running' ? '' : `: ${(0,progress/* describeState */.Jw)(snapshot)}`;
    return { state: 'pending', description: (0,base_text/* oneLine */.TN)(`left running${state}`, MOST) };
}
const WORDS = {
    succeeded: 'success',
    ignored: 'success',
    skipped: 'success',
    failed: 'failure',
    expired: 'failure',
    aborted: 'error',
};
//# sourceMappingURL=commit-status.js.map
// EXTERNAL MODULE: ./lib/src/base/shape.js
var shape = __nccwpck_require__(411);
// EXTERNAL MODULE: ./lib/src/start/marker.js + 1 modules
var marker = __nccwpck_require__(400);
;// CONCATENATED MODULE: ./lib/src/report/mark.js
/**
 * The hidden line by which a comment is found again. It stands apart from the comment, because who talks to GitHub needs it
 * without all that the comment is made of.
 */


/** @returns the hidden line. It holds digits and a digest alone, so nothing in it can end it early. */
function writeMark(report, workflow) {
    const key = (0,marker/* digestOf */.ol)([report.listUrl, workflow.job, workflow.step]);
    const run = (0,shape/* integer */.nd)(workflow.runId) ?? 0;
    return `<!-- run-harness-pipeline key=${key} run=${run} attempt=${workflow.attempt} red=${report.verdict.isRed ? 1 : 0} -->`;
}
/** @returns the mark in a comment's first line; undefined when there is none. */
function readMark(body) {
    const found = /^<!-- run-harness-pipeline key=([0-9a-f]{32}) run=(\d{1,15}) attempt=(\d{1,9}) red=([01]) -->/.exec(body);
    const [, key = '', run, attempt, red] = found ?? [];
    return found === null ? undefined : { key, run: Number(run), attempt: Number(attempt), isRed: red === '1' };
}
/**
 * Whether a comment must not be overwritten: a newer run or attempt wrote it, or another job of the same matrix did, for
 * which it ended badly. One comment stands for all legs, and a leg that went well must not cover up one that did not.
 */
function outranks(found, own) {
    if (found.run !== own.run) {
        return found.run > own.run;
    }
    return found.attempt === own.attempt ? found.isRed && !own.isRed : found.attempt > own.attempt;
}
//# sourceMappingURL=mark.js.map
;// CONCATENATED MODULE: ./lib/src/lifecycle/publish.js




/** Opens the way to GitHub; it is not taken before there is something to tell. */
function openPublisher(step, { comment, commitStatus: context, githubToken: token }) {
    const { workflow, clock, log } = step;
    const warned = new Set();
    let queue = Promise.resolve();
    let opened;
    const open = async () => {
        // Loaded when it is needed: most steps tell GitHub nothing.
        const { openGitHub } = await import(/* webpackIgnore: true */ './github/github.js');
        return openGitHub({ token, apiUrl: workflow.apiUrl, workflow, clock, signal: step.signal });
    };
    const github = () => (opened ??= open());
    const warn = (warning) => {
        if (warning !== undefined && !warned.has(warning) && !step.signal.aborted) {
            warned.add(warning);
            log.warning(warning);
        }
    };
    /** One after the other, so that the last word is the last to arrive. Never rejects. */
    const enqueue = (work) => {
        const before = queue;
        queue = (async () => {
            await before;
            try {
                warn(await work(await github()));
            }
            catch (error) {
                warn(`GitHub could not be told: ${String(error)}`);
            }
        })();
    };
    const say = (saying, url) => {
        if (context !== '') {
            enqueue((at) => at.commitStatus({ ...saying, context, url }));
        }
    };
    return {
        say,
        async end(report) {
            say(statusUpdateOf(report), report.ref?.url ?? report.listUrl);
            if (comment !== 'never') {
                const text = commentOf(report, writeMark(report, workflow));
                // Good news is no news for on-failure, but an earlier run's bad news must not outlive it.
                const isNewWanted = comment === 'always' || report.verdict.isRed || (0,execution/* isUnsuccessful */.Ou)(report.snapshot.phase);
                enqueue((at) => at.comment({ text, isNewWanted }));
            }
            await queue;
        },
    };
}
//# sourceMappingURL=publish.js.map

/***/ }),

/***/ 904:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  E4: () => (/* binding */ sendOnce),
  YX: () => (/* binding */ unsent),
  Z5: () => (/* binding */ unstarted)
});

// EXTERNAL MODULE: ./lib/src/harness/errors.js
var errors = __nccwpck_require__(578);
// EXTERNAL MODULE: ./lib/src/harness/links.js
var links = __nccwpck_require__(604);
// EXTERNAL MODULE: ./lib/src/report/verdict.js + 1 modules
var report_verdict = __nccwpck_require__(214);
;// CONCATENATED MODULE: ./lib/src/start/start-once.js

/** ms for the start: Harness fetches templates, checks policies and makes the plan before it answers. */
const START_LIMIT = 120_000;
/** ms that a cancelled job still waits for the answer to a start: with it the execution can be aborted at once. */
const CANCEL_GRACE = 4000;
/** In doubt not before so many looks over so many ms of contact found nothing. */
const MIN_SEARCHES = 3;
const MIN_SEARCH_TIME = 90_000;
/** ms between looks: at first soon, because a start whose answer was lost has usually happened. */
const SEARCH_PAUSES = [1000, 2000, 4000, 8000, 15_000];
/** ms for one look when the time is already over. */
const LATE_SEARCH_LIMIT = 10_000;
/** Starts at most once. */
async function startOnce(launch) {
    const { retry, clock, signal, deadline } = launch;
    const patience = graceSignal(signal, clock);
    try {
        // insist() repeats what it is thrown, so only the fates that certainly did not arrive are thrown at it.
        const answer = await retry.untilAnswered(async ({ limit }) => {
            try {
                return await launch.send({ signal: patience.signal, limit });
            }
            catch (error) {
                if (!(error instanceof errors/* HarnessError */.tj) || error.kind === 'unsent' || error.kind === 'limited') {
                    throw error;
                }
                return error;
            }
        }, { deadline, signal, limit: START_LIMIT, givesUpUnreached: true });
        if (!(answer instanceof errors/* HarnessError */.tj)) {
            return { kind: 'started', started: answer, how: 'answered' };
        }
        if (isRefusal(answer)) {
            return { kind: 'refused', error: answer };
        }
        if (signal.aborted) {
            return { kind: 'cancelled', wasSent: true };
        }
        return await searchForStart(launch, answer);
    }
    catch (error) {
        return endedBefore(error);
    }
    finally {
        patience.end();
    }
}
/**
 * @returns what an error on the way to a start means: nothing was started.
 * @throws the error itself, when it is about the inputs or a fault of this program.
 */
function endedBefore(error) {
    if (error instanceof errors/* Cancelled */.cJ) {
        return { kind: 'cancelled', wasSent: false };
    }
    if (error instanceof errors/* DeadlineExceeded */.m4) {
        return { kind: 'too-late', error: error.last };
    }
    if (error instanceof errors/* HarnessError */.tj) {
        return { kind: 'refused', error };
    }
    throw error;
}
/**
 * Harness's own error in a 4xx is a clear no. An error inside a 200 is not: nobody knows what became of the start. Where
 * the HTTP status says nothing at all (GraphQL), the engine leaves it out.
 */
function isRefusal(error) {
    return error.kind === 'untrusted' || (error.kind === 'refused' && (error.failure.status ?? 400) >= 400);
}
/** A signal that aborts a while after the other one does. */
function graceSignal(signal, clock) {
    const late = new AbortController();
    const over = new AbortController();
    const abortAfter = async (ms) => {
        await clock.sleep(ms, over.signal);
        late.abort();
    };
    const begin = () => {
        void abortAfter(CANCEL_GRACE);
    };
    if (signal.aborted) {
        late.abort();
    }
    signal.addEventListener('abort', begin, { once: true });
    return {
        signal: late.signal,
        end: () => {
            signal.removeEventListener('abort', begin);
            over.abort();
        },
    };
}
async function searchForStart(launch, error) {
    const { clock, retry, find, signal } = launch;
    if (find === undefined) {
        return { kind: 'in-doubt', error, searches: undefined };
    }
    launch.onLostAnswer(error);
    let searches = 0;
    let since;
    try {
        for (;;) {
            const began = { at: clock.now(), out: retry.unreachableMs };
            const late = searches === 0 ? began.at + LATE_SEARCH_LIMIT : 0;
            const found = await find({ deadline: Math.max(launch.deadline, late), skipsBackOff: late > launch.deadline });
            if (found !== undefined) {
                return { kind: 'started', started: found, how: 'found' };
            }
            searches += 1;
            since ??= { at: clock.now(), out: retry.unreachableMs };
            // A look tells what there was when it began, and time out of contact proves nothing.
            const looked = began.at - since.at - (began.out - since.out);
            if (searches >= MIN_SEARCHES && looked >= MIN_SEARCH_TIME) {
                return { kind: 'in-doubt', error, searches };
            }
            const pause = SEARCH_PAUSES[Math.min(searches, SEARCH_PAUSES.length) - 1] ?? 0;
            await clock.sleep(Math.max(0, Math.min(pause, launch.deadline - clock.now())), signal);
        }
    }
    catch (failure) {
        if (failure instanceof errors/* Cancelled */.cJ) {
            return { kind: 'cancelled', wasSent: true };
        }
        if (failure instanceof errors/* HarnessError */.tj || failure instanceof errors/* DeadlineExceeded */.m4) {
            return { kind: 'in-doubt', error, searches };
        }
        throw failure;
    }
}
//# sourceMappingURL=start-once.js.map
// EXTERNAL MODULE: ./lib/src/lifecycle/finish.js + 1 modules
var finish = __nccwpck_require__(314);
// EXTERNAL MODULE: ./lib/src/lifecycle/post-state.js
var post_state = __nccwpck_require__(951);
;// CONCATENATED MODULE: ./lib/src/lifecycle/send.js






/** Starts at most once. */
async function sendOnce({ step, connection, postState, ...launch }) {
    const { retry } = connection;
    const { clock, signal, log } = step;
    // Before the request: should this process be killed while it is under way, post knows what to look for.
    step.saveState(post_state/* POST_STATE */.j9, (0,post_state/* serializePostState */.MX)(postState));
    // The state is taken when post begins, which in a container job may be before this.
    step.folder.write(postState.nonce, 'sent', '');
    const result = await startOnce({
        ...launch,
        retry,
        clock,
        signal,
        onLostAnswer: (error) => {
            log.info(`${error.message}\nThe start may have arrived: looking for it by the mark of this run.`);
        },
    });
    if (result.kind === 'started' && result.how === 'found') {
        log.info('Found: the start had arrived. Going on with it.');
    }
    return result;
}
/** Says why there is no execution, and leaves post what it needs. */
function unstarted(sender, result) {
    // Only a start that nobody knows the end of is left open for post to look for.
    const isOpen = result.kind === 'cancelled' && result.wasSent;
    const verdict = (0,report_verdict/* judgeStart */.EF)(result, (0,links/* listPage */.ks)(sender.postState));
    return (0,finish/* finishWithoutExecution */.s9)({ ...sender, isOpen, verdict, ending: result.kind });
}
/** The same for an error on the way to a start. @throws the error itself, when it is about the inputs or a fault. */
function unsent(sender, error) {
    if (error instanceof errors/* InputError */.dz) {
        sender.step.saveState(post_state/* POST_STATE */.j9, (0,post_state/* serializePostState */.MX)({ ...sender.postState, at: 'done' }));
    }
    return unstarted(sender, endedBefore(error));
}
//# sourceMappingURL=send.js.map

/***/ }),

/***/ 436:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  w: () => (/* binding */ watch)
});

// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __nccwpck_require__(875);
// EXTERNAL MODULE: ./lib/src/harness/errors.js
var errors = __nccwpck_require__(578);
// EXTERNAL MODULE: ./lib/src/harness/execution.js
var execution = __nccwpck_require__(664);
// EXTERNAL MODULE: ./lib/src/harness/nextgen/approvals.js
var approvals = __nccwpck_require__(879);
;// CONCATENATED MODULE: ./lib/src/diagnosis/causes.js
/** What made an execution fail, as far as its graph tells: the failed nodes that nothing inside them explains. */

/**
 * What holds a failed step fails with the same message, so only the innermost failure is a cause. A try that was followed
 * by another is none, and neither is a failure inside something that ended well.
 *
 * @param nodes holders before what they hold
 */
function causesIn(nodes) {
    const counted = nodes.filter((node) => !node.isOldTry);
    const fates = fatesOf(counted);
    const holdsBad = new Set();
    const holdsIgnored = new Set();
    const causes = { bad: [], ignored: [] };
    for (const node of counted.toReversed()) {
        // A section only passes on what is inside it; where that is nothing, its stage is the cause.
        const isCause = node.kind !== 'section';
        const isFailed = isCause && (0,execution/* isUnsuccessful */.Ou)(node.phase);
        const isIgnored = isCause && node.phase === 'ignored';
        // An ignored failure does not explain why what holds it failed.
        const isLeaf = !holdsBad.has(node) && (isFailed || (isIgnored && !holdsIgnored.has(node)));
        const kind = fates.get(node) ?? 'bad';
        if (isLeaf && kind !== 'overcome') {
            causes[kind].push(node);
        }
        if (node.holder === undefined || endedWell(node.phase)) {
            continue;
        }
        if (node.phase !== 'ignored' && (isFailed || holdsBad.has(node))) {
            holdsBad.add(node.holder);
        }
        else if (isIgnored || holdsBad.has(node) || holdsIgnored.has(node)) {
            holdsIgnored.add(node.holder);
        }
    }
    return { bad: earliestFirst(causes.bad.toReversed()), ignored: earliestFirst(causes.ignored.toReversed()) };
}
/** What becomes of a failure in each node: the nearest holder that came through it decides. */
function fatesOf(nodes) {
    const fates = new Map();
    for (const node of nodes) {
        const inherited = node.holder === undefined ? 'bad' : (fates.get(node.holder) ?? 'bad');
        fates.set(node, node.phase === 'ignored' ? 'ignored' : endedWell(node.phase) ? 'overcome' : inherited);
    }
    return fates;
}
function endedWell(phase) {
    return phase === 'succeeded' || phase === 'skipped';
}
/**
 * @returns them by the moment of their end: what failed first made the rest fail, be aborted or rolled back. At the same
 * moment a failure comes before the aborts that it caused.
 */
function earliestFirst(failed) {
    const end = ({ endedAt }) => endedAt ?? Number.MAX_SAFE_INTEGER;
    const rank = ({ phase }) => (phase === 'aborted' ? 1 : 0);
    return failed.toSorted((one, other) => end(one) - end(other) || rank(one) - rank(other));
}
//# sourceMappingURL=causes.js.map
// EXTERNAL MODULE: ./lib/src/harness/links.js
var links = __nccwpck_require__(604);
;// CONCATENATED MODULE: ./lib/src/diagnosis/failures.js
/** A failed node of the graph, or a failed stage, in the words of a report. */



/** @returns a node of the graph as a failure, without its log. */
function stepFailure({ node, graph, above }, { ref, snapshot }) {
    const stage = stageOf(node);
    const own = stageAmong(snapshot, above[0] ?? node);
    const told = above.length > 0 || own?.message === undefined ? undefined : (0,base_text/* oneLine */.TN)(own.message, 2000);
    const isStep = node.kind === 'step';
    const names = [...above, stage].flatMap((each) => each?.name ?? []);
    return {
        stage: names.length === 0 ? (own?.name ?? pipelineName(ref, snapshot)) : names.join(' › '),
        stageId: own?.id ?? above[0]?.identifier ?? stage?.identifier ?? '',
        ...(isStep ? { step: node.name, stepId: node.identifier, type: node.type } : {}),
        phase: node.phase,
        status: node.status,
        endedAt: node.endedAt,
        duration: lasted(node),
        message: node.message ?? node.holder?.message ?? stage?.message ?? told ?? plainly(node.phase, node.status),
        explanations: node.explanations,
        hints: node.hints,
        types: node.failureTypes,
        by: node.by ?? (node.phase === 'aborted' ? snapshot.abortedBy : undefined),
        isRolledBack: isRolledBack({ node, graph }),
        url: (0,links/* stageLink */.JO)(graph.url, {
            stage: stage?.plan,
            run: stage?.isLeg === true ? stage.id : undefined,
            step: isStep ? node.id : undefined,
        }),
    };
}
/**
 * @returns the stages that failed without a step that would explain it, and the execution itself when not even a stage
 * does: there is always something to show for a failed execution.
 */
function stageFailures({ ref, snapshot }, causes) {
    const tops = new Set(causes.map(({ node, above }) => above[0] ?? stageOf(node) ?? node));
    const explained = new Set([...tops].map((node) => stageAmong(snapshot, node)));
    const stages = (0,execution/* failedStages */.pN)(snapshot).filter((stage) => !explained.has(stage));
    if (stages.length > 0 || causes.length > 0 || !(0,execution/* isUnsuccessful */.Ou)(snapshot.phase)) {
        return stages.map((stage) => ({
            stage: stage.name,
            stageId: stage.id,
            phase: stage.phase,
            status: stage.status,
            endedAt: stage.endedAt,
            duration: lasted(stage),
            message: (0,base_text/* oneLine */.TN)(stage.message ?? snapshot.message ?? plainly(stage.phase, stage.status), 2000),
            explanations: snapshot.explanations,
            hints: snapshot.hints,
            types: [],
            by: stage.phase === 'aborted' ? snapshot.abortedBy : undefined,
            url: (0,links/* stageLink */.JO)(ref.url, { stage: stage.node, run: stage.depth > 0 ? stage.nodeExecution : undefined }),
        }));
    }
    return [
        {
            stage: pipelineName(ref, snapshot),
            stageId: '',
            phase: snapshot.phase,
            status: snapshot.status,
            endedAt: snapshot.endedAt,
            duration: lasted(snapshot),
            message: (0,base_text/* oneLine */.TN)(snapshot.message ?? plainly(snapshot.phase, snapshot.status), 2000),
            explanations: snapshot.explanations,
            hints: snapshot.hints,
            types: snapshot.deniedBy === undefined ? [] : ['POLICY_EVALUATION_FAILURE'],
            by: snapshot.abortedBy,
            url: ref.url,
        },
    ];
}
function isRolledBack({ node, graph }) {
    const steps = graph.nodes.filter((each) => each.isRollback && !each.isOldTry && each.stage === node.stage);
    const isWell = ({ phase }) => ['succeeded', 'ignored', 'skipped'].includes(phase);
    return steps.every(isWell) && steps.some(({ phase }) => phase === 'succeeded');
}
function stageOf(node) {
    return node.kind === 'stage' ? node : node.stage;
}
/** The legs of a matrix share the key in the plan, and their identifier may lack the leg's suffix: the run's key comes first. */
function stageAmong(snapshot, node) {
    const stage = stageOf(node);
    if (stage === undefined) {
        const failed = (0,execution/* failedStages */.pN)(snapshot);
        return failed.length === 1 ? failed[0] : undefined;
    }
    const { stages } = snapshot;
    return (stages.find(({ nodeExecution }) => nodeExecution === stage.id) ??
        stages.find(({ id }) => id === stage.identifier) ??
        stages.find((each) => each.node === stage.plan));
}
function pipelineName(ref, snapshot) {
    return snapshot.pipelineName ?? ref.pipeline;
}
function lasted({ startedAt, endedAt, }) {
    return startedAt === undefined || endedAt === undefined ? undefined : Math.max(0, endedAt - startedAt);
}
/** What a status says by itself, where Harness gives no message. */
function plainly(phase, status) {
    return /freeze/i.test(status)
        ? 'stopped by a deployment freeze'
        : /reject/i.test(status)
            ? 'the approval was rejected'
            : phase === 'expired'
                ? 'not finished within its time limit in Harness'
                : phase === 'aborted'
                    ? 'aborted'
                    : 'Harness gives no reason';
}
//# sourceMappingURL=failures.js.map
// EXTERNAL MODULE: ./lib/src/harness/retry.js
var retry = __nccwpck_require__(883);
;// CONCATENATED MODULE: ./lib/src/diagnosis/tails.js


/** ms to wait before a log that is not there is asked for again. */
const PAUSES = [1000, 2000, 4000];
/** ms after a step's end in which its log may still appear. */
const LATE = 60_000;
/**
 * Asks quietly: an outage of the log service is none of the execution's, and the report can do without.
 *
 * @throws Cancelled when the signal aborts
 */
async function readTail(node, order) {
    const { inspector, clock, signal, deadline } = order;
    if (node.logKeys.length === 0) {
        return { missing: 'Harness names none for this step.' };
    }
    const isFresh = clock.now() - (node.endedAt ?? clock.now()) < LATE;
    let failure;
    for (const pause of [...(isFresh ? PAUSES : []), 0]) {
        for (const key of node.logKeys) {
            const limit = Math.min(retry/* REQUEST_LIMIT */.ul, deadline - clock.now());
            if (limit <= 0) {
                return { missing: failure === undefined ? 'There was no time left to read it.' : failure.headline };
            }
            try {
                const tail = await inspector.logTail({ key, step: node.name }, { signal, limit });
                failure = undefined;
                if (tail !== undefined) {
                    return tail;
                }
            }
            catch (error) {
                if (signal.aborted) {
                    throw new errors/* Cancelled */.cJ();
                }
                if (!(error instanceof errors/* HarnessError */.tj)) {
                    throw error;
                }
                failure = error;
                if (isFinal(error)) {
                    return { missing: error.headline };
                }
            }
        }
        if (pause > 0) {
            await clock.sleep(Math.min(Math.max(pause, failure?.failure.retryAfter ?? 0), deadline - clock.now()), signal);
        }
    }
    return { missing: failure === undefined ? 'Harness has none for this step.' : failure.headline };
}
function isFinal({ kind }) {
    return kind === 'refused' || kind === 'redirect' || kind === 'untrusted';
}
//# sourceMappingURL=tails.js.map
;// CONCATENATED MODULE: ./lib/src/diagnosis/variables.js
/**
 * A path is `stage.step.NAME`, of identifiers; in a matrix those have their leg's suffix. Two steps of one stage that share
 * an identifier stand in different step groups, and have them in their paths: `stage.group.step.NAME`. A stage's own
 * variables are `stage.NAME`. Of what still shares a path the later counts, as it does for Harness's own expressions.
 */
function variablesIn(nodes) {
    const giving = nodes.filter((node) => !node.isOldTry && node.variables.length > 0);
    const sharing = new Map();
    for (const node of giving) {
        const path = shortPath(node);
        sharing.set(path, (sharing.get(path) ?? 0) + 1);
    }
    const variables = new Map();
    for (const node of giving) {
        const short = shortPath(node);
        const start = sharing.get(short) === 1 ? short : longPath(node);
        for (const [name, value] of node.variables) {
            const path = `${start}.${name}`;
            variables.set(path, { path, name, value: value ?? null });
        }
    }
    return [...variables.values()];
}
function shortPath({ stage, identifier }) {
    return stage === undefined ? identifier : `${stage.identifier}.${identifier}`;
}
function longPath({ stage, groups, identifier }) {
    return [...(stage === undefined ? [] : [stage.identifier]), ...groups, identifier].join('.');
}
//# sourceMappingURL=variables.js.map
;// CONCATENATED MODULE: ./lib/src/diagnosis/diagnosis.js








/** ms for everything. */
const BUDGET = 20_000;
/** ms in which a graph that contradicts the execution's status is read again, and ms to wait before each time. */
const AGAIN = 10_000;
const diagnosis_PAUSES = [1000, 3000, 5000];
/** Failures that are told, logs that are read, chained executions that are followed, and how deep. */
const MOST_FAILURES = 50;
const MOST_LOGS = 10;
const MOST_CHILDREN = 10;
const MOST_LEVELS = 3;
/**
 * Finds out what there is to say about an execution, within 20 s. It cannot change the verdict: what cannot be had is a
 * sentence in `gaps`.
 *
 * @throws Cancelled when the signal aborts; nothing else
 */
async function diagnose(order) {
    const { ref, snapshot, inspector, clock } = order;
    const gaps = new Set();
    const fromStages = () => setFinalOutputs({ snapshot, gaps, failures: stageFailures({ ref, snapshot }, []), ignored: [], nodes: [] });
    // A denied execution never ran: there is nothing inside.
    if (inspector === undefined || snapshot.deniedBy !== undefined) {
        return fromStages();
    }
    try {
        const inquiry = { ...order, inspector, gaps, deadline: clock.now() + BUDGET, followed: new Set([ref.id]) };
        return (await inquire(inquiry)) ?? fromStages();
    }
    catch (error) {
        if (error instanceof errors/* Cancelled */.cJ) {
            throw error;
        }
        gaps.add(`Not everything could be found out: ${firstLine(error)}`);
        return fromStages();
    }
}
/** @returns undefined without a graph */
async function inquire(inquiry) {
    const { snapshot, gaps } = inquiry;
    const graph = await settledGraph(inquiry);
    if (graph === undefined) {
        return undefined;
    }
    const { bad, ignored } = causesIn(graph.nodes);
    const unfolded = [];
    for (const node of bad) {
        unfolded.push(...(await unfold({ node, graph, above: [] }, inquiry)));
    }
    const causes = unfolded.slice(0, MOST_FAILURES);
    if (causes.length < unfolded.length) {
        gaps.add(`${(0,base_text/* count */.U9)(unfolded.length - causes.length, 'more failure')} not shown.`);
    }
    const told = await Promise.all(causes.map((cause, position) => tellOf(cause, position < MOST_LOGS, inquiry)));
    return setFinalOutputs({
        snapshot,
        gaps,
        failures: earliestFirst([...told, ...stageFailures(inquiry, unfolded)]),
        ignored: ignored.slice(0, MOST_FAILURES).map((node) => stepFailure({ node, graph, above: [] }, inquiry)),
        nodes: graph.nodes,
    });
}
function setFinalOutputs({ snapshot, gaps, failures, ignored, nodes }) {
    const artifacts = new Map();
    for (const artifact of [...snapshot.artifacts, ...nodes.flatMap((node) => node.artifacts)]) {
        const key = JSON.stringify([artifact.name, artifact.tag]);
        // The stage and the step that built it name the same image, not always with its link.
        artifacts.set(key, { ...artifact, url: artifact.url ?? artifacts.get(key)?.url });
    }
    return {
        failures,
        ignored,
        variables: variablesIn(nodes),
        services: snapshot.services,
        environments: snapshot.environments,
        artifacts: [...artifacts.values()].slice(0, MOST_FAILURES),
        gaps: [...gaps],
    };
}
/**
 * The graph is updated behind the execution's status. It is read again only while the two contradict each other.
 *
 * @returns undefined when there is none
 */
async function settledGraph(inquiry) {
    const { ref, snapshot, clock, signal, gaps } = inquiry;
    const until = clock.now() + AGAIN;
    for (let tries = 0;; tries += 1) {
        const answer = await readGraph({ id: ref.id }, inquiry);
        if (answer === undefined || !contradicts(snapshot, answer.graph)) {
            return answer?.graph;
        }
        const pause = diagnosis_PAUSES[tries];
        if (pause === undefined || clock.now() + pause > until) {
            gaps.add('The steps that Harness shows do not fit the way the execution ended.');
            return answer.graph;
        }
        await clock.sleep(pause, signal);
    }
}
function contradicts({ phase, stages }, graph) {
    if (!(0,execution/* isFinal */.dR)(phase)) {
        return false;
    }
    const [root] = graph?.nodes ?? [];
    if (graph === undefined || root === undefined) {
        // An execution that ended in the queue has no graph.
        return stages.some(({ startedAt }) => startedAt !== undefined);
    }
    const { bad, ignored } = causesIn(graph.nodes);
    return (!(0,execution/* isFinal */.dR)(root.phase) || ((0,execution/* isUnsuccessful */.Ou)(phase) && bad.length === 0) || (phase === 'ignored' && ignored.length === 0));
}
/** @returns undefined when it could not be read, which stands under the gaps then. */
async function readGraph(execution, { inspector, retry, signal, deadline, gaps }) {
    try {
        return { graph: await retry.untilAnswered((bounds) => inspector.graph(execution, bounds), { deadline, signal }) };
    }
    catch (error) {
        gaps.add(`The steps could not be read: ${reason(error)}`);
        return undefined;
    }
}
/** @returns the causes inside the execution that a chained stage has started; the stage itself when there are none. */
async function unfold(cause, inquiry) {
    const { node, above } = cause;
    const { followed, gaps } = inquiry;
    if (node.child === undefined || followed.has(node.child.id)) {
        return [cause];
    }
    if (above.length === MOST_LEVELS || followed.size > MOST_CHILDREN) {
        gaps.add('Some chained pipelines were not looked into: there are too many, or they go too deep.');
        return [cause];
    }
    followed.add(node.child.id);
    const graph = (await readGraph(node.child, inquiry))?.graph;
    if (graph === undefined) {
        return [cause];
    }
    const inner = [];
    for (const each of causesIn(graph.nodes).bad) {
        inner.push(...(await unfold({ node: each, graph, above: [...above, node] }, inquiry)));
    }
    return inner.length === 0 ? [cause] : inner;
}
async function tellOf(cause, withLog, inquiry) {
    const { node } = cause;
    const failure = stepFailure(cause, inquiry);
    if (/reject/i.test(node.status)) {
        return { ...failure, by: node.by ?? (await whoRejected(cause, inquiry)) };
    }
    // An approval has no log, and neither has what never began or was stopped by a freeze before it did anything.
    const isIdle = node.startedAt === undefined || node.type?.endsWith('Approval') === true || /freeze/i.test(node.status);
    const hasLog = node.kind === 'step' && !isIdle;
    if (inquiry.logs === 'none' || !hasLog) {
        return failure;
    }
    return {
        ...failure,
        log: withLog ? await readTail(node, inquiry) : { missing: `Only the first ${MOST_LOGS} logs are read.` },
    };
}
/** The graph names the approver where the step left an outcome; else the approvals do, to people's tokens. */
async function whoRejected({ node, graph }, inquiry) {
    const { inspector, retry, signal, deadline, gaps } = inquiry;
    const order = { ...graph.at, execution: graph.at.id, status: 'REJECTED', node: node.id };
    try {
        const answer = await retry.untilAnswered((bounds) => inspector.approvals(order, bounds), { deadline, signal });
        if ('unreadable' in answer) {
            gaps.add(`Who rejected could not be read. ${answer.unreadable}`);
            return undefined;
        }
        return (0,approvals/* rejection */.cz)(answer.approvals.flatMap(({ decisions }) => decisions));
    }
    catch (error) {
        gaps.add(`Who rejected could not be read: ${reason(error)}`);
        return undefined;
    }
}
/** @throws what is no trouble with Harness: Cancelled, and mistakes of ours */
function reason(error) {
    if (error instanceof errors/* DeadlineExceeded */.m4) {
        return error.last === undefined ? 'there was no time left.' : error.last.headline;
    }
    if (error instanceof errors/* HarnessError */.tj) {
        return error.headline;
    }
    throw error;
}
/** Of a fault of ours, which says nothing about Harness. */
function firstLine(error) {
    return (error instanceof Error ? error.message : String(error)).split('\n', 1).join('');
}
//# sourceMappingURL=diagnosis.js.map
// EXTERNAL MODULE: ./lib/src/follow/progress.js
var progress = __nccwpck_require__(299);
;// CONCATENATED MODULE: ./lib/src/follow/approvals.js
/** An execution waits for a person: who, for what, until when, and where to go. Told once for each wait. */





/** ms for the question about approvals. It is asked once for each wait, and an answer is no condition for anything. */
const LIMIT = 10_000;
/** The runner keeps ten notices of a step, and the last of them should tell how it ended. */
const MOST_NOTICES = 9;
/** @returns a function that is told each look. */
function openWaiting(options) {
    const { ref, log } = options;
    let told = '';
    let notices = 0;
    let isUnreadableTold = false;
    return async (snapshot) => {
        const stages = snapshot.stages.filter((stage) => stage.phase === 'waiting' && !stage.isGroup);
        const wait = snapshot.phase === 'waiting' ? [snapshot.status, ...stages.map((stage) => stage.node ?? stage.id)].join() : '';
        if (wait === told) {
            return;
        }
        told = wait;
        if (wait === '') {
            if (!(0,execution/* isFinal */.dR)(snapshot.phase)) {
                options.say((0,progress/* describeState */.Jw)(snapshot));
            }
            return;
        }
        const isApproval = [snapshot, ...stages].some(({ status }) => /approval/i.test(status));
        const found = isApproval ? await ask(options) : [];
        const words = `${(0,progress/* describeState */.Jw)(snapshot)}${typeof found === 'string' ? '' : by(found)}`;
        const place = stages.length === 0 ? ref.pipeline : stages.map(({ name }) => (0,base_text/* oneLine */.TN)(name, 60)).join(', ');
        const [stage] = stages;
        const url = stage === undefined ? ref.url : (0,links/* stageLink */.JO)(ref.url, { stage: stage.node, run: stage.nodeExecution });
        const details = typeof found === 'string' ? [] : found.flatMap(detailsOf);
        const head = `${place} ${stages.length > 1 ? 'are' : 'is'} ${words}.`;
        notices += 1;
        const tell = notices > MOST_NOTICES ? log.info : log.notice;
        tell([head, ...details.map((detail) => `  ${detail}`), `  ${url}`].join('\n'));
        options.say(words);
        if (typeof found === 'string' && !isUnreadableTold) {
            isUnreadableTold = true;
            log.info(`Who may approve cannot be told: ${(0,base_text/* oneLine */.TN)(found, 300)}`);
        }
    };
}
/** @returns the approvals that wait, or why they cannot be read. */
async function ask({ approvals, ref, signal, left }) {
    const limit = Math.min(LIMIT, left());
    if (approvals === undefined || limit <= 0) {
        return [];
    }
    try {
        const answer = await approvals.approvals({ execution: ref.id, status: 'WAITING' }, { signal, limit });
        return 'unreadable' in answer ? answer.unreadable : answer.approvals;
    }
    catch (error) {
        if (error instanceof errors/* HarnessError */.tj) {
            return error.headline;
        }
        throw error;
    }
}
function by(approvals) {
    const groups = [...new Set(approvals.flatMap((approval) => approval.groups))].slice(0, 5);
    const deadlines = approvals.flatMap((approval) => approval.deadline ?? []);
    const who = groups.length === 0 ? '' : ` by ${groups.map((group) => (0,base_text/* oneLine */.TN)(group, 60)).join(', ')}`;
    return `${who}${deadlines.length === 0 ? '' : ` until ${(0,base_text/* dayAndTime */.X_)(Math.min(...deadlines))}`}`;
}
function detailsOf({ message, minimum, inputs }) {
    return [
        ...(message === undefined ? [] : [`"${(0,base_text/* oneLine */.TN)(message, 300)}"`]),
        ...(minimum === undefined || minimum < 2 ? [] : [`${minimum} approvals are needed.`]),
        ...(inputs.length === 0
            ? []
            : [
                `Approvers fill in ${inputs.map(({ name, value }) => `${(0,base_text/* oneLine */.TN)(name, 60)}${value === undefined ? '' : ` (${(0,base_text/* oneLine */.TN)(value, 60)})`}`).join(', ')}.`,
            ]),
    ];
}
//# sourceMappingURL=approvals.js.map
// EXTERNAL MODULE: ./lib/src/follow/follow.js
var follow = __nccwpck_require__(969);
// EXTERNAL MODULE: ./lib/src/follow/history.js
var follow_history = __nccwpck_require__(166);
;// CONCATENATED MODULE: ./lib/src/follow/pace.js

/** The part of a key's requests that looks may use: starts and reports need some. */
const SHARE = 0.8;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** ms whose requests a job may make in advance: with it the minute that SHARE leaves something of is full. */
const LENT = (1 / SHARE - 1) * MINUTE;
/** ms between looks where an end is as likely as soon after a change, and for how long after it that holds. */
const QUICK = 2.3 * SECOND;
const QUICK_FOR = 50 * SECOND;
/** The same while a person is waited for, who takes longer than a machine. */
const QUICK_WAITING = 5 * SECOND;
/** ms between two looks at the least, however sure the end is. */
const MIN_INTERVAL = 1.75 * SECOND;
/** ms between two looks at the most: what nobody foresaw is seen then. */
const MAX_INTERVAL = { waiting: MINUTE, young: 15 * SECOND, old: 30 * SECOND };
/** ms after a change from which on an execution is old. */
const OLD = 10 * MINUTE;
/** ms of the steps in which the look ahead goes. */
const STEP = 250;
/** Fewer executions than this say nothing. */
const FEWEST = 3;
/** The chance that an execution will go another way than those of the past: it fails, or the pipeline was changed. */
const OTHERWISE = 0.03;
/** An end is taken for so many times less likely at the most, so that a past which misleads costs four times the pause. */
const DOUBT = 4 ** 2;
/** Durations of the past are taken for so exact and no more: ms, and of their median. */
const EXACT = { ms: 200, part: 0.01 };
/**
 * For a given number of looks the mean delay is smallest when the interval is proportional to 1 / √(chance of an end in the
 * next moment). Of an unknown pipeline that chance falls with the time since its last change, so that the interval grows
 * with its root. Where earlier executions tell how long it takes, it is high there and low before.
 *
 * They are asked for once, in the pause after the second look, and have no longer than that pause: no look comes later for
 * it, and what ends within its first seconds does not pay for it. Nor does a job whose share of the key is so small that it
 * could not look more often if it knew.
 */
function openPace({ interval, matrixSize, clock, requests, limited, history }) {
    const share = (matrixSize * MINUTE) / (retry/* REQUESTS_PER_MINUTE */.eW * SHARE);
    const budget = openRateBudget(share, { clock, requests });
    const born = clock.now();
    let changedAt = born;
    let before = '';
    let polls = 0;
    // What a start met with says nothing of how often one may look.
    let refusals = limited();
    let stretch = 1;
    let past;
    const auto = (snapshot) => {
        const now = clock.now();
        // Clocks differ: an execution is at least as old as what is known of it.
        const age = now - Math.min(born, snapshot.startedAt ?? born);
        return intervalAt({ since: now - changedAt, age, isWaiting: snapshot.phase === 'waiting' }, past);
    };
    return {
        first: () => (interval === 'auto' ? budget.wait() * jitter(clock) : 0),
        async next(snapshot) {
            const from = clock.now();
            const face = [snapshot.status, ...snapshot.stages.map((stage) => stage.status)].join();
            if (face !== before) {
                before = face;
                changedAt = from;
            }
            // Doubles with each refusal, and recovers slowly once there are none.
            stretch = limited() > refusals ? Math.min(16, stretch * 2) : Math.max(1, stretch * 0.9);
            refusals = limited();
            if (interval !== 'auto') {
                return interval * stretch;
            }
            const factor = jitter(clock) * stretch;
            const pause = Math.max(auto(snapshot), budget.wait()) * factor;
            polls += 1;
            if (polls !== 2 || history === undefined || share >= MAX_INTERVAL.young) {
                return pause;
            }
            past = pastOf(await history(pause));
            return Math.max(0, Math.max(auto(snapshot), budget.wait()) * factor - (clock.now() - from));
        },
    };
}
/** A tenth more or less, so that jobs which began together do not look together. */
function jitter({ random }) {
    return 0.9 + 0.2 * random();
}
/**
 * Each request costs a share of the key's minute, and a quarter of a minute is lent: no job asks more than its part of the
 * key's limit in any minute, and one that began with several requests at once makes up for them.
 */
function openRateBudget(share, { clock, requests }) {
    let paidAt = -Infinity;
    let counted = 0;
    return {
        wait() {
            const now = clock.now();
            paidAt = Math.max(paidAt, now - LENT) + (requests() - counted) * share;
            counted = requests();
            return Math.max(0, paidAt - now);
        },
    };
}
/** @returns the ms after which one more look is due: as many as it takes for the rate of looks to add up to one. */
function intervalAt({ since, age, isWaiting }, past) {
    const quick = isWaiting ? QUICK_WAITING : QUICK;
    const most = isWaiting ? MAX_INTERVAL.waiting : since < OLD ? MAX_INTERVAL.young : MAX_INTERVAL.old;
    let ms = 0;
    for (let due = 0; due < 1 && ms < most; ms += STEP) {
        const unknown = 1 / Math.max(QUICK_FOR, since + ms);
        const known = past === undefined || isWaiting ? unknown : past.chance(age + ms, unknown);
        const chance = Math.max(known, unknown / DOUBT);
        due += (STEP / quick) * Math.sqrt(chance * QUICK_FOR);
    }
    return Math.min(most, Math.max(MIN_INTERVAL, ms));
}
/**
 * @returns what these durations say; undefined when they are too few.
 *
 * Each stands for a bell curve (logistic, because its tail is closed-form and long). An execution that has outlived them
 * is one that goes another way, more surely with each second: then it is looked at as if there were no past.
 */
function pastOf(durations) {
    const sorted = durations.filter((ms) => Number.isFinite(ms) && ms > 0).toSorted((one, other) => one - other);
    if (sorted.length < FEWEST) {
        return undefined;
    }
    const at = (part) => sorted[Math.round(part * (sorted.length - 1))] ?? 0;
    const width = Math.max(EXACT.ms, EXACT.part * at(0.5), (at(0.75) - at(0.25)) / 5);
    return {
        chance(age, unknown) {
            let outlived = 0;
            let ends = 0;
            for (const duration of sorted) {
                const alive = 1 / (1 + Math.exp((age - duration) / width));
                outlived += alive / sorted.length;
                ends += (alive * (1 - alive)) / width / sorted.length;
            }
            // The part of the executions without a past that is still alive at this age.
            const others = OTHERWISE * (age < QUICK_FOR ? Math.exp(-age / QUICK_FOR) : QUICK_FOR / Math.E / age);
            const same = 1 - OTHERWISE;
            return (others * unknown + same * ends) / (others + same * outlived);
        },
    };
}
//# sourceMappingURL=pace.js.map
// EXTERNAL MODULE: ./lib/src/report/outputs.js
var outputs = __nccwpck_require__(11);
// EXTERNAL MODULE: ./lib/src/report/report.js
var report = __nccwpck_require__(931);
// EXTERNAL MODULE: ./lib/src/report/verdict.js + 1 modules
var report_verdict = __nccwpck_require__(214);
// EXTERNAL MODULE: ./lib/src/lifecycle/finish.js + 1 modules
var finish = __nccwpck_require__(314);
// EXTERNAL MODULE: ./lib/src/lifecycle/post-state.js
var post_state = __nccwpck_require__(951);
// EXTERNAL MODULE: ./lib/src/lifecycle/publish.js + 3 modules
var publish = __nccwpck_require__(243);
;// CONCATENATED MODULE: ./lib/src/lifecycle/watch.js
/** From an execution's id to the step's verdict: the way that all doors which follow have in common. */














/** ms after a cancel by which main must be gone; the runner kills it after 10 s, a cancelled background step after 7.5 s. */
const EXIT_WITHIN = 5500;
/** ms of these for one try: on a connection that died unnoticed it would take them all. */
const ATTEMPT_LIMIT = 2500;
/** Announces the execution, follows it to an ending, and says what that means. */
async function watch(options) {
    const { step, ref, postState } = options;
    (0,outputs/* setExecutionOutputs */.dd)(step.setOutput, ref, options.seen);
    const open = { ...postState, execution: ref.id };
    step.saveState(post_state/* POST_STATE */.j9, (0,post_state/* serializePostState */.MX)(open));
    step.log.info(`Execution ${options.seen.runSequence ?? ref.id}  ${ref.url}`);
    const publisher = (0,publish/* openPublisher */.Z)(step, open);
    publisher.say({ state: 'pending', description: 'started' }, ref.url);
    const ending = await followToEnd(options, publisher);
    if (ending.kind === 'cancelled') {
        await abortOnCancel(options, open);
    }
    const diagnosis = await diagnoseEnd(options, ending);
    const { timeout, failStep } = options.following;
    const [cause, ...others] = ending.snapshot.phase === 'ignored' ? diagnosis.ignored : diagnosis.failures;
    const verdict = (0,report_verdict/* judge */.S4)(ending, { ref, cause, others, timeout, failStep });
    const report = (0,finish/* reportOf */.EI)({ ...options, verdict, snapshot: ending.snapshot, diagnosis, ending: ending.kind });
    (0,outputs/* setFinalOutputs */.$z)(step.setOutput, {
        verdict,
        snapshot: ending.snapshot,
        results: (0,finish/* resultsOf */.qS)(options, report, diagnosis),
    });
    showLogs(step.log, report);
    (0,finish/* printVerdict */.zN)(step, verdict);
    if (ending.kind !== 'cancelled') {
        await publisher.end(report);
        (0,finish/* saveSummary */.EB)(step, open, report);
    }
    return verdict;
}
/** Why it ended so, and what it put out. A cancel cuts this short; the execution has ended all the same. */
async function diagnoseEnd({ step, connection, inspector, ref, following }, ending) {
    if (ending.kind !== 'ended') {
        return report/* NO_DIAGNOSIS */.Sk;
    }
    const isHidden = following.logs === 'none' || (following.logs === 'auto' && step.workflow.isPublic);
    try {
        return await diagnose({
            ref,
            snapshot: ending.snapshot,
            inspector,
            retry: connection.retry,
            clock: step.clock,
            signal: step.signal,
            logs: isHidden ? 'none' : 'failed',
        });
    }
    catch (error) {
        if (error instanceof errors/* Cancelled */.cJ) {
            return report/* NO_DIAGNOSIS */.Sk;
        }
        throw error;
    }
}
/** A closed group for each failed step, named after it; a log that cannot be had is one line. */
function showLogs(log, { failures, gaps }) {
    for (const failure of failures) {
        const place = [failure.stage, failure.step].filter((part) => part !== undefined).join(' › ');
        const tail = failure.log;
        if (tail !== undefined && 'missing' in tail) {
            log.info(`No log of ${(0,base_text/* oneLine */.TN)(place, 150)}: ${(0,base_text/* oneLine */.TN)(tail.missing, 300)}`);
        }
        else if (tail !== undefined && tail.lines.length > 0) {
            const which = tail.isComplete ? '' : 'last ';
            log.group(`Log of ${(0,base_text/* oneLine */.TN)(place, 150)}, ${which}${(0,base_text/* count */.U9)(tail.lines.length, 'line')}`, tail.lines.map((line) => `  │ ${line}`));
        }
    }
    for (const gap of gaps) {
        log.info((0,base_text/* oneLine */.TN)(gap, 500));
    }
}
function followToEnd(options, publisher) {
    const { step, connection, engine, ref, seen, following, inspector } = options;
    if (step.signal.aborted) {
        return { kind: 'cancelled', snapshot: seen };
    }
    // A start's answer has no stages yet; what something else started may have come far, or to its end.
    if (seen.stages.length > 0) {
        connection.progress.onSnapshot(seen);
    }
    if (!options.wait && !(0,execution/* isFinal */.dR)(seen.phase)) {
        return {
            kind: 'left',
            snapshot: seen,
            why: options.postState.isStartedElsewhere === true ? 'one-look' : 'no-wait',
        };
    }
    const say = (words) => {
        publisher.say({ state: 'pending', description: words }, ref.url);
    };
    const { onTimeout, onWaiting, pollInterval, leg, timeout } = following;
    const deadline = step.from + timeout;
    const left = () => deadline - step.clock.now();
    const waiting = openWaiting({ ref, approvals: inspector, log: step.log, signal: step.signal, left, say });
    let isStrange = false;
    const { retry, progress } = connection;
    return (0,follow/* follow */.e6)({
        engine,
        ref,
        seen,
        retry,
        clock: step.clock,
        signal: step.signal,
        deadline,
        onTimeout,
        onWaiting,
        pace: openPace({
            interval: pollInterval,
            matrixSize: leg.total,
            clock: step.clock,
            requests: connection.requests,
            limited: () => retry.rateLimited,
            history: historyOf(options, left),
        }),
        onSnapshot: async (snapshot) => {
            progress.onSnapshot(snapshot);
            if (snapshot.phase === 'unknown' && !isStrange) {
                isStrange = true;
                step.log.warning(`Harness says '${(0,base_text/* oneLine */.TN)(snapshot.status, 60)}', which this version does not know. It goes on following; a newer version may know it.`);
            }
            await waiting(snapshot);
        },
        onIdle: progress.onIdle,
    });
}
/** What tells the pace how long the pipeline usually takes; without a key nobody does. @param left ms until the deadline */
function historyOf({ step, connection, inspector, ref, listed }, left) {
    if (listed !== undefined) {
        return () => Promise.resolve((0,follow_history/* durationsOf */.DM)(listed));
    }
    return inspector === undefined || ref.pipeline === ''
        ? undefined
        : (limit) => (0,follow_history/* pastDurations */.Gj)(connection.harness, ref.pipeline, { signal: step.signal, limit: Math.min(limit, left()) });
}
/** The job was cancelled: aborts the execution at once, if that is wished for. Post confirms the end. */
async function abortOnCancel({ step, connection, engine, ref }, postState) {
    if (postState.onCancel === 'leave') {
        step.log.info('The execution is left running (on-cancel: leave).');
        return;
    }
    const deadline = (step.cancelledAt() ?? step.clock.now()) + EXIT_WITHIN;
    try {
        // The step's own signal is aborted already; this request is what is still to be done.
        const { signal } = new AbortController();
        await connection.retry.untilAnswered((bounds) => engine.abort(ref, bounds), {
            deadline,
            signal,
            limit: ATTEMPT_LIMIT,
            skipsBackOff: true,
        });
        step.log.info('Asked Harness to abort the execution.');
    }
    catch (error) {
        if (!(error instanceof errors/* HarnessError */.tj || error instanceof errors/* DeadlineExceeded */.m4)) {
            throw error;
        }
        step.log.info(`The abort is not confirmed yet; the post step goes on with it. ${error.message}`);
    }
}
//# sourceMappingURL=watch.js.map

/***/ }),

/***/ 301:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Bg: () => (/* binding */ resultOf),
/* harmony export */   Ly: () => (/* binding */ isoTime),
/* harmony export */   TM: () => (/* binding */ secondsOf),
/* harmony export */   yE: () => (/* binding */ executionResult)
/* harmony export */ });
/** @returns an execution as in `result`, without stages and failures: one of the output `executions`. */
function executionResult(report) {
    const { verdict, ref, pipeline, snapshot } = report;
    return {
        'execution-id': ref?.id ?? '',
        'execution-url': ref?.url ?? '',
        pipeline,
        'pipeline-name': snapshot.pipelineName ?? '',
        'run-sequence': snapshot.runSequence ?? null,
        status: verdict.status,
        'harness-status': snapshot.status,
        message: verdict.message,
        ...timesOf(snapshot),
        services: report.services,
        environments: report.environments,
        artifacts: report.artifacts.map(({ name, tag = '', url = '' }) => ({ name, tag, url })),
    };
}
/** @returns the output `result`, uncut. Failures name stage and step as people read them; groups of stages are left out. */
function resultOf(report, failures) {
    const { services, environments, artifacts, ...execution } = executionResult(report);
    return {
        ...execution,
        stages: report.snapshot.stages.filter(({ isGroup }) => !isGroup).map(stageResult),
        failures: failures.map(({ stage, step = '', message, explanations, hints, url }) => ({
            stage,
            step,
            message,
            hints: [...hints, ...explanations],
            url,
        })),
        services,
        environments,
        artifacts,
        truncated: false,
    };
}
function stageResult(stage) {
    return { id: stage.id, name: stage.name, status: stage.phase, ...timesOf(stage) };
}
function timesOf(times) {
    return {
        'started-at': isoTime(times.startedAt),
        'ended-at': isoTime(times.endedAt),
        duration: secondsOf(times) ?? null,
    };
}
/** @returns `2026-02-12T18:42:10Z`; empty for no moment. */
function isoTime(ms) {
    return ms === undefined ? '' : new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}
/** @returns whole seconds from start to end; undefined while it runs. */
function secondsOf({ startedAt, endedAt }) {
    return startedAt === undefined || endedAt === undefined
        ? undefined
        : Math.max(0, Math.round((endedAt - startedAt) / 1000));
}
//# sourceMappingURL=execution-result.js.map

/***/ }),

/***/ 11:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $z: () => (/* binding */ setFinalOutputs),
/* harmony export */   dd: () => (/* binding */ setExecutionOutputs),
/* harmony export */   mw: () => (/* binding */ setRecent),
/* harmony export */   nc: () => (/* binding */ setSimulator),
/* harmony export */   qC: () => (/* binding */ setEventOutput)
/* harmony export */ });
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(875);
/* harmony import */ var _harness_execution_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(664);
/* harmony import */ var _execution_result_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(301);
/** The only caller of setOutput: action.yml's outputs and when each is set. */



/** Set the moment that the execution is known, before the next request: they survive a kill one instant later. */
function setExecutionOutputs(set, ref, snapshot) {
    set('execution-id', ref.id);
    set('execution-url', ref.url);
    set('pipeline', ref.pipeline);
    set('status', 'running');
    set('harness-status', snapshot.status);
    set('run-sequence', String(snapshot.runSequence ?? ''));
}
/** Set the moment that a webhook's event is accepted, before anybody knows what it starts. */
function setEventOutput(set, event) {
    set('event-id', event);
}
/** Set at the end, whatever the end is: what reads `result` after a refused start finds JSON there, too. */
function setFinalOutputs(set, { verdict, pipeline, snapshot, results }) {
    set('status', verdict.status);
    set('message', (0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(verdict.message, 1000));
    if (pipeline !== undefined) {
        set('pipeline', pipeline);
    }
    set('harness-status', snapshot.status);
    set('run-sequence', String(snapshot.runSequence ?? ''));
    set('started-at', (0,_execution_result_js__WEBPACK_IMPORTED_MODULE_2__/* .isoTime */ .Ly)(snapshot.startedAt));
    set('ended-at', (0,_execution_result_js__WEBPACK_IMPORTED_MODULE_2__/* .isoTime */ .Ly)(snapshot.endedAt));
    set('duration', String((0,_execution_result_js__WEBPACK_IMPORTED_MODULE_2__/* .secondsOf */ .TM)(snapshot) ?? ''));
    set('failed-stages', JSON.stringify([...new Set((0,_harness_execution_js__WEBPACK_IMPORTED_MODULE_1__/* .failedStages */ .pN)(snapshot).map(({ id }) => id))]));
    if (results !== undefined) {
        set('variables', results.variables);
        set('result', results.result);
        set('result-file', results.resultFile);
    }
}
/** Set at the end of a look that could be made; a red step sets none, so that no later `since` skips what it missed. */
function setRecent(set, { executions, count, until, truncated }) {
    set('executions', executions);
    set('count', String(count));
    set('until', (0,_execution_result_js__WEBPACK_IMPORTED_MODULE_2__/* .isoTime */ .Ly)(until));
    set('truncated', String(truncated));
}
/** Set once the simulator answers. */
function setSimulator(set, { url, apiKey }) {
    set('url', url);
    set('api-key', apiKey);
}
//# sourceMappingURL=outputs.js.map

/***/ }),

/***/ 107:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  jC: () => (/* binding */ ROLLED_BACK),
  ps: () => (/* binding */ causes),
  Qb: () => (/* binding */ explanation),
  R_: () => (/* binding */ heading),
  nf: () => (/* binding */ paragraphs_link),
  KE: () => (/* binding */ listed),
  ns: () => (/* binding */ moreFailures),
  qN: () => (/* binding */ paragraphs),
  m5: () => (/* binding */ whatWhere),
  $E: () => (/* binding */ whichRun)
});

// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __nccwpck_require__(875);
// EXTERNAL MODULE: ./lib/src/follow/progress.js
var progress = __nccwpck_require__(299);
// EXTERNAL MODULE: ./lib/src/harness/execution.js
var execution = __nccwpck_require__(664);
;// CONCATENATED MODULE: ./lib/src/report/headline.js
/** Did it work: the first words of the summary, the comment and the commit status. Plain text, still untrusted. */



/** Whether Harness's own end of the execution is what there is to tell, and not this step's. */
function isSettled({ ending, snapshot }) {
    return ending === 'ended' && (0,execution/* isFinal */.dR)(snapshot.phase);
}
/** @returns the glyph that answers before anything is read. */
function iconFor(report) {
    switch (report.ending) {
        case 'ended':
        case 'left':
            return (0,progress/* iconOf */.ZG)(report.snapshot.phase);
        case 'access-lost':
        case 'in-doubt':
            return '⚠';
        case 'blocked':
        case 'timed-out':
        case 'cancelled':
        case 'refused':
        case 'too-late':
        case 'several':
            return '✖';
        case 'dry-run':
            return '○';
    }
}
/** @returns `Deploy Prod failed in 3m 12s`; for this step's own endings the first sentence of the verdict. */
function headlineOf(report) {
    const { phase } = report.snapshot;
    return report.ending === 'ended' && (0,execution/* isFinal */.dR)(phase)
        ? `${nameOf(report)} ${endOf(report, phase)}`
        : (verdictLines(report)[0] ?? nameOf(report)).replace(/\.$/, '');
}
/**
 * @returns what is to be said beyond the headline about one of this step's own endings, sentence by sentence; nothing for
 * an end that Harness told, because its failures say more.
 */
function explanationOf(report) {
    return isSettled(report) ? [] : verdictLines(report).slice(1);
}
function nameOf({ snapshot, pipeline }) {
    return (0,base_text/* oneLine */.TN)(snapshot.pipelineName ?? pipeline, 100);
}
function endOf({ snapshot, ignored }, phase) {
    const { startedAt, endedAt } = snapshot;
    const took = (word) => startedAt === undefined || endedAt === undefined ? '' : ` ${word} ${(0,base_text/* duration */.p0)(endedAt - startedAt)}`;
    const by = snapshot.abortedBy === undefined ? '' : ` by ${(0,base_text/* oneLine */.TN)(snapshot.abortedBy, 80)}`;
    switch (phase) {
        case 'succeeded':
            return `succeeded${took('in')}`;
        case 'ignored':
            return `succeeded${took('in')}, with ${(0,base_text/* count */.U9)(Math.max(1, ignored.length), 'ignored failure')}`;
        case 'skipped':
            return `ran nothing: it was ${snapshot.status.toLowerCase() === 'suspended' ? 'suspended' : 'skipped'}`;
        case 'aborted':
            return `was aborted${by}${took('after')}`;
        case 'expired':
            return `expired${took('after')}`;
        case 'failed':
            return snapshot.deniedBy === undefined ? failedAs((0,progress/* describeState */.Jw)(snapshot), took) : 'was denied by a policy';
    }
}
function failedAs(word, took) {
    return word === 'failed' ? `failed${took('in')}` : `was ${word}${took('after')}`;
}
/** Lines of an error that are kept: what was asked, what came back, hints, what to do next. */
const MOST_LINES = 12;
/** The verdict's sentences, then what its annotation adds, but for the execution's own link, which each report has. */
function verdictLines({ verdict: { message, annotation }, ref }) {
    const more = (annotation?.text ?? '').split('\n').slice(1, MOST_LINES);
    return [...message.split(/(?<=[.!?])\s+(?=[A-Z])/), ...more]
        .map((line) => line.trim())
        .filter((line) => line !== '' && line !== ref?.url);
}
//# sourceMappingURL=headline.js.map
;// CONCATENATED MODULE: ./lib/src/report/paragraphs.js
/** The paragraphs that summary and comment share. Everything in them that is not ours is inert. */



/** Characters of a link that are kept; a longer one is nobody's page. */
const LONGEST_LINK = 2000;
/** @returns a Markdown link around text that is already inert; the text alone when the URL cannot be trusted to be one. */
function paragraphs_link(shown, url) {
    if (url.length > LONGEST_LINK || !URL.canParse(url) || !/^https?:\/\//i.test(url)) {
        return shown;
    }
    // What would end the link's target, a table cell or an attribute early; the URL class leaves these as they are.
    const target = new URL(url).href.replace(/[()<>"'`\\|\s]/g, (found) => `%${found.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`);
    return `[${shown}](${target})`;
}
/** @returns `### ✖ Deploy Prod failed in 3m 12s` */
function heading(report) {
    return `### ${iconFor(report)} ${(0,base_text/* markdown */.wD)(headlineOf(report), 300)}`;
}
/** @returns the line that says which execution it was, where, and who ran it. */
function whichRun(report) {
    const { ref, snapshot, run, isStartedHere } = report;
    const page = ref === undefined
        ? paragraphs_link('Executions of this pipeline', report.listUrl)
        : paragraphs_link(snapshot.runSequence === undefined ? 'Execution' : `Execution ${snapshot.runSequence}`, ref.url);
    const starter = isStartedHere || snapshot.startedBy === undefined ? [] : [`started by ${(0,base_text/* markdown */.wD)(snapshot.startedBy, 80)}`];
    const actor = run.actor === '' ? '' : `${(0,base_text/* markdown */.wD)(run.actor, 80)} in `;
    const how = ref === undefined ? '' : isStartedHere ? `started by ${actor}` : 'followed by ';
    const watcher = run.name === '' ? [] : [`${how}${paragraphs_link((0,base_text/* markdown */.wD)(run.name, 200), run.url)}`];
    const pipeline = report.pipeline === '' ? [] : [(0,base_text/* code */.aY)(report.pipeline)];
    return [page, (0,base_text/* markdown */.wD)(report.place, 200), ...pipeline, ...starter, ...watcher].join(' · ');
}
/**
 * @returns what is to be said of the end as a whole: this step's own words, or Harness's when no failed step tells more;
 * empty when there is nothing to say.
 */
function explanation(report, most) {
    const { snapshot, failures } = report;
    if (!isSettled(report)) {
        return explanationOf(report)
            .map((line) => pageIn(line, report.listUrl) ?? (0,base_text/* markdown */.wD)(line, most))
            .join('<br>');
    }
    return failures.length > 0 || snapshot.message === undefined
        ? ''
        : [(0,base_text/* markdown */.wD)(capital(snapshot.message), most), ...adviceOf(snapshot, most)].join('<br>');
}
/** A line that ends with a page of this pipeline, as a link: its words, or the execution's id where it has none. */
function pageIn(line, listUrl) {
    const start = line.lastIndexOf(listUrl);
    const words = line.slice(0, start).replace(/:\s*$/, '');
    const id = line.slice(start + listUrl.length).split('/')[1] ?? '';
    return start < 0 || words + id === '' ? undefined : paragraphs_link((0,base_text/* markdown */.wD)(words === '' ? id : words, 200), line.slice(start));
}
/** @returns how many failures there are beyond those that are told; empty when there is none. */
function moreFailures(number) {
    return number > 0 ? `… and ${(0,base_text/* count */.U9)(number, 'more failure')}.` : '';
}
/** @returns for each failure: where, what became of it, why; and Harness's advice, unless one before it has the same. */
function causes(failures, { most, headline }) {
    const told = new Set();
    return failures.map((failure) => {
        const advice = adviceOf(failure, most).filter((line) => !told.has(line));
        advice.forEach((line) => told.add(line));
        const undone = failure.isRolledBack === true ? [ROLLED_BACK] : [];
        return [cause(failure, { most, headline }), ...advice, ...undone].join('<br>');
    });
}
/** What a failed deployment leaves open: in which state it left what it deployed to. */
const ROLLED_BACK = 'The rollback succeeded.';
function cause(failure, { most, headline }) {
    const { stage, step, stageId } = failure;
    const state = (0,progress/* describeState */.Jw)(failure);
    const message = (0,progress/* isRedundantMessage */.t)(failure) ? '' : (0,base_text/* markdown */.wD)(failure.message, most);
    if (stageId === '' && step === undefined && message !== '') {
        return capital(message); // The execution as a whole, which the headline names.
    }
    const place = [stage, step ?? ''].filter((part) => part !== '').join(' › ');
    const hasAnswered = state === headline && message !== '' && failure.by === undefined;
    const end = hasAnswered || state === 'failed' || failure.phase === 'ignored'
        ? ''
        : state === 'expired'
            ? ' expired'
            : ` was ${state}`;
    const by = failure.by === undefined ? '' : ` by ${(0,base_text/* markdown */.wD)(failure.by, 200)}`;
    const where = paragraphs_link((0,base_text/* markdown */.wD)(place === '' ? 'A stage' : place, 150), failure.url);
    return `**${where}**${end}${by}${message === '' ? '' : `: ${message}`}`;
}
/** A line for each explanation and hint. */
function adviceOf({ message, explanations, hints }, most) {
    return [
        ...explanations
            .filter((each) => each !== message)
            .slice(0, 3)
            .map((each) => (0,base_text/* markdown */.wD)(each, most)),
        ...hints.slice(0, 3).map((hint) => `Hint: ${(0,base_text/* markdown */.wD)(hint, most)}`),
    ];
}
function capital(text) {
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
/** @returns `Service web → environment prod · artifact web:1.2`; empty when the execution touched none. */
function whatWhere({ services, environments, artifacts }) {
    const shown = (text) => (0,base_text/* markdown */.wD)(text, 80);
    const way = [named('service', services, shown), named('environment', environments, shown)].filter((part) => part !== '');
    const things = named('artifact', artifacts, ({ name, tag, url }) => paragraphs_link((0,base_text/* code */.aY)(tag === undefined ? name : `${name}:${tag}`), url ?? ''));
    return capital([way.join(' → '), things].filter((part) => part !== '').join(' · '));
}
function named(noun, things, show) {
    return things.length === 0 ? '' : `${noun}${things.length === 1 ? '' : 's'} ${listed(things, { most: 10, show })}`;
}
/** @returns the parts that are not empty, a blank line between them. */
function paragraphs(parts) {
    return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
/** @returns the first `most` of the things with commas between, and how many more there are. */
function listed(things, { most, show }) {
    const more = things.length - most;
    return `${things.slice(0, most).map(show).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
//# sourceMappingURL=paragraphs.js.map

/***/ }),

/***/ 931:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $Q: () => (/* binding */ diagnosed),
/* harmony export */   Sk: () => (/* binding */ NO_DIAGNOSIS),
/* harmony export */   rt: () => (/* binding */ runName)
/* harmony export */ });
/** @returns `acme/shop run 77 (attempt 1)`; empty when nothing is known of the run. */
function runName({ repository, runId, attempt }) {
    return [repository, runId === '' ? '' : `run ${runId} (attempt ${attempt})`].filter((part) => part !== '').join(' ');
}
/** Nothing was looked into. */
const NO_DIAGNOSIS = {
    failures: [],
    ignored: [],
    variables: [],
    services: [],
    environments: [],
    artifacts: [],
    gaps: [],
};
/** What the diagnosis gives a report. */
function diagnosed(diagnosis, snapshot) {
    const both = (one, other) => [...new Set([...one, ...other])];
    return {
        failures: diagnosis.failures,
        ignored: diagnosis.ignored,
        variableNames: diagnosis.variables.map(({ path }) => path),
        services: both(snapshot.services, diagnosis.services),
        environments: both(snapshot.environments, diagnosis.environments),
        artifacts: diagnosis.artifacts.length > 0 ? diagnosis.artifacts : snapshot.artifacts,
        gaps: diagnosis.gaps,
    };
}
//# sourceMappingURL=report.js.map

/***/ }),

/***/ 965:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ summaryOf)
/* harmony export */ });
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(875);
/* harmony import */ var _follow_progress_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(299);
/* harmony import */ var _harness_execution_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(664);
/* harmony import */ var _harness_links_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(604);
/* harmony import */ var _paragraphs_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(107);
/** The job summary: did it work, which run, why; then what a person may want to open. */





/** From everything to little. GitHub drops a summary of more than 1 MiB altogether. */
const DETAILS = [
    { log: 50, failures: 20, text: 1000, stages: 500, variables: 50 },
    { log: 15, failures: 20, text: 1000, stages: 500, variables: 50 },
    { log: 0, failures: 20, text: 1000, stages: 500, variables: 50 },
    { log: 0, failures: 10, text: 300, stages: 50, variables: 10 },
];
/** Bytes; what is left to 1 MiB is for line ends and for what else the step may write. */
const MAX_BYTES = 1_000_000;
/** Characters of a log line that are shown. */
const MAX_WIDTH = 1000;
/** @returns the summary as Markdown of less than 1 MiB in UTF-8, with as much detail as that allows. */
function summaryOf(report) {
    for (const [step, detail] of DETAILS.entries()) {
        const text = write(report, detail, step > 0);
        if (Buffer.byteLength(text) <= MAX_BYTES) {
            return text;
        }
    }
    return (0,_paragraphs_js__WEBPACK_IMPORTED_MODULE_3__/* .paragraphs */ .qN)([(0,_paragraphs_js__WEBPACK_IMPORTED_MODULE_3__/* .heading */ .R_)(report), (0,_paragraphs_js__WEBPACK_IMPORTED_MODULE_3__/* .whichRun */ .$E)(report)]);
}
function write(report, detail, isCut) {
    const told = (all, before = '') => {
        const failures = all.slice(0, detail.failures);
        const texts = (0,_paragraphs_js__WEBPACK_IMPORTED_MODULE_3__/* .causes */ .ps)(failures, { most: detail.text, headline: (0,_follow_progress_js__WEBPACK_IMPORTED_MODULE_1__/* .describeState */ .Jw)(report.snapshot) });
        return failures.flatMap((failure, position) => [`${before}${texts[position] ?? ''}`, logOf(failure, detail.log)]);
    };
    return (0,_paragraphs_js__WEBPACK_IMPORTED_MODULE_3__/* .paragraphs */ .qN)([
        (0,_paragraphs_js__WEBPACK_IMPORTED_MODULE_3__/* .heading */ .R_)(report),
        (0,_paragraphs_js__WEBPACK_IMPORTED_MODULE_3__/* .whichRun */ .$E)(report),
        (0,_paragraphs_js__WEBPACK_IMPORTED_MODULE_3__/* .explanation */ .Qb)(report, detail.text),
        ...told(report.failures),
        (0,_paragraphs_js__WEBPACK_IMPORTED_MODULE_3__/* .moreFailures */ .ns)(report.failures.length - detail.failures),
        ...told(report.ignored, 'Ignored: '),
        stageTable(report, detail.stages),
        (0,_paragraphs_js__WEBPACK_IMPORTED_MODULE_3__/* .whatWhere */ .m5)(report),
        variables(report.variableNames, detail.variables),
        smallPrint(report, isCut),
    ]);
}
function logOf(failure, most) {
    const { log } = failure;
    const place = (0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .markdown */ .wD)(failure.step ?? failure.stage, 80);
    if (log === undefined || most === 0) {
        return '';
    }
    if ('missing' in log) {
        return `<sub>No log of ${place}: ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .markdown */ .wD)(log.missing, 300)}</sub>`;
    }
    const shown = log.lines
        .slice(-most)
        .map((line) => (line.length > MAX_WIDTH ? `${line.slice(0, MAX_WIDTH - 1)}…` : line));
    if (shown.length === 0) {
        return '';
    }
    const isComplete = log.isComplete && shown.length === log.lines.length;
    const title = `Log of ${place}, ${isComplete ? '' : 'last '}${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .count */ .U9)(shown.length, 'line')}`;
    return `<details><summary>${title}</summary>\n\n${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .fence */ .EU)(shown.join('\n'))}\n\n</details>`;
}
function stageTable(report, most) {
    const { stages } = report.snapshot;
    if (stages.length === 0) {
        return '';
    }
    // What went wrong is never the part that is left out.
    const shown = stages.filter((stage, position) => position < most || ((0,_harness_execution_js__WEBPACK_IMPORTED_MODULE_2__/* .isUnsuccessful */ .Ou)(stage.phase) && position < most * 4));
    const left = stages.length - shown.length;
    const rows = [
        ...shown.map((stage) => [
            (0,_follow_progress_js__WEBPACK_IMPORTED_MODULE_1__/* .iconOf */ .ZG)(stage.phase),
            `${'&emsp;'.repeat(Math.min(stage.depth, 6))}${page(report, stage)}`,
            took(report, stage),
            remark(report, stage),
        ]),
        ...(left === 0 ? [] : [['', `… and ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .count */ .U9)(left, 'more stage')}`, '', '']]),
    ];
    const columns = rows.some(([, , , said]) => said !== '') ? 4 : 3;
    return [['', 'Stage', 'Took', ''], [':--', ':--', ':--', ':--'], ...rows]
        .map((cells) => `| ${cells.slice(0, columns).join(' | ')} |`)
        .join('\n');
}
/** The stage's name, with its page when there is something to see there. */
function page({ ref }, stage) {
    const name = (0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .markdown */ .wD)(stage.name, 100);
    return ref === undefined || stage.startedAt === undefined
        ? name
        : (0,_paragraphs_js__WEBPACK_IMPORTED_MODULE_3__/* .link */ .nf)(name, (0,_harness_links_js__WEBPACK_IMPORTED_MODULE_4__/* .stageLink */ .JO)(ref.url, { stage: stage.node, run: stage.nodeExecution }));
}
function took(report, { phase, startedAt, endedAt }) {
    if (phase === 'queued' && (0,_harness_execution_js__WEBPACK_IMPORTED_MODULE_2__/* .isFinal */ .dR)(report.snapshot.phase)) {
        return 'not run';
    }
    if (phase === 'skipped' || !(0,_harness_execution_js__WEBPACK_IMPORTED_MODULE_2__/* .isFinal */ .dR)(phase)) {
        return phase;
    }
    return startedAt === undefined || endedAt === undefined ? '' : (0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)(endedAt - startedAt);
}
/** The steps that failed in a stage, else Harness's reason; and what headline, glyph and the column before leave open. */
function remark(report, stage) {
    const { phase } = stage;
    if (stage.isGroup || (phase === 'queued' && (0,_harness_execution_js__WEBPACK_IMPORTED_MODULE_2__/* .isFinal */ .dR)(report.snapshot.phase))) {
        return '';
    }
    const state = (0,_follow_progress_js__WEBPACK_IMPORTED_MODULE_1__/* .describeState */ .Jw)(stage);
    const hasAnswered = state === (0,_follow_progress_js__WEBPACK_IMPORTED_MODULE_1__/* .describeState */ .Jw)(report.snapshot);
    const isPlain = hasAnswered || state === phase || phase === 'skipped' || phase === 'ignored';
    const word = isPlain ? '' : (0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .markdown */ .wD)(state.startsWith(`${phase} `) ? state.slice(phase.length + 1) : state, 120);
    const steps = stepsOf((0,_harness_execution_js__WEBPACK_IMPORTED_MODULE_2__/* .isUnsuccessful */ .Ou)(phase) ? report.failures : report.ignored, stage);
    const why = steps !== '' || stage.message === undefined ? steps : (0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .markdown */ .wD)(stage.message, 160);
    return [word, why].filter((part) => part !== '').join(': ');
}
function stepsOf(failures, stage) {
    const inspector = failures.filter(({ stageId }) => stageId === stage.id);
    // The legs of a matrix may share an identifier; their names differ.
    const exact = inspector.filter((failure) => failure.stage === stage.name);
    const steps = (exact.length > 0 ? exact : inspector).flatMap(({ step }) => step ?? []);
    return (0,_paragraphs_js__WEBPACK_IMPORTED_MODULE_3__/* .listed */ .KE)([...new Set(steps)], { most: 3, show: (step) => (0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .markdown */ .wD)(step, 80) });
}
function variables(names, most) {
    return names.length === 0
        ? ''
        : `Output variable${names.length === 1 ? '' : 's'} ${(0,_paragraphs_js__WEBPACK_IMPORTED_MODULE_3__/* .listed */ .KE)(names, { most, show: (name) => (0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(name, 120) })}`;
}
function smallPrint(report, isCut) {
    const retry = report.unreachableMs < 1000 ? 'no time out of contact' : `${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)(report.unreachableMs)} out of contact`;
    return `<sub>${[
        ...report.gaps.slice(0, 10).map((gap) => (0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .markdown */ .wD)(gap, 300)),
        ...(isCut ? ['Parts are left out here: GitHub keeps no more than 1 MiB.'] : []),
        `${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .count */ .U9)(report.requests, 'request')}, ${retry}`,
    ].join('<br>')}</sub>`;
}
//# sourceMappingURL=summary.js.map

/***/ }),

/***/ 214:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  S4: () => (/* binding */ judge),
  EF: () => (/* binding */ judgeStart),
  Vb: () => (/* binding */ nameOf),
  bX: () => (/* binding */ redVerdict)
});

// UNUSED EXPORTS: COLOURS, statusesOf

// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __nccwpck_require__(875);
// EXTERNAL MODULE: ./lib/src/follow/progress.js
var progress = __nccwpck_require__(299);
// EXTERNAL MODULE: ./lib/src/harness/execution.js
var execution = __nccwpck_require__(664);
// EXTERNAL MODULE: ./lib/src/report/paragraphs.js + 1 modules
var paragraphs = __nccwpck_require__(107);
;// CONCATENATED MODULE: ./lib/src/report/ending.js
/** Words on an end that Harness told: one sentence with the root cause, and what its annotation adds. */




/** @returns `Deploy › Rollout failed: Deployment of web exceeded its progress deadline.` */
function sentenceOn({ snapshot, name, cause }) {
    const word = (0,progress/* describeState */.Jw)(snapshot);
    const isEnded = snapshot.phase === 'aborted' || word === 'rejected';
    const who = isEnded ? (cause?.by ?? snapshot.abortedBy) : undefined;
    const by = who === undefined ? '' : ` by ${(0,base_text/* oneLine */.TN)(who, 200)}`;
    if (snapshot.deniedBy !== undefined) {
        return sentence(`${name} was ${snapshot.message ?? 'denied by a policy'}`);
    }
    if (cause !== undefined) {
        const why = (0,progress/* isRedundantMessage */.t)({ ...cause, by: who }) ? '' : `: ${cause.message}`;
        return sentence(`${(0,base_text/* oneLine */.TN)(placeOf(cause), 150)} ${verb(word)}${by}${why}`);
    }
    // Whoever aborts an execution aborts the whole of it.
    const stages = snapshot.phase === 'aborted' ? [] : (0,execution/* failedStages */.pN)(snapshot).slice(0, 5);
    const where = stages.length === 0 ? name : stages.map((stage) => (0,base_text/* oneLine */.TN)(stage.name, 60)).join(', ');
    const why = snapshot.message === undefined ? '' : `: ${(0,base_text/* oneLine */.TN)(snapshot.message, 400)}`;
    return sentence(`${where} ${verb(word)}${by}${why}`);
}
/** @returns the sentence with what Harness explains and advises, then lines for what else is worth seeing beside it. */
function annotationOn(said, { snapshot, cause, others }) {
    const [hint] = [...(cause?.hints ?? []), ...snapshot.hints];
    const [explanation] = [...(cause?.explanations ?? []), ...snapshot.explanations];
    const first = [
        said,
        ...(explanation === undefined ? [] : [sentence((0,base_text/* oneLine */.TN)(explanation, 300))]),
        ...(cause?.isRolledBack === true ? [paragraphs/* ROLLED_BACK */.jC] : []),
        ...(hint === undefined ? [] : [`Hint: ${(0,base_text/* oneLine */.TN)(hint, 300)}`]),
    ].join(' ');
    return [first, ...(hint === undefined && explanation === undefined ? logEnd(cause) : []), ...besides(others)].join('\n');
}
/** @returns `: Deploy › Smoke test: exit code 1.`; a full stop alone when nothing is known of the cause. */
function because({ snapshot, cause }) {
    const why = cause === undefined ? snapshot.message : `${placeOf(cause)}: ${cause.message}`;
    return why === undefined ? '.' : `: ${sentence((0,base_text/* oneLine */.TN)(why, 400))}`;
}
/** Lines of a log, and characters of each, that an annotation shows. */
const END = { lines: 3, characters: 200 };
/** An annotation stands alone among a pull request's checks: without advice the log's last words are the best there is. */
function logEnd(cause) {
    const log = cause?.log;
    return log === undefined || 'missing' in log
        ? []
        : log.lines
            .filter((line) => line.trim() !== '')
            .slice(-END.lines)
            .map((line) => `  │ ${(0,base_text/* oneLine */.TN)(line, END.characters)}`);
}
const MOST_PLACES = 5;
/** @returns `1 more failure: Deploy (us) › Rollout`, indented; nothing when there is none. */
function besides(others) {
    const more = others.length > MOST_PLACES ? ', …' : '';
    const places = others.slice(0, MOST_PLACES).map((failure) => (0,base_text/* oneLine */.TN)(placeOf(failure), 150));
    return others.length === 0 ? [] : [`  ${(0,base_text/* count */.U9)(others.length, 'more failure')}: ${places.join(', ')}${more}`];
}
function placeOf({ stage, step }) {
    return [stage, step].filter((part) => part !== undefined).join(' › ');
}
function verb(word) {
    return word === 'failed' || word === 'expired' ? word : `was ${word}`;
}
function sentence(text) {
    const line = (0,base_text/* oneLine */.TN)(text, 700);
    return /[.!?…]$/.test(line) ? line : `${line}.`;
}
//# sourceMappingURL=ending.js.map
;// CONCATENATED MODULE: ./lib/src/report/verdict.js
/** The two tables of the contract: what Harness says, and this step's own endings -> status, colour and one sentence. */




/** The colour of each final phase, and the annotation that goes with it. */
const COLOURS = {
    succeeded: { isRed: false, says: 'nothing' },
    ignored: { isRed: false, says: 'warning' },
    skipped: { isRed: false, says: 'notice' },
    failed: { isRed: true, says: 'error' },
    aborted: { isRed: true, says: 'error' },
    expired: { isRed: true, says: 'error' },
};
/** @returns the verdict on a start that brought no execution. */
function judgeStart(result, listUrl) {
    switch (result.kind) {
        case 'refused':
            return redVerdict('failed', result.error.message);
        case 'too-late':
            return redVerdict('failed', [
                "Nothing was started: this step's timeout was over before the start could be sent.",
                ...(result.error === undefined ? [] : [result.error.message]),
            ].join('\n'));
        case 'in-doubt':
            return redVerdict('unknown', [
                `It is in doubt whether the pipeline was started. ${result.error.message}`,
                result.searches === undefined
                    ? '  A start of this kind leaves no mark by which its execution could be looked for.'
                    : result.searches === 0
                        ? '  Its executions could not be looked through for one with the mark of this run.'
                        : `  ${(0,base_text/* count */.U9)(result.searches, 'look')} through its executions found none with the mark of this run.`,
                `  Look before you run this again: ${listUrl}`,
            ].join('\n'));
        case 'cancelled':
            return {
                status: result.wasSent ? 'unknown' : '',
                isRed: true,
                message: result.wasSent
                    ? 'The job was cancelled while the start was on its way; the post step looks for it.'
                    : 'The job was cancelled before anything was started.',
            };
    }
}
/** @returns a red verdict whose message is the first line of the text. Not subject to fail-step. */
function redVerdict(status, text) {
    return {
        status,
        isRed: true,
        message: (0,base_text/* oneLine */.TN)(text.split('\n')[0] ?? '', 700),
        annotation: { level: 'error', text },
    };
}
/** @returns the verdict on an ending. */
function judge(ending, circumstances) {
    const { ref, timeout } = circumstances;
    const { snapshot } = ending;
    const name = nameOf(ref, snapshot);
    switch (ending.kind) {
        case 'ended':
            return resolution(snapshot, name, circumstances);
        case 'left':
            return notice((0,execution/* statusOf */.c2)(snapshot.phase), ending.why === 'no-wait'
                ? `${name} is not finished: it was started, and this step does not wait for it.`
                : `${name} is not finished: it is ${(0,progress/* describeState */.Jw)(snapshot)}. This step leaves it running.`, ref);
        case 'blocked':
            return red('waiting', `${name} is ${(0,progress/* describeState */.Jw)(snapshot)}, which on-waiting calls a failure. It is left running.`, circumstances);
        case 'timed-out': {
            const limit = `within ${limitOf(timeout)} (this step's timeout)`;
            switch (ending.abort) {
                case 'seen':
                    return red('aborted', `${name} was aborted by this action after ${limitOf(timeout)}: it had not finished ${limit}.`, circumstances);
                case 'unseen':
                    return red('running', ending.refusal === undefined
                        ? `${name} has not finished ${limit}. An abort was sent by this action after ${limitOf(timeout)}, but its end was not seen.`
                        : `${name} has not finished ${limit}, and this action could not abort it.`, { ...circumstances, error: ending.refusal });
                case 'unwanted':
                    return red(ending.inContact ? (0,execution/* statusOf */.c2)(snapshot.phase) : 'unknown', `${name} has not finished ${limit}; ${ending.inContact ? `it is ${(0,progress/* describeState */.Jw)(snapshot)}` : 'Harness does not answer'}. It is left running.`, circumstances);
            }
        }
        // eslint-disable-next-line no-fallthrough -- every case above returns
        case 'access-lost':
            // Lost access is no verdict on the execution, which fail-step is about: it stays red.
            return red('unknown', `This step lost sight of ${name}: it may still run in Harness.`, {
                ...circumstances,
                failStep: true,
                error: ending.error,
            });
        case 'cancelled':
            return snapshot.status === ''
                ? { status: 'unknown', isRed: true, message: `The job was cancelled before ${name} was looked at.` }
                : {
                    status: (0,execution/* statusOf */.c2)(snapshot.phase),
                    isRed: true,
                    message: `The job was cancelled while ${name} was ${(0,progress/* describeState */.Jw)(snapshot)}.`,
                };
    }
}
/** @returns what to call an execution: its pipeline, as people named it where that is known. */
function nameOf(ref, { pipelineName }) {
    return (0,base_text/* oneLine */.TN)(pipelineName ?? (ref.pipeline || `execution ${ref.id}`), 100);
}
function resolution(snapshot, name, circumstances) {
    const { ref, failStep, cause, others = [] } = circumstances;
    const status = (0,execution/* statusOf */.c2)(snapshot.phase);
    const told = { snapshot, name, cause, others };
    const url = cause?.url ?? ref.url;
    const took = snapshot.startedAt === undefined || snapshot.endedAt === undefined
        ? ''
        : ` in ${(0,base_text/* duration */.p0)(snapshot.endedAt - snapshot.startedAt)}`;
    if (snapshot.phase === 'succeeded') {
        return { status, isRed: false, message: `${name} succeeded${took}.` };
    }
    if (snapshot.phase === 'ignored') {
        const message = `${name} succeeded${took}, but with a failure that it was told to ignore${because(told)}`;
        const text = [message, ...besides(others), `  ${url}`].join('\n');
        return { status, isRed: false, message, annotation: { level: 'warning', text } };
    }
    if (snapshot.phase === 'skipped') {
        return notice(status, `${name} ran nothing: it was ${(0,base_text/* oneLine */.TN)(snapshot.status, 40).toLowerCase()}.`, ref);
    }
    const message = sentenceOn(told);
    const text = [annotationOn(message, told), `  ${url}`].join('\n');
    return { status, isRed: failStep, message, annotation: { level: failStep ? 'error' : 'warning', text } };
}
function notice(status, text, ref) {
    return { status, isRed: false, message: text, annotation: { level: 'notice', text: `${text}\n  ${ref.url}` } };
}
/** `2h`, `1h 30m`: a limit as its author would write it. */
function limitOf(timeout) {
    return (0,base_text/* duration */.p0)(timeout).replace(/ 00[ms]$/, '');
}
/** @param circumstances with the error that explains it, if there is one */
function red(status, message, { failStep, ref, error }) {
    const text = [message, ...(error === undefined ? [] : [error.message]), `  ${ref.url}`].join('\n');
    return { status, isRed: failStep, message, annotation: { level: failStep ? 'error' : 'warning', text } };
}
/** @returns the statuses of Harness that end in each final phase, for the table that people read. */
function statusesOf(phase) {
    return Object.entries(STATUSES).flatMap(([status, its]) => (its === phase ? [status] : []));
}
//# sourceMappingURL=verdict.js.map

/***/ }),

/***/ 290:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  e: () => (/* binding */ runStep)
});

;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(760);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 21 modules
var core = __nccwpck_require__(473);
// EXTERNAL MODULE: ./lib/src/base/clock.js + 1 modules
var clock = __nccwpck_require__(680);
// EXTERNAL MODULE: ./lib/src/harness/errors.js
var errors = __nccwpck_require__(578);
// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __nccwpck_require__(875);
;// CONCATENATED MODULE: ./lib/src/runner/log.js
/** The only place that prints. Whatever it is given comes out inert: no line of it can be a command to the runner. */


const consoleLog = {
    info: (text) => {
        for (const line of (0,base_text/* logLines */.OG)(text)) {
            core/* info */.pq(line);
        }
    },
    group: (title, body) => {
        core/* startGroup */.Oh((0,base_text/* logLines */.OG)(title).join(' '));
        for (const line of body.flatMap(base_text/* logLines */.OG)) {
            core/* info */.pq(line);
        }
        core/* endGroup */.N4();
    },
    notice: (text) => {
        core/* notice */.lm((0,base_text/* annotation */.w7)(text));
    },
    warning: (text) => {
        core/* warning */.$e((0,base_text/* annotation */.w7)(text));
    },
    fail: (text) => {
        core/* setFailed */.C1((0,base_text/* annotation */.w7)(text));
    },
    debug: (text) => {
        core/* debug */.Yz((0,base_text/* annotation */.w7)(text));
    },
};
//# sourceMappingURL=log.js.map
// EXTERNAL MODULE: ./lib/src/base/shape.js
var shape = __nccwpck_require__(411);
;// CONCATENATED MODULE: ./lib/src/runner/workflow.js
/** The run that this step belongs to, as GitHub's variables and the event file tell it; any of it may be missing or wrong. */

/**
 * @param env GitHub's variables
 * @param readFile the content of a file, such as the one that GITHUB_EVENT_PATH names; may throw
 */
function readWorkflow(env, readFile) {
    const get = (name) => env[name] ?? '';
    const payload = readPayload(get('GITHUB_EVENT_PATH'), readFile);
    const repository = get('GITHUB_REPOSITORY');
    const runId = get('GITHUB_RUN_ID');
    const attempt = (0,shape/* integer */.nd)(get('GITHUB_RUN_ATTEMPT')) ?? 1;
    const server = get('GITHUB_SERVER_URL') === '' ? 'https://github.com' : get('GITHUB_SERVER_URL');
    const isFork = (0,shape.at)(payload, 'pull_request', 'head', 'repo', 'fork') === true ||
        ((0,shape/* isObject */.Gv)((0,shape.at)(payload, 'pull_request')) &&
            (0,shape/* text */.Qq)((0,shape.at)(payload, 'pull_request', 'head', 'repo', 'full_name')) !== repository);
    // The one event of a fork's pull request that runs with the secrets of the repository.
    const hasSecrets = get('GITHUB_EVENT_NAME') === 'pull_request_target';
    return {
        repository,
        runId,
        attempt: Math.max(1, attempt),
        job: get('GITHUB_JOB'),
        step: get('GITHUB_ACTION'),
        event: get('GITHUB_EVENT_NAME'),
        actor: get('GITHUB_ACTOR'),
        sha: get('GITHUB_SHA'),
        ref: get('GITHUB_REF'),
        url: repository === '' || runId === ''
            ? ''
            : `${server}/${repository}/actions/runs/${runId}${attempt > 1 ? `/attempts/${attempt}` : ''}`,
        apiUrl: get('GITHUB_API_URL') === '' ? 'https://api.github.com' : get('GITHUB_API_URL'),
        temp: get('RUNNER_TEMP'),
        withoutSecrets: get('GITHUB_ACTOR') === 'dependabot[bot]' ? 'dependabot' : isFork && !hasSecrets ? 'fork' : undefined,
        isPublic: (0,shape.at)(payload, 'repository', 'private') === false || (0,shape.at)(payload, 'repository', 'visibility') === 'public',
        payload,
    };
}
function readPayload(path, readFile) {
    try {
        return path === '' ? undefined : JSON.parse(readFile(path));
    }
    catch {
        return undefined; // Nothing that this program must do depends on the event.
    }
}
//# sourceMappingURL=workflow.js.map
;// CONCATENATED MODULE: ./lib/src/runner/process.js
/** The process of a step: the only place that touches its environment, its signals and its exit. */








/** What the runner sends on a cancel: SIGINT, then SIGTERM; on Windows Ctrl-Break is SIGBREAK. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGBREAK'];
/** ms between looks for post's word to stop: container jobs are cancelled without a signal. */
const STOP_PACE = 1000;
/**
 * Runs one phase of a step and ends the process, with 1 when `work` says that the step is red.
 *
 * The exit is explicit because a socket that nobody can close any more, such as a proxy's that never answers CONNECT,
 * would keep the step alive.
 */
async function runStep(work) {
    const cancel = new AbortController();
    const workflow = readWorkflow(process.env, (path) => (0,external_node_fs_namespaceObject.readFileSync)(path, 'utf8'));
    const folder = openFolder(workflow.temp === '' ? (0,external_node_os_namespaceObject.tmpdir)() : workflow.temp);
    let cancelledAt;
    const stopNow = (why) => {
        if (cancelledAt === undefined) {
            cancelledAt = clock/* systemClock */.m.now();
            consoleLog.info(`Cancelled (${why}).`);
            cancel.abort();
        }
    };
    for (const signal of SIGNALS) {
        process.on(signal, () => {
            stopNow(signal);
        });
    }
    const stop = {
        watchFor: (nonce) => {
            setInterval(() => {
                if (folder.read(nonce, 'stop') !== undefined) {
                    stopNow('the post step has begun');
                }
            }, STOP_PACE).unref();
        },
    };
    const step = {
        from: performance.timeOrigin,
        clock: clock/* systemClock */.m,
        log: consoleLog,
        signal: cancel.signal,
        cancelledAt: () => cancelledAt,
        input: (name) => core/* getInput */.V4(name, { trimWhitespace: false }),
        mask: (secret) => {
            if (secret !== '') {
                core/* setSecret */.Pq(secret);
            }
        },
        setOutput: core/* setOutput */.uH,
        saveState: core/* saveState */.LZ,
        workflow,
        folder,
    };
    try {
        const { isRed } = await work(step, stop);
        process.exitCode = isRed ? 1 : 0;
    }
    catch (error) {
        consoleLog.fail(whatWentWrong(error));
    }
    // What a full pipe had no room for would be lost by process.exit(), the error's line first.
    await new Promise((resolve) => process.stdout.write('', resolve));
    process.exit();
}
/** @returns what a person reads; the stack of a fault in this program goes along, because nobody else can explain it. */
function whatWentWrong(error) {
    if (error instanceof errors/* InputError */.dz) {
        return error.message;
    }
    const stack = typeof error === 'object' && error !== null && 'stack' in error ? String(error.stack) : String(error);
    return `This is a fault in run-harness-pipeline itself; please report it with these lines.\n${stack}`;
}
function openFolder(temp) {
    const folder = (nonce) => (0,external_node_path_.join)(temp, `run-harness-pipeline-${nonce}`);
    return {
        write(nonce, name, text) {
            try {
                (0,external_node_fs_namespaceObject.mkdirSync)(folder(nonce), { recursive: true, mode: 0o700 });
                const path = (0,external_node_path_.join)(folder(nonce), name);
                (0,external_node_fs_namespaceObject.writeFileSync)(path, text, { mode: 0o600 });
                return path;
            }
            catch {
                return undefined; // A full or read-only disk costs a file, not the verdict.
            }
        },
        read(nonce, name) {
            try {
                const path = (0,external_node_path_.join)(folder(nonce), name);
                return (0,external_node_fs_namespaceObject.existsSync)(path) ? (0,external_node_fs_namespaceObject.readFileSync)(path, 'utf8') : undefined;
            }
            catch {
                return undefined;
            }
        },
    };
}
//# sourceMappingURL=process.js.map

/***/ }),

/***/ 400:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  tx: () => (/* binding */ attemptOf),
  ol: () => (/* binding */ digestOf),
  Hw: () => (/* binding */ isOfNonce),
  c_: () => (/* binding */ isSameJob),
  AF: () => (/* binding */ markerIn),
  Yd: () => (/* binding */ newNonce),
  Qm: () => (/* binding */ notesWith),
  en: () => (/* binding */ writeMarker)
});

;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
;// CONCATENATED MODULE: ./lib/src/start/marker.js
/**
 * The line by which this program knows its own executions again: the first line of the notes that Harness keeps with each.
 * Harness has no idempotency key; after a lost answer this line is the only way to tell whether the start arrived.
 */

const NAME = 'run-harness-pipeline/1';
const KEYS = [
    'repository',
    'run',
    'attempt',
    'job',
    'step',
    'leg',
    'digest',
    'nonce',
];
/** @returns 16 hexadecimal digits that were never there before. */
function newNonce() {
    return (0,external_node_crypto_namespaceObject.randomBytes)(8).toString('hex');
}
/** @returns 32 hexadecimal digits that stand for the parts, in their order. */
function digestOf(parts) {
    return (0,external_node_crypto_namespaceObject.createHash)('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
/** @returns the marker as one line of plain ASCII. */
function writeMarker(marker) {
    // A value longer than GitHub's own limits is cut: both sides cut alike, so that it still agrees with itself.
    const value = (key) => encodeURIComponent(Buffer.from(marker[key]).toString()).slice(0, 120);
    return [NAME, ...KEYS.map((key) => `${key}=${value(key)}`)].join(' ');
}
/** Characters of notes that are sent at the most: they travel in the address of the request. */
const MOST_NOTES = 1000;
/** @returns the notes to start with: the marker's line, then what the author wants to say. */
function notesWith(marker, notes) {
    return `${marker}\n${notes}`.slice(0, MOST_NOTES).trimEnd();
}
/** @returns the first line of the notes when it is a marker of this program, else undefined. */
function markerIn(notes) {
    const line = /^[^\r\n]*/.exec(notes.trimStart())?.[0].trim() ?? '';
    return line.startsWith(`${NAME} `) ? line : undefined;
}
/** Whether two markers are of one job of one run, and asked for the same: they differ in attempt and nonce at the most. */
function isSameJob(one, other) {
    return withoutParts(one, ['attempt', 'nonce']) === withoutParts(other, ['attempt', 'nonce']);
}
/** @returns the attempt that a marker names; 0 when it names none. */
function attemptOf(marker) {
    return Number(/ attempt=(\d{1,9})(?: |$)/.exec(marker)?.[1] ?? 0);
}
/** Whether the marker bears this random part, which no two starts share. */
function isOfNonce(marker, nonce) {
    return marker.split(' ').includes(`nonce=${nonce}`);
}
function withoutParts(marker, keys) {
    return marker
        .split(' ')
        .filter((part) => !keys.some((key) => part.startsWith(`${key}=`)))
        .join(' ');
}
//# sourceMappingURL=marker.js.map

/***/ }),

/***/ 309:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ markerFinder),
/* harmony export */   k: () => (/* binding */ earlierAttempt)
/* harmony export */ });
/* harmony import */ var _harness_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(578);
/* harmony import */ var _harness_execution_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(664);
/* harmony import */ var _marker_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(400);



/** What one look covers: the newest executions of the pipeline, and the notes that are read of them. */
const MOST_EXECUTIONS = 200;
const MOST_NOTES = 100;
const PAGE = 50;
/** ms by which the clocks of runner and Harness may differ. */
const CLOCKS_DIFFER = 600_000;
/**
 * @returns a function that looks once for the execution with such a marker. Notes do not change, so that each is read once
 * over all looks.
 */
function markerFinder(search, { matches, since }) {
    const known = new Map();
    return async (until) => {
        for await (const { listed, marker } of marked(search, { ...until, since, known })) {
            if (matches(marker)) {
                return listed;
            }
        }
        return undefined;
    };
}
/** The newest executions that bear a marker, newest first, each once. */
async function* marked({ harness, pipeline, retry, clock, signal, passed: tell }, { since, known, ...look }) {
    // What starts between two pages moves the others on, so that one may stand on both.
    const passed = new Set();
    const until = { ...look, signal };
    let read = 0;
    for (let page = 0; page * PAGE < MOST_EXECUTIONS; page++) {
        const listed = await retry.untilAnswered((bounds) => harness.list({ pipeline, page, size: PAGE }, bounds), until);
        tell?.(listed);
        for (const one of listed.filter(({ ref }) => !passed.has(ref.id))) {
            const { id } = one.ref;
            const startedAt = one.snapshot.startedAt ?? clock.now();
            if (startedAt < since - CLOCKS_DIFFER) {
                return;
            }
            passed.add(id);
            if (!known.has(id) && one.hasNotes !== false && read < MOST_NOTES) {
                read += 1;
                const marker = await markerOrNone({ harness, retry }, one.ref, until);
                // Notes may be written a moment after the execution: no marker yet is asked again at the next look.
                if (marker !== undefined || clock.now() - startedAt > CLOCKS_DIFFER) {
                    known.set(id, marker);
                }
                if (marker !== undefined) {
                    yield { listed: one, marker };
                }
            }
            else {
                const marker = known.get(id);
                if (marker !== undefined) {
                    yield { listed: one, marker };
                }
            }
        }
        if (listed.length < PAGE) {
            return;
        }
    }
}
/** Notes that Harness refuses to show are notes without a marker of ours; a key that it does not accept shows nothing at all. */
async function markerOrNone({ harness, retry }, { id }, until) {
    const ask = async (bounds) => {
        try {
            return (0,_marker_js__WEBPACK_IMPORTED_MODULE_2__/* .markerIn */ .AF)(await harness.notesOf(id, bounds));
        }
        catch (error) {
            // Not asked again, unlike an execution that was just started: each of many could cost a minute.
            if (isRefused(error, ['not-found', 'other'])) {
                return undefined;
            }
            throw error;
        }
    };
    try {
        return await retry.untilAnswered(ask, until);
    }
    catch (error) {
        if (isRefused(error, ['forbidden'])) {
            return undefined;
        }
        throw error;
    }
}
function isRefused(error, meanings) {
    return error instanceof _harness_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HarnessError */ .tj && error.kind === 'refused' && meanings.includes((0,_harness_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .refusalReason */ .b)(error.failure));
}
/**
 * Looks for the execution of the newest earlier attempt that agrees with the marker in everything but attempt and nonce;
 * one that still runs goes before newer ones that do not.
 *
 * @throws HarnessError when Harness refuses the look, Overdue, Cancelled: nothing was started.
 */
async function earlierAttempt(search, marker, deadline) {
    const same = [];
    for await (const { listed, marker: found } of marked(search, { deadline, since: 0, known: new Map() })) {
        const attempt = (0,_marker_js__WEBPACK_IMPORTED_MODULE_2__/* .attemptOf */ .tx)(found);
        // What asks for the same in this very attempt is another call of the same workflow.
        if ((0,_marker_js__WEBPACK_IMPORTED_MODULE_2__/* .isSameJob */ .c_)(found, marker) && attempt < (0,_marker_js__WEBPACK_IMPORTED_MODULE_2__/* .attemptOf */ .tx)(marker)) {
            same.push({ listed, attempt, isRunning: !(0,_harness_execution_js__WEBPACK_IMPORTED_MODULE_1__/* .isFinal */ .dR)(listed.snapshot.phase) });
        }
    }
    const running = same.filter(({ isRunning }) => isRunning);
    const newest = Math.max(...(running.length > 0 ? running : same).map(({ attempt }) => attempt));
    const [first, ...others] = same.filter(({ attempt }) => attempt === newest);
    if (first === undefined) {
        return { kind: 'none' };
    }
    return others.length > 0
        ? { kind: 'several', refs: [first, ...others].map(({ listed }) => listed.ref) }
        : { kind: 'one', listed: first.listed, isRunning: first.isRunning };
}
//# sourceMappingURL=search.js.map

/***/ }),

/***/ 33:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ untilProcessed)
/* harmony export */ });
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(875);
/* harmony import */ var _harness_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(578);


/** ms between looks. */
const PAUSES = [1000, 2000, 3000, 5000, 5000, 5000, 5000, 10_000];
/** ms for the last look at the deadline. */
const LAST_POLL_LIMIT = 10_000;
/** ms for which an outcome may be unclear before that is what there is to say. */
const GRACE_PERIOD = 60_000;
const MINUTE = 60_000;
/**
 * Looks until Harness has processed the event.
 *
 * @throws Overdue when the time is over first; HarnessError when Harness no longer shows the event; Cancelled.
 */
async function untilProcessed({ event, retry, clock, signal, deadline, onWait }) {
    const from = clock.now();
    let told = from;
    let unclear;
    for (let look = 0;; look++) {
        const isLast = clock.now() >= deadline;
        const until = { deadline: isLast ? clock.now() + LAST_POLL_LIMIT : deadline, signal };
        const seen = await retry.untilAnswered((bounds) => event.look(bounds), until);
        unclear = seen.kind === 'unclear' ? (unclear ?? clock.now()) : undefined;
        if (seen.kind !== 'queued' && (unclear === undefined || isLast || clock.now() - unclear >= GRACE_PERIOD)) {
            return seen;
        }
        if (isLast) {
            throw new _harness_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .DeadlineExceeded */ .m4();
        }
        if (clock.now() - told >= MINUTE) {
            told = clock.now();
            onWait?.(`Harness has not processed the event yet (${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)(told - from)}).`);
        }
        const pause = (PAUSES[Math.min(look, PAUSES.length - 1)] ?? 0) * (0.9 + 0.2 * clock.random());
        await clock.sleep(Math.max(0, Math.min(pause, deadline - clock.now())), signal);
    }
}
//# sourceMappingURL=webhook-event.js.map

/***/ }),

/***/ 473:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Yz: () => (/* binding */ core_debug),
  N4: () => (/* binding */ endGroup),
  V4: () => (/* binding */ getInput),
  Gu: () => (/* binding */ getState),
  pq: () => (/* binding */ info),
  lm: () => (/* binding */ notice),
  LZ: () => (/* binding */ saveState),
  C1: () => (/* binding */ setFailed),
  uH: () => (/* binding */ setOutput),
  Pq: () => (/* binding */ core_setSecret),
  Oh: () => (/* binding */ startGroup),
  z: () => (/* reexport */ summary),
  $e: () => (/* binding */ warning)
});

// UNUSED EXPORTS: ExitCode, addPath, error, exportVariable, getBooleanInput, getIDToken, getMultilineInput, group, isDebug, markdownSummary, platform, setCommandEcho, toPlatformPath, toPosixPath, toWin32Path

;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function utils_toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function command_issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_namespaceObject.EOL);
}
function command_issue(name, message = '') {
    command_issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
;// CONCATENATED MODULE: external "crypto"
const external_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");
;// CONCATENATED MODULE: external "fs"
const external_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function file_command_issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_namespaceObject.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_namespaceObject.appendFileSync(filePath, `${utils_toCommandValue(message)}${external_os_namespaceObject.EOL}`, {
        encoding: 'utf8'
    });
}
function file_command_prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${external_crypto_namespaceObject.randomUUID()}`;
    const convertedValue = utils_toCommandValue(value);
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_namespaceObject.EOL}${convertedValue}${external_os_namespaceObject.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
;// CONCATENATED MODULE: external "path"
const external_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");
// EXTERNAL MODULE: ./node_modules/@actions/http-client/lib/index.js + 5 modules
var lib = __nccwpck_require__(520);
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/auth.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};
class BasicCredentialHandler {
    constructor(username, password) {
        this.username = username;
        this.password = password;
    }
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Basic ${Buffer.from(`${this.username}:${this.password}`).toString('base64')}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return __awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
class auth_BearerCredentialHandler {
    constructor(token) {
        this.token = token;
    }
    // currently implements pre-authorization
    // TODO: support preAuth = false where it hooks on 401
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Bearer ${this.token}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return __awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
class PersonalAccessTokenCredentialHandler {
    constructor(token) {
        this.token = token;
    }
    // currently implements pre-authorization
    // TODO: support preAuth = false where it hooks on 401
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Basic ${Buffer.from(`PAT:${this.token}`).toString('base64')}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return __awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
//# sourceMappingURL=auth.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/oidc-utils.js
var oidc_utils_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



class oidc_utils_OidcClient {
    static createHttpClient(allowRetry = true, maxRetry = 10) {
        const requestOptions = {
            allowRetries: allowRetry,
            maxRetries: maxRetry
        };
        return new HttpClient('actions/oidc-client', [new BearerCredentialHandler(oidc_utils_OidcClient.getRequestToken())], requestOptions);
    }
    static getRequestToken() {
        const token = process.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'];
        if (!token) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_TOKEN env variable');
        }
        return token;
    }
    static getIDTokenUrl() {
        const runtimeUrl = process.env['ACTIONS_ID_TOKEN_REQUEST_URL'];
        if (!runtimeUrl) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable');
        }
        return runtimeUrl;
    }
    static getCall(id_token_url) {
        return oidc_utils_awaiter(this, void 0, void 0, function* () {
            var _a;
            const httpclient = oidc_utils_OidcClient.createHttpClient();
            const res = yield httpclient
                .getJson(id_token_url)
                .catch(error => {
                throw new Error(`Failed to get ID Token. \n 
        Error Code : ${error.statusCode}\n 
        Error Message: ${error.message}`);
            });
            const id_token = (_a = res.result) === null || _a === void 0 ? void 0 : _a.value;
            if (!id_token) {
                throw new Error('Response json body do not have ID Token field');
            }
            return id_token;
        });
    }
    static getIDToken(audience) {
        return oidc_utils_awaiter(this, void 0, void 0, function* () {
            try {
                // New ID Token is requested from action service
                let id_token_url = oidc_utils_OidcClient.getIDTokenUrl();
                if (audience) {
                    const encodedAudience = encodeURIComponent(audience);
                    id_token_url = `${id_token_url}&audience=${encodedAudience}`;
                }
                debug(`ID token url is ${id_token_url}`);
                const id_token = yield oidc_utils_OidcClient.getCall(id_token_url);
                setSecret(id_token);
                return id_token;
            }
            catch (error) {
                throw new Error(`Error message: ${error.message}`);
            }
        });
    }
}
//# sourceMappingURL=oidc-utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/summary.js
var summary_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { access, appendFile, writeFile } = external_fs_namespaceObject.promises;
const SUMMARY_ENV_VAR = 'GITHUB_STEP_SUMMARY';
const SUMMARY_DOCS_URL = 'https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-job-summary';
class Summary {
    constructor() {
        this._buffer = '';
    }
    /**
     * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
     * Also checks r/w permissions.
     *
     * @returns step summary file path
     */
    filePath() {
        return summary_awaiter(this, void 0, void 0, function* () {
            if (this._filePath) {
                return this._filePath;
            }
            const pathFromEnv = process.env[SUMMARY_ENV_VAR];
            if (!pathFromEnv) {
                throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
            }
            try {
                yield access(pathFromEnv, external_fs_namespaceObject.constants.R_OK | external_fs_namespaceObject.constants.W_OK);
            }
            catch (_a) {
                throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
            }
            this._filePath = pathFromEnv;
            return this._filePath;
        });
    }
    /**
     * Wraps content in an HTML tag, adding any HTML attributes
     *
     * @param {string} tag HTML tag to wrap
     * @param {string | null} content content within the tag
     * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
     *
     * @returns {string} content wrapped in HTML element
     */
    wrap(tag, content, attrs = {}) {
        const htmlAttrs = Object.entries(attrs)
            .map(([key, value]) => ` ${key}="${value}"`)
            .join('');
        if (!content) {
            return `<${tag}${htmlAttrs}>`;
        }
        return `<${tag}${htmlAttrs}>${content}</${tag}>`;
    }
    /**
     * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
     *
     * @param {SummaryWriteOptions} [options] (optional) options for write operation
     *
     * @returns {Promise<Summary>} summary instance
     */
    write(options) {
        return summary_awaiter(this, void 0, void 0, function* () {
            const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
            const filePath = yield this.filePath();
            const writeFunc = overwrite ? writeFile : appendFile;
            yield writeFunc(filePath, this._buffer, { encoding: 'utf8' });
            return this.emptyBuffer();
        });
    }
    /**
     * Clears the summary buffer and wipes the summary file
     *
     * @returns {Summary} summary instance
     */
    clear() {
        return summary_awaiter(this, void 0, void 0, function* () {
            return this.emptyBuffer().write({ overwrite: true });
        });
    }
    /**
     * Returns the current summary buffer as a string
     *
     * @returns {string} string of summary buffer
     */
    stringify() {
        return this._buffer;
    }
    /**
     * If the summary buffer is empty
     *
     * @returns {boolen} true if the buffer is empty
     */
    isEmptyBuffer() {
        return this._buffer.length === 0;
    }
    /**
     * Resets the summary buffer without writing to summary file
     *
     * @returns {Summary} summary instance
     */
    emptyBuffer() {
        this._buffer = '';
        return this;
    }
    /**
     * Adds raw text to the summary buffer
     *
     * @param {string} text content to add
     * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
     *
     * @returns {Summary} summary instance
     */
    addRaw(text, addEOL = false) {
        this._buffer += text;
        return addEOL ? this.addEOL() : this;
    }
    /**
     * Adds the operating system-specific end-of-line marker to the buffer
     *
     * @returns {Summary} summary instance
     */
    addEOL() {
        return this.addRaw(external_os_namespaceObject.EOL);
    }
    /**
     * Adds an HTML codeblock to the summary buffer
     *
     * @param {string} code content to render within fenced code block
     * @param {string} lang (optional) language to syntax highlight code
     *
     * @returns {Summary} summary instance
     */
    addCodeBlock(code, lang) {
        const attrs = Object.assign({}, (lang && { lang }));
        const element = this.wrap('pre', this.wrap('code', code), attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML list to the summary buffer
     *
     * @param {string[]} items list of items to render
     * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
     *
     * @returns {Summary} summary instance
     */
    addList(items, ordered = false) {
        const tag = ordered ? 'ol' : 'ul';
        const listItems = items.map(item => this.wrap('li', item)).join('');
        const element = this.wrap(tag, listItems);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML table to the summary buffer
     *
     * @param {SummaryTableCell[]} rows table rows
     *
     * @returns {Summary} summary instance
     */
    addTable(rows) {
        const tableBody = rows
            .map(row => {
            const cells = row
                .map(cell => {
                if (typeof cell === 'string') {
                    return this.wrap('td', cell);
                }
                const { header, data, colspan, rowspan } = cell;
                const tag = header ? 'th' : 'td';
                const attrs = Object.assign(Object.assign({}, (colspan && { colspan })), (rowspan && { rowspan }));
                return this.wrap(tag, data, attrs);
            })
                .join('');
            return this.wrap('tr', cells);
        })
            .join('');
        const element = this.wrap('table', tableBody);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds a collapsable HTML details element to the summary buffer
     *
     * @param {string} label text for the closed state
     * @param {string} content collapsable content
     *
     * @returns {Summary} summary instance
     */
    addDetails(label, content) {
        const element = this.wrap('details', this.wrap('summary', label) + content);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML image tag to the summary buffer
     *
     * @param {string} src path to the image you to embed
     * @param {string} alt text description of the image
     * @param {SummaryImageOptions} options (optional) addition image attributes
     *
     * @returns {Summary} summary instance
     */
    addImage(src, alt, options) {
        const { width, height } = options || {};
        const attrs = Object.assign(Object.assign({}, (width && { width })), (height && { height }));
        const element = this.wrap('img', null, Object.assign({ src, alt }, attrs));
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML section heading element
     *
     * @param {string} text heading text
     * @param {number | string} [level=1] (optional) the heading level, default: 1
     *
     * @returns {Summary} summary instance
     */
    addHeading(text, level) {
        const tag = `h${level}`;
        const allowedTag = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].includes(tag)
            ? tag
            : 'h1';
        const element = this.wrap(allowedTag, text);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML thematic break (<hr>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addSeparator() {
        const element = this.wrap('hr', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML line break (<br>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addBreak() {
        const element = this.wrap('br', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML blockquote to the summary buffer
     *
     * @param {string} text quote text
     * @param {string} cite (optional) citation url
     *
     * @returns {Summary} summary instance
     */
    addQuote(text, cite) {
        const attrs = Object.assign({}, (cite && { cite }));
        const element = this.wrap('blockquote', text, attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML anchor tag to the summary buffer
     *
     * @param {string} text link text/content
     * @param {string} href hyperlink
     *
     * @returns {Summary} summary instance
     */
    addLink(text, href) {
        const element = this.wrap('a', text, { href });
        return this.addRaw(element).addEOL();
    }
}
const _summary = new Summary();
/**
 * @deprecated use `core.summary`
 */
const markdownSummary = (/* unused pure expression or super */ null && (_summary));
const summary = _summary;
//# sourceMappingURL=summary.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/path-utils.js

/**
 * toPosixPath converts the given path to the posix form. On Windows, \\ will be
 * replaced with /.
 *
 * @param pth. Path to transform.
 * @return string Posix path.
 */
function toPosixPath(pth) {
    return pth.replace(/[\\]/g, '/');
}
/**
 * toWin32Path converts the given path to the win32 form. On Linux, / will be
 * replaced with \\.
 *
 * @param pth. Path to transform.
 * @return string Win32 path.
 */
function toWin32Path(pth) {
    return pth.replace(/[/]/g, '\\');
}
/**
 * toPlatformPath converts the given path to a platform-specific path. It does
 * this by replacing instances of / and \ with the platform-specific path
 * separator.
 *
 * @param pth The path to platformize.
 * @return string The platform-specific path.
 */
function toPlatformPath(pth) {
    return pth.replace(/[/\\]/g, path.sep);
}
//# sourceMappingURL=path-utils.js.map
;// CONCATENATED MODULE: external "string_decoder"
const external_string_decoder_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");
;// CONCATENATED MODULE: external "events"
const external_events_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");
;// CONCATENATED MODULE: external "child_process"
const external_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");
;// CONCATENATED MODULE: external "assert"
const external_assert_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");
;// CONCATENATED MODULE: ./node_modules/@actions/io/lib/io-util.js
var io_util_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { chmod, copyFile, lstat, mkdir, open: io_util_open, readdir, rename, rm, rmdir, stat, symlink, unlink } = external_fs_namespaceObject.promises;
// export const {open} = 'fs'
const IS_WINDOWS = process.platform === 'win32';
/**
 * Custom implementation of readlink to ensure Windows junctions
 * maintain trailing backslash for backward compatibility with Node.js < 24
 *
 * In Node.js 20, Windows junctions (directory symlinks) always returned paths
 * with trailing backslashes. Node.js 24 removed this behavior, which breaks
 * code that relied on this format for path operations.
 *
 * This implementation restores the Node 20 behavior by adding a trailing
 * backslash to all junction results on Windows.
 */
function readlink(fsPath) {
    return io_util_awaiter(this, void 0, void 0, function* () {
        const result = yield fs.promises.readlink(fsPath);
        // On Windows, restore Node 20 behavior: add trailing backslash to all results
        // since junctions on Windows are always directory links
        if (IS_WINDOWS && !result.endsWith('\\')) {
            return `${result}\\`;
        }
        return result;
    });
}
// See https://github.com/nodejs/node/blob/d0153aee367422d0858105abec186da4dff0a0c5/deps/uv/include/uv/win.h#L691
const UV_FS_O_EXLOCK = 0x10000000;
const READONLY = external_fs_namespaceObject.constants.O_RDONLY;
function exists(fsPath) {
    return io_util_awaiter(this, void 0, void 0, function* () {
        try {
            yield stat(fsPath);
        }
        catch (err) {
            if (err.code === 'ENOENT') {
                return false;
            }
            throw err;
        }
        return true;
    });
}
function isDirectory(fsPath_1) {
    return io_util_awaiter(this, arguments, void 0, function* (fsPath, useStat = false) {
        const stats = useStat ? yield stat(fsPath) : yield lstat(fsPath);
        return stats.isDirectory();
    });
}
/**
 * On OSX/Linux, true if path starts with '/'. On Windows, true for paths like:
 * \, \hello, \\hello\share, C:, and C:\hello (and corresponding alternate separator cases).
 */
function isRooted(p) {
    p = normalizeSeparators(p);
    if (!p) {
        throw new Error('isRooted() parameter "p" cannot be empty');
    }
    if (IS_WINDOWS) {
        return (p.startsWith('\\') || /^[A-Z]:/i.test(p) // e.g. \ or \hello or \\hello
        ); // e.g. C: or C:\hello
    }
    return p.startsWith('/');
}
/**
 * Best effort attempt to determine whether a file exists and is executable.
 * @param filePath    file path to check
 * @param extensions  additional file extensions to try
 * @return if file exists and is executable, returns the file path. otherwise empty string.
 */
function tryGetExecutablePath(filePath, extensions) {
    return io_util_awaiter(this, void 0, void 0, function* () {
        let stats = undefined;
        try {
            // test file exists
            stats = yield stat(filePath);
        }
        catch (err) {
            if (err.code !== 'ENOENT') {
                // eslint-disable-next-line no-console
                console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
            }
        }
        if (stats && stats.isFile()) {
            if (IS_WINDOWS) {
                // on Windows, test for valid extension
                const upperExt = external_path_namespaceObject.extname(filePath).toUpperCase();
                if (extensions.some(validExt => validExt.toUpperCase() === upperExt)) {
                    return filePath;
                }
            }
            else {
                if (isUnixExecutable(stats)) {
                    return filePath;
                }
            }
        }
        // try each extension
        const originalFilePath = filePath;
        for (const extension of extensions) {
            filePath = originalFilePath + extension;
            stats = undefined;
            try {
                stats = yield stat(filePath);
            }
            catch (err) {
                if (err.code !== 'ENOENT') {
                    // eslint-disable-next-line no-console
                    console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
                }
            }
            if (stats && stats.isFile()) {
                if (IS_WINDOWS) {
                    // preserve the case of the actual file (since an extension was appended)
                    try {
                        const directory = external_path_namespaceObject.dirname(filePath);
                        const upperName = external_path_namespaceObject.basename(filePath).toUpperCase();
                        for (const actualName of yield readdir(directory)) {
                            if (upperName === actualName.toUpperCase()) {
                                filePath = external_path_namespaceObject.join(directory, actualName);
                                break;
                            }
                        }
                    }
                    catch (err) {
                        // eslint-disable-next-line no-console
                        console.log(`Unexpected error attempting to determine the actual case of the file '${filePath}': ${err}`);
                    }
                    return filePath;
                }
                else {
                    if (isUnixExecutable(stats)) {
                        return filePath;
                    }
                }
            }
        }
        return '';
    });
}
function normalizeSeparators(p) {
    p = p || '';
    if (IS_WINDOWS) {
        // convert slashes on Windows
        p = p.replace(/\//g, '\\');
        // remove redundant slashes
        return p.replace(/\\\\+/g, '\\');
    }
    // remove redundant slashes
    return p.replace(/\/\/+/g, '/');
}
// on Mac/Linux, test the execute bit
//     R   W  X  R  W X R W X
//   256 128 64 32 16 8 4 2 1
function isUnixExecutable(stats) {
    return ((stats.mode & 1) > 0 ||
        ((stats.mode & 8) > 0 &&
            process.getgid !== undefined &&
            stats.gid === process.getgid()) ||
        ((stats.mode & 64) > 0 &&
            process.getuid !== undefined &&
            stats.uid === process.getuid()));
}
// Get the path of cmd.exe in windows
function getCmdPath() {
    var _a;
    return (_a = process.env['COMSPEC']) !== null && _a !== void 0 ? _a : `cmd.exe`;
}
//# sourceMappingURL=io-util.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/io/lib/io.js
var io_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



/**
 * Copies a file or folder.
 * Based off of shelljs - https://github.com/shelljs/shelljs/blob/9237f66c52e5daa40458f94f9565e18e8132f5a6/src/cp.js
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See CopyOptions.
 */
function cp(source_1, dest_1) {
    return io_awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        const { force, recursive, copySourceDirectory } = readCopyOptions(options);
        const destStat = (yield ioUtil.exists(dest)) ? yield ioUtil.stat(dest) : null;
        // Dest is an existing file, but not forcing
        if (destStat && destStat.isFile() && !force) {
            return;
        }
        // If dest is an existing directory, should copy inside.
        const newDest = destStat && destStat.isDirectory() && copySourceDirectory
            ? path.join(dest, path.basename(source))
            : dest;
        if (!(yield ioUtil.exists(source))) {
            throw new Error(`no such file or directory: ${source}`);
        }
        const sourceStat = yield ioUtil.stat(source);
        if (sourceStat.isDirectory()) {
            if (!recursive) {
                throw new Error(`Failed to copy. ${source} is a directory, but tried to copy without recursive flag.`);
            }
            else {
                yield cpDirRecursive(source, newDest, 0, force);
            }
        }
        else {
            if (path.relative(source, newDest) === '') {
                // a file cannot be copied to itself
                throw new Error(`'${newDest}' and '${source}' are the same file`);
            }
            yield io_copyFile(source, newDest, force);
        }
    });
}
/**
 * Moves a path.
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See MoveOptions.
 */
function mv(source_1, dest_1) {
    return io_awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        if (yield ioUtil.exists(dest)) {
            let destExists = true;
            if (yield ioUtil.isDirectory(dest)) {
                // If dest is directory copy src into dest
                dest = path.join(dest, path.basename(source));
                destExists = yield ioUtil.exists(dest);
            }
            if (destExists) {
                if (options.force == null || options.force) {
                    yield rmRF(dest);
                }
                else {
                    throw new Error('Destination already exists');
                }
            }
        }
        yield mkdirP(path.dirname(dest));
        yield ioUtil.rename(source, dest);
    });
}
/**
 * Remove a path recursively with force
 *
 * @param inputPath path to remove
 */
function rmRF(inputPath) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (ioUtil.IS_WINDOWS) {
            // Check for invalid characters
            // https://docs.microsoft.com/en-us/windows/win32/fileio/naming-a-file
            if (/[*"<>|]/.test(inputPath)) {
                throw new Error('File path must not contain `*`, `"`, `<`, `>` or `|` on Windows');
            }
        }
        try {
            // note if path does not exist, error is silent
            yield ioUtil.rm(inputPath, {
                force: true,
                maxRetries: 3,
                recursive: true,
                retryDelay: 300
            });
        }
        catch (err) {
            throw new Error(`File was unable to be removed ${err}`);
        }
    });
}
/**
 * Make a directory.  Creates the full path with folders in between
 * Will throw if it fails
 *
 * @param   fsPath        path to create
 * @returns Promise<void>
 */
function mkdirP(fsPath) {
    return io_awaiter(this, void 0, void 0, function* () {
        ok(fsPath, 'a path argument must be provided');
        yield ioUtil.mkdir(fsPath, { recursive: true });
    });
}
/**
 * Returns path of a tool had the tool actually been invoked.  Resolves via paths.
 * If you check and the tool does not exist, it will throw.
 *
 * @param     tool              name of the tool
 * @param     check             whether to check if tool exists
 * @returns   Promise<string>   path to tool
 */
function which(tool, check) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // recursive when check=true
        if (check) {
            const result = yield which(tool, false);
            if (!result) {
                if (IS_WINDOWS) {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also verify the file has a valid extension for an executable file.`);
                }
                else {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also check the file mode to verify the file is executable.`);
                }
            }
            return result;
        }
        const matches = yield findInPath(tool);
        if (matches && matches.length > 0) {
            return matches[0];
        }
        return '';
    });
}
/**
 * Returns a list of all occurrences of the given tool on the system path.
 *
 * @returns   Promise<string[]>  the paths of the tool
 */
function findInPath(tool) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // build the list of extensions to try
        const extensions = [];
        if (IS_WINDOWS && process.env['PATHEXT']) {
            for (const extension of process.env['PATHEXT'].split(external_path_namespaceObject.delimiter)) {
                if (extension) {
                    extensions.push(extension);
                }
            }
        }
        // if it's rooted, return it if exists. otherwise return empty.
        if (isRooted(tool)) {
            const filePath = yield tryGetExecutablePath(tool, extensions);
            if (filePath) {
                return [filePath];
            }
            return [];
        }
        // if any path separators, return empty
        if (tool.includes(external_path_namespaceObject.sep)) {
            return [];
        }
        // build the list of directories
        //
        // Note, technically "where" checks the current directory on Windows. From a toolkit perspective,
        // it feels like we should not do this. Checking the current directory seems like more of a use
        // case of a shell, and the which() function exposed by the toolkit should strive for consistency
        // across platforms.
        const directories = [];
        if (process.env.PATH) {
            for (const p of process.env.PATH.split(external_path_namespaceObject.delimiter)) {
                if (p) {
                    directories.push(p);
                }
            }
        }
        // find all matches
        const matches = [];
        for (const directory of directories) {
            const filePath = yield tryGetExecutablePath(external_path_namespaceObject.join(directory, tool), extensions);
            if (filePath) {
                matches.push(filePath);
            }
        }
        return matches;
    });
}
function readCopyOptions(options) {
    const force = options.force == null ? true : options.force;
    const recursive = Boolean(options.recursive);
    const copySourceDirectory = options.copySourceDirectory == null
        ? true
        : Boolean(options.copySourceDirectory);
    return { force, recursive, copySourceDirectory };
}
function cpDirRecursive(sourceDir, destDir, currentDepth, force) {
    return io_awaiter(this, void 0, void 0, function* () {
        // Ensure there is not a run away recursive copy
        if (currentDepth >= 255)
            return;
        currentDepth++;
        yield mkdirP(destDir);
        const files = yield ioUtil.readdir(sourceDir);
        for (const fileName of files) {
            const srcFile = `${sourceDir}/${fileName}`;
            const destFile = `${destDir}/${fileName}`;
            const srcFileStat = yield ioUtil.lstat(srcFile);
            if (srcFileStat.isDirectory()) {
                // Recurse
                yield cpDirRecursive(srcFile, destFile, currentDepth, force);
            }
            else {
                yield io_copyFile(srcFile, destFile, force);
            }
        }
        // Change the mode for the newly created directory
        yield ioUtil.chmod(destDir, (yield ioUtil.stat(sourceDir)).mode);
    });
}
// Buffered file copy
function io_copyFile(srcFile, destFile, force) {
    return io_awaiter(this, void 0, void 0, function* () {
        if ((yield ioUtil.lstat(srcFile)).isSymbolicLink()) {
            // unlink/re-link it
            try {
                yield ioUtil.lstat(destFile);
                yield ioUtil.unlink(destFile);
            }
            catch (e) {
                // Try to override file permission
                if (e.code === 'EPERM') {
                    yield ioUtil.chmod(destFile, '0666');
                    yield ioUtil.unlink(destFile);
                }
                // other errors = it doesn't exist, no work to do
            }
            // Copy over symlink
            const symlinkFull = yield ioUtil.readlink(srcFile);
            yield ioUtil.symlink(symlinkFull, destFile, ioUtil.IS_WINDOWS ? 'junction' : null);
        }
        else if (!(yield ioUtil.exists(destFile)) || force) {
            yield ioUtil.copyFile(srcFile, destFile);
        }
    });
}
//# sourceMappingURL=io.js.map
;// CONCATENATED MODULE: external "timers"
const external_timers_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");
;// CONCATENATED MODULE: ./node_modules/@actions/exec/lib/toolrunner.js
var toolrunner_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};







/* eslint-disable @typescript-eslint/unbound-method */
const toolrunner_IS_WINDOWS = process.platform === 'win32';
/*
 * Class for running command line tools. Handles quoting and arg parsing in a platform agnostic way.
 */
class ToolRunner extends external_events_namespaceObject.EventEmitter {
    constructor(toolPath, args, options) {
        super();
        if (!toolPath) {
            throw new Error("Parameter 'toolPath' cannot be null or empty.");
        }
        this.toolPath = toolPath;
        this.args = args || [];
        this.options = options || {};
    }
    _debug(message) {
        if (this.options.listeners && this.options.listeners.debug) {
            this.options.listeners.debug(message);
        }
    }
    _getCommandString(options, noPrefix) {
        const toolPath = this._getSpawnFileName();
        const args = this._getSpawnArgs(options);
        let cmd = noPrefix ? '' : '[command]'; // omit prefix when piped to a second tool
        if (toolrunner_IS_WINDOWS) {
            // Windows + cmd file
            if (this._isCmdFile()) {
                cmd += toolPath;
                for (const a of args) {
                    cmd += ` ${a}`;
                }
            }
            // Windows + verbatim
            else if (options.windowsVerbatimArguments) {
                cmd += `"${toolPath}"`;
                for (const a of args) {
                    cmd += ` ${a}`;
                }
            }
            // Windows (regular)
            else {
                cmd += this._windowsQuoteCmdArg(toolPath);
                for (const a of args) {
                    cmd += ` ${this._windowsQuoteCmdArg(a)}`;
                }
            }
        }
        else {
            // OSX/Linux - this can likely be improved with some form of quoting.
            // creating processes on Unix is fundamentally different than Windows.
            // on Unix, execvp() takes an arg array.
            cmd += toolPath;
            for (const a of args) {
                cmd += ` ${a}`;
            }
        }
        return cmd;
    }
    _processLineBuffer(data, strBuffer, onLine) {
        try {
            let s = strBuffer + data.toString();
            let n = s.indexOf(external_os_namespaceObject.EOL);
            while (n > -1) {
                const line = s.substring(0, n);
                onLine(line);
                // the rest of the string ...
                s = s.substring(n + external_os_namespaceObject.EOL.length);
                n = s.indexOf(external_os_namespaceObject.EOL);
            }
            return s;
        }
        catch (err) {
            // streaming lines to console is best effort.  Don't fail a build.
            this._debug(`error processing line. Failed with error ${err}`);
            return '';
        }
    }
    _getSpawnFileName() {
        if (toolrunner_IS_WINDOWS) {
            if (this._isCmdFile()) {
                return process.env['COMSPEC'] || 'cmd.exe';
            }
        }
        return this.toolPath;
    }
    _getSpawnArgs(options) {
        if (toolrunner_IS_WINDOWS) {
            if (this._isCmdFile()) {
                let argline = `/D /S /C "${this._windowsQuoteCmdArg(this.toolPath)}`;
                for (const a of this.args) {
                    argline += ' ';
                    argline += options.windowsVerbatimArguments
                        ? a
                        : this._windowsQuoteCmdArg(a);
                }
                argline += '"';
                return [argline];
            }
        }
        return this.args;
    }
    _endsWith(str, end) {
        return str.endsWith(end);
    }
    _isCmdFile() {
        const upperToolPath = this.toolPath.toUpperCase();
        return (this._endsWith(upperToolPath, '.CMD') ||
            this._endsWith(upperToolPath, '.BAT'));
    }
    _windowsQuoteCmdArg(arg) {
        // for .exe, apply the normal quoting rules that libuv applies
        if (!this._isCmdFile()) {
            return this._uvQuoteCmdArg(arg);
        }
        // otherwise apply quoting rules specific to the cmd.exe command line parser.
        // the libuv rules are generic and are not designed specifically for cmd.exe
        // command line parser.
        //
        // for a detailed description of the cmd.exe command line parser, refer to
        // http://stackoverflow.com/questions/4094699/how-does-the-windows-command-interpreter-cmd-exe-parse-scripts/7970912#7970912
        // need quotes for empty arg
        if (!arg) {
            return '""';
        }
        // determine whether the arg needs to be quoted
        const cmdSpecialChars = [
            ' ',
            '\t',
            '&',
            '(',
            ')',
            '[',
            ']',
            '{',
            '}',
            '^',
            '=',
            ';',
            '!',
            "'",
            '+',
            ',',
            '`',
            '~',
            '|',
            '<',
            '>',
            '"'
        ];
        let needsQuotes = false;
        for (const char of arg) {
            if (cmdSpecialChars.some(x => x === char)) {
                needsQuotes = true;
                break;
            }
        }
        // short-circuit if quotes not needed
        if (!needsQuotes) {
            return arg;
        }
        // the following quoting rules are very similar to the rules that by libuv applies.
        //
        // 1) wrap the string in quotes
        //
        // 2) double-up quotes - i.e. " => ""
        //
        //    this is different from the libuv quoting rules. libuv replaces " with \", which unfortunately
        //    doesn't work well with a cmd.exe command line.
        //
        //    note, replacing " with "" also works well if the arg is passed to a downstream .NET console app.
        //    for example, the command line:
        //          foo.exe "myarg:""my val"""
        //    is parsed by a .NET console app into an arg array:
        //          [ "myarg:\"my val\"" ]
        //    which is the same end result when applying libuv quoting rules. although the actual
        //    command line from libuv quoting rules would look like:
        //          foo.exe "myarg:\"my val\""
        //
        // 3) double-up slashes that precede a quote,
        //    e.g.  hello \world    => "hello \world"
        //          hello\"world    => "hello\\""world"
        //          hello\\"world   => "hello\\\\""world"
        //          hello world\    => "hello world\\"
        //
        //    technically this is not required for a cmd.exe command line, or the batch argument parser.
        //    the reasons for including this as a .cmd quoting rule are:
        //
        //    a) this is optimized for the scenario where the argument is passed from the .cmd file to an
        //       external program. many programs (e.g. .NET console apps) rely on the slash-doubling rule.
        //
        //    b) it's what we've been doing previously (by deferring to node default behavior) and we
        //       haven't heard any complaints about that aspect.
        //
        // note, a weakness of the quoting rules chosen here, is that % is not escaped. in fact, % cannot be
        // escaped when used on the command line directly - even though within a .cmd file % can be escaped
        // by using %%.
        //
        // the saving grace is, on the command line, %var% is left as-is if var is not defined. this contrasts
        // the line parsing rules within a .cmd file, where if var is not defined it is replaced with nothing.
        //
        // one option that was explored was replacing % with ^% - i.e. %var% => ^%var^%. this hack would
        // often work, since it is unlikely that var^ would exist, and the ^ character is removed when the
        // variable is used. the problem, however, is that ^ is not removed when %* is used to pass the args
        // to an external program.
        //
        // an unexplored potential solution for the % escaping problem, is to create a wrapper .cmd file.
        // % can be escaped within a .cmd file.
        let reverse = '"';
        let quoteHit = true;
        for (let i = arg.length; i > 0; i--) {
            // walk the string in reverse
            reverse += arg[i - 1];
            if (quoteHit && arg[i - 1] === '\\') {
                reverse += '\\'; // double the slash
            }
            else if (arg[i - 1] === '"') {
                quoteHit = true;
                reverse += '"'; // double the quote
            }
            else {
                quoteHit = false;
            }
        }
        reverse += '"';
        return reverse.split('').reverse().join('');
    }
    _uvQuoteCmdArg(arg) {
        // Tool runner wraps child_process.spawn() and needs to apply the same quoting as
        // Node in certain cases where the undocumented spawn option windowsVerbatimArguments
        // is used.
        //
        // Since this function is a port of quote_cmd_arg from Node 4.x (technically, lib UV,
        // see https://github.com/nodejs/node/blob/v4.x/deps/uv/src/win/process.c for details),
        // pasting copyright notice from Node within this function:
        //
        //      Copyright Joyent, Inc. and other Node contributors. All rights reserved.
        //
        //      Permission is hereby granted, free of charge, to any person obtaining a copy
        //      of this software and associated documentation files (the "Software"), to
        //      deal in the Software without restriction, including without limitation the
        //      rights to use, copy, modify, merge, publish, distribute, sublicense, and/or
        //      sell copies of the Software, and to permit persons to whom the Software is
        //      furnished to do so, subject to the following conditions:
        //
        //      The above copyright notice and this permission notice shall be included in
        //      all copies or substantial portions of the Software.
        //
        //      THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
        //      IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
        //      FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
        //      AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
        //      LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING
        //      FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS
        //      IN THE SOFTWARE.
        if (!arg) {
            // Need double quotation for empty argument
            return '""';
        }
        if (!arg.includes(' ') && !arg.includes('\t') && !arg.includes('"')) {
            // No quotation needed
            return arg;
        }
        if (!arg.includes('"') && !arg.includes('\\')) {
            // No embedded double quotes or backslashes, so I can just wrap
            // quote marks around the whole thing.
            return `"${arg}"`;
        }
        // Expected input/output:
        //   input : hello"world
        //   output: "hello\"world"
        //   input : hello""world
        //   output: "hello\"\"world"
        //   input : hello\world
        //   output: hello\world
        //   input : hello\\world
        //   output: hello\\world
        //   input : hello\"world
        //   output: "hello\\\"world"
        //   input : hello\\"world
        //   output: "hello\\\\\"world"
        //   input : hello world\
        //   output: "hello world\\" - note the comment in libuv actually reads "hello world\"
        //                             but it appears the comment is wrong, it should be "hello world\\"
        let reverse = '"';
        let quoteHit = true;
        for (let i = arg.length; i > 0; i--) {
            // walk the string in reverse
            reverse += arg[i - 1];
            if (quoteHit && arg[i - 1] === '\\') {
                reverse += '\\';
            }
            else if (arg[i - 1] === '"') {
                quoteHit = true;
                reverse += '\\';
            }
            else {
                quoteHit = false;
            }
        }
        reverse += '"';
        return reverse.split('').reverse().join('');
    }
    _cloneExecOptions(options) {
        options = options || {};
        const result = {
            cwd: options.cwd || process.cwd(),
            env: options.env || process.env,
            silent: options.silent || false,
            windowsVerbatimArguments: options.windowsVerbatimArguments || false,
            failOnStdErr: options.failOnStdErr || false,
            ignoreReturnCode: options.ignoreReturnCode || false,
            delay: options.delay || 10000
        };
        result.outStream = options.outStream || process.stdout;
        result.errStream = options.errStream || process.stderr;
        return result;
    }
    _getSpawnOptions(options, toolPath) {
        options = options || {};
        const result = {};
        result.cwd = options.cwd;
        result.env = options.env;
        result['windowsVerbatimArguments'] =
            options.windowsVerbatimArguments || this._isCmdFile();
        if (options.windowsVerbatimArguments) {
            result.argv0 = `"${toolPath}"`;
        }
        return result;
    }
    /**
     * Exec a tool.
     * Output will be streamed to the live console.
     * Returns promise with return code
     *
     * @param     tool     path to tool to exec
     * @param     options  optional exec options.  See ExecOptions
     * @returns   number
     */
    exec() {
        return toolrunner_awaiter(this, void 0, void 0, function* () {
            // root the tool path if it is unrooted and contains relative pathing
            if (!isRooted(this.toolPath) &&
                (this.toolPath.includes('/') ||
                    (toolrunner_IS_WINDOWS && this.toolPath.includes('\\')))) {
                // prefer options.cwd if it is specified, however options.cwd may also need to be rooted
                this.toolPath = external_path_namespaceObject.resolve(process.cwd(), this.options.cwd || process.cwd(), this.toolPath);
            }
            // if the tool is only a file name, then resolve it from the PATH
            // otherwise verify it exists (add extension on Windows if necessary)
            this.toolPath = yield which(this.toolPath, true);
            return new Promise((resolve, reject) => toolrunner_awaiter(this, void 0, void 0, function* () {
                this._debug(`exec tool: ${this.toolPath}`);
                this._debug('arguments:');
                for (const arg of this.args) {
                    this._debug(`   ${arg}`);
                }
                const optionsNonNull = this._cloneExecOptions(this.options);
                if (!optionsNonNull.silent && optionsNonNull.outStream) {
                    optionsNonNull.outStream.write(this._getCommandString(optionsNonNull) + external_os_namespaceObject.EOL);
                }
                const state = new ExecState(optionsNonNull, this.toolPath);
                state.on('debug', (message) => {
                    this._debug(message);
                });
                if (this.options.cwd && !(yield exists(this.options.cwd))) {
                    return reject(new Error(`The cwd: ${this.options.cwd} does not exist!`));
                }
                const fileName = this._getSpawnFileName();
                const cp = external_child_process_namespaceObject.spawn(fileName, this._getSpawnArgs(optionsNonNull), this._getSpawnOptions(this.options, fileName));
                let stdbuffer = '';
                if (cp.stdout) {
                    cp.stdout.on('data', (data) => {
                        if (this.options.listeners && this.options.listeners.stdout) {
                            this.options.listeners.stdout(data);
                        }
                        if (!optionsNonNull.silent && optionsNonNull.outStream) {
                            optionsNonNull.outStream.write(data);
                        }
                        stdbuffer = this._processLineBuffer(data, stdbuffer, (line) => {
                            if (this.options.listeners && this.options.listeners.stdline) {
                                this.options.listeners.stdline(line);
                            }
                        });
                    });
                }
                let errbuffer = '';
                if (cp.stderr) {
                    cp.stderr.on('data', (data) => {
                        state.processStderr = true;
                        if (this.options.listeners && this.options.listeners.stderr) {
                            this.options.listeners.stderr(data);
                        }
                        if (!optionsNonNull.silent &&
                            optionsNonNull.errStream &&
                            optionsNonNull.outStream) {
                            const s = optionsNonNull.failOnStdErr
                                ? optionsNonNull.errStream
                                : optionsNonNull.outStream;
                            s.write(data);
                        }
                        errbuffer = this._processLineBuffer(data, errbuffer, (line) => {
                            if (this.options.listeners && this.options.listeners.errline) {
                                this.options.listeners.errline(line);
                            }
                        });
                    });
                }
                cp.on('error', (err) => {
                    state.processError = err.message;
                    state.processExited = true;
                    state.processClosed = true;
                    state.CheckComplete();
                });
                cp.on('exit', (code) => {
                    state.processExitCode = code;
                    state.processExited = true;
                    this._debug(`Exit code ${code} received from tool '${this.toolPath}'`);
                    state.CheckComplete();
                });
                cp.on('close', (code) => {
                    state.processExitCode = code;
                    state.processExited = true;
                    state.processClosed = true;
                    this._debug(`STDIO streams have closed for tool '${this.toolPath}'`);
                    state.CheckComplete();
                });
                state.on('done', (error, exitCode) => {
                    if (stdbuffer.length > 0) {
                        this.emit('stdline', stdbuffer);
                    }
                    if (errbuffer.length > 0) {
                        this.emit('errline', errbuffer);
                    }
                    cp.removeAllListeners();
                    if (error) {
                        reject(error);
                    }
                    else {
                        resolve(exitCode);
                    }
                });
                if (this.options.input) {
                    if (!cp.stdin) {
                        throw new Error('child process missing stdin');
                    }
                    cp.stdin.end(this.options.input);
                }
            }));
        });
    }
}
/**
 * Convert an arg string to an array of args. Handles escaping
 *
 * @param    argString   string of arguments
 * @returns  string[]    array of arguments
 */
function argStringToArray(argString) {
    const args = [];
    let inQuotes = false;
    let escaped = false;
    let arg = '';
    function append(c) {
        // we only escape double quotes.
        if (escaped && c !== '"') {
            arg += '\\';
        }
        arg += c;
        escaped = false;
    }
    for (let i = 0; i < argString.length; i++) {
        const c = argString.charAt(i);
        if (c === '"') {
            if (!escaped) {
                inQuotes = !inQuotes;
            }
            else {
                append(c);
            }
            continue;
        }
        if (c === '\\' && escaped) {
            append(c);
            continue;
        }
        if (c === '\\' && inQuotes) {
            escaped = true;
            continue;
        }
        if (c === ' ' && !inQuotes) {
            if (arg.length > 0) {
                args.push(arg);
                arg = '';
            }
            continue;
        }
        append(c);
    }
    if (arg.length > 0) {
        args.push(arg.trim());
    }
    return args;
}
class ExecState extends external_events_namespaceObject.EventEmitter {
    constructor(options, toolPath) {
        super();
        this.processClosed = false; // tracks whether the process has exited and stdio is closed
        this.processError = '';
        this.processExitCode = 0;
        this.processExited = false; // tracks whether the process has exited
        this.processStderr = false; // tracks whether stderr was written to
        this.delay = 10000; // 10 seconds
        this.done = false;
        this.timeout = null;
        if (!toolPath) {
            throw new Error('toolPath must not be empty');
        }
        this.options = options;
        this.toolPath = toolPath;
        if (options.delay) {
            this.delay = options.delay;
        }
    }
    CheckComplete() {
        if (this.done) {
            return;
        }
        if (this.processClosed) {
            this._setResult();
        }
        else if (this.processExited) {
            this.timeout = (0,external_timers_namespaceObject.setTimeout)(ExecState.HandleTimeout, this.delay, this);
        }
    }
    _debug(message) {
        this.emit('debug', message);
    }
    _setResult() {
        // determine whether there is an error
        let error;
        if (this.processExited) {
            if (this.processError) {
                error = new Error(`There was an error when attempting to execute the process '${this.toolPath}'. This may indicate the process failed to start. Error: ${this.processError}`);
            }
            else if (this.processExitCode !== 0 && !this.options.ignoreReturnCode) {
                error = new Error(`The process '${this.toolPath}' failed with exit code ${this.processExitCode}`);
            }
            else if (this.processStderr && this.options.failOnStdErr) {
                error = new Error(`The process '${this.toolPath}' failed because one or more lines were written to the STDERR stream`);
            }
        }
        // clear the timeout
        if (this.timeout) {
            clearTimeout(this.timeout);
            this.timeout = null;
        }
        this.done = true;
        this.emit('done', error, this.processExitCode);
    }
    static HandleTimeout(state) {
        if (state.done) {
            return;
        }
        if (!state.processClosed && state.processExited) {
            const message = `The STDIO streams did not close within ${state.delay / 1000} seconds of the exit event from process '${state.toolPath}'. This may indicate a child process inherited the STDIO streams and has not yet exited.`;
            state._debug(message);
        }
        state._setResult();
    }
}
//# sourceMappingURL=toolrunner.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/exec/lib/exec.js
var exec_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


/**
 * Exec a command.
 * Output will be streamed to the live console.
 * Returns promise with return code
 *
 * @param     commandLine        command to execute (can include additional args). Must be correctly escaped.
 * @param     args               optional arguments for tool. Escaping is handled by the lib.
 * @param     options            optional exec options.  See ExecOptions
 * @returns   Promise<number>    exit code
 */
function exec_exec(commandLine, args, options) {
    return exec_awaiter(this, void 0, void 0, function* () {
        const commandArgs = tr.argStringToArray(commandLine);
        if (commandArgs.length === 0) {
            throw new Error(`Parameter 'commandLine' cannot be null or empty.`);
        }
        // Path to tool to execute should be first arg
        const toolPath = commandArgs[0];
        args = commandArgs.slice(1).concat(args || []);
        const runner = new tr.ToolRunner(toolPath, args, options);
        return runner.exec();
    });
}
/**
 * Exec a command and get the output.
 * Output will be streamed to the live console.
 * Returns promise with the exit code and collected stdout and stderr
 *
 * @param     commandLine           command to execute (can include additional args). Must be correctly escaped.
 * @param     args                  optional arguments for tool. Escaping is handled by the lib.
 * @param     options               optional exec options.  See ExecOptions
 * @returns   Promise<ExecOutput>   exit code, stdout, and stderr
 */
function getExecOutput(commandLine, args, options) {
    return exec_awaiter(this, void 0, void 0, function* () {
        var _a, _b;
        let stdout = '';
        let stderr = '';
        //Using string decoder covers the case where a mult-byte character is split
        const stdoutDecoder = new StringDecoder('utf8');
        const stderrDecoder = new StringDecoder('utf8');
        const originalStdoutListener = (_a = options === null || options === void 0 ? void 0 : options.listeners) === null || _a === void 0 ? void 0 : _a.stdout;
        const originalStdErrListener = (_b = options === null || options === void 0 ? void 0 : options.listeners) === null || _b === void 0 ? void 0 : _b.stderr;
        const stdErrListener = (data) => {
            stderr += stderrDecoder.write(data);
            if (originalStdErrListener) {
                originalStdErrListener(data);
            }
        };
        const stdOutListener = (data) => {
            stdout += stdoutDecoder.write(data);
            if (originalStdoutListener) {
                originalStdoutListener(data);
            }
        };
        const listeners = Object.assign(Object.assign({}, options === null || options === void 0 ? void 0 : options.listeners), { stdout: stdOutListener, stderr: stdErrListener });
        const exitCode = yield exec_exec(commandLine, args, Object.assign(Object.assign({}, options), { listeners }));
        //flush any remaining characters
        stdout += stdoutDecoder.end();
        stderr += stderrDecoder.end();
        return {
            exitCode,
            stdout,
            stderr
        };
    });
}
//# sourceMappingURL=exec.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/platform.js
var platform_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const getWindowsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout: version } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Version"', undefined, {
        silent: true
    });
    const { stdout: name } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Caption"', undefined, {
        silent: true
    });
    return {
        name: name.trim(),
        version: version.trim()
    };
});
const getMacOsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    var _a, _b, _c, _d;
    const { stdout } = yield exec.getExecOutput('sw_vers', undefined, {
        silent: true
    });
    const version = (_b = (_a = stdout.match(/ProductVersion:\s*(.+)/)) === null || _a === void 0 ? void 0 : _a[1]) !== null && _b !== void 0 ? _b : '';
    const name = (_d = (_c = stdout.match(/ProductName:\s*(.+)/)) === null || _c === void 0 ? void 0 : _c[1]) !== null && _d !== void 0 ? _d : '';
    return {
        name,
        version
    };
});
const getLinuxInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout } = yield exec.getExecOutput('lsb_release', ['-i', '-r', '-s'], {
        silent: true
    });
    const [name, version] = stdout.trim().split('\n');
    return {
        name,
        version
    };
});
const platform = external_os_namespaceObject.platform();
const arch = external_os_namespaceObject.arch();
const isWindows = platform === 'win32';
const isMacOS = platform === 'darwin';
const isLinux = platform === 'linux';
function getDetails() {
    return platform_awaiter(this, void 0, void 0, function* () {
        return Object.assign(Object.assign({}, (yield (isWindows
            ? getWindowsInfo()
            : isMacOS
                ? getMacOsInfo()
                : getLinuxInfo()))), { platform,
            arch,
            isWindows,
            isMacOS,
            isLinux });
    });
}
//# sourceMappingURL=platform.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/core.js
var core_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
    /**
     * A code indicating that the action was successful
     */
    ExitCode[ExitCode["Success"] = 0] = "Success";
    /**
     * A code indicating that the action was a failure
     */
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
/**
 * Sets env variable for this action and future actions in the job
 * @param name the name of the variable to set
 * @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    issueCommand('set-env', { name }, convertedVal);
}
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function core_setSecret(secret) {
    command_issueCommand('add-mask', {}, secret);
}
/**
 * Prepends inputPath to the PATH (for this action and future actions)
 * @param inputPath
 */
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        issueFileCommand('PATH', inputPath);
    }
    else {
        issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${path.delimiter}${process.env['PATH']}`;
}
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
/**
 * Gets the values of an multiline input.  Each value is also trimmed.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string[]
 *
 */
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
/**
 * Gets the input value of the boolean type in the YAML 1.2 "core schema" specification.
 * Support boolean input list: `true | True | TRUE | false | False | FALSE` .
 * The return value is also in boolean type.
 * ref: https://yaml.org/spec/1.2/spec.html#id2804923
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   boolean
 */
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return file_command_issueFileCommand('OUTPUT', file_command_prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_namespaceObject.EOL);
    command_issueCommand('set-output', { name }, utils_toCommandValue(value));
}
/**
 * Enables or disables the echoing of commands into stdout for the rest of the step.
 * Echoing is disabled by default if ACTIONS_STEP_DEBUG is not set.
 *
 */
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
/**
 * Sets the action status to failed.
 * When the action exits it will be with an exit code of 1
 * @param message add error issue message
 */
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
/**
 * Gets whether Actions Step Debug is on or not
 */
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function core_debug(message) {
    command_issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    command_issueCommand('error', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    command_issueCommand('warning', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    command_issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
    process.stdout.write(message + external_os_namespaceObject.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
    command_issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    command_issue('endgroup');
}
/**
 * Wrap an asynchronous function call in a group.
 *
 * Returns the same type as the function itself.
 *
 * @param name The name of the group
 * @param fn The function to wrap in the group
 */
function group(name, fn) {
    return core_awaiter(this, void 0, void 0, function* () {
        startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
//-----------------------------------------------------------------------
// Wrapper action state
//-----------------------------------------------------------------------
/**
 * Saves state for current action, the state can only be retrieved by this action's post job execution.
 *
 * @param     name     name of the state to store
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return file_command_issueFileCommand('STATE', file_command_prepareKeyValueMessage(name, value));
    }
    command_issueCommand('save-state', { name }, utils_toCommandValue(value));
}
/**
 * Gets the value of an state set by this action's main execution.
 *
 * @param     name     name of the state to get
 * @returns   string
 */
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return core_awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}
/**
 * Summary exports
 */

/**
 * @deprecated use core.summary
 */

/**
 * Path exports
 */

/**
 * Platform utilities exports
 */

//# sourceMappingURL=core.js.map

/***/ }),

/***/ 520:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Qq: () => (/* binding */ HttpClient)
});

// UNUSED EXPORTS: Headers, HttpClientError, HttpClientResponse, HttpCodes, MediaTypes, getProxyUrl, isHttps

;// CONCATENATED MODULE: external "http"
const external_http_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");
var external_http_namespaceObject_0 = /*#__PURE__*/__nccwpck_require__.t(external_http_namespaceObject, 2);
;// CONCATENATED MODULE: external "https"
const external_https_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");
var external_https_namespaceObject_0 = /*#__PURE__*/__nccwpck_require__.t(external_https_namespaceObject, 2);
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/proxy.js
function getProxyUrl(reqUrl) {
    const usingSsl = reqUrl.protocol === 'https:';
    if (checkBypass(reqUrl)) {
        return undefined;
    }
    const proxyVar = (() => {
        if (usingSsl) {
            return process.env['https_proxy'] || process.env['HTTPS_PROXY'];
        }
        else {
            return process.env['http_proxy'] || process.env['HTTP_PROXY'];
        }
    })();
    if (proxyVar) {
        try {
            return new DecodedURL(proxyVar);
        }
        catch (_a) {
            if (!proxyVar.startsWith('http://') && !proxyVar.startsWith('https://'))
                return new DecodedURL(`http://${proxyVar}`);
        }
    }
    else {
        return undefined;
    }
}
function checkBypass(reqUrl) {
    if (!reqUrl.hostname) {
        return false;
    }
    const reqHost = reqUrl.hostname;
    if (isLoopbackAddress(reqHost)) {
        return true;
    }
    const noProxy = process.env['no_proxy'] || process.env['NO_PROXY'] || '';
    if (!noProxy) {
        return false;
    }
    // Determine the request port
    let reqPort;
    if (reqUrl.port) {
        reqPort = Number(reqUrl.port);
    }
    else if (reqUrl.protocol === 'http:') {
        reqPort = 80;
    }
    else if (reqUrl.protocol === 'https:') {
        reqPort = 443;
    }
    // Format the request hostname and hostname with port
    const upperReqHosts = [reqUrl.hostname.toUpperCase()];
    if (typeof reqPort === 'number') {
        upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
    }
    // Compare request host against noproxy
    for (const upperNoProxyItem of noProxy
        .split(',')
        .map(x => x.trim().toUpperCase())
        .filter(x => x)) {
        if (upperNoProxyItem === '*' ||
            upperReqHosts.some(x => x === upperNoProxyItem ||
                x.endsWith(`.${upperNoProxyItem}`) ||
                (upperNoProxyItem.startsWith('.') &&
                    x.endsWith(`${upperNoProxyItem}`)))) {
            return true;
        }
    }
    return false;
}
function isLoopbackAddress(host) {
    const hostLower = host.toLowerCase();
    return (hostLower === 'localhost' ||
        hostLower.startsWith('127.') ||
        hostLower.startsWith('[::1]') ||
        hostLower.startsWith('[0:0:0:0:0:0:0:1]'));
}
class DecodedURL extends URL {
    constructor(url, base) {
        super(url, base);
        this._decodedUsername = decodeURIComponent(super.username);
        this._decodedPassword = decodeURIComponent(super.password);
    }
    get username() {
        return this._decodedUsername;
    }
    get password() {
        return this._decodedPassword;
    }
}
//# sourceMappingURL=proxy.js.map
;// CONCATENATED MODULE: external "./tunnel.js"
var x = (y) => {
	var x = {}; __nccwpck_require__.d(x, y); return x
} 
var y = (x) => (() => (x))
const external_tunnel_js_namespaceObject = x({ ["httpOverHttp"]: () => (__WEBPACK_EXTERNAL_MODULE__tunnel_js_e3799eb9__.httpOverHttp), ["httpOverHttps"]: () => (__WEBPACK_EXTERNAL_MODULE__tunnel_js_e3799eb9__.httpOverHttps), ["httpsOverHttp"]: () => (__WEBPACK_EXTERNAL_MODULE__tunnel_js_e3799eb9__.httpsOverHttp), ["httpsOverHttps"]: () => (__WEBPACK_EXTERNAL_MODULE__tunnel_js_e3799eb9__.httpsOverHttps) });
;// CONCATENATED MODULE: external "./undici.js"
var external_undici_js_x = (y) => {
	var x = {}; __nccwpck_require__.d(x, y); return x
} 
var external_undici_js_y = (x) => (() => (x))
const external_undici_js_namespaceObject = external_undici_js_x({ ["ProxyAgent"]: () => (__WEBPACK_EXTERNAL_MODULE__undici_js_51706d35__.ProxyAgent) });
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/index.js
/* eslint-disable @typescript-eslint/no-explicit-any */
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};





var HttpCodes;
(function (HttpCodes) {
    HttpCodes[HttpCodes["OK"] = 200] = "OK";
    HttpCodes[HttpCodes["MultipleChoices"] = 300] = "MultipleChoices";
    HttpCodes[HttpCodes["MovedPermanently"] = 301] = "MovedPermanently";
    HttpCodes[HttpCodes["ResourceMoved"] = 302] = "ResourceMoved";
    HttpCodes[HttpCodes["SeeOther"] = 303] = "SeeOther";
    HttpCodes[HttpCodes["NotModified"] = 304] = "NotModified";
    HttpCodes[HttpCodes["UseProxy"] = 305] = "UseProxy";
    HttpCodes[HttpCodes["SwitchProxy"] = 306] = "SwitchProxy";
    HttpCodes[HttpCodes["TemporaryRedirect"] = 307] = "TemporaryRedirect";
    HttpCodes[HttpCodes["PermanentRedirect"] = 308] = "PermanentRedirect";
    HttpCodes[HttpCodes["BadRequest"] = 400] = "BadRequest";
    HttpCodes[HttpCodes["Unauthorized"] = 401] = "Unauthorized";
    HttpCodes[HttpCodes["PaymentRequired"] = 402] = "PaymentRequired";
    HttpCodes[HttpCodes["Forbidden"] = 403] = "Forbidden";
    HttpCodes[HttpCodes["NotFound"] = 404] = "NotFound";
    HttpCodes[HttpCodes["MethodNotAllowed"] = 405] = "MethodNotAllowed";
    HttpCodes[HttpCodes["NotAcceptable"] = 406] = "NotAcceptable";
    HttpCodes[HttpCodes["ProxyAuthenticationRequired"] = 407] = "ProxyAuthenticationRequired";
    HttpCodes[HttpCodes["RequestTimeout"] = 408] = "RequestTimeout";
    HttpCodes[HttpCodes["Conflict"] = 409] = "Conflict";
    HttpCodes[HttpCodes["Gone"] = 410] = "Gone";
    HttpCodes[HttpCodes["TooManyRequests"] = 429] = "TooManyRequests";
    HttpCodes[HttpCodes["InternalServerError"] = 500] = "InternalServerError";
    HttpCodes[HttpCodes["NotImplemented"] = 501] = "NotImplemented";
    HttpCodes[HttpCodes["BadGateway"] = 502] = "BadGateway";
    HttpCodes[HttpCodes["ServiceUnavailable"] = 503] = "ServiceUnavailable";
    HttpCodes[HttpCodes["GatewayTimeout"] = 504] = "GatewayTimeout";
})(HttpCodes || (HttpCodes = {}));
var Headers;
(function (Headers) {
    Headers["Accept"] = "accept";
    Headers["ContentType"] = "content-type";
})(Headers || (Headers = {}));
var MediaTypes;
(function (MediaTypes) {
    MediaTypes["ApplicationJson"] = "application/json";
})(MediaTypes || (MediaTypes = {}));
/**
 * Returns the proxy URL, depending upon the supplied url and proxy environment variables.
 * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
 */
function lib_getProxyUrl(serverUrl) {
    const proxyUrl = pm.getProxyUrl(new URL(serverUrl));
    return proxyUrl ? proxyUrl.href : '';
}
const HttpRedirectCodes = [
    HttpCodes.MovedPermanently,
    HttpCodes.ResourceMoved,
    HttpCodes.SeeOther,
    HttpCodes.TemporaryRedirect,
    HttpCodes.PermanentRedirect
];
const HttpResponseRetryCodes = [
    HttpCodes.BadGateway,
    HttpCodes.ServiceUnavailable,
    HttpCodes.GatewayTimeout
];
const RetryableHttpVerbs = ['OPTIONS', 'GET', 'DELETE', 'HEAD'];
const ExponentialBackoffCeiling = 10;
const ExponentialBackoffTimeSlice = 5;
class HttpClientError extends Error {
    constructor(message, statusCode) {
        super(message);
        this.name = 'HttpClientError';
        this.statusCode = statusCode;
        Object.setPrototypeOf(this, HttpClientError.prototype);
    }
}
class HttpClientResponse {
    constructor(message) {
        this.message = message;
    }
    readBody() {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
                let output = Buffer.alloc(0);
                this.message.on('data', (chunk) => {
                    output = Buffer.concat([output, chunk]);
                });
                this.message.on('end', () => {
                    resolve(output.toString());
                });
            }));
        });
    }
    readBodyBuffer() {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
                const chunks = [];
                this.message.on('data', (chunk) => {
                    chunks.push(chunk);
                });
                this.message.on('end', () => {
                    resolve(Buffer.concat(chunks));
                });
            }));
        });
    }
}
function isHttps(requestUrl) {
    const parsedUrl = new URL(requestUrl);
    return parsedUrl.protocol === 'https:';
}
class HttpClient {
    constructor(userAgent, handlers, requestOptions) {
        this._ignoreSslError = false;
        this._allowRedirects = true;
        this._allowRedirectDowngrade = false;
        this._maxRedirects = 50;
        this._allowRetries = false;
        this._maxRetries = 1;
        this._keepAlive = false;
        this._disposed = false;
        this.userAgent = this._getUserAgentWithOrchestrationId(userAgent);
        this.handlers = handlers || [];
        this.requestOptions = requestOptions;
        if (requestOptions) {
            if (requestOptions.ignoreSslError != null) {
                this._ignoreSslError = requestOptions.ignoreSslError;
            }
            this._socketTimeout = requestOptions.socketTimeout;
            if (requestOptions.allowRedirects != null) {
                this._allowRedirects = requestOptions.allowRedirects;
            }
            if (requestOptions.allowRedirectDowngrade != null) {
                this._allowRedirectDowngrade = requestOptions.allowRedirectDowngrade;
            }
            if (requestOptions.maxRedirects != null) {
                this._maxRedirects = Math.max(requestOptions.maxRedirects, 0);
            }
            if (requestOptions.keepAlive != null) {
                this._keepAlive = requestOptions.keepAlive;
            }
            if (requestOptions.allowRetries != null) {
                this._allowRetries = requestOptions.allowRetries;
            }
            if (requestOptions.maxRetries != null) {
                this._maxRetries = requestOptions.maxRetries;
            }
        }
    }
    options(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('OPTIONS', requestUrl, null, additionalHeaders || {});
        });
    }
    get(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('GET', requestUrl, null, additionalHeaders || {});
        });
    }
    del(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('DELETE', requestUrl, null, additionalHeaders || {});
        });
    }
    post(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('POST', requestUrl, data, additionalHeaders || {});
        });
    }
    patch(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('PATCH', requestUrl, data, additionalHeaders || {});
        });
    }
    put(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('PUT', requestUrl, data, additionalHeaders || {});
        });
    }
    head(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('HEAD', requestUrl, null, additionalHeaders || {});
        });
    }
    sendStream(verb, requestUrl, stream, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request(verb, requestUrl, stream, additionalHeaders);
        });
    }
    /**
     * Gets a typed object from an endpoint
     * Be aware that not found returns a null.  Other errors (4xx, 5xx) reject the promise
     */
    getJson(requestUrl_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, additionalHeaders = {}) {
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            const res = yield this.get(requestUrl, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    postJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.post(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    putJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.put(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    patchJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.patch(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    /**
     * Makes a raw http request.
     * All other methods such as get, post, patch, and request ultimately call this.
     * Prefer get, del, post and patch
     */
    request(verb, requestUrl, data, headers) {
        return __awaiter(this, void 0, void 0, function* () {
            if (this._disposed) {
                throw new Error('Client has already been disposed.');
            }
            const parsedUrl = new URL(requestUrl);
            let info = this._prepareRequest(verb, parsedUrl, headers);
            // Only perform retries on reads since writes may not be idempotent.
            const maxTries = this._allowRetries && RetryableHttpVerbs.includes(verb)
                ? this._maxRetries + 1
                : 1;
            let numTries = 0;
            let response;
            do {
                response = yield this.requestRaw(info, data);
                // Check if it's an authentication challenge
                if (response &&
                    response.message &&
                    response.message.statusCode === HttpCodes.Unauthorized) {
                    let authenticationHandler;
                    for (const handler of this.handlers) {
                        if (handler.canHandleAuthentication(response)) {
                            authenticationHandler = handler;
                            break;
                        }
                    }
                    if (authenticationHandler) {
                        return authenticationHandler.handleAuthentication(this, info, data);
                    }
                    else {
                        // We have received an unauthorized response but have no handlers to handle it.
                        // Let the response return to the caller.
                        return response;
                    }
                }
                let redirectsRemaining = this._maxRedirects;
                while (response.message.statusCode &&
                    HttpRedirectCodes.includes(response.message.statusCode) &&
                    this._allowRedirects &&
                    redirectsRemaining > 0) {
                    const redirectUrl = response.message.headers['location'];
                    if (!redirectUrl) {
                        // if there's no location to redirect to, we won't
                        break;
                    }
                    const parsedRedirectUrl = new URL(redirectUrl);
                    if (parsedUrl.protocol === 'https:' &&
                        parsedUrl.protocol !== parsedRedirectUrl.protocol &&
                        !this._allowRedirectDowngrade) {
                        throw new Error('Redirect from HTTPS to HTTP protocol. This downgrade is not allowed for security reasons. If you want to allow this behavior, set the allowRedirectDowngrade option to true.');
                    }
                    // we need to finish reading the response before reassigning response
                    // which will leak the open socket.
                    yield response.readBody();
                    // strip authorization header if redirected to a different hostname
                    if (parsedRedirectUrl.hostname !== parsedUrl.hostname) {
                        for (const header in headers) {
                            // header names are case insensitive
                            if (header.toLowerCase() === 'authorization') {
                                delete headers[header];
                            }
                        }
                    }
                    // let's make the request with the new redirectUrl
                    info = this._prepareRequest(verb, parsedRedirectUrl, headers);
                    response = yield this.requestRaw(info, data);
                    redirectsRemaining--;
                }
                if (!response.message.statusCode ||
                    !HttpResponseRetryCodes.includes(response.message.statusCode)) {
                    // If not a retry code, return immediately instead of retrying
                    return response;
                }
                numTries += 1;
                if (numTries < maxTries) {
                    yield response.readBody();
                    yield this._performExponentialBackoff(numTries);
                }
            } while (numTries < maxTries);
            return response;
        });
    }
    /**
     * Needs to be called if keepAlive is set to true in request options.
     */
    dispose() {
        if (this._agent) {
            this._agent.destroy();
        }
        this._disposed = true;
    }
    /**
     * Raw request.
     * @param info
     * @param data
     */
    requestRaw(info, data) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => {
                function callbackForResult(err, res) {
                    if (err) {
                        reject(err);
                    }
                    else if (!res) {
                        // If `err` is not passed, then `res` must be passed.
                        reject(new Error('Unknown error'));
                    }
                    else {
                        resolve(res);
                    }
                }
                this.requestRawWithCallback(info, data, callbackForResult);
            });
        });
    }
    /**
     * Raw request with callback.
     * @param info
     * @param data
     * @param onResult
     */
    requestRawWithCallback(info, data, onResult) {
        if (typeof data === 'string') {
            if (!info.options.headers) {
                info.options.headers = {};
            }
            info.options.headers['Content-Length'] = Buffer.byteLength(data, 'utf8');
        }
        let callbackCalled = false;
        function handleResult(err, res) {
            if (!callbackCalled) {
                callbackCalled = true;
                onResult(err, res);
            }
        }
        const req = info.httpModule.request(info.options, (msg) => {
            const res = new HttpClientResponse(msg);
            handleResult(undefined, res);
        });
        let socket;
        req.on('socket', sock => {
            socket = sock;
        });
        // If we ever get disconnected, we want the socket to timeout eventually
        req.setTimeout(this._socketTimeout || 3 * 60000, () => {
            if (socket) {
                socket.end();
            }
            handleResult(new Error(`Request timeout: ${info.options.path}`));
        });
        req.on('error', function (err) {
            // err has statusCode property
            // res should have headers
            handleResult(err);
        });
        if (data && typeof data === 'string') {
            req.write(data, 'utf8');
        }
        if (data && typeof data !== 'string') {
            data.on('close', function () {
                req.end();
            });
            data.pipe(req);
        }
        else {
            req.end();
        }
    }
    /**
     * Gets an http agent. This function is useful when you need an http agent that handles
     * routing through a proxy server - depending upon the url and proxy environment variables.
     * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
     */
    getAgent(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        return this._getAgent(parsedUrl);
    }
    getAgentDispatcher(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (!useProxy) {
            return;
        }
        return this._getProxyAgentDispatcher(parsedUrl, proxyUrl);
    }
    _prepareRequest(method, requestUrl, headers) {
        const info = {};
        info.parsedUrl = requestUrl;
        const usingSsl = info.parsedUrl.protocol === 'https:';
        info.httpModule = usingSsl ? external_https_namespaceObject_0 : external_http_namespaceObject_0;
        const defaultPort = usingSsl ? 443 : 80;
        info.options = {};
        info.options.host = info.parsedUrl.hostname;
        info.options.port = info.parsedUrl.port
            ? parseInt(info.parsedUrl.port)
            : defaultPort;
        info.options.path =
            (info.parsedUrl.pathname || '') + (info.parsedUrl.search || '');
        info.options.method = method;
        info.options.headers = this._mergeHeaders(headers);
        if (this.userAgent != null) {
            info.options.headers['user-agent'] = this.userAgent;
        }
        info.options.agent = this._getAgent(info.parsedUrl);
        // gives handlers an opportunity to participate
        if (this.handlers) {
            for (const handler of this.handlers) {
                handler.prepareRequest(info.options);
            }
        }
        return info;
    }
    _mergeHeaders(headers) {
        if (this.requestOptions && this.requestOptions.headers) {
            return Object.assign({}, lowercaseKeys(this.requestOptions.headers), lowercaseKeys(headers || {}));
        }
        return lowercaseKeys(headers || {});
    }
    /**
     * Gets an existing header value or returns a default.
     * Handles converting number header values to strings since HTTP headers must be strings.
     * Note: This returns string | string[] since some headers can have multiple values.
     * For headers that must always be a single string (like Content-Type), use the
     * specialized _getExistingOrDefaultContentTypeHeader method instead.
     */
    _getExistingOrDefaultHeader(additionalHeaders, header, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[header];
            if (headerValue) {
                clientHeader =
                    typeof headerValue === 'number' ? headerValue.toString() : headerValue;
            }
        }
        const additionalValue = additionalHeaders[header];
        if (additionalValue !== undefined) {
            return typeof additionalValue === 'number'
                ? additionalValue.toString()
                : additionalValue;
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    /**
     * Specialized version of _getExistingOrDefaultHeader for Content-Type header.
     * Always returns a single string (not an array) since Content-Type should be a single value.
     * Converts arrays to comma-separated strings and numbers to strings to ensure type safety.
     * This was split from _getExistingOrDefaultHeader to provide stricter typing for callers
     * that assign the result to places expecting a string (e.g., additionalHeaders[Headers.ContentType]).
     */
    _getExistingOrDefaultContentTypeHeader(additionalHeaders, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[Headers.ContentType];
            if (headerValue) {
                if (typeof headerValue === 'number') {
                    clientHeader = String(headerValue);
                }
                else if (Array.isArray(headerValue)) {
                    clientHeader = headerValue.join(', ');
                }
                else {
                    clientHeader = headerValue;
                }
            }
        }
        const additionalValue = additionalHeaders[Headers.ContentType];
        // Return the first non-undefined value, converting numbers or arrays to strings if necessary
        if (additionalValue !== undefined) {
            if (typeof additionalValue === 'number') {
                return String(additionalValue);
            }
            else if (Array.isArray(additionalValue)) {
                return additionalValue.join(', ');
            }
            else {
                return additionalValue;
            }
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    _getAgent(parsedUrl) {
        let agent;
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (this._keepAlive && useProxy) {
            agent = this._proxyAgent;
        }
        if (!useProxy) {
            agent = this._agent;
        }
        // if agent is already assigned use that agent.
        if (agent) {
            return agent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        let maxSockets = 100;
        if (this.requestOptions) {
            maxSockets = this.requestOptions.maxSockets || external_http_namespaceObject.globalAgent.maxSockets;
        }
        // This is `useProxy` again, but we need to check `proxyURl` directly for TypeScripts's flow analysis.
        if (proxyUrl && proxyUrl.hostname) {
            const agentOptions = {
                maxSockets,
                keepAlive: this._keepAlive,
                proxy: Object.assign(Object.assign({}, ((proxyUrl.username || proxyUrl.password) && {
                    proxyAuth: `${proxyUrl.username}:${proxyUrl.password}`
                })), { host: proxyUrl.hostname, port: proxyUrl.port })
            };
            let tunnelAgent;
            const overHttps = proxyUrl.protocol === 'https:';
            if (usingSsl) {
                tunnelAgent = overHttps ? external_tunnel_js_namespaceObject.httpsOverHttps : external_tunnel_js_namespaceObject.httpsOverHttp;
            }
            else {
                tunnelAgent = overHttps ? external_tunnel_js_namespaceObject.httpOverHttps : external_tunnel_js_namespaceObject.httpOverHttp;
            }
            agent = tunnelAgent(agentOptions);
            this._proxyAgent = agent;
        }
        // if tunneling agent isn't assigned create a new agent
        if (!agent) {
            const options = { keepAlive: this._keepAlive, maxSockets };
            agent = usingSsl ? new external_https_namespaceObject.Agent(options) : new external_http_namespaceObject.Agent(options);
            this._agent = agent;
        }
        if (usingSsl && this._ignoreSslError) {
            // we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
            // http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
            // we have to cast it to any and change it directly
            agent.options = Object.assign(agent.options || {}, {
                rejectUnauthorized: false
            });
        }
        return agent;
    }
    _getProxyAgentDispatcher(parsedUrl, proxyUrl) {
        let proxyAgent;
        if (this._keepAlive) {
            proxyAgent = this._proxyAgentDispatcher;
        }
        // if agent is already assigned use that agent.
        if (proxyAgent) {
            return proxyAgent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        proxyAgent = new external_undici_js_namespaceObject.ProxyAgent(Object.assign({ uri: proxyUrl.href, pipelining: !this._keepAlive ? 0 : 1 }, ((proxyUrl.username || proxyUrl.password) && {
            token: `Basic ${Buffer.from(`${proxyUrl.username}:${proxyUrl.password}`).toString('base64')}`
        })));
        this._proxyAgentDispatcher = proxyAgent;
        if (usingSsl && this._ignoreSslError) {
            // we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
            // http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
            // we have to cast it to any and change it directly
            proxyAgent.options = Object.assign(proxyAgent.options.requestTls || {}, {
                rejectUnauthorized: false
            });
        }
        return proxyAgent;
    }
    _getUserAgentWithOrchestrationId(userAgent) {
        const baseUserAgent = userAgent || 'actions/http-client';
        const orchId = process.env['ACTIONS_ORCHESTRATION_ID'];
        if (orchId) {
            // Sanitize the orchestration ID to ensure it contains only valid characters
            // Valid characters: 0-9, a-z, _, -, .
            const sanitizedId = orchId.replace(/[^a-z0-9_.-]/gi, '_');
            return `${baseUserAgent} actions_orchestration_id/${sanitizedId}`;
        }
        return baseUserAgent;
    }
    _performExponentialBackoff(retryNumber) {
        return __awaiter(this, void 0, void 0, function* () {
            retryNumber = Math.min(ExponentialBackoffCeiling, retryNumber);
            const ms = ExponentialBackoffTimeSlice * Math.pow(2, retryNumber);
            return new Promise(resolve => setTimeout(() => resolve(), ms));
        });
    }
    _processResponse(res, options) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => __awaiter(this, void 0, void 0, function* () {
                const statusCode = res.message.statusCode || 0;
                const response = {
                    statusCode,
                    result: null,
                    headers: {}
                };
                // not found leads to null obj returned
                if (statusCode === HttpCodes.NotFound) {
                    resolve(response);
                }
                // get the result from the body
                function dateTimeDeserializer(key, value) {
                    if (typeof value === 'string') {
                        const a = new Date(value);
                        if (!isNaN(a.valueOf())) {
                            return a;
                        }
                    }
                    return value;
                }
                let obj;
                let contents;
                try {
                    contents = yield res.readBody();
                    if (contents && contents.length > 0) {
                        if (options && options.deserializeDates) {
                            obj = JSON.parse(contents, dateTimeDeserializer);
                        }
                        else {
                            obj = JSON.parse(contents);
                        }
                        response.result = obj;
                    }
                    response.headers = res.message.headers;
                }
                catch (err) {
                    // Invalid resource (contents not json);  leaving result obj null
                }
                // note that 3xx redirects are handled by the http layer.
                if (statusCode > 299) {
                    let msg;
                    // if exception/error in body, attempt to get better error
                    if (obj && obj.message) {
                        msg = obj.message;
                    }
                    else if (contents && contents.length > 0) {
                        // it may be the case that the exception is in the body message as string
                        msg = contents;
                    }
                    else {
                        msg = `Failed request: (${statusCode})`;
                    }
                    const err = new HttpClientError(msg, statusCode);
                    err.result = response.result;
                    reject(err);
                }
                else {
                    resolve(response);
                }
            }));
        });
    }
}
const lowercaseKeys = (obj) => Object.keys(obj).reduce((c, k) => ((c[k.toLowerCase()] = obj[k]), c), {});
//# sourceMappingURL=index.js.map

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
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
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/************************************************************************/
var __webpack_exports__ = {};
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Hd: () => (/* binding */ firstgen),
/* harmony export */   JV: () => (/* binding */ simulate),
/* harmony export */   _H: () => (/* binding */ recent),
/* harmony export */   bE: () => (/* binding */ post),
/* harmony export */   e6: () => (/* binding */ follow),
/* harmony export */   eF: () => (/* binding */ run),
/* harmony export */   ft: () => (/* binding */ simulator),
/* harmony export */   h2: () => (/* binding */ abort),
/* harmony export */   hZ: () => (/* binding */ trigger)
/* harmony export */ });
/**
 * All doors in one bundle, so that they share one copy of everything. Each is evaluated when it is opened and not before;
 * which one that is, is decided by the file that the runner starts, never by a variable: post can not run main. The process
 * of the simulator is no step, and has a bundle of its own.
 */
const run = async () => (await Promise.resolve(/* import() eager */).then(__nccwpck_require__.bind(__nccwpck_require__, 486))).run();
const post = async () => (await Promise.resolve(/* import() eager */).then(__nccwpck_require__.bind(__nccwpck_require__, 527))).post();
const follow = async () => (await Promise.resolve(/* import() eager */).then(__nccwpck_require__.bind(__nccwpck_require__, 861))).follow();
const trigger = async () => (await Promise.resolve(/* import() eager */).then(__nccwpck_require__.bind(__nccwpck_require__, 7))).trigger();
const abort = async () => (await Promise.resolve(/* import() eager */).then(__nccwpck_require__.bind(__nccwpck_require__, 530))).abort();
const recent = async () => (await Promise.resolve(/* import() eager */).then(__nccwpck_require__.bind(__nccwpck_require__, 967))).recent();
const firstgen = async () => (await Promise.resolve(/* import() eager */).then(__nccwpck_require__.bind(__nccwpck_require__, 519))).firstgen();
const simulator = async () => (await Promise.resolve(/* import() eager */).then(__nccwpck_require__.bind(__nccwpck_require__, 968))).simulator();
const simulate = async () => (await import(/* webpackIgnore: true */ './serve.js')).simulate();
//# sourceMappingURL=entry-points.js.map
var __webpack_exports__abort = __webpack_exports__.h2;
var __webpack_exports__firstgen = __webpack_exports__.Hd;
var __webpack_exports__follow = __webpack_exports__.e6;
var __webpack_exports__post = __webpack_exports__.bE;
var __webpack_exports__recent = __webpack_exports__._H;
var __webpack_exports__run = __webpack_exports__.eF;
var __webpack_exports__simulate = __webpack_exports__.JV;
var __webpack_exports__simulator = __webpack_exports__.ft;
var __webpack_exports__trigger = __webpack_exports__.hZ;
export { __webpack_exports__abort as abort, __webpack_exports__firstgen as firstgen, __webpack_exports__follow as follow, __webpack_exports__post as post, __webpack_exports__recent as recent, __webpack_exports__run as run, __webpack_exports__simulate as simulate, __webpack_exports__simulator as simulator, __webpack_exports__trigger as trigger };
