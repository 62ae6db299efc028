import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { browser } from 'wxt/browser';
import { firedPipelines, ISSUE } from '../e2e/harness/flow.ts';
import { variablesOf } from './harness/PageTab.ts';
import { startStage, type Stage } from './harness/startStage.ts';

const RULES = {
  sites: [{ address: 'https://git.acme.test', applicationId: 'by-policy' }],
  hosts: ['127.0.0.1', '*.acme.test'],
  hiddenPresets: ['review'],
  presets: [{ name: 'house-style', title: 'House style', mode: 'ask', words: 'Check the style.' }],
  maxPromptBytes: 20_000,
  maxCostUsd: 0.5,
  dailyCapUsd: 0.000_001,
};

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage?.close());

/** What the administrator rules from now on. */
function rule(rules: Record<string, unknown>): void {
  Object.assign(browser.storage.managed, { get: async () => rules });
}
beforeEach(() => rule(RULES));

test('the settings are told the rules, and the site of the organisation with its application', async () => {
  expect(await stage.own('getPolicy', {})).toMatchObject({ ...RULES, broken: [] });
  expect(await stage.own('listKnownSites', {})).toEqual([
    { root: 'https://git.acme.test', clientId: 'by-policy', byPolicy: true },
  ]);
});

test('a host that is not allowed cannot be added, and hears nothing of the token', async () => {
  const root = stage.sandbox.url.replace('127.0.0.1', 'localhost');
  const before = stage.sandbox.requests.length;
  const saved = await stage.own('saveSite', { root, token: stage.sandbox.tokens.dev });
  expect(saved).toEqual({ ok: false, failure: { kind: 'refused', reason: 'policy' } });
  expect(stage.sandbox.requests).toHaveLength(before);
});

test('attack: a site that was saved before its host was ruled out is off, and says so', async () => {
  const tab = stage.open(ISSUE);
  const { id: previewId } = await tab.preview('Why?');
  rule({ hosts: ['git.acme.test'] });
  const before = stage.sandbox.requests.length;
  expect(await tab.ask('getSite', {})).toBeNull();
  await expect(tab.tryPreview('Why?')).rejects.toThrow('cannot be asked about');
  const send = tab.ask('send', { previewId, acceptedJobs: true, acceptedRef: true });
  await expect(send).rejects.toThrow('cannot be asked about');
  expect(await stage.own('listSites', {})).toMatchObject([{ offByPolicy: true }]);
  expect(stage.sandbox.requests).toHaveLength(before);
  rule(RULES);
  expect(await stage.own('listSites', {})).not.toMatchObject([{ offByPolicy: true }]);
  expect(await tab.ask('getSite', {})).toEqual({ root: stage.sandbox.url });
});

test('a preset that is hidden is not offered nor previewed, one that is given is', async () => {
  const tab = stage.open(ISSUE);
  const listed = await tab.ask('listPresets', {});
  if (!listed.ok) throw new Error(JSON.stringify(listed.failure));
  const names = listed.value.presets.map(({ name }) => name);
  expect(names).toContain('own:house-style');
  expect(names).not.toContain('review');
});

test('an ask holds to the size and the cost that are ruled', async () => {
  const tab = stage.open(ISSUE);
  const preview = await tab.preview('Why?', { budget: 98_304 });
  expect(preview.size.budget).toBeLessThanOrEqual(20_000);
  const { ask_claude: limits } = JSON.parse(variablesOf(preview)['AI_FLOW_CONTEXT'] ?? '{}');
  expect(limits.max_cost_usd).toBe(0.5);
});

test.each([
  ['a transport is ruled that the project does not take', { transports: ['trigger'] }],
  ['a part of the rules cannot be read', { maxCostUsd: 'much' }],
])('nothing is sent where %s', async (_what, rules) => {
  const tab = stage.open(ISSUE);
  const { id: previewId } = await tab.preview('Why?');
  rule(rules);
  expect((await tab.tryPreview('Why not?')).failure).toMatchObject({
    kind: 'refused',
    reason: 'policy',
  });
  const sent = await tab.ask('send', { previewId, acceptedJobs: true, acceptedRef: true });
  expect(sent).toMatchObject({ ok: false, failure: { kind: 'refused', reason: 'policy' } });
  expect(firedPipelines(stage)).toEqual([]);
});

test('above the limit of a day nothing is sent', async () => {
  const tab = stage.open(ISSUE);
  const run = await tab.sendToEnd(await tab.preview('!model {"say": "Expensive."}'));
  expect(run.outcome?.costUsd).toBeGreaterThan(0);
  expect((await tab.tryPreview('Once more')).failure).toMatchObject({
    kind: 'refused',
    seen: { what: 'rule_cap' },
  });
  expect(firedPipelines(stage)).toHaveLength(1);
});
