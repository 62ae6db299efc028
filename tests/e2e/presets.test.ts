import { expect, test } from 'vitest';
import { AskPanel } from './harness/AskPanel.ts';
import { ISSUE, MERGE_REQUEST } from './harness/flow.ts';
import { PRESET_FILES } from './harness/presetFiles.ts';
import { shared } from './harness/shared.ts';
import type { Stage } from './harness/startStage.ts';

let stage: Stage;
shared.beforeAll(async ({ openStage }) => {
  stage = await openStage({ sandbox: { webshopFiles: PRESET_FILES } });
});

/** Opens the list once it is whole (the repository's presets come last and move what stands below) and types into its search. */
async function search(panel: AskPanel, words: string): Promise<void> {
  await panel.find('ask-claude-preset', '[data-preset="repo:release"]');
  await panel.find('ask-claude-part');
  await (await panel.find('ask-claude-more-presets')).click();
  await panel.find('ask-claude-more-presets', '[aria-expanded="true"]');
  const box = await panel.find('ask-claude-preset-search');
  await box.type(words);
}

test("the repository's command is found by typing, and takes the user's words", async () => {
  const panel = await AskPanel.openFromHeader(await stage.open(ISSUE));
  await panel.find('ask-claude-preset', '[data-preset="repo:changelog"]');
  await panel.find('ask-claude-preset', '[data-preset="repo:release"]');
  expect(await panel.text('ask-claude-bad-files')).toContain('.claude/skills/broken/SKILL.md');
  await search(panel, 'changelog');
  await panel.page.keyboard.press('Enter');
  await panel.find('ask-claude-preset', '[data-preset="repo:changelog"][aria-checked="true"]');
  await panel.type('May $1');
  await panel.ready();
  const previewed = await panel.variables();
  expect(previewed['AI_FLOW_INPUT']).toContain('Since: May $1\n');
  expect(previewed['AI_FLOW_CONTEXT']).toContain('"model":"claude-haiku-4-5","max_turns":7');
});

test("the project's default is chosen, and the user's options stand over a preset's own", async () => {
  const panel = await AskPanel.openFromHeader(await stage.open(MERGE_REQUEST));
  await panel.find('ask-claude-preset', '[data-preset="review"][aria-checked="true"]');
  await search(panel, 'estimate');
  await panel.choosePreset('repo:estimate');
  await panel.ready();
  await panel.openEvidence();
  const options = await panel.find('ask-claude-options');
  await (await options.$('summary'))?.click();
  await (await options.$('[data-option="max_turns"]'))?.type('2');
  await (await options.$('[data-option="language"]'))?.type('esp');
  await panel.page.keyboard.press('Tab');
  await expect
    .poll(() => panel.variable('AI_FLOW_CONTEXT'))
    .toContain('"max_turns":2,"language":"es"');
});

test('Escape closes the list of presets, and only then the panel', async () => {
  const panel = await AskPanel.openFromHeader(await stage.open(ISSUE));
  await search(panel, 'security');
  await panel.page.keyboard.press('Escape');
  await panel.find('ask-claude-more-presets', '[aria-expanded="false"]');
  expect(await panel.peek('ask-claude-dialog')).not.toBeNull();
});

test('a preset of one’s own, written on the options page, is offered and filled in', async () => {
  const { optionsPage } = stage;
  await optionsPage.bringToFront();
  await optionsPage.click('[data-testid="preset-new"]');
  await optionsPage.type('[data-testid="preset-title"]', 'Ask for a test');
  await optionsPage.type('[data-testid="preset-words"]', 'Which test is missing for #{{iid}}?');
  await optionsPage.click('[data-testid="preset-save"]');
  await optionsPage.waitForSelector('[data-testid="preset-item"][data-preset="ask-for-a-test"]');
  const panel = await AskPanel.openFromHeader(await stage.open(ISSUE));
  await search(panel, 'for a test');
  await panel.choosePreset('own:ask-for-a-test');
  await panel.ready();
  expect(await panel.variable('AI_FLOW_INPUT')).toContain('Which test is missing for #12?');
});
