import { afterAll, beforeAll, expect, test } from 'vitest';
import { ISSUE, MERGE_REQUEST } from '../e2e/harness/flow.ts';
import { PRESET_FILES } from '../e2e/harness/presetFiles.ts';
import { type PageTab, variablesOf } from './harness/PageTab.ts';
import { startStage, type Stage } from './harness/startStage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage('dev', { webshopFiles: PRESET_FILES });
});
afterAll(() => stage?.close());

/** What a page's panel is offered. */
async function presetsOf(tab: PageTab) {
  const listed = await tab.ask('listPresets', {});
  if (!listed.ok) throw new Error(JSON.stringify(listed.failure));
  return { ...listed.value, names: listed.value.presets.map(({ name }) => name) };
}

test('a page is offered the presets of the repository, and told of files that are none', async () => {
  const { names, bad } = await presetsOf(stage.open(ISSUE));
  expect(names).toEqual(
    expect.arrayContaining(['repo:changelog', 'repo:release', 'repo:estimate', 'ask']),
  );
  expect(bad).toEqual([
    { path: '.claude/skills/broken/SKILL.md', why: expect.objectContaining({ kind: 'malformed' }) },
  ]);
});

test("a command takes the user's words, with the limits of the project", async () => {
  const tab = stage.open(ISSUE);
  const preview = await tab.preview('May $1', { preset: 'repo:changelog' });
  const { AI_FLOW_INPUT: input, AI_FLOW_CONTEXT: context } = variablesOf(preview);
  expect(input).toContain('Since: May $1\n');
  expect(context).toContain('"model":"claude-haiku-4-5","max_turns":7');
});

test("the project's default differs by page, its preset has its own limits, and the user's options stand over both", async () => {
  const tab = stage.open(MERGE_REQUEST);
  expect((await presetsOf(tab)).usual).toBe('review');
  expect((await presetsOf(stage.open(ISSUE))).usual).toBeUndefined();
  const estimate = variablesOf(await tab.preview('', { preset: 'repo:estimate' }));
  expect(estimate['AI_FLOW_CONTEXT']).toContain('"max_turns":3');
  expect(estimate['AI_FLOW_INPUT']).toContain('[the title, quoted below]');
  const options = { max_turns: 2, language: 'es' };
  const own = variablesOf(await tab.preview('', { preset: 'repo:estimate', options }));
  expect(own['AI_FLOW_CONTEXT']).toContain('"max_turns":2,"language":"es"');
  expect(own['AI_FLOW_INPUT']).toContain('Write your answer in Spanish (es).');
});

test('a preset of one’s own is offered where it is meant for, and filled in', async () => {
  const preset = {
    name: 'ask-for-a-test',
    title: 'Ask for a test',
    mode: 'ask' as const,
    pages: ['issue' as const],
    from: ['page' as const],
    parts: ['description' as const],
    words: 'Which test is missing for #{{iid}}?',
  };
  expect(await stage.own('savePreset', { preset })).toMatchObject({ ok: true });
  const tab = stage.open(ISSUE);
  expect((await presetsOf(tab)).names).toContain('own:ask-for-a-test');
  const { AI_FLOW_INPUT: input } = variablesOf(
    await tab.preview('', { preset: 'own:ask-for-a-test' }),
  );
  expect(input).toContain('Which test is missing for #12?');
});
