import { expect, test } from 'vitest';
import { byFolder, type OmittedFile } from '../../../utils/context/byFolder.ts';
import { cutText } from '../../../utils/context/Cut.ts';

const gone = (path: string, more: Partial<OmittedFile> = {}): OmittedFile => ({
  path,
  why: 'left_out',
  bytes: 1024,
  ...more,
});
const many = (folder: string, count: number, more: Partial<OmittedFile> = {}) =>
  Array.from({ length: count }, (_, index) => gone(`${folder}${index}.ts`, more));

const lines = (files: OmittedFile[]) => byFolder(files).map(cutText);

test('up to twelve files are named one by one, with their size where it is known', () => {
  expect(lines([gone('a.ts'), gone('b.png', { why: 'binary', bytes: 0 })])).toEqual([
    'a.ts: left out (1.0 KB)',
    'b.png: binary',
  ]);
  expect(byFolder(many('src/', 12))).toHaveLength(12);
});

test('more are told by folder, five of each by name', () => {
  expect(lines([...many('src/a/', 10), ...many('', 2), gone('src/b/only.ts')])).toEqual([
    'src/a/: 10 files left out (10.0 KB): 0.ts, 1.ts, 2.ts, 3.ts, 4.ts and 5 more',
    './: 2 files left out (2.0 KB): 0.ts, 1.ts',
    'src/b/only.ts: left out (1.0 KB)',
  ]);
});

test('files of one folder that lack for different reasons are told apart', () => {
  const told = lines([...many('src/', 7), ...many('src/', 6, { why: 'binary', bytes: 0 })]);
  expect(told.map((line) => line.split(':').slice(0, 2).join(':'))).toEqual([
    'src/: 7 files left out (7.0 KB)',
    'src/: 6 files binary',
  ]);
});
