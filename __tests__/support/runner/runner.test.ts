import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { afterAll, afterEach, describe, expect, it } from '@jest/globals';

import { ROOT } from './action.ts';
import { parseCommand } from './commands.ts';
import { readAssignments } from './files.ts';
import { createLineReader, createMasks } from './lines.ts';
import { trackedProcesses } from './process.ts';
import { endAll, runAction, startStep } from './runner.ts';

const actions = mkdtempSync(join(tmpdir(), 'throw-away-actions-'));
afterEach(endAll);
afterAll(() => rmSync(actions, { recursive: true, force: true }));

const INPUTS = `
  api-key: { description: a, required: true }
  wait: { description: b, default: true }
  matrix-leg: { description: c, default: '\${{ strategy.job-index }}/\${{ strategy.job-total }}' }
  github-token: { description: d, default: '\${{ github.token }}' }
  two words: { description: e }`;

/** For what only Linux has: its limit for one variable, and /proc, where left-over processes are found. */
const onLinux = process.platform === 'linux' ? it : it.skip;

let count = 0;
/** A throw-away action; its scripts find `say`, `put` and `fs`. Answers its folder. */
function action(main: string, post = ''): string {
  count += 1;
  const folder = mkdtempSync(join(actions, `${count}-`));
  const prelude = `
    const fs = require('node:fs');
    const say = (text) => process.stdout.write(text + '\\n');
    const put = (file, text) => fs.appendFileSync(process.env[file], text + '\\n');`;
  const runs = `  using: node24\n  main: main.cjs\n${post === '' ? '' : '  post: post.cjs\n'}`;
  writeFileSync(join(folder, 'action.yml'), `name: t\ndescription: t\ninputs:${INPUTS}\nruns:\n${runs}`);
  writeFileSync(join(folder, 'main.cjs'), prelude + main);
  writeFileSync(join(folder, 'post.cjs'), prelude + post);
  return folder;
}
const printing = (text: string) => action(`process.stdout.write(${JSON.stringify(text)});`);
const PRINT_ENV = 'say(JSON.stringify(process.env));';
const FOREVER = 'setInterval(() => {}, 1000);';
/** A main that goes on until it gets one of these signals; it prints every signal. */
const ending = (...signals: string[]) =>
  `${FOREVER} for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {
       say('got ' + signal); put('GITHUB_OUTPUT', signal + '=seen');
       if (${JSON.stringify(signals)}.includes(signal)) process.exit(0); });
     say('ready');`;
const environment = (raw: string) => JSON.parse(raw) as Record<string, string>;

