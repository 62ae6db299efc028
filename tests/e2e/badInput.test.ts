import { afterEach, expect, test } from 'vitest';
import { during, withoutBranch } from '../background/harness/Change.ts';
import { AskPanel } from './harness/AskPanel.ts';
import { firedPipelines, ISSUE, LEGACY_ISSUE, webshop } from './harness/flow.ts';
import { saveSite } from './harness/signIn.ts';
import { shared } from './harness/shared.ts';
import type { Stage } from './harness/startStage.ts';

/** One of each kind: the others are in `tests/background/badInput.test.ts`. */
const WORDS = 'What is this about?';
let stage: Stage;
shared.beforeAll(async ({ openStage }) => {
  stage = await openStage();
});
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

test('a token that was revoked is refused without being repeated, and the earlier one stays', async () => {
  const { url, tokens } = stage.sandbox;
  const status = await saveSite(stage.optionsPage, url, tokens.revoked);
  expect(status.state).toBe('error');
  expect(status.text).not.toContain(tokens.revoked);
  await (await panelOn(ISSUE)).ready();
});

test('a GitLab that cannot be reached is told, whatever the browser calls it', async () => {
  stage.sandbox.faults.next({ path: /^\/api\/v4\// }, { kind: 'drop' }, 1000);
  await expectError(await panelOn(ISSUE), 'network');
});

test('a project in which nothing can be fired is told, with its cause', async () => {
  await expectError(await panelOn(LEGACY_ISSUE), 'forbidden');
});

test('a runner branch that goes away between preview and Send is told, and nothing is fired', async () => {
  const panel = await panelOn(ISSUE);
  await panel.ready();
  await during(
    withoutBranch(() => webshop(stage), 'ask-claude'),
    async () => {
      await panel.send();
      await expectError(panel, 'no_ref');
    },
  );
  expect(firedPipelines(stage)).toEqual([]);
});
