import { chmodSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { closeFolders } from '../../../ci/closeFolders.ts';
import { aFolder } from './aJob.ts';

function modeOf(path: string): number {
  return statSync(path).mode & 0o7777;
}

/** A checkout, and the folder of file variables beside it, both open to everybody. */
async function checkout(): Promise<string> {
  const folder = join(await aFolder(), 'webshop');
  mkdirSync(folder);
  mkdirSync(`${folder}.tmp`);
  onTestFinished(() => rmSync(`${folder}.tmp`, { recursive: true, force: true }));
  for (const path of [folder, `${folder}.tmp`]) chmodSync(path, 0o777);
  return folder;
}

describe('the runner’s folders', () => {
  beforeEach(() => {
    vi.spyOn(process, 'getuid').mockReturnValue(0);
  });

  it('are root’s alone while others’ programs run, and then as they were', async () => {
    const folder = await checkout();
    const open = await closeFolders(folder);
    expect([modeOf(folder), modeOf(`${folder}.tmp`)]).toEqual([0o700, 0o700]);
    await open();
    expect([modeOf(folder), modeOf(`${folder}.tmp`)]).toEqual([0o777, 0o777]);
  });

  it('need not all be there', async () => {
    const folder = await checkout();
    rmSync(`${folder}.tmp`, { recursive: true });
    const open = await closeFolders(folder);
    expect(modeOf(folder)).toBe(0o700);
    await open();
    expect(modeOf(folder)).toBe(0o777);
  });

  it('stay as they are where the job is not root', async () => {
    vi.spyOn(process, 'getuid').mockReturnValue(1000);
    const folder = await checkout();
    const open = await closeFolders(folder);
    expect(modeOf(folder)).toBe(0o777);
    await open();
    expect(modeOf(folder)).toBe(0o777);
  });
});
