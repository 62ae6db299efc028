import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { findProgram } from '../../scripts/installPrograms.mjs';
import { jobsFile } from '../../utils/setup/jobFiles.ts';
import { runPipeline } from '../sandbox/ci/runPipeline.ts';
import type { Runner } from '../sandbox/ci/Runner.ts';
import { openShop } from './openShop.ts';
import type { Shop } from './openShop.ts';

/** What `node:24-alpine` has instead of bash and the GNU tools. */
const APPLETS =
  'ash sh cat chmod chown cp env grep ln ls mkdir mktemp mv printf rm sed sha256sum sort tar true';

const folder = mkdtempSync(join(tmpdir(), 'shells-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A shop whose jobs run on another machine. */
async function shopOn(runner: Runner): Promise<Shop> {
  const shop = await openShop({
    engine: {
      runPipeline: (request, plan, hooks, signal) =>
        runPipeline(request, plan, hooks, signal, runner),
    },
  });
  onTestFinished(() => shop.sandbox.stop());
  return shop;
}

function program(name: string): string {
  const path = findProgram(name);
  if (path === null) throw new Error(`There is no ${name} on this machine.`);
  return path;
}

/** A folder with the tools of busybox, as Alpine has them. */
function busyboxTools(): string {
  const tools = join(folder, 'busybox');
  mkdirSync(tools, { recursive: true });
  for (const applet of APPLETS.split(' '))
    execFileSync('ln', ['-sf', program('busybox'), join(tools, applet)]);
  return tools;
}

const MACHINES: { name: string; runner: () => Runner }[] = [
  {
    name: 'ash and the tools of busybox, as on Alpine',
    runner: () => ({ shell: [program('busybox'), 'ash'], folders: [busyboxTools()] }),
  },
  { name: 'dash, as sh on Debian', runner: () => ({ shell: [program('dash')] }) },
  { name: 'bash', runner: () => ({}) },
];

describe.each(MACHINES)('on a machine with $name', ({ runner }) => {
  it('an ask with every hostile sign is answered, byte for byte, and a change is pushed', async () => {
    const shop = await shopOn(runner());
    const words = String.raw`-n "it's" $HOME $$ %PATH% $(id) \\ \n \0 END_OF_ASK_CLAUDE`;
    const prompt = `${words}\n!model ${JSON.stringify({ write: ['notes.txt', 'x'] })}`;
    const { status, result } = await shop.ask({ prompt, mode: 'change' });
    expect([status, result.outcome, result.errors]).toEqual(['success', 'changed', []]);
    expect(shop.lastPrompt()).toContain(prompt);
    const [commit = ''] = result.commits;
    expect(shop.git('acme/webshop', 'diff', '--name-only', 'main', commit)).toBe('notes.txt\n');
  });

  it('a job that fails says so by its exit code', async () => {
    const shop = await shopOn(runner());
    const { status, result } = await shop.ask({ prompt: 'x', projectPath: 'acme/legacy' });
    expect([status, result.outcome]).toEqual(['failed', 'failed']);
  });
});

/** What the job's first command says in an image with these programs alone. */
function prepared(runner: Runner, programs: readonly string[]): string {
  const [prepare = ''] = z
    .object({ '.ask-claude': z.object({ script: z.array(z.string()) }) })
    .parse(parse(jobsFile({})))['.ask-claude'].script;
  const tools = mkdtempSync(join(folder, 'image-'));
  for (const name of programs)
    writeFileSync(join(tools, name), '#!/bin/sh\necho "$0 $*"\n', { mode: 0o755 });
  const [shell, ...parts] = runner.shell ?? [program('bash')];
  const { stdout, status } = spawnSync(shell, [...parts, '-ec', prepare], {
    encoding: 'utf8',
    env: { PATH: `./node_modules/.bin:${tools}` },
  });
  return `${stdout}exit code ${status}`;
}

it.each(MACHINES)('an image without Node.js is told in a sentence ($name)', ({ runner }) => {
  expect(prepared(runner(), ['git'])).toMatch(/There is no Node\.js in this image.*\nexit code 1$/);
});

describe.each(['apk', 'apt-get'])('an image without git that has %s', (manager) => {
  it.each(MACHINES)('installs it by that ($name)', ({ runner }) => {
    const said = prepared(runner(), [manager, 'node']);
    expect(said).toContain(manager === 'apk' ? 'apk add --no-cache git' : 'ca-certificates');
  });
});

describe('a job that is not root', () => {
  const NOBODY = 65_534;

  it('does the same work, with Claude as its own user', async () => {
    const shop = await shopOn({ user: NOBODY });
    shop.useProvider('vertex');
    const { status, result } = await shop.ask({
      prompt: 'Fix the cart: it ignores the quantity.',
      mode: 'change',
    });
    expect([status, result.outcome, result.errors]).toEqual(['success', 'changed', []]);
  });

  it('offers nothing that runs, and still no way to its environment or its login', async () => {
    const shop = await shopOn({ user: NOBODY });
    shop.useProvider('bedrock');
    const { result } = await shop.ask({
      mode: 'change',
      prompt: [
        { read: '/proc/self/environ' },
        { read: '/proc/thread-self/environ' },
        { read: '../login/aws-token' },
        { tool: ['Grep', { pattern: '.', path: '..', output_mode: 'content' }] },
        { write: ['../login/aws-token', 'x'] },
        { say: 'tried' },
      ]
        .map((line) => `!model ${JSON.stringify(line)}`)
        .join('\n'),
    });
    expect(result).toMatchObject({ outcome: 'answered', answer: 'tried', branch: null });
    const last = shop.requests().at(-1);
    expect(last?.tools).not.toContain('Bash');
    expect(last?.body).not.toMatch(/eyJhbGciOi|GITLAB_ACCESS_TOKEN=|AWS_ROLE_ARN/);
  });
});
