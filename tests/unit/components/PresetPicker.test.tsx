// @vitest-environment happy-dom
import { useState } from 'preact/hooks';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PresetPicker } from '../../../components/ask/PresetPicker.tsx';
import { generalPresets } from '../../../utils/prompt/catalogue.ts';
import { PIPELINE_PRESETS } from '../../../utils/prompt/pipelinePresets.ts';
import { POST_REVIEW } from '../../../utils/prompt/presets.ts';
import type { PresetView } from '../../../utils/prompt/Preset.ts';
import { all, clear, click, one, send, show } from './show.tsx';

vi.mock('#i18n', () => import('./words.ts'));

const own: PresetView = {
  name: 'own:notes',
  group: 'own',
  mode: 'ask',
  parts: [],
  needsWords: false,
  inView: false,
  title: 'Release notes',
  about: 'What is new',
};
const presets = [...generalPresets('issue', 'page'), ...PIPELINE_PRESETS, own];

function Picker() {
  const [chosen, setChosen] = useState('ask');
  return <PresetPicker presets={presets} chosen={chosen} onChoose={setChosen} />;
}

beforeEach(async () => {
  await show(<Picker />);
});
afterEach(clear);

const hidden = (element: Element) => element.closest('[hidden]') !== null;
const inView = () =>
  all('ask-claude-preset')
    .filter((radio) => !hidden(radio))
    .map((radio) => radio.dataset['preset']);
const chosen = () =>
  all('ask-claude-preset')
    .filter((radio) => radio.getAttribute('aria-checked') === 'true')
    .map((radio) => radio.dataset['preset']);
const more = () => send(one('ask-claude-more-presets'), click());
const focused = () =>
  document.activeElement instanceof HTMLElement ? document.activeElement.dataset : {};
const press = (key: string) =>
  send(
    document.activeElement ?? document.body,
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
  );

async function search(words: string): Promise<void> {
  const box = one('ask-claude-preset-search');
  if (!(box instanceof HTMLInputElement)) throw new Error('no search box');
  box.value = words;
  await send(box, new Event('input', { bubbles: true }));
}

test('every preset is one radio button; only the usual ones are in view', () => {
  const names = all('ask-claude-preset').map((radio) => radio.dataset['preset'] ?? '');
  expect(names.toSorted()).toEqual(presets.map(({ name }) => name).toSorted());
  expect(inView()).toEqual(['ask', 'implement-issue']);
  expect(all('ask-claude-preset').every((radio) => radio.getAttribute('role') === 'radio')).toBe(
    true,
  );
});

test('the others come in groups, one’s own first, with the search in focus', async () => {
  await more();
  expect(inView()).toHaveLength(presets.length);
  expect(inView()[2]).toBe('own:notes');
  expect(focused()['testid']).toBe('ask-claude-preset-search');
  expect(one('ask-claude-more-presets').getAttribute('aria-expanded')).toBe('true');
});

test.each([
  ['scan', 'scan-in-two-passes'],
  ['two pass', 'scan-in-two-passes'],
  ['RELEASE', 'own:notes'],
  ['migrate', 'migration-risks'],
])('the search %j finds %s', async (words, name) => {
  await more();
  await search(words);
  expect(inView()).toContain(name);
  expect(inView().length).toBeLessThan(presets.length);
});

test('a chosen one comes into view with the focus, and the list closes', async () => {
  await more();
  await search('triage');
  await press('Enter');
  expect([inView(), chosen()]).toEqual([['ask', 'implement-issue', 'triage'], ['triage']]);
  expect(focused()['preset']).toBe('triage');
  await press('ArrowRight');
  expect([inView(), chosen()]).toEqual([['ask', 'implement-issue'], ['ask']]);
});

test('arrow keys walk through the list and back to the search without choosing', async () => {
  await more();
  await search('pipeline');
  const first = inView()[2];
  await press('ArrowDown');
  expect(focused()['preset']).toBe(first);
  await press('ArrowDown');
  expect(focused()['preset']).toBe(inView()[3]);
  await press('ArrowUp');
  await press('ArrowUp');
  expect(focused()['testid']).toBe('ask-claude-preset-search');
  expect(chosen()).toEqual(['ask']);
});

test('Escape closes the list and nothing else', async () => {
  const outside = vi.fn<(event: Event) => void>();
  document.addEventListener('keydown', outside);
  await more();
  await press('Escape');
  document.removeEventListener('keydown', outside);
  expect([inView().length, focused()['testid']]).toEqual([2, 'ask-claude-more-presets']);
  expect(outside).not.toHaveBeenCalled();
});

test('what is chosen beside a review’s findings is in no list', async () => {
  clear();
  const withReview = [...presets, POST_REVIEW];
  await show(<PresetPicker presets={withReview} chosen="ask" onChoose={() => undefined} />);
  await more();
  expect(all('ask-claude-preset').map(({ dataset }) => dataset['preset'])).not.toContain(
    POST_REVIEW.name,
  );
});

test('a search without a result says so', async () => {
  await more();
  await search('zebra');
  expect(inView()).toEqual(['ask', 'implement-issue']);
  expect(document.body.textContent).toContain('No matching presets.');
});

test('arrow keys move and choose as they point, also where one reads from right to left', async () => {
  const radios = all('ask-claude-preset').filter((radio) => !hidden(radio));
  radios[0]?.focus();
  await press('ArrowRight');
  expect(chosen()).toEqual([radios[1]?.dataset['preset']]);
  await press('ArrowLeft');
  expect(chosen()).toEqual([radios[0]?.dataset['preset']]);
  radios[0]?.parentElement?.style.setProperty('direction', 'rtl');
  await press('ArrowLeft');
  expect(chosen()).toEqual([radios[1]?.dataset['preset']]);
  await press('ArrowDown');
  await press('ArrowUp');
  expect(chosen()).toEqual([radios[1]?.dataset['preset']]);
});
