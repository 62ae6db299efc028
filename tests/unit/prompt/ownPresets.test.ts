import { beforeEach, describe, expect, test } from 'vitest';
import { createOwnPresets, type OwnPresets } from '../../../utils/prompt/ownPresets.ts';
import type { WrittenPreset } from '../../../utils/storage/WrittenPreset.ts';
import { fakeItem } from '../storage/fakeItem.ts';

function preset(name: string, more: Partial<WrittenPreset> = {}): WrittenPreset {
  return {
    name,
    mode: 'ask',
    pages: ['issue'],
    from: ['page'],
    parts: ['description'],
    words: `Do ${name}.`,
    ...more,
  };
}

let own: OwnPresets;
beforeEach(() => {
  own = createOwnPresets(fakeItem([]), () => import('../../../utils/context/clean/clean.ts'));
});
const names = async () => (await own.list()).map(({ name }) => name);
const file = (presets: unknown[], version: unknown = 1) => JSON.stringify({ version, presets });

test('presets are kept in alphabetical order, and one takes the place of another', async () => {
  await own.save(preset('notes'));
  await own.save(preset('a'));
  expect(await names()).toEqual(['a', 'notes']);
  expect(await own.save(preset('z'), 'notes')).toEqual({ ok: true });
  expect(await names()).toEqual(['a', 'z']);
});

test('no preset silently takes the place of another one', async () => {
  await own.save(preset('notes'));
  expect(await own.save(preset('notes', { words: 'Other.' }))).toMatchObject({
    problem: { kind: 'name_taken', subject: 'notes' },
  });
  expect(await own.list()).toMatchObject([{ words: 'Do notes.' }]);
});

test('there is room for a hundred, and for half a megabyte', async () => {
  const many = Array.from({ length: 100 }, (_, index) => preset(`p${index}`));
  expect(await own.importFile(file(many))).toEqual({ ok: true });
  expect(await own.save(preset('more'))).toMatchObject({ problem: { kind: 'too_many' } });
  await Promise.all((await names()).map((name) => own.remove(name)));
  const long = many.slice(0, 30).map((one) => ({ ...one, words: 'w'.repeat(20_000) }));
  expect(await own.importFile(file(long))).toMatchObject({ problem: { kind: 'too_many' } });
  expect(await names()).toEqual([]);
});

test('what is exported can be imported again', async () => {
  await own.save(preset('notes', { model: 'opus', max_turns: 3, language: 'pt-BR' }));
  const other = createOwnPresets(
    fakeItem([]),
    () => import('../../../utils/context/clean/clean.ts'),
  );
  expect(await other.importFile(await own.exportFile())).toEqual({ ok: true });
  expect(await other.list()).toEqual(await own.list());
});

test('what is not said in a file has its usual value', async () => {
  await own.importFile(file([{ name: 'x', mode: 'plan', words: 'Plan.' }]));
  expect(await own.list()).toMatchObject([{ pages: ['issue', 'merge_request'], from: ['page'] }]);
});

describe('a file changes nothing', () => {
  beforeEach(() => own.save(preset('kept')));
  test.each([
    ['is no JSON', '{', 'not_json'],
    ['has another version', file([], 2), 'other_version'],
    ['is something else', '[]', 'malformed'],
    ['lacks something', file([{ name: 'x' }]), 'malformed'],
    ['has more than we know', file([{ ...preset('x'), tools: ['Bash'] }]), 'malformed'],
    ['has a bad name', file([preset('../x')]), 'malformed'],
    ['has a name twice', file([preset('x'), preset('x')]), 'same_names'],
    ['has an unknown placeholder', file([preset('x', { words: '{{y}}' })]), 'placeholder_unknown'],
    ['has nested ones', file([preset('x', { words: '{{{{iid}}}}' })]), 'placeholder_form'],
  ])('when it %s', async (_what, text, kind) => {
    expect(await own.importFile(text)).toMatchObject({ ok: false, problem: { kind } });
    expect(await names()).toEqual(['kept']);
  });
});
