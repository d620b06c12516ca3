/** The sticky comment against a GitHub of our own. */
import { afterEach, describe, expect, test } from '@jest/globals';

import {
  APP,
  bodies,
  BOT,
  closeAll,
  gitHub,
  isCreation,
  isList,
  JOB,
  once,
  opened,
  PERSON,
  textOf,
  writes,
} from '../../support/github-run.ts';

afterEach(closeAll);

describe('the comment', () => {
  test.each([JOB, APP, PERSON])('is written once with the token %s, then edited', async (token) => {
    const api = await gitHub();
    const { comment } = opened(api, { token });
    expect(await comment({ text: textOf('first'), isNewWanted: true })).toBeUndefined();
    expect(await comment({ text: textOf('second', { runId: '78' }), isNewWanted: true })).toBeUndefined();
    expect(bodies(api)).toEqual([textOf('second', { runId: '78' })]);
  });

  test('reads what it needs in advance, and once', async () => {
    const api = await gitHub();
    api.write(5, 'someone', 'Nice');
    const { comment, expectComment } = opened(api);
    expectComment(true);
    await comment({ text: textOf('first'), isNewWanted: true });
    const comments = '/repos/acme/shop/issues/5/comments';
    expect(api.routes().toSorted()).toEqual(
      [`GET ${comments}`, 'POST /graphql', `POST ${comments}`, `GET ${comments}`].toSorted(),
    );
    expect(bodies(api)).toEqual(['Nice', textOf('first')]);
  });

  test('is written even if reading in advance fails', async () => {
    const api = await gitHub();
    api.before = once(isList, { kind: 'answer', status: 422 });
    const { comment, expectComment } = opened(api);
    expectComment(true);
    expect(await comment({ text: textOf('first'), isNewWanted: true })).toBeUndefined();
    expect(bodies(api)).toEqual([textOf('first')]);
  });

  test('needs only the list when there is none and none is wanted', async () => {
    const api = await gitHub();
    const { comment, expectComment } = opened(api);
    expectComment(false);
    await comment({ text: textOf('all is well'), isNewWanted: false });
    expect(api.routes()).toEqual(['GET /repos/acme/shop/issues/5/comments']);
  });

  test('is not edited when its text is unchanged', async () => {
    const api = await gitHub();
    api.write(5, BOT, textOf('same'));
    await opened(api).comment({ text: textOf('same'), isNewWanted: true });
    expect(writes(api)).toEqual([]);
  });

  test('is found on any page', async () => {
    const api = await gitHub();
    for (let number = 0; number < 250; number++) api.write(5, 'someone', `No. ${number}`);
    api.write(5, BOT, textOf('old'));
    await opened(api).comment({ text: textOf('new', { runId: '78' }), isNewWanted: true });
    expect(api.comments).toHaveLength(251);
    expect(bodies(api).at(-1)).toBe(textOf('new', { runId: '78' }));
    expect(api.requests.filter(isList).map(({ query }) => query['page'])).toEqual(['1', '2', '3']);
  });

  test('of another author with the same mark is never edited', async () => {
    const api = await gitHub();
    const forged = textOf('forged', { runId: '999' });
    for (const login of ['mallory', 'github-actions', 'harness[bot]', '']) api.write(5, login, forged);
    await opened(api).comment({ text: textOf('mine'), isNewWanted: true });
    expect(bodies(api)).toEqual([forged, forged, forged, forged, textOf('mine')]);
    expect(writes(api)).toEqual(['POST /repos/acme/shop/issues/5/comments']);
  });

  test('is distinguished from the comments of other jobs and of other pull requests', async () => {
    const api = await gitHub();
    api.write(5, BOT, textOf('other job', { job: 'test' }));
    api.write(6, BOT, textOf('other pull request'));
    await opened(api).comment({ text: textOf('mine'), isNewWanted: true });
    expect(bodies(api)).toEqual([textOf('other job', { job: 'test' }), textOf('other pull request'), textOf('mine')]);
  });

  test.each([
    ['a newer run', { runId: '78' }, { runId: '77', attempt: 2 }],
    ['a newer attempt', { attempt: 2 }, { attempt: 1 }],
    ['a leg of the same matrix that failed', { isRed: true }, { isRed: false }],
  ])('of %s is kept', async (_whose, theirs, ours) => {
    const api = await gitHub();
    api.write(5, BOT, textOf('theirs', theirs));
    expect(await opened(api).comment({ text: textOf('ours', ours), isNewWanted: true })).toBeUndefined();
    expect(bodies(api)).toEqual([textOf('theirs', theirs)]);
  });

  test('is only updated where no new one is wanted', async () => {
    const api = await gitHub();
    const { comment } = opened(api);
    await comment({ text: textOf('good news'), isNewWanted: false });
    expect(api.comments).toEqual([]);
    api.write(5, BOT, textOf('bad news', { runId: '76', isRed: true }));
    await comment({ text: textOf('good news'), isNewWanted: false });
    expect(bodies(api)).toEqual([textOf('good news')]);
  });

  test('is a single one for two concurrent legs, and reports the failure', async () => {
    for (const first of [true, false]) {
      const api = await gitHub();
      // Neither leg's comment is written before both have seen that there is none.
      let requests = 0;
      let go = (): void => undefined;
      const both = new Promise<void>((resolve) => {
        go = resolve;
      });
      api.before = async (request) => {
        if (isList(request) && (requests += 1) === 2) go();
        if (isCreation(request)) await both;
        return undefined;
      };
      await Promise.all(
        [first, !first].map((isRed) =>
          opened(api).comment({ text: textOf(isRed ? 'bad' : 'good', { isRed }), isNewWanted: true }),
        ),
      );
      expect(api.requests.filter(isCreation)).toHaveLength(2);
      expect(bodies(api)).toEqual([textOf('bad', { isRed: true })]);
    }
  });

  test('is the oldest of several', async () => {
    const api = await gitHub();
    const [oldest] = ['first', 'second', 'third'].map((words) => api.write(5, BOT, textOf(words)));
    await opened(api).comment({ text: textOf('now'), isNewWanted: true });
    expect(api.comments).toMatchObject([{ id: oldest, body: textOf('now') }]);
  });

  test('is a single one when another leg removed the duplicate', async () => {
    const api = await gitHub();
    for (const words of ['first', 'second']) api.write(5, BOT, textOf(words));
    api.before = ({ method }) => {
      if (method === 'DELETE') api.comments.pop();
      return undefined;
    };
    expect(await opened(api).comment({ text: textOf('now'), isNewWanted: true })).toBeUndefined();
    expect(bodies(api)).toEqual([textOf('now')]);
  });

  test('is not written when existing comments cannot be read', async () => {
    const api = await gitHub();
    api.write(5, BOT, textOf('old'));
    api.before = ({ path }) => (path === '/graphql' ? { kind: 'answer', status: 502 } : undefined);
    expect(await opened(api).comment({ text: textOf('new'), isNewWanted: true })).toContain('GitHub returned 502');
    expect(writes(api)).toEqual([]);
  });

  test('is matched by the job when the owner of the token is unknown', async () => {
    const api = await gitHub({ tellsViewer: false });
    api.write(5, BOT, textOf('old'));
    await opened(api).comment({ text: textOf('new', { runId: '78' }), isNewWanted: true });
    expect(bodies(api)).toEqual([textOf('new', { runId: '78' })]);
  });

  test('uses /api/v3 on GitHub Enterprise Server, and finds the viewer', async () => {
    const api = await gitHub({ isEnterprise: true });
    api.write(5, 'jdoe', textOf('old'));
    expect(await opened(api, { token: PERSON }).comment({ text: textOf('new'), isNewWanted: true })).toBeUndefined();
    expect(bodies(api)).toEqual([textOf('new')]);
    expect(api.routes()).toContain('POST /api/graphql');
  });

  test('is separate for each label and each call of a reusable workflow', async () => {
    const api = await gitHub();
    const uses = [{ label: 'eu' }, { label: 'us' }, { orchestration: 'call.eu' }, { orchestration: 'call.us' }];
    for (const runId of ['77', '78']) {
      for (const use of uses) {
        await opened(api).comment({ text: textOf('hello', { ...use, runId }), isNewWanted: true });
      }
    }
    expect(bodies(api)).toEqual(uses.map((use) => textOf('hello', { ...use, runId: '78' })));
  });

  test('stays the same when a runner starts or stops reporting the call', async () => {
    const api = await gitHub();
    for (const [index, orchestration] of ['', 'deploy.__default', ''].entries()) {
      await opened(api).comment({ text: textOf('hello', { orchestration, runId: `8${index}` }), isNewWanted: true });
    }
    expect(bodies(api)).toEqual([textOf('hello', { runId: '82' })]);
  });

  test.each([
    ['gitea-actions', false],
    ['forgejo-actions', false],
    ['jdoe', true],
  ])('is edited on a server without GraphQL when written by %s', async (login, tellsUser) => {
    const api = await gitHub({ tokens: { [JOB]: login }, hasGraphql: false, tellsUser });
    await opened(api).comment({ text: textOf('first'), isNewWanted: true });
    await opened(api).comment({ text: textOf('second', { runId: '78' }), isNewWanted: true });
    expect(bodies(api)).toEqual([textOf('second', { runId: '78' })]);
  });

  test('without a mark is not edited', async () => {
    const api = await gitHub();
    await opened(api).comment({ text: 'no mark', isNewWanted: true });
    expect(api.requests).toEqual([]);
  });
});
