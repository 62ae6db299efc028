import { chmodSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { causeOf } from '../../utils/outcome/Cause.ts';
import { runPipeline } from '../sandbox/ci/runPipeline.ts';
import type { Runner } from '../sandbox/ci/Runner.ts';
import { openShop } from './openShop.ts';
import type { Shop } from './openShop.ts';

const webshop = 'acme/webshop';

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

/**
 * An image whose Claude Code does not end once it has told its result, writes a line's separator as it is, which the real one
 * escapes, and has a child outside of its group that holds its output open.
 */
function lingering(): Runner {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'lingering-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  chmodSync(folder, 0o755);
  const real = realpathSync('node_modules/.bin/claude');
  const script = `#!/bin/sh\n[ "$1" = --version ] && exec '${real}' --version\nsetsid sleep 20 &\n'${real}' "$@" | sed -u 's/\\\\u2028/\u2028/g'\nexec sleep 4244\n`;
  writeFileSync(join(folder, 'claude'), script, { mode: 0o755 });
  return { hasClaude: false, folders: [folder] };
}

it('work before a provider’s error is kept as a draft and as a patch, with the cause', async () => {
  const shop = await shopOn({});
  const { status, result, patch } = await shop.ask({
    mode: 'change',
    prompt: '!model {"write":["notes.txt","kept"]}\n!model {"lastly":529}',
    options: { reply: 'note' },
  });
  expect([status, result.outcome]).toEqual(['failed', 'failed']);
  expect(causeOf('script_failure', result.errors)).toBe('overloaded');
  expect(shop.git(webshop, 'show', `${result.branch ?? ''}:notes.txt`)).toBe('kept');
  expect(patch).toContain('+kept');
  const project = shop.sandbox.project(webshop);
  const opened = project.mergeRequests.find(({ iid }) => iid === result.merge_request?.iid);
  expect(opened?.draft).toBe(true);
  const [issue] = project.issues;
  expect(issue?.discussions.at(-1)?.notes[0]?.body).toContain('Claude was cut off');
});

it('a Claude Code that stays alive after its result is ended, and its result counts', async () => {
  const shop = await shopOn(lingering());
  const say = 'One.\u2028Two.';
  const { status, result } = await shop.ask({
    mode: 'change',
    // Written as an escape, as a line of the prompt may end there.
    prompt: `!model {"write":["notes.txt","kept"]}\n!model {"say":"One.\\u2028Two."}`,
  });
  expect(status).toBe('success');
  expect(result).toMatchObject({ outcome: 'changed', limit: null, answer: say, errors: [] });
});
