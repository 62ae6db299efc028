import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { firedPipelines, ISSUE, LEGACY_ISSUE } from '../e2e/harness/flow.ts';
import type { Failure } from '../../utils/gitlab/Failure.ts';
import type { Fault } from '../sandbox/faults.ts';
import { git } from '../sandbox/git/git.ts';
import { people } from '../sandbox/seed/people.ts';
import { AccessLevel, type Project } from '../sandbox/state/State.ts';
import { BAD_INPUTS, FAILURES, type BadInput } from './failures.ts';
import { all, during, having, havingFile, withoutBranch, type Change } from './harness/Change.ts';
import { startStage, type Stage } from './harness/startStage.ts';

const WORDS = 'What is this about?';
let stage: Stage;
/** A repository before its first commit. */
let nowhere: string;
beforeAll(async () => {
  stage = await startStage();
  nowhere = await mkdtemp(join(tmpdir(), 'empty-'));
  await git(nowhere, ['init', '--bare', '--quiet']);
});
afterAll(async () => {
  await stage?.close();
  await rm(nowhere, { recursive: true, force: true });
});
afterEach(() => stage.sandbox.faults.clear());

const webshop = (): Project => stage.sandbox.project('acme/webshop');
const legacy = (): Project => stage.sandbox.project('acme/legacy');

