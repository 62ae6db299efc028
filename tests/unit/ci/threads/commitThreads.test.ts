import { expect, it } from 'vitest';
import { gitIn } from '../../../../ci/git.ts';
import { commitThreads } from '../../../../ci/threads/commitThreads.ts';
import { gatherChanges } from '../../../../ci/changes/gatherChanges.ts';
import { DEFAULTS } from '../../../../ci/Settings.ts';
import { aThreadWork, ONE, THREE, TWO } from './aThreadWork.ts';

type Made = Awaited<ReturnType<typeof aThreadWork>>;

/** The commits of what was done so far, each with its files and its message. */
async function commits({ job, work, book }: Made, isEnded = true) {
  const { repository, base, ciFiles } = work;
  const rules = { ciFiles, secrets: [], folder: job.folder };
  const tree = (await gatherChanges(repository, base, rules))?.tree ?? null;
  const told = { answer: 'All done.', title: 'And the rest', body: '' };
  const made = await commitThreads(job, work, { threads: book, tree, told, isEnded });
  const file = (sha: string, path: string) => gitIn(repository, ['show', `${sha}:${path}`]);
  return { ...made, shas: made.commits.map(({ sha }) => sha), file };
}

it('each thread gets a commit on the one before, also where both are about one file', async () => {
  const made = await aThreadWork();
  await made.write('a.js', 'ONE\ntwo\n');
  await made.finish(ONE, 'changed', { title: 'fix: one', commit_message: 'As asked.' });
  await made.finish(TWO, 'nothing_to_do');
  await made.write('a.js', 'ONE\nTWO\n');
  await made.write('b.js', 'y\n');
  await made.finish(THREE, 'changed');
  const { commits: list, shas, file } = await commits(made);
  expect(list.map(({ thread, files }) => [thread, files.map(({ path }) => path)])).toEqual([
    [ONE, ['a.js']],
    [THREE, ['a.js', 'b.js']],
  ]);
  expect(await file(shas[0] ?? '', 'a.js')).toBe('ONE\ntwo\n');
  expect(await file(shas[1] ?? '', 'a.js')).toBe('ONE\nTWO\n');
  expect(await gitIn(made.work.repository, ['rev-parse', `${shas[1]}~2`])).toBe(
    `${made.work.base}\n`,
  );
});

it('its message names the thread, whatever the project’s template says', async () => {
  const made = await aThreadWork({ settings: { ...DEFAULTS, commitMessage: '{title}' } });
  await made.write('a.js', '');
  await made.finish(ONE, 'changed', { title: 'fix: one' });
  const { commits: list } = await commits(made);
  expect(list[0]?.message).toMatch(
    /^fix: one\n\nThread: https:\/\/git\.test\/acme\/webshop\/-\/merge_requests\/34#note_1\n/,
  );
});

it('what was changed after the last thread is one more commit, of no thread', async () => {
  const made = await aThreadWork();
  await made.write('a.js', '');
  await made.finish(ONE, 'changed');
  await made.write('b.js', '');
  const { commits: list, remarks } = await commits(made);
  expect(list.map(({ thread, files }) => [thread, files[0]?.path])).toEqual([
    [ONE, 'a.js'],
    [undefined, 'b.js'],
  ]);
  expect(list[1]?.message).toMatch(/^And the rest\n/);
  expect(remarks).toEqual([]);
});

it('half a thread’s work is not committed where the run was cut off', async () => {
  const made = await aThreadWork();
  await made.write('a.js', '');
  await made.finish(ONE, 'changed');
  await made.write('b.js', '');
  const { commits: list, remarks } = await commits(made, false);
  expect(list.map(({ thread }) => thread)).toEqual([ONE]);
  expect(remarks).toEqual([expect.stringContaining('the job keeps it as a patch')]);
});

it('what one thread changed and the next put back is two commits', async () => {
  const made = await aThreadWork();
  await made.write('b.js', 'y\n');
  await made.finish(ONE, 'changed');
  await made.write('b.js', 'x\n');
  await made.finish(TWO, 'changed');
  expect((await commits(made)).commits.map(({ thread }) => thread)).toEqual([ONE, TWO]);
});
