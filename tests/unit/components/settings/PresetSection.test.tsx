// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { presetName } from '../../../../components/settings/presetName.ts';
import {
  PresetSection,
  type PresetActions,
} from '../../../../components/settings/PresetSection.tsx';
import { createOwnPresets, type OwnPresets } from '../../../../utils/prompt/ownPresets.ts';
import { fakeItem } from '../../storage/fakeItem.ts';
import { all, clear, click, one, send, settle, show } from '../show.tsx';

vi.mock('#i18n', () => import('../words.ts'));

let own: OwnPresets;
const onFail = (error: unknown) => {
  throw error;
};
const actions: PresetActions = {
  listPresets: () => own.list(),
  savePreset: (preset, replaces) => own.save(preset, replaces),
  removePreset: (name) => own.remove(name),
  reviewPresets: (text) => own.review(text),
  importPresets: (text) => own.importFile(text),
  exportPresets: () => own.exportFile(),
};

beforeEach(async () => {
  own = createOwnPresets(fakeItem([]), () => import('../../../../utils/context/clean/clean.ts'));
  await show(<PresetSection actions={actions} onFail={onFail} />);
});
afterEach(clear);

async function fill(testId: string, value: string): Promise<void> {
  const field = one(testId);
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) throw testId;
  field.value = value;
  await send(field, new Event('input', { bubbles: true }));
}

const press = async (testId: string) => {
  await send(one(testId), click());
  await settle();
};
const status = () => [one('preset-status').dataset['state'], one('preset-status').textContent];

async function write(title: string, words: string): Promise<void> {
  await press('preset-new');
  await fill('preset-title', title);
  await fill('preset-words', words);
  await press('preset-save');
}

test('a preset is written, listed and removed', async () => {
  await write('Release notes', 'Write release notes for {{title}}.');
  expect(await own.list()).toMatchObject([
    { name: 'release-notes', title: 'Release notes', mode: 'ask', from: ['page'] },
  ]);
  expect(all('preset-item').map((item) => item.dataset['preset'])).toEqual(['release-notes']);
  await press('preset-remove');
  expect([await own.list(), all('preset-item')]).toEqual([[], []]);
});

test('an unknown placeholder is told in one sentence, and the form stays', async () => {
  await write('Release notes', 'About {{milestone}}.');
  expect(status()).toEqual(['error', expect.stringContaining('{{milestone}}')]);
  expect(all('preset-words')).toHaveLength(1);
  expect(await own.list()).toEqual([]);
});

test('a preset without words is not saved', async () => {
  await write('Release notes', ' ');
  expect(await own.list()).toEqual([]);
});

async function importText(text: string): Promise<void> {
  const input = one('preset-import');
  Object.defineProperty(input, 'files', { value: [new File([text], 'presets.json')] });
  await send(input, new Event('change', { bubbles: true }));
  await settle();
}

test('a bad file is one line and changes nothing', async () => {
  await importText('{"version":1,"presets":[{"name":"x"}]}');
  expect(status()).toEqual(['error', expect.stringContaining('presets.0.mode')]);
  expect(await own.list()).toEqual([]);
});

test('a good file is listed once what it changes was confirmed', async () => {
  const preset = { name: 'x', mode: 'ask', words: 'Do it.' };
  await importText(JSON.stringify({ version: 1, presets: [preset] }));
  expect(all('import-change').map(({ textContent }) => textContent)).toEqual([
    'New preset x (Read-only).',
  ]);
  expect(await own.list()).toEqual([]);
  await press('import-confirm');
  expect(all('preset-item').map((item) => item.dataset['preset'])).toEqual(['x']);
});

test.each([
  ['Release notes', 'release-notes'],
  ['  Was ist neu?! ', 'was-ist-neu'],
  ['번역 다듬기', '번역-다듬기'],
  ['***', 'preset'],
  ['x'.repeat(80), 'x'.repeat(60)],
])('%j is called %j', (title, name) => {
  expect(presetName(title)).toBe(name);
});
