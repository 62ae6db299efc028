import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { CLAUDE_VERSION, packageFor, platformHere } from '../../ci/claude/claudePackages.ts';
import { causeOf } from '../../utils/outcome/Cause.ts';
import { rootFileFrom } from '../../utils/setup/rootFileFrom.ts';
import { runPipeline } from '../sandbox/ci/runPipeline.ts';
import type { Runner } from '../sandbox/ci/Runner.ts';
import { openShop } from './openShop.ts';
import type { Shop } from './openShop.ts';
import { plantIn } from './plantIn.ts';
import { startTrap, UNSPRUNG } from './startTrap.ts';
import type { Trap } from './startTrap.ts';

let shop: Shop;
let trap: Trap;
/** Changed by each test before its job. */
const runner: Runner = {};
beforeAll(async () => {
  shop = await openShop({
    engine: {
      runPipeline: (request, plan, hooks, signal) =>
        runPipeline(request, plan, hooks, signal, runner),
    },
  });
});
beforeEach(async () => {
  trap = await startTrap();
  onTestFinished(() => trap.stop());
});
afterAll(() => shop.sandbox.stop());

const PACKAGE = packageFor(platformHere());
const TARBALL = `${PACKAGE.replace('@', '').replace('/', '-')}-${CLAUDE_VERSION}.tgz`;
/** What the script, the program and Claude Code start. */
const PROGRAMS = ['claude', 'node', 'npm', 'git', 'cat', 'env', 'mktemp', 'sha256sum', 'sh'];

/** What any branch's job can have left in the runner's folder: programs for a relative `PATH`, packages, a cache, settings. */
function leave(folder: string): void {
  const put = (path: string, text: string | Buffer): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text, { mode: 0o755 });
  };
  for (const name of PROGRAMS)
    for (const place of ['node_modules/.bin', '.'])
      put(join(place, name), `#!/bin/sh\n${trap.command(name)}\n`);
  put('.npm-claude/_cacache/index-v5/00/00/x', 'poison');
  put('.npm-claude/node_modules/.bin/claude', `#!/bin/sh\n${trap.command('npm-claude')}\n`);
  put(`.ask-claude-cache/${TARBALL}`, gzipSync('poison'));
  put('.npmrc', `registry=${trap.url}\n`);
}

const QUESTION = { prompt: '!model {"say":"Read."}' };
const ATTACKED: Runner = { folders: ['./node_modules/.bin', '.'], leave };

describe('what an earlier job left in the runner’s folder', () => {
  it('and a PATH of relative entries have nothing run and nothing reached', async () => {
    Object.assign(runner, ATTACKED, { hasClaude: true });
    plantIn(shop, 'feature/vouchers', {
      'node_modules/.bin/claude': { program: `#!/bin/sh\n${trap.command('of the branch')}\n` },
      claude: { program: `#!/bin/sh\n${trap.command('of the root')}\n` },
    });
    for (const mode of ['ask', 'change']) {
      const { result } = await shop.ask({ ...QUESTION, mode, resource: 'merge_request/34' });
      expect(result).toMatchObject({ outcome: 'answered', answer: 'Read.', errors: [] });
    }
    expect(trap.sprung()).toEqual(UNSPRUNG);
  });

  it('does run where a job looks for its programs there', async () => {
    Object.assign(runner, ATTACKED, { hasClaude: true });
    const root = rootFileFrom('claude:\n  script: [claude --version, npm --version]\n');
    const before = shop.git('acme/webshop', 'rev-parse', 'ask-claude').trim();
    plantIn(shop, 'ask-claude', { '.gitlab-ci.yml': root });
    await expect(shop.ask(QUESTION)).rejects.toThrow('left no result');
    shop.git('acme/webshop', 'update-ref', 'refs/heads/ask-claude', before);
    expect(trap.sprung().marks).toEqual(['claude', 'npm']);
  });
});

/** An npm registry whose only package is this. */
async function startRegistry(tarball: Buffer): Promise<string> {
  const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  const server = createServer((request, response) => {
    const root = `http://${request.headers.host}`;
    const dist = { tarball: `${root}/package.tgz`, integrity };
    const versions = { [CLAUDE_VERSION]: { name: PACKAGE, version: CLAUDE_VERSION, dist } };
    const about = { name: PACKAGE, 'dist-tags': { latest: CLAUDE_VERSION }, versions };
    response.end(request.url === '/package.tgz' ? tarball : JSON.stringify(about));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}/`;
}

describe('an image without Claude Code, and a cache that is poisoned', () => {
  it.each<[string, () => string | Promise<string>]>([
    ['is down', () => 'http://127.0.0.1:9/'],
    ['gives another package', () => startRegistry(gzipSync('lies'))],
    ['gives an empty one', () => startRegistry(Buffer.of())],
  ])('end the job where the mirror %s, with why and what to do', async (_how, mirrorOf) => {
    Object.assign(runner, ATTACKED, { hasClaude: false });
    shop.settle({ mirror: await mirrorOf() });
    const asked = shop.requests().length;
    const { status, result } = await shop.ask(QUESTION);
    expect([status, result.outcome]).toEqual(['failed', 'failed']);
    expect(result.errors.join()).toMatch(/^Claude Code could not be installed: /);
    expect(result.errors.join()).toContain('Name a registry that has it as “mirror”');
    expect(causeOf('script_failure', result.errors)).toBe('install');
    expect(shop.requests()).toHaveLength(asked);
    expect(trap.sprung()).toEqual(UNSPRUNG);
  });
});
