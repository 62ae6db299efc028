import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { git } from '../sandbox/git/git.ts';
import { AskPanel } from './harness/AskPanel.ts';
import { firedPipelines, ISSUE, LEGACY_ISSUE, webshop } from './harness/flow.ts';
import { saveSite } from './harness/signIn.ts';
import { startStage, type Stage, type UserName } from './harness/startStage.ts';

const WORDS = 'What is this about?';
let stage: Stage;
beforeAll(async () => {
  stage = await startStage(inject('browser'));
});
afterAll(() => stage?.close());
afterEach(() => stage.sandbox.faults.clear());

/** The panel on a page, with the words typed in place of any draft. */
async function panelOn(path: string): Promise<AskPanel> {
  const panel = await AskPanel.openFromHeader(await stage.open(path));
  if ((await panel.words()) === '') await panel.type(WORDS);
  return panel;
}

/** One cause, one thing to do, no draft lost, nothing to send. */
async function expectError(panel: AskPanel, kind: string): Promise<void> {
  const error = await panel.find('ask-claude-error', `[data-kind="${kind}"]`);
  const sentences = await error.$$eval('p', (paragraphs) =>
    paragraphs.map(({ textContent }) => textContent ?? ''),
  );
  expect(sentences.length).toBeGreaterThanOrEqual(2);
  for (const sentence of sentences.slice(0, 2)) expect(sentence).toMatch(/^\p{Lu}.+\.$/u);
  expect(await panel.words()).toBe(WORDS);
}

async function useTokenOf(user: UserName): Promise<void> {
  const status = await saveSite(stage.optionsPage, stage.sandbox.url, stage.sandbox.tokens[user]);
  expect(status.state).toBe('ok');
}

/** Replaces the CI file on a project's default branch, as Mia would. */
async function commitCiFile(project: string, content: string): Promise<void> {
  const address = `${stage.sandbox.url}/api/v4/projects/${encodeURIComponent(project)}/repository/commits`;
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'private-token': stage.sandbox.tokens.mia, 'content-type': 'application/json' },
    body: JSON.stringify({
      branch: 'main',
      commit_message: 'Change the CI file',
      actions: [{ action: 'update', file_path: '.gitlab-ci.yml', content }],
    }),
  });
  expect(response.status).toBe(201);
}

describe('a token', () => {
  test.each(['expired', 'revoked', 'readOnly'] as const)(
    'that is %s is refused, and the earlier one stays',
    async (name) => {
      const { url, tokens } = stage.sandbox;
      expect((await saveSite(stage.optionsPage, url, tokens[name])).state).toBe('error');
      await (await panelOn(ISSUE)).ready();
    },
  );

  test('of another form or nobody is refused too', async () => {
    const { url } = stage.sandbox;
    const status = await saveSite(stage.optionsPage, url, 'glpat-nobody0000000000000');
    expect(status.state).toBe('error');
    expect(status.text).not.toContain('glpat-nobody');
  });

  test('that was revoked since is told in the panel, with the way to the settings', async () => {
    const token = stage.sandbox.state.tokens.find(
      ({ value }) => value === stage.sandbox.tokens.dev,
    );
    if (!token) throw new Error('The sandbox does not know its own token.');
    token.revoked = true;
    try {
      await expectError(await panelOn(ISSUE), 'token_refused');
    } finally {
      token.revoked = false;
    }
  });
});

describe('GitLab', () => {
  test('that cannot be reached', async () => {
    stage.sandbox.faults.next({ path: /^\/api\/v4\// }, { kind: 'drop' }, 1000);
    await expectError(await panelOn(ISSUE), 'network');
  });

  test('that answers with a page', async () => {
    stage.sandbox.faults.next({ path: /^\/api\/v4\// }, { kind: 'html' }, 1000);
    await expectError(await panelOn(ISSUE), 'not_json');
  });

  test('that wants us to wait', async () => {
    stage.sandbox.faults.next(
      { path: /^\/api\/v4\// },
      { kind: 'answer', status: 429, body: 'Retry later\n', headers: { 'retry-after': '0' } },
      1000,
    );
    await expectError(await panelOn(ISSUE), 'rate_limited');
  });
});

describe('a project', () => {
  test('whose default branch is closed to Developers, and that has no runner branch', async () => {
    await expectError(await panelOn(LEGACY_ISSUE), 'forbidden');
  });

  test('that forbids pipeline variables and takes no inputs', async () => {
    await useTokenOf('mia');
    const legacy = stage.sandbox.project('acme/legacy');
    const before = legacy.variablesRole;
    legacy.variablesRole = 'no_one_allowed';
    try {
      await expectError(await panelOn(LEGACY_ISSUE), 'variables_forbidden');
    } finally {
      legacy.variablesRole = before;
    }
  });

  test('without a CI file', async () => {
    const legacy = stage.sandbox.project('acme/legacy');
    legacy.ciConfigPath = 'ci/nowhere.yml';
    try {
      await expectError(await panelOn(LEGACY_ISSUE), 'no_ci_file');
    } finally {
      legacy.ciConfigPath = null;
    }
  });

  test('whose job does not run for pipelines made by the API', async () => {
    await commitCiFile(
      'acme/legacy',
      `claude:\n  rules:\n    - if: '$CI_PIPELINE_SOURCE == "web"'\n  script: [claude -p "$AI_FLOW_INPUT"]\n`,
    );
    await expectError(await panelOn(LEGACY_ISSUE), 'no_job');
  });

  test('whose runner branch goes away between preview and Send', async () => {
    const panel = await panelOn(ISSUE);
    await panel.ready();
    const { repository } = webshop(stage);
    const sha = (await git(repository, ['rev-parse', 'refs/heads/ask-claude'])).trim();
    await git(repository, ['update-ref', '-d', 'refs/heads/ask-claude']);
    try {
      await panel.send();
      await expectError(panel, 'no_ref');
    } finally {
      await git(repository, ['update-ref', 'refs/heads/ask-claude', sha]);
    }
    expect(firedPipelines(stage)).toEqual([]);
  });
});

test('an answer that is lost is told at once, and the run is found again without a second POST', async () => {
  const panel = await panelOn(ISSUE);
  await panel.ready();
  stage.sandbox.faults.next(
    { method: 'POST', path: /\/pipeline$/ },
    { kind: 'answer', status: 502, body: '<h1>502</h1>', handle: true },
  );
  await panel.send();
  expect((await panel.newestRun('finished')).outcome).toBe('answered');
  expect(firedPipelines(stage)).toHaveLength(1);
  const posts = stage.sandbox.requests.filter(
    ({ method, path }) => method === 'POST' && path.endsWith('/pipeline'),
  );
  expect(posts).toHaveLength(2); // the one of the branch that was gone, and this one
});
