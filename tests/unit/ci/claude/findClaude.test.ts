import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  CLAUDE_PACKAGES,
  CLAUDE_VERSION,
  platformHere,
} from '../../../../ci/claude/claudePackages.ts';
import { findClaude, installedClaude } from '../../../../ci/claude/findClaude.ts';
import { DEFAULTS, type Settings } from '../../../../ci/Settings.ts';
import { aFolder } from '../aJob.ts';
import { aPlace } from '../aPlace.ts';
import { fakeClaude, program } from '../fakeClaude.ts';

const HERE = platformHere();
const NEVER = new AbortController().signal;
const PINNED = CLAUDE_PACKAGES[HERE];

/** A script for npm that writes the output of a command into its cache, in the place of the pinned package. */
function packing(command: string): string {
  return `content="\${4#--cache=}/_cacache/content-v2/sha512"; mkdir -p "$content/$FOLDER"; ${command} > "$content/$FOLDER/$FILE"`;
}

afterEach(() => pin(PINNED));

function pin(integrity: string | undefined): void {
  Reflect.set(CLAUDE_PACKAGES, HERE, integrity);
}

/** An image with the wrong Claude Code, whose npm packs this script as the right one, and whose hash is pinned. */
async function imageWith(script: string, npm = packing('cat "$ARCHIVE"')) {
  const outer = await aFolder();
  fakeClaude(join(outer, 'image'), '', '1.0.0');
  const [folder, project, made] = ['job', 'builds', 'package'].map((name) => join(outer, name));
  if (!folder || !project || !made) throw new Error('no folders');
  for (const path of [folder, project, made]) mkdirSync(path);
  // Longer than one block of the archive, and of one piece that is read.
  const padding = `#${'x'.repeat(200_000)}\n`;
  writeFileSync(join(made, 'package.json'), '{}');
  writeFileSync(join(made, 'claude'), `#!/bin/sh\n${script}\n${padding}`);
  const archive = join(outer, 'package.tgz');
  execFileSync('tar', ['-czf', archive, '-C', outer, 'package/package.json', 'package/claude']);
  const hash = createHash('sha512').update(readFileSync(archive)).digest();
  pin(`sha512-${hash.toString('base64')}`);
  const [, ...named] = /^(..)(..)(.*)$/.exec(hash.toString('hex')) ?? [];
  const kept = [`FOLDER=${named.slice(0, 2).join('/')}`, `FILE=${named[2]}`];
  const name = `anthropic-ai-claude-code-${HERE}-${CLAUDE_VERSION}.tgz`;
  const told = `printf '%s\\n' "$@" > ${outer}/arguments; echo "$HOME $HTTPS_PROXY $SECRET" > ${outer}/environment`;
  program(join(outer, 'image/bin/npm'), [`ARCHIVE=${archive}`, ...kept, told, npm].join('\n'));
  const environment = { HTTPS_PROXY: 'http://proxy.test', SECRET: 'key-123' };
  const place = aPlace({ projectFolder: project });
  return {
    outer,
    folder,
    cache: join(project, '.ask-claude-cache'),
    kept: join(project, '.ask-claude-cache', name),
    archive,
    found: (more: Partial<Settings> = {}, signal = NEVER) =>
      findClaude(
        { folder, environment, place, settings: { ...DEFAULTS, ...more } },
        installedClaude(project),
        signal,
      ),
    wrote: (file: string) => readFileSync(join(outer, file), 'utf8').trim(),
    wasAsked: () => existsSync(join(outer, 'arguments')),
  };
}

const RIGHT = `echo ${CLAUDE_VERSION}`;