describe('the environment of a step', () => {
  it('has every input in its environment, missing ones empty, expressions evaluated', async () => {
    const { raw } = await startStep({ action: action(PRINT_ENV), with: { 'api-key': 'k' } }).done;
    const found = Object.entries(environment(raw)).filter(([name]) => name.startsWith('INPUT_'));
    expect(Object.fromEntries(found)).toEqual({
      'INPUT_API-KEY': 'k',
      INPUT_WAIT: 'true',
      'INPUT_MATRIX-LEG': '0/1',
      'INPUT_GITHUB-TOKEN': 'ghs_token-of-the-job',
      INPUT_TWO_WORDS: '',
    });
  });

  it('takes expressions from the context of the test, and missing ones are empty', async () => {
    const context = { 'strategy.job-index': '3', 'strategy.job-total': '' };
    const { raw } = await startStep({ action: action(PRINT_ENV), context }).done;
    expect(environment(raw)['INPUT_MATRIX-LEG']).toBe('3/');
  });

  it('has only PATH from the environment of the tests', async () => {
    process.env['https_proxy'] = 'http://127.0.0.1:1';
    process.env['NODE_OPTIONS'] = '--no-deprecation';
    const step = startStep({ action: action(PRINT_ENV), env: { GITHUB_SHA: undefined, EXTRA: '1' } });
    delete process.env['https_proxy'];
    delete process.env['NODE_OPTIONS'];
    const { raw } = await step.done;
    const names = Object.keys(environment(raw)).filter((name) => !/^(GITHUB|RUNNER|INPUT)_/.test(name));
    expect(names.toSorted()).toEqual(['CI', 'EXTRA', 'HOME', 'PATH']);
    expect(environment(raw)).not.toHaveProperty('GITHUB_SHA');
    expect(environment(raw)['GITHUB_API_URL']).toBe('http://127.0.0.1:9');
  });

  it('runs in an empty workspace with a closed stdin', async () => {
    const main = `say(JSON.stringify(fs.readdirSync('.'))); process.stdin.resume().on('end', () => say('no input'));`;
    const step = startStep({ action: action(main) });
    expect((await step.done).raw).toBe('[]\nno input\n');
  });

  it('gets an event that may be invalid', async () => {
    const main = `say(process.env.GITHUB_EVENT_NAME + fs.readFileSync(process.env.GITHUB_EVENT_PATH, 'utf8'));`;
    const event = { name: 'pull_request', payload: '{nonsense' };
    expect((await startStep({ action: action(main), event }).done).raw).toBe('pull_request{nonsense\n');
  });

  it('warns of an input that the action does not have, and passes it on', async () => {
    const { annotations, raw } = await startStep({ action: action(PRINT_ENV), with: { typo: 'x' } }).done;
    expect(annotations).toEqual([
      { level: 'warning', message: expect.stringContaining("'typo', valid inputs are ['api-key', 'wait'") },
    ]);
    expect(environment(raw)['INPUT_TYPO']).toBe('x');
  });

  onLinux('cannot start with an environment that the system refuses', async () => {
    // 128 KiB a variable
    const fits = 'x'.repeat(131_072 - 'INPUT_API-KEY=\0'.length);
    const step = startStep({ action: action(''), with: { 'api-key': fits } });
    const refused = startStep({ action: action(''), with: { 'api-key': `${fits}x` } });
    expect(await step.done).toMatchObject({ result: 'success', code: 0 });
    expect(await refused.done).toMatchObject({
      result: 'failure',
      code: null,
      annotations: [{ level: 'error', message: expect.stringContaining('E2BIG') }],
    });
  });

  it('fails when the Node binary is missing', async () => {
    const { result, annotations } = await startStep({ action: action(''), node: '/nowhere/node' }).done;
    expect(result).toBe('failure');
    expect(annotations[0]?.message).toContain('ENOENT');
  });

  it('throws for an action that it cannot run', () => {
    const folder = action('');
    rmSync(join(folder, 'main.cjs'));
    expect(() => startStep({ action: folder })).toThrow('main.cjs does not exist');
  });
});

const split = (...pieces: string[]) => {
  const lines: string[] = [];
  const reader = createLineReader((line) => lines.push(line));
  pieces.forEach(reader.feed);
  reader.end();
  return lines;
};

describe('lines', () => {
  it.each([
    [['a\nb\r\nc\rd'], ['a', 'b', 'c', 'd']],
    [
      ['a\r', '\nb'],
      ['a', 'b'],
    ],
    [
      ['a\r', 'b'],
      ['a', 'b'],
    ],
    [['a\n\n\nb\n'], ['a', '', '', 'b']],
    [['a\r'], ['a']],
    [['a', 'b', '\n'], ['ab']],
    [[''], []],
  ])('%j are the lines %j', (pieces, lines) => {
    expect(split(...pieces)).toEqual(lines);
  });
});

