import { expect, test } from 'vitest';
import { GENERAL } from '../../../utils/prompt/catalogue.ts';
import { checkPlaceholders } from '../../../utils/prompt/placeholders.ts';
import { PRESETS, presetsFor } from '../../../utils/prompt/presets.ts';
import { i18n } from '../components/words.ts';

const inView = (...where: Parameters<typeof presetsFor>): string[] =>
  presetsFor(...where).flatMap(({ name, inView: usual }) => (usual ? [name] : []));
const named = (wanted: (preset: (typeof PRESETS)[number]) => boolean): string[] =>
  PRESETS.filter(wanted).map(({ name }) => name);

test('each page and thread has its presets in view, the default first', () => {
  expect(inView('issue', 'page')).toEqual(['ask', 'implement-issue']);
  expect(inView('issue', 'thread')).toEqual(['answer-thread']);
  expect(inView('merge_request', 'page')).toEqual(['ask', 'review']);
  expect(inView('merge_request', 'thread')).toEqual(['answer-thread', 'fix-thread']);
});

test('there are all general ones and one for each practice of pipelines', () => {
  expect([GENERAL.length, PRESETS.length]).toEqual([20, 20 + 27]);
  expect(new Set(named(() => true)).size).toBe(PRESETS.length);
});

test('only ask needs words', () => {
  expect(named(({ needsWords }) => needsWords)).toEqual(['ask']);
});

test('what only reads is never told to edit, what changes files is told how that ends', () => {
  for (const { name, mode, instructions } of PRESETS) {
    const edits = /edit the files/i.test(instructions);
    expect([name, edits]).toEqual([name, mode === 'change']);
  }
});

test('no built-in preset has placeholders or words of the project’s trackers in it', () => {
  for (const { instructions } of PRESETS) {
    expect(checkPlaceholders(instructions)).toBeNull();
    expect(instructions).not.toContain('$ARGUMENTS');
  }
});

test.each(PRESETS.map(({ name }) => name))('%s has a name and one line for people', (name) => {
  const key = name.replaceAll('-', '_');
  expect(i18n.t(`presets.${key}.name`).length).toBeLessThanOrEqual(40);
  expect(i18n.t(`presets.${key}.about`).length).toBeLessThanOrEqual(70);
});