describe('Claude Code', () => {
  it('is the image’s where that has the version which was tried, by its absolute path', async () => {
    const image = await imageWith(RIGHT);
    fakeClaude(join(image.outer, 'right'), '');
    expect(await image.found()).toBe(join(image.outer, 'right/bin/claude'));
    expect(image.wasAsked()).toBe(false);
  });

  it('is never one that lies in the runner’s folder, or that a relative entry of PATH finds', async () => {
    const image = await imageWith(RIGHT);
    fakeClaude(join(image.outer, 'builds'), `touch ${image.outer}/ran`);
    vi.stubEnv('PATH', `./node_modules/.bin:${process.env['PATH']}`);
    expect(await image.found()).toBe(join(image.folder, 'claude'));
    expect(existsSync(join(image.outer, 'ran'))).toBe(false);
  });

  it('is fetched in that version where the image has another one, and kept for later jobs', async () => {
    const image = await imageWith(RIGHT);
    expect(await image.found()).toBe(join(image.folder, 'claude'));
    expect(image.wrote('arguments').split('\n').slice(0, 2)).toEqual(['cache', 'add']);
    expect(image.wrote('arguments')).toContain(
      `@anthropic-ai/claude-code-${HERE}@${CLAUDE_VERSION}`,
    );
    expect(image.wrote('environment')).toBe(`${image.folder} http://proxy.test`);
    expect(readFileSync(image.kept)).toEqual(readFileSync(image.archive));
  });

  it('comes from the mirror that the file names', async () => {
    const image = await imageWith(RIGHT);
    await image.found({ mirror: 'https://npm.acme.test/' });
    expect(image.wrote('arguments')).toContain('--registry=https://npm.acme.test/');
  });

  it('comes from the cache where that holds the right package, which is left as it is', async () => {
    const image = await imageWith(RIGHT);
    mkdirSync(image.cache);
    writeFileSync(image.kept, readFileSync(image.archive));
    const { mtimeMs } = statSync(image.kept);
    await image.found();
    expect([image.wasAsked(), statSync(image.kept).mtimeMs]).toEqual([false, mtimeMs]);
  });

  it.each<[string, (image: { cache: string; kept: string; outer: string }) => void]>([
    ['another package', ({ cache, kept }) => (mkdirSync(cache), writeFileSync(kept, 'poison'))],
    [
      'a link in the package’s place',
      ({ cache, kept }) => (mkdirSync(cache), symlinkSync('/etc/passwd', kept)),
    ],
    ['a link in the folder’s place', ({ cache, outer }) => symlinkSync(outer, cache)],
  ])('is fetched anew where the cache has %s', async (_what, plant) => {
    const image = await imageWith(RIGHT);
    plant(image);
    expect(await image.found()).toBe(join(image.folder, 'claude'));
    expect(readFileSync(image.kept)).toEqual(readFileSync(image.archive));
    expect(existsSync(join(image.outer, image.kept.split('/').at(-1) ?? ''))).toBe(false);
  });

  it('that cannot be fetched ends the job, with npm’s words', async () => {
    const image = await imageWith(RIGHT, 'echo "npm error 404" >&2; exit 1');
    await expect(image.found()).rejects.toThrow(
      /^Claude Code could not be installed: [^]*npm error 404/,
    );
  });

  it.each([
    ['another package', packing('echo lie')],
    ['nothing', packing(':')],
    ['no file', 'true'],
  ])('ends the job where the registry gives %s', async (_what, npm) => {
    const image = await imageWith(RIGHT, npm);
    await expect(image.found()).rejects.toThrow('the registry gave another package');
    expect(existsSync(image.kept)).toBe(false);
  });

  it('is waited for no longer once nobody wants it', async () => {
    const image = await imageWith(RIGHT, 'touch "$HOME/begun"; exec sleep 4244');
    const over = new AbortController();
    const finding = image.found({}, over.signal);
    await expect.poll(() => existsSync(join(image.folder, 'begun'))).toBe(true);
    over.abort();
    await expect(finding).rejects.toThrow('aborted');
    expect(existsSync(join(image.folder, 'npm'))).toBe(false);
  });

  it.each(['echo 0.0.1', 'exit 1'])('that does not start ends the job: %s', async (script) => {
    const image = await imageWith(script);
    await expect(image.found()).rejects.toThrow('Claude Code was installed, but does not start.');
  });

  it('is not there for every platform', async () => {
    const { folder } = await imageWith(RIGHT);
    const job = { folder, environment: {}, settings: DEFAULTS, place: aPlace() };
    await expect(findClaude(job, Promise.resolve(null), NEVER, 'sunos-sparc')).rejects.toThrow(
      'there is none for sunos-sparc',
    );
  });
});

it('is pinned by the hashes that this project’s own lock file has', () => {
  const lock = JSON.parse(
    readFileSync(new URL('../../../../package-lock.json', import.meta.url), 'utf8'),
  );
  for (const [platform, integrity] of Object.entries(CLAUDE_PACKAGES)) {
    const { version, integrity: locked } =
      lock.packages[`node_modules/@anthropic-ai/claude-code-${platform}`];
    expect([platform, version, integrity]).toEqual([platform, CLAUDE_VERSION, locked]);
  }
});
