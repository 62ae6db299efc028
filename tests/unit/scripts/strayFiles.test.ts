import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { strayFiles } from '../../../scripts/strayFiles.ts';

const aFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'stray-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
};

test('files that are neither committed nor ignored are named', () => {
  const folder = aFolder();
  const git = (...args: string[]) => execFileSync('git', ['-C', folder, ...args]);
  git('init', '--quiet');
  for (const name of ['kept', 'HEAD', 'built.log']) writeFileSync(join(folder, name), '');
  writeFileSync(join(folder, '.gitignore'), '*.log\n');
  git('add', 'kept', '.gitignore');
  expect(strayFiles(folder)).toEqual(['HEAD']);
});

test('a folder without a repository has none', () => {
  expect(strayFiles(aFolder())).toEqual([]);
});