const everywhere =
  (fault: Fault): Change =>
  () => {
    stage.sandbox.faults.next({ path: /^\/api\/v4\// }, fault, 1000);
    return () => stage.sandbox.faults.clear();
  };
const asMia: Change = async () => {
  await stage.signIn(stage.sandbox.tokens.mia);
  return () => stage.signIn(stage.sandbox.tokens.dev);
};
const off = (part: 'builds' | 'repository'): Change =>
  having(() => webshop().settings.access, { [part]: 'disabled' });
const as =
  (level: number): Change =>
  () => {
    webshop().members.set(people.dev.id, level);
    return () => webshop().members.set(people.dev.id, AccessLevel.developer);
  };
const revoked: Change = having(
  () => {
    const { state, tokens } = stage.sandbox;
    const token = state.tokens.find(({ value }) => value === tokens.dev);
    if (!token) throw new Error('The sandbox does not know its own token.');
    return token;
  },
  { revoked: true },
);
const WEB_ONLY = `claude:\n  rules:\n    - if: '$CI_PIPELINE_SOURCE == "web"'\n  script: [claude -p "$AI_FLOW_INPUT"]\n`;

/** What keeps a page's preview from being sent. */
const ROWS: Record<BadInput, [path: string, change: Change]> = {
  'a token that was revoked since': [ISSUE, revoked],
  'a GitLab that cannot be reached': [ISSUE, everywhere({ kind: 'drop' })],
  'a GitLab that answers with a page': [ISSUE, everywhere({ kind: 'html' })],
  'a GitLab that wants us to wait': [
    ISSUE,
    everywhere({
      kind: 'answer',
      status: 429,
      body: 'Retry later\n',
      headers: { 'retry-after': '0' },
    }),
  ],
  'a default branch that is closed to Developers, and no runner branch': [
    LEGACY_ISSUE,
    () => () => undefined,
  ],
  'a project that forbids pipeline variables and takes no inputs': [
    LEGACY_ISSUE,
    all(asMia, having(legacy, { variablesRole: 'no_one_allowed' })),
  ],
  'a project without a CI file': [
    LEGACY_ISSUE,
    all(asMia, having(legacy, { ciConfigPath: 'ci/nowhere.yml' })),
  ],
  'a job that does not run for pipelines made by the API': [
    LEGACY_ISSUE,
    all(asMia, havingFile(legacy, 'main', '.gitlab-ci.yml', WEB_ONLY)),
  ],
  'a project that is archived': [ISSUE, having(() => webshop().settings, { archived: true })],
  'a project whose CI/CD is switched off': [ISSUE, off('builds')],
  'a project whose repository is switched off': [ISSUE, off('repository')],
  'a repository without a commit': [ISSUE, () => having(webshop, { repository: nowhere })()],
  'a project of which one is a Guest': [ISSUE, as(AccessLevel.guest)],
  'a project of which one is a Reporter': [ISSUE, as(AccessLevel.reporter)],
  'an account that GitLab keeps out': [ISSUE, having(() => people.dev, { state: 'blocked' })],
  'a project that was renamed while the page was open': [
    ISSUE,
    having(webshop, { path: 'shop', formerPaths: ['acme/webshop'] }),
  ],
};

describe('what is in the way of an ask is told by kind, and nothing is sent:', () => {
  test.each(BAD_INPUTS)('%s', async (name) => {
    const [path, change] = ROWS[name];
    await during(change, async () => {
      const preview = await stage.open(path).tryPreview(WORDS);
      expect(preview.failure).toEqual(FAILURES[name]);
      if (!('id' in preview)) return;
      const send = { previewId: preview.id, acceptedJobs: true, acceptedRef: true };
      const sent = await stage.open(path).ask('send', send);
      expect(sent).toEqual({ ok: false, failure: preview.failure });
    });
    expect(firedPipelines(stage)).toEqual([]);
    expect(firedPipelines(stage, 'acme/legacy')).toEqual([]);
  });
});

describe('a token', () => {
  test.each(['expired', 'revoked', 'readOnly'] as const)(
    'that is %s is refused, and the earlier one stays',
    async (name) => {
      const { url, tokens } = stage.sandbox;
      const saved = await stage.own('saveSite', { root: url, token: tokens[name] });
      expect(saved).toMatchObject({ ok: false, failure: { kind: 'token_refused' } });
      await stage.open(ISSUE).preview(WORDS);
    },
  );

  test.each<[string, number, unknown, Partial<Failure>]>([
    [
      'of an account that wants proofs',
      401,
      { error: 'dpop_error', error_description: 'DPoP token is required' },
      { kind: 'token_refused', reason: 'dpop' },
    ],
    ['of another GitLab', 401, { message: '401 Unauthorized' }, { kind: 'token_refused' }],
    ['for something that is no GitLab', 404, 'Not found', { kind: 'not_found' }],
  ])('%s is refused, and the earlier one stays', async (_, status, body, failure) => {
    const { url, tokens } = stage.sandbox;
    const answer: Fault = {
      kind: 'answer',
      status,
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    };
    stage.sandbox.faults.next({ path: /^\/api\/v4\// }, answer, 100);
    const saved = await stage.own('saveSite', { root: url, token: tokens.mia });
    stage.sandbox.faults.clear();
    expect(saved).toMatchObject({ ok: false, failure });
    await stage.open(ISSUE).preview(WORDS);
  });

  test('of nobody is refused too, and not repeated', async () => {
    const token = 'glpat-nobody0000000000000';
    const saved = await stage.own('saveSite', { root: stage.sandbox.url, token });
    expect(saved).toMatchObject({ ok: false, failure: { kind: 'token_refused' } });
    expect(JSON.stringify(saved)).not.toContain('glpat-nobody');
  });
});

const asking = (method: string, request: unknown = {}) => ({ method, request });

describe('a sender', () => {
  const refused = { ok: false, error: expect.any(String) };

  test('on a page of GitLab reaches nothing that is for our own pages', async () => {
    const { sender } = stage.open(ISSUE);
    for (const method of ['listSites', 'saveSite', 'eraseRuns', 'performFix', 'exportSettings'])
      expect(await stage.wire(asking(method), sender)).toEqual(refused);
  });

  test('in a frame, of another extension, or on another site is refused', async () => {
    const { sender } = stage.open(ISSUE);
    const url = 'https://other.example/acme/webshop/-/issues/12';
    const other = { ...sender, url, origin: 'https://other.example', tab: { id: 1, url } };
    for (const one of [{ ...sender, frameId: 1 }, { ...sender, id: 'another' }, other])
      expect(await stage.wire(asking('getDraft'), one)).toEqual(refused);
  });

  test('that asks in a form of its own is refused before anything runs', async () => {
    const { sender } = stage.open(ISSUE);
    const before = stage.sandbox.requests.length;
    const preview = { words: WORDS, preset: 'ask', parts: {} };
    for (const message of [
      null,
      'preview',
      asking('constructor'),
      asking('preview', { ...preview, words: 5 }),
      asking('preview', { ...preview, parts: { everything: true } }),
      asking('preview', { ...preview, budget: -1 }),
      asking('preview', { ...preview, discussionId: '../../5' }),
      asking('send', { previewId: 'x' }),
    ])
      expect(await stage.wire(message, sender)).toEqual(refused);
    expect(stage.sandbox.requests).toHaveLength(before);
  });
});

test('a runner branch that goes away between preview and Send is told, and nothing is fired', async () => {
  const tab = stage.open(ISSUE);
  const { id: previewId } = await tab.preview(WORDS);
  await during(withoutBranch(webshop, 'ask-claude'), async () => {
    const sent = await tab.ask('send', { previewId, acceptedJobs: true, acceptedRef: true });
    expect(sent).toMatchObject({ ok: false, failure: { kind: 'no_ref' } });
  });
  expect(firedPipelines(stage)).toEqual([]);
});

test('a run whose answer is lost is found again without a second POST', async () => {
  const posts = () =>
    stage.sandbox.requests.filter(
      ({ method, path }) => method === 'POST' && path.endsWith('/pipeline'),
    ).length;
  const tab = stage.open(ISSUE);
  const preview = await tab.preview(WORDS);
  const before = posts();
  stage.sandbox.faults.next(
    { method: 'POST', path: /\/pipeline$/ },
    { kind: 'answer', status: 502, body: '<h1>502</h1>', handle: true },
  );
  const sent = await tab.send(preview);
  expect(await tab.end(sent)).toMatchObject({ state: 'finished', outcome: { kind: 'answered' } });
  expect(firedPipelines(stage)).toHaveLength(1);
  expect(posts() - before).toBe(1);
});