describe('commands in the output', () => {
  const known = new Set(['error', 'set-output', 'group']);

  it.each([
    ['::error::x', 'error', 'x'],
    ['::ERROR title=a%2Cb,file=c%3A1::50%25%0Aoff', 'ERROR', '50%\noff'],
    ['\u00A0\u2003\u0085 ::error::x', 'error', 'x'],
    ['::error::', 'error', ''],
    ['::error:\u200B:x', 'error', ':x'],
    ['any text ##[error]x', 'error', 'x'],
    ['│ ::error::y ##[error a=%5D;b=2]x%3B%5D', 'error', 'x;]'],
    ['::%250A::##[error]%250A', 'error', '%0A'],
  ])('%j is a command', (line, name, data) => {
    expect(parseCommand(line, known)).toMatchObject({ name, data });
  });

  it.each([
    'x ::error::y',
    '::error',
    '::nothing::x',
    '##[nothing]x',
    '##[error',
    '##\u200B[error]x',
    '\u200B::error::x',
    ': :error::x',
    '',
  ])('%j is not a command', (line) => {
    expect(parseCommand(line, known)).toBeUndefined();
  });

  it('has properties in both forms', () => {
    expect(parseCommand('::error title=a%2Cb,file=,=x,LINE=1=2::', known)?.properties).toEqual({
      title: 'a,b',
      line: '1=2',
    });
    expect(parseCommand('##[error title=a%3Bb;file=c]', known)?.properties).toEqual({ title: 'a;b', file: 'c' });
  });

  it('shows what users see', async () => {
    const text = 'plain\n::group::Inputs\ninside\n::endgroup::\n::notice title=T::shown\n::debug::hidden\nend\n';
    const phase = await startStep({ action: printing(text) }).done;
    expect(phase.log).toBe('plain\n▸ Inputs\n  inside\nNotice: shown\nend');
    expect(phase.raw).toBe(text);
    expect(phase.annotations).toEqual([{ level: 'notice', message: 'shown', title: 'T' }]);
    expect(phase.groups).toEqual(['Inputs']);
    expect(phase.debug).toEqual(['hidden']);
    expect(phase.commands.map(({ name }) => name)).toEqual(['group', 'endgroup', 'notice', 'debug']);
  });

  it('shows debug messages when debugging is on', async () => {
    const phase = await startStep({ action: printing('::debug::shown\n'), env: { RUNNER_DEBUG: '1' } }).done;
    expect(phase.log).toBe('Debug: shown');
  });

  it.each([
    ['on stdout', 'process.stdout.write(`Stage ${name} failed\\n`)'],
    ['on stderr', 'process.stderr.write(`Stage ${name} failed\\n`)'],
  ])('lets raw text set outputs and state, %s', async (_, print) => {
    const main = `
      const name = 'x\\r::set-output name=status::succeeded\\r\\n ##[save-state name=url]http://evil';
      ${print};
      put('GITHUB_OUTPUT', 'execution-id=1');`;
    const phase = await startStep({ action: action(main) }).done;
    expect(phase.outputs).toEqual({ status: 'succeeded', 'execution-id': '1' });
    expect(phase.state).toEqual({ url: 'http://evil failed' });
    expect(phase.commands.map(({ name }) => name)).toEqual(['set-output', 'save-state']);
    expect(phase.annotations.map(({ level }) => level)).toEqual(['warning', 'warning']);
  });

  it('lets a file override what stdout set before', async () => {
    const main = `put('GITHUB_OUTPUT', 'status=failed'); say('::set-output name=STATUS::succeeded');`;
    expect((await startStep({ action: action(main) }).done).outputs).toEqual({ status: 'failed' });
  });

  it('ignores commands between stop-commands and its token', async () => {
    const text = '::stop-commands::t0k3n\n::error::a\n##[set-output name=x]1\n::t0k3n::\n::error::b\n';
    const phase = await startStep({ action: printing(text) }).done;
    expect(phase.log).toBe('::error::a\n##[set-output name=x]1\nError: b');
    expect(phase.outputs).toEqual({});
  });

  it.each(['::set-env name=A::1', '::add-path::/x', '::set-output::1', '::stop-commands::', '::stop-commands::error'])(
    'fails the step for %s',
    async (line) => {
      const phase = await startStep({ action: printing(`${line}\n`) }).done;
      expect(phase).toMatchObject({ result: 'failure', code: 0, annotations: [{ level: 'error' }] });
    },
  );

  it('keeps ten annotations a level and 4,096 characters of each', async () => {
    const main = `
      for (let i = 0; i < 12; i += 1) say('::error::' + i + 'x'.repeat(5000));
      say('::warning::one');`;
    const { annotations, surplus, log } = await startStep({ action: action(main) }).done;
    expect(annotations.map(({ level }) => level)).toEqual([...Array<string>(10).fill('error'), 'warning']);
    expect(annotations[0]?.message).toHaveLength(4096);
    expect(surplus).toBe(2);
    expect(log.split('\n')).toHaveLength(13);
  });
});

