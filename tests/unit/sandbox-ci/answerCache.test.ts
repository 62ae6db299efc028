import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { keepAnswer, keyOf, pruneAnswers, readAnswer } from '../../sandbox/ci/answerCache.ts';

const Answer = z.object({ said: z.string() });

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'answers-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

it('an answer is found under its question, and under no other', async () => {
  const folder = makeFolder();
  await keepAnswer(keyOf(['a', 1]), { said: 'yes' }, folder);
  expect(await readAnswer(keyOf(['a', 1]), Answer, folder)).toEqual({ said: 'yes' });
  expect(await readAnswer(keyOf(['a', 2]), Answer, folder)).toBeUndefined();
});

it('half a file, and one of another form, count as none', async () => {
  const folder = makeFolder();
  writeFileSync(join(folder, 'half.json'), '{"said":"y');
  writeFileSync(join(folder, 'other.json'), '{"told":"yes"}');
  expect(await readAnswer('half', Answer, folder)).toBeUndefined();
  expect(await readAnswer('other', Answer, folder)).toBeUndefined();
});

it('many writers of one answer leave one whole file', async () => {
  const folder = makeFolder();
  const answers = Array.from({ length: 20 }, (_, index) => ({ said: `${index}`.repeat(10_000) }));
  await Promise.all(answers.map((answer) => keepAnswer('k', answer, folder)));
  expect(answers).toContainEqual(await readAnswer('k', Answer, folder));
  expect(readdirSync(folder)).toEqual(['k.json']);
});

it('the answers that were read longest ago go first', async () => {
  const folder = makeFolder();
  for (const [key, age] of [
    ['old', 3],
    ['older', 4],
    ['new', 1],
  ] as const) {
    await keepAnswer(key, { said: 'x'.repeat(100) }, folder);
    const at = Date.now() / 1000 - age * 3600;
    utimesSync(join(folder, `${key}.json`), at, at);
  }
  await readAnswer('older', Answer, folder);
  await pruneAnswers(folder, 250);
  expect(readdirSync(folder).toSorted()).toEqual(['new.json', 'older.json']);
});
