import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CLAUDE_VERSION } from './caps.ts';
import { Fault, wordsOf } from './Fault.ts';

const run = promisify(execFile);
const PACKAGE = '@anthropic-ai/claude-code';

/**
 * Claude Code in the version that the job was tried with: the image's, or else installed from npm.
 * @param folder to install into
 * @param cache npm's, kept between jobs
 * @param settings of the network
 * @returns the program to start
 * @throws Fault
 */
export async function findClaude(
  folder: string,
  cache: string,
  settings: Record<string, string>,
): Promise<string> {
  if ((await versionOf('claude')) === CLAUDE_VERSION) return 'claude';
  const environment = { ...settings, PATH: process.env['PATH'], HOME: folder };
  try {
    // Newer npm does not run the package's own installation step, so it is left out and run by name.
    await run(
      'npm',
      [
        'install',
        '--global',
        `--prefix=${folder}`,
        `--cache=${cache}`,
        '--prefer-offline',
        '--no-audit',
        '--no-fund',
        '--ignore-scripts',
        `${PACKAGE}@${CLAUDE_VERSION}`,
      ],
      { env: environment },
    );
    const installed = join(folder, 'lib', 'node_modules', PACKAGE);
    await run(process.execPath, [join(installed, 'install.cjs')], { env: environment });
  } catch (error) {
    throw new Fault(`Claude Code could not be installed: ${wordsOf(error).slice(0, 500)}`);
  }
  const program = join(folder, 'bin', 'claude');
  if ((await versionOf(program)) !== CLAUDE_VERSION)
    throw new Fault('Claude Code was installed, but does not start.');
  return program;
}

async function versionOf(program: string): Promise<string | null> {
  try {
    const { stdout } = await run(program, ['--version'], {
      env: { PATH: process.env['PATH'], HOME: '/nonexistent' },
    });
    return /^\d+\.\d+\.\d+/.exec(stdout)?.[0] ?? null;
  } catch {
    return null;
  }
}