describe('masks', () => {
  it('hide the value, each line of it, and its encodings', () => {
    const masks = createMasks();
    masks.add('s3cret/key\n  second line');
    const encoded = ['user:s3cret/key', 'u:s3cret/key', 's3cret/key'].map((text) =>
      Buffer.from(text).toString('base64'),
    );
    expect(masks.hide('a s3cret/key b second line c s3cret%2Fkey')).toBe('a *** b *** c ***');
    for (const text of encoded) expect(masks.hide(text)).toContain('***');
    expect(masks.hide('nothing')).toBe('nothing');
  });

  it('join adjacent and overlapping matches', () => {
    const masks = createMasks();
    masks.add('abcd');
    masks.add('cdef');
    expect(masks.hide('xabcdefy abcdabcd z')).toBe('x***y *** z');
  });

  it('apply once they are set, in log, annotations and summary, in main and in post', async () => {
    const print = `say('key s3cr3t'); say('::error title=s3cr3t::bad s3cr3t'); put('GITHUB_STEP_SUMMARY', 'with s3cr3t');`;
    const folder = action(`say('early s3cr3t'); say('::add-mask::s3cr3t'); ${print}`, print);
    const { main, post } = await runAction({ action: folder });
    expect(main.log).toBe('early s3cr3t\nkey ***\nError: bad ***');
    expect(post.log).toBe('key ***\nError: bad ***');
    expect(post.annotations).toEqual([{ level: 'error', message: 'bad ***', title: '***' }]);
    expect([main.summary, post.summary]).toEqual(['with ***\n', 'with ***\n']);
    expect(post.masks).toEqual(['s3cr3t']);
    expect(main.raw).toContain('::add-mask::s3cr3t');
  });
});

