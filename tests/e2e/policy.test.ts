import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { AskPanel } from './harness/AskPanel.ts';
import { ISSUE } from './harness/flow.ts';
import { CHROMIUM_EXTENSION_ID } from './harness/launchBrowser.ts';
import { saveSite } from './harness/signIn.ts';
import { startStage, type Stage } from './harness/startStage.ts';
import { waitFor } from './harness/waitFor.ts';

/** Where each browser reads what an administrator rules; writing there takes root. */
const FILES = {
  chromium: '/etc/chromium/policies/managed/ask-claude.json',
  firefox: '/etc/firefox/policies/policies.json',
} as const;
const FIREFOX_ID = 'ask-claude@gitlab-extension.example';

/** How the browser hands them on: what they refuse is in `tests/background/policy.test.ts`. */
const RULES = {
  sites: [{ address: 'https://git.acme.test', applicationId: 'by-policy' }],
  hosts: ['127.0.0.1', '*.acme.test'],
  hiddenPresets: ['review'],
  presets: [{ name: 'house-style', title: 'House style', mode: 'ask', words: 'Check the style.' }],
  maxPromptBytes: 20_000,
  maxCostUsd: 0.5,
  dailyCapUsd: 25,
};

const kind = inject('browser');
let before: string | null = null;
let stage: Stage;
beforeAll(async () => {
  const path = FILES[kind];
  before = await readFile(path, 'utf8').catch(() => null);
  await mkdir(dirname(path), { recursive: true });
  const policy =
    kind === 'chromium'
      ? {
          '3rdparty': { extensions: { [CHROMIUM_EXTENSION_ID]: RULES } },
        }
      : { policies: { '3rdparty': { Extensions: { [FIREFOX_ID]: RULES } } } };
  await writeFile(path, JSON.stringify(policy));
  stage = await startStage(kind);
});
afterAll(async () => {
  await stage?.close();
  if (before === null) await rm(FILES[kind], { force: true });
  else await writeFile(FILES[kind], before);
});

/** A browser has time for its policy when nothing else is to be done: on a busy machine that can take a minute. */
async function ruled(): Promise<string> {
  return waitFor('the policy', async () => {
    const section = await stage.optionsPage.$('[data-testid="policy-section"]');
    return section?.evaluate((element) => element.textContent ?? '');
  });
}

test('the settings name the rules and the site of the organisation', async () => {
  const words = await ruled();
  for (const rule of ['*.acme.test', '$0.50', 'in a day', 'review', 'House style'])
    expect(words).toContain(rule);
  const known = await stage.optionsPage.waitForSelector('[data-testid="site-known"]');
  expect(await known?.evaluate((element) => element.textContent)).toBe('git.acme.test');
});

test('a host that is not allowed cannot be added', async () => {
  const address = stage.sandbox.url.replace('127.0.0.1', 'localhost');
  const { state, text } = await saveSite(stage.optionsPage, address, stage.sandbox.tokens.dev);
  expect(state).toBe('error');
  expect(text).toContain("organization's rules");
});

test('presets and costs hold in the panel', async () => {
  const panel = await AskPanel.openFromHeader(await stage.open(ISSUE));
  await panel.type('Why?');
  await panel.ready();
  expect(await panel.peek('ask-claude-preset', '[data-preset="review"]')).toBeNull();
  const context = JSON.parse((await panel.variables())['AI_FLOW_CONTEXT'] ?? '{}');
  expect(context.ask_claude.max_cost_usd).toBe(0.5);
});
