import { afterAll, beforeAll, expect, test } from 'vitest';
import { ISSUE, MERGE_REQUEST } from '../e2e/harness/flow.ts';
import type { PageTab } from './harness/PageTab.ts';
import { startStage, type Stage } from './harness/startStage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage?.close());

/** Commits as somebody else does. */
async function commitTo(branch: string, path: string): Promise<void> {
  const { url, tokens } = stage.sandbox;
  const { id } = stage.sandbox.project('acme/webshop');
  const answer = await fetch(`${url}/api/v4/projects/${id}/repository/commits`, {
    method: 'POST',
    headers: { 'PRIVATE-TOKEN': tokens.mia, 'content-type': 'application/json' },
    body: JSON.stringify({
      branch,
      commit_message: 'Go on [skip ci]',
      actions: [{ action: 'create', file_path: path, content: 'x\n' }],
    }),
  });
  expect(answer.status).toBe(201);
}

async function planOn(tab: PageTab, preset = 'suggest-approach') {
  const sent = await tab.send(await tab.preview('How would you go about it?', { preset }));
  await tab.ask('cancelRun', { runId: sent.id });
  return sent;
}

test('a plan for an issue expires with a commit to the default branch', async () => {
  const tab = stage.open(ISSUE);
  const { id, head } = await planOn(tab);
  expect(head).toMatch(/^[0-9a-f]{40}$/);
  expect(await tab.ask('hasExpired', { runId: id })).toBe(false);
  await commitTo('main', 'later.txt');
  expect(await tab.ask('hasExpired', { runId: id })).toBe(true);
});

test('a plan for a merge request expires with its own commits alone', async () => {
  const preset = {
    name: 'plan',
    title: 'Plan',
    mode: 'plan' as const,
    pages: ['merge_request' as const],
    from: ['page' as const],
    parts: ['diff' as const],
    words: 'Plan it.',
  };
  expect(await stage.own('savePreset', { preset })).toMatchObject({ ok: true });
  const tab = stage.open(MERGE_REQUEST);
  const { id } = await planOn(tab, 'own:plan');
  await commitTo('main', 'elsewhere.txt');
  expect(await tab.ask('hasExpired', { runId: id })).toBe(false);
  const [, iid] = /merge_requests\/(\d+)/.exec(MERGE_REQUEST) ?? [];
  const { mergeRequests } = stage.sandbox.project('acme/webshop');
  const shown = mergeRequests.find((one) => one.iid === Number(iid));
  await commitTo(shown?.sourceBranch ?? '', 'here.txt');
  expect(await tab.ask('hasExpired', { runId: id })).toBe(true);
});

test('what is added to a run outlives its panel, and is told to its own page alone', async () => {
  const tab = stage.open(ISSUE);
  const sent = await tab.send(await tab.preview('Why?'));
  await tab.ask('saveFollowUp', { runId: sent.id, followUp: { added: 'And how?' } });
  const again = stage.open(ISSUE);
  expect(await again.ask('getFollowUp', { runId: sent.id })).toEqual({ added: 'And how?' });
  await tab.ask('cancelRun', { runId: sent.id });
  const elsewhere = stage.open(MERGE_REQUEST);
  await expect(elsewhere.ask('getFollowUp', { runId: sent.id })).rejects.toThrow('no such run');
});