describe('command files', () => {
  it('accept both syntaxes, and the last assignment of a name is used', () => {
    const text = 'a=1\nb<<E\nline = 1\r\nx<<y\n\nE\n\na=2=3\nc<<E\nE\nd=\ne=<<E';
    expect([...readAssignments(text)]).toEqual([
      ['a', '1'],
      ['b', 'line = 1\r\nx<<y\n'],
      ['a', '2=3'],
      ['c', ''],
      ['d', ''],
      ['e', '<<E'],
    ]);
  });

  it('accept lines that end with CR and LF on Windows', () => {
    const text = 'a=1\r\nb<<E\r\none\ntwo\r\n\r\nE\r\n\r\nc<<E\r\n{"d":1}\r\nE\r\n';
    expect([...readAssignments(text, true)]).toEqual([
      ['a', '1'],
      ['b', 'one\ntwo\r\n'],
      ['c', '{"d":1}'],
    ]);
  });

  it.each(['a', '=1', '<<E\nE', 'a<<\n', 'a<<E\nnever ended'])('refuse %j', (text) => {
    expect(() => [...readAssignments(text)]).toThrow('Invalid');
  });

  it('fail the step when they are malformed, and keep earlier values', async () => {
    const main = `put('GITHUB_OUTPUT', 'good=1'); put('GITHUB_OUTPUT', 'nonsense'); put('GITHUB_STATE', 'kept=1');`;
    const phase = await startStep({ action: action(main) }).done;
    expect(phase).toMatchObject({ result: 'failure', code: 0, outputs: { good: '1' }, state: { kept: '1' } });
    expect(phase.annotations[0]?.message).toContain("Unable to process file command 'output'");
  });

  it('are what @actions/core writes', async () => {
    const core = pathToFileURL(join(ROOT, 'node_modules/@actions/core/lib/core.js')).href;
    const main = `import(${JSON.stringify(core)}).then(async (core) => {
      core.setSecret('s3cr3t');
      core.info('got ' + core.getInput('api-key') + core.getBooleanInput('wait'));
      core.setOutput('result', { text: 'a\\nb' });
      core.saveState('ref', '1');
      core.warning('100%\\nsure', { title: 'a,b' });
      await core.summary.addRaw('hello').write();
      core.setFailed('no s3cr3t');
    });`;
    const step = startStep({ action: action(main, `say(process.env.STATE_ref)`), with: { 'api-key': 'k' } });
    expect(await step.done).toMatchObject({
      result: 'failure',
      log: 'got ktrue\nWarning: 100%\nsure\nError: no ***',
      outputs: { result: '{"text":"a\\nb"}' },
      annotations: [
        { level: 'warning', message: '100%\nsure', title: 'a,b' },
        { level: 'error', message: 'no ***' },
      ],
      summary: 'hello',
    });
    expect((await step.post()).log).toBe('1');
  });

  it('are read after a kill', async () => {
    const main = `put('GITHUB_OUTPUT', 'execution-id=42'); put('GITHUB_STATE', 'ref<<E\\n{"id":42}\\nE'); say('started'); ${FOREVER}`;
    const step = startStep({ action: action(main, `say(process.env.STATE_ref);`) });
    await step.waitFor('started');
    step.kill();
    expect(await step.done).toMatchObject({
      result: 'failure',
      code: null,
      signal: 'SIGKILL',
      signalsSent: ['SIGKILL'],
      outputs: { 'execution-id': '42' },
      state: { ref: '{"id":42}' },
    });
    expect((await step.post()).log).toBe('{"id":42}');
  });

  it('show what no step should use: GITHUB_ENV and GITHUB_PATH', async () => {
    const phase = await startStep({ action: action(`put('GITHUB_ENV', 'A=1'); put('GITHUB_PATH', '/x');`) }).done;
    expect(phase).toMatchObject({ env: { A: '1' }, path: ['/x'] });
  });

  it('hold a summary of at most 1 MiB', async () => {
    const main = `fs.writeFileSync(process.env.GITHUB_STEP_SUMMARY, 'x'.repeat(Number(process.env.SIZE)));`;
    const folder = action(main);
    // 128 KiB a variable
    const fits = await startStep({ action: folder, env: { SIZE: '1048576' } }).done;
    const onDisconnect = await startStep({ action: folder, env: { SIZE: '1048577' } }).done;
    expect(fits.summary).toHaveLength(1_048_576);
    expect(onDisconnect).toMatchObject({ result: 'success', summary: '', annotations: [{ level: 'error' }] });
  });

  it('may be missing from the environment', async () => {
    const main = `say(String(process.env.GITHUB_STEP_SUMMARY));`;
    const { log } = await startStep({ action: action(main), env: { GITHUB_STEP_SUMMARY: undefined } }).done;
    expect(log).toBe('undefined');
  });

  it('are lost with a red step when container hooks run it', async () => {
    const main = `put('GITHUB_OUTPUT', 'a=1'); process.exitCode = Number(process.env.CODE);`;
    const folder = action(main);
    const outputs = (code: string) => startStep({ action: folder, isHooked: true, env: { CODE: code } }).done;
    expect((await outputs('0')).outputs).toEqual({ a: '1' });
    expect((await outputs('1')).outputs).toEqual({});
  });
});

