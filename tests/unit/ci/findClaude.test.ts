import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { CLAUDE_VERSION } from '../../../ci/caps.ts';
import { findClaude } from '../../../ci/findClaude.ts';
import { aFolder } from './aJob.ts';
import { fakeClaude, program } from './fakeClaude.ts';

const PACKAGE = '@anthropic-ai/claude-code';

/** An image with the wrong Claude Code, whose npm installs what `install.cjs` finishes as the script says. */
async function imageWith(npm: string, version: string = CLAUDE_VERSION) {
  const folder = await aFolder();
  fakeClaude(folder, '', '1.0.0');
  const target = join(folder, 'target');
  const installed = join(target, 'lib/node_modules', PACKAGE);
  const claude = join(target, 'bin/claude');
  const finished = `#!/bin/sh\necho ${version}`;
  writeFileSync(
    join(folder, 'install.cjs'),
    `require('node:fs').writeFileSync('${claude}', ${JSON.stringify(finished)}, { mode: 0o755 })`,
  );
  program(
    join(folder, 'bin/npm'),
    [
      `printf '%s\\n' "$@" > ${folder}/arguments`,
      `echo "$HOME $HTTPS_PROXY $SECRET" > ${folder}/environment`,
      npm,
      `mkdir -p ${installed} ${target}/bin`,
      `cp ${folder}/install.cjs ${installed}`,
    ].join('\n'),
  );
  const settings = { HTTPS_PROXY: 'http://proxy.test' };
  return {
    folder,
    target,
    claude,
    found: () => findClaude(target, join(folder, 'cache'), settings),
    wrote: (name: string) => readFileSync(join(folder, name), 'utf8').trim(),
  };
}

describe('Claude Code', () => {
  it('is the image’s where that has the version which was tried', async () => {
    const folder = await aFolder();
    fakeClaude(folder, '');
    expect(await findClaude(join(folder, 'target'), join(folder, 'cache'), {})).toBe('claude');
    expect(existsSync(join(folder, 'target'))).toBe(false);
  });

  it('is installed in that version where the image has another one', async () => {
    vi.stubEnv('SECRET', 'key-123');
    const image = await imageWith('true');
    expect(await image.found()).toBe(image.claude);
    expect(image.wrote('arguments').split('\n')).toEqual([
      'install',
      '--global',
      `--prefix=${image.target}`,
      `--cache=${join(image.folder, 'cache')}`,
      '--prefer-offline',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      `${PACKAGE}@${CLAUDE_VERSION}`,
    ]);
    expect(image.wrote('environment')).toBe(`${image.target} http://proxy.test`);
  });

  it('that cannot be installed ends the job, with npm’s words', async () => {
    const image = await imageWith('echo "npm error 404" >&2; exit 1');
    await expect(image.found()).rejects.toThrow(
      /^Claude Code could not be installed: [^]*npm error 404/,
    );
    const wordy = await imageWith('head -c 5000 /dev/zero | tr "\\0" x >&2; exit 1');
    const words = await wordy.found().catch(String);
    expect(words).toHaveLength('Fault: Claude Code could not be installed: '.length + 500);
  });

  it.each(['0.0.1', 'none'])('that comes out as version %s ends the job', async (version) => {
    const image = await imageWith('true', version);
    await expect(image.found()).rejects.toThrow('Claude Code was installed, but does not start.');
  });

  it('is told from another program by the beginning of its version', async () => {
    const image = await imageWith('exit 1');
    writeFileSync(join(image.folder, 'bin/claude'), `#!/bin/sh\necho "other ${CLAUDE_VERSION}"\n`);
    await expect(image.found()).rejects.toThrow('could not be installed');
  });
});
