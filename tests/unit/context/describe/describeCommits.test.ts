import { expect, test } from 'vitest';
import { cutText } from '../../../../utils/context/Cut.ts';
import { describeCommits } from '../../../../utils/context/describe/describeChanges.ts';
import { labelText } from '../../../../utils/context/Label.ts';
import { bare } from '../../fakes/bare.ts';
import { aCommit } from '../../fakes/entities.ts';

const ID = '0123456789abcdef0123456789abcdef01234567';

test('a commit says its short id, its author, its time and its message', async () => {
  const part = await describeCommits([aCommit(ID, '\nAdd vouchers\n\nThey lower the total.\n')]);
  expect(part).toMatchObject({ name: 'commits', cut: [] });
  expect(part.items.map(({ text }) => bare(text))).toEqual([
    '=== 0123456789ab by Dev at 2026-10-02 09:00 UTC\nAdd vouchers\n\nThey lower the total.',
  ]);
  expect(part.items.map(({ label }) => labelText(label))).toEqual(['commit 0123456789ab']);
});

test('of a time that GitLab does not give nothing is said', async () => {
  const { items } = await describeCommits([{ ...aCommit(ID, 'Add vouchers'), created_at: '' }]);
  expect(bare(items[0]?.text)).toBe('=== 0123456789ab by Dev\nAdd vouchers');
});

test('the oldest, which GitLab lists last, are left out first', async () => {
  const { items } = await describeCommits([aCommit('new', 'b'), aCommit('old', 'a')]);
  const [newest, oldest] = items.map(({ worth }) => worth);
  expect(newest).toBeGreaterThan(oldest ?? NaN);
});

test('fields that GitLab does not give are named', async () => {
  const commit = { ...aCommit(ID, 'Add vouchers'), missing: ['author_name'] };
  const { cut } = await describeCommits([commit]);
  expect(cut.map(cutText)).toEqual(["not in GitLab's answer: author_name"]);
});