describe('cancel', () => {
  it.each([
    { obeys: 'SIGINT', ladder: {}, sent: ['SIGINT'] },
    { obeys: 'SIGTERM', ladder: { interruptMs: 300 }, sent: ['SIGINT', 'SIGTERM'] },
  ])('sends $sent to a step that handles $obeys', async ({ obeys, ladder, sent }) => {
    const step = startStep({ action: action(ending(obeys)) });
    await step.waitFor('ready');
    step.cancel(ladder);
    const phase = await step.done;
    expect(phase).toMatchObject({ result: 'cancelled', signalsSent: sent, code: 0, signal: null });
    expect(phase.outputs).toEqual(Object.fromEntries(sent.map((name) => [name, 'seen'])));
    expect(phase.log).toBe(['ready', ...sent.map((name) => `got ${name}`)].join('\n'));
  });

  it('kills a step that ignores signals', async () => {
    const step = startStep({ action: action(ending()) });
    await step.waitFor('ready');
    step.cancel({ interruptMs: 300, terminateMs: 300 });
    const signalsSent = ['SIGINT', 'SIGTERM', 'SIGKILL'];
    expect(await step.done).toMatchObject({ result: 'cancelled', signalsSent, code: null, signal: 'SIGKILL' });
  });

  it('ends a step without handlers by SIGINT', async () => {
    const step = startStep({ action: action(`say('ready'); ${FOREVER}`) });
    await step.waitFor('ready');
    step.cancel();
    expect(await step.done).toMatchObject({ result: 'cancelled', signal: 'SIGINT', signalsSent: ['SIGINT'] });
  });

  it('changes nothing once the step has ended', async () => {
    const step = startStep({ action: action('') });
    const phase = await step.done;
    step.cancel();
    expect(phase).toMatchObject({ result: 'success', signalsSent: [] });
  });

  onLinux('kills what the step started, too', async () => {
    const main = `
      const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
      ${ending()}
      say('tracking ' + process.env.RUNNER_TRACKING_ID);`;
    const step = startStep({ action: action(main) });
    const id = (await step.waitFor(/^tracking /)).replace('tracking ', '');
    expect(trackedProcesses(id)).toHaveLength(2);
    step.cancel({ interruptMs: 10, terminateMs: 10 });
    await step.done;
    expect(trackedProcesses(id)).toEqual([]);
  });
});

