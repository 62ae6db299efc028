import { chown, readdir } from 'node:fs/promises';
import { describe, expect, it, vi } from 'vitest';
import { CLAUDE_USER } from '../../../../ci/caps.ts';
import { canBecome } from '../../../../ci/claude/claudeUser.ts';
import { skipUnless } from '../../../skipUnless.ts';
import { aFolder } from '../aJob.ts';

vi.mock('node:fs/promises', { spy: true });

it('a job that is not root cannot start programs as another user', async () => {
  vi.spyOn(process, 'getuid').mockReturnValue(1000);
  const folder = await aFolder();
  expect(await canBecome(CLAUDE_USER, folder)).toBe(false);
  expect(chown).not.toHaveBeenCalled();
});

describe('a job that is root', () => {
  skipUnless(process.getuid?.() === 0, 'only root can try it out');

  it('can, which leaves nothing behind', async () => {
    const folder = await aFolder();
    expect(await canBecome(CLAUDE_USER, folder)).toBe(true);
    expect(await readdir(folder)).toEqual([]);
  });

  it('cannot where its container takes the capability away', async () => {
    const folder = await aFolder();
    vi.mocked(chown).mockRejectedValueOnce(new Error('EPERM'));
    expect(await canBecome(CLAUDE_USER, folder)).toBe(false);
    expect(await readdir(folder)).toEqual([]);
  });
});
