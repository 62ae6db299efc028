import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Shop } from './openShop.ts';

const CLAUDE = fileURLToPath(new URL('../../node_modules/.bin/claude', import.meta.url));

/**
 * Claude Code as anybody starts it in a folder, without the job's walls: what an attack leaves behind here shows that it is
 * alive, and that a test which looks for that can fail.
 * @param options Claude Code's own arguments
 * @returns all that the model was sent
 */
export async function claudeOutside(
  at: Shop,
  folder: string,
  prompt: string,
  options: readonly string[] = [],
): Promise<string> {
  const before = at.requests().length;
  const home = mkdtempSync(join(tmpdir(), 'outside-'));
  const child = spawn(CLAUDE, ['-p', ...options], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      ANTHROPIC_BASE_URL: at.sandbox.model?.url,
      ANTHROPIC_API_KEY: 'sk-ant-outside',
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
      CLAUDE_CODE_MAX_RETRIES: '0',
      DISABLE_AUTOUPDATER: '1',
    },
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  child.stdin.end(prompt);
  await new Promise((resolve, reject) => child.on('close', resolve).on('error', reject));
  rmSync(home, { recursive: true, force: true });
  return at
    .requests()
    .splice(before)
    .map(({ body }) => body)
    .join('\n');
}