describe('post', () => {
  it('finds the state of main, fresh files and wrong inputs', async () => {
    const main = `
      say('::save-state name=a::from stdout'); say('::save-state name=b::from stdout');
      put('GITHUB_STATE', 'b=from file'); put('GITHUB_OUTPUT', 'x=1'); say(process.env.GITHUB_STATE);`;
    const post = `${PRINT_ENV} put('GITHUB_OUTPUT', 'late=1'); put('GITHUB_STEP_SUMMARY', 'hello');`;
    const phases = await runAction({ action: action(main, post), with: { 'api-key': 'k' } });
    const found = environment(phases.post.raw);
    expect(found).toMatchObject({ STATE_a: 'from stdout', STATE_b: 'from file' });
    expect(found['INPUT_API-KEY']).toBe('not what main was given');
    expect(phases.main.raw).not.toContain(found['GITHUB_STATE']);
    expect(phases.main.outputs).toEqual({ x: '1' });
    expect(phases.post).toMatchObject({ result: 'success', summary: 'hello\n' });
    expect(phases.post.outputs).toEqual({});
  });

  it.each([
    ['empty' as const, ''],
    ['same' as const, 'k'],
  ])('finds %s inputs when configured so', async (inputs, key) => {
    const step = startStep({ action: action('', PRINT_ENV), with: { 'api-key': 'k' } });
    await step.done;
    expect(environment((await step.post({ inputs })).raw)['INPUT_API-KEY']).toBe(key);
  });

  it('finds the environment that a test sets for it, state included', async () => {
    const step = startStep({ action: action(`put('GITHUB_STATE', 'a=1')`, PRINT_ENV) });
    await step.done;
    const found = environment((await step.post({ env: { STATE_a: 'forged', GITHUB_JOB: undefined } })).raw);
    expect(found['STATE_a']).toBe('forged');
    expect(found).not.toHaveProperty('GITHUB_JOB');
  });

  it('runs next to a main that a container keeps alive', async () => {
    const main = `put('GITHUB_STATE', 'a=1'); put('GITHUB_OUTPUT', 'early=1'); say('ready');
      const stop = process.env.RUNNER_TEMP + '/stop';
      setInterval(() => { say('still here'); if (fs.existsSync(stop)) process.exit(3); }, 10);
      process.on('SIGINT', () => fs.writeFileSync(process.env.RUNNER_TEMP + '/signalled', ''));`;
    const post = `fs.writeFileSync(process.env.RUNNER_TEMP + '/stop', process.env.STATE_a); say('stop sent');`;
    const step = startStep({ action: action(main, post) });
    await step.waitFor('still here');
    step.abandon();
    expect(await step.done).toMatchObject({
      result: 'cancelled',
      code: null,
      signalsSent: [],
      outputs: { early: '1' },
    });
    expect((await step.post()).log).toBe('stop sent');
    expect(await step.exited).toEqual({ code: 3, signal: null });
    expect(readFileSync(join(step.temp, 'stop'), 'utf8')).toBe('1');
    expect(existsSync(join(step.temp, 'signalled'))).toBe(false);
  });

  it('can begin before main ends', async () => {
    const step = startStep({
      action: action(`put('GITHUB_STATE', 'a=1'); say('ready'); ${FOREVER}`, `say(process.env.STATE_a);`),
    });
    await step.waitFor('ready');
    expect((await step.post()).log).toBe('1');
  });

  it('is refused for an action without post', async () => {
    const step = startStep({ action: action('') });
    await step.done;
    expect(() => step.startPost()).toThrow('has no post step');
  });
});

describe('the end', () => {
  it('is red with an exit code, green without', async () => {
    expect(await startStep({ action: action('process.exitCode = 2;') }).done).toMatchObject({
      result: 'failure',
      code: 2,
    });
    expect(await startStep({ action: action('') }).done).toMatchObject({ result: 'success', code: 0 });
  });

  onLinux('does not wait for a process that was left behind with the output', async () => {
    const main = `
      const child = "setTimeout(() => {}, 60000); process.stdout.write('from the child\\\\n');";
      require('node:child_process').spawn(process.execPath, ['-e', child], { detached: true, stdio: 'inherit' }).unref();
      say('tracking ' + process.env.RUNNER_TRACKING_ID);`;
    const step = startStep({ action: action(main) });
    const id = (await step.waitFor(/^tracking /)).replace('tracking ', '');
    await step.waitFor('from the child');
    expect(await step.done).toMatchObject({ result: 'success', code: 0, isOutputHeld: true });
    expect(trackedProcesses(id)).toHaveLength(1);
    await endAll();
    expect(trackedProcesses(id)).toEqual([]);
  });

  it('ends every process and removes every folder', async () => {
    const folder = action(`process.on('SIGINT', () => {}); process.on('SIGTERM', () => {}); say('ready'); ${FOREVER}`);
    const steps = [startStep({ action: folder }), startStep({ action: folder })];
    await Promise.all(steps.map((step) => step.waitFor('ready')));
    await endAll();
    for (const step of steps) {
      expect(await step.exited).toEqual({ code: null, signal: 'SIGKILL' });
      expect(existsSync(step.temp)).toBe(false);
    }
  });

  it('reports why an expected line is missing', async () => {
    const step = startStep({ action: printing('something else\n') });
    await expect(step.waitFor('ready')).rejects.toThrow(/The phase ended without .* ready.*\nsomething else/);
    const endless = startStep({ action: action(FOREVER) });
    await expect(endless.waitFor(/never/, 50)).rejects.toThrow('50 ms passed without a line that matches /never/');
  });
});
