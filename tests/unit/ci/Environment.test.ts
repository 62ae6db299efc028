import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { valueOf } from '../../../ci/Environment.ts';
import { aFolder } from './aJob.ts';

it('reads a variable of type file from its file, and no other path', async () => {
  const folder = await aFolder();
  onTestFinished(() => rmSync(`${folder}.tmp`, { recursive: true }));
  mkdirSync(`${folder}.tmp`);
  writeFileSync(`${folder}.tmp/KEY`, 'key-123');
  const environment = {
    CI_PROJECT_DIR: folder,
    KEY: `${folder}.tmp/KEY`,
    OTHER: `${folder}.tmp/KEY`,
  };
  expect(valueOf(environment, 'KEY')).toBe('key-123');
  expect(valueOf(environment, 'OTHER')).toBe(`${folder}.tmp/KEY`);
  expect(valueOf({ KEY: 'plain' }, 'KEY')).toBe('plain');
  expect(valueOf({}, 'KEY')).toBe('');
});
