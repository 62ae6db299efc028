import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, it, onTestFinished } from 'vitest';
import { findProgram } from '../../scripts/installPrograms.mjs';
import { runPipeline } from '../sandbox/ci/runPipeline.ts';
import type { Runner } from '../sandbox/ci/Runner.ts';
import { skipUnless } from '../skipUnless.ts';
import { openShop } from './openShop.ts';
import type { Shop } from './openShop.ts';

const setpriv = findProgram('setpriv');
const isRoot = process.getuid?.() === 0;
skipUnless(isRoot && setpriv !== null, 'capabilities can be dropped by root with setpriv alone');

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

it('root without capabilities does the same work, without another user and without the check', async () => {
  const drop = ['--bounding-set=-all', '--inh-caps=-all', '/bin/bash', '--noprofile', '--norc'];
  const shop = await shopOn({ shell: [setpriv ?? '', ...drop] });
  shop.settle({ check: 'echo RAN' });
  const { status, result, log } = await shop.ask({
    mode: 'change',
    prompt: '!model {"write":["notes.txt","kept"]}',
  });
  expect([status, result.outcome, result.errors]).toEqual(['success', 'changed', []]);
  expect(result.verified).toBe('not_allowed');
  expect(log).toContain('warning: this container may start nothing as another user');
});

it('file variables that the runner left open to everybody are closed to the check', async () => {
  const shop = await shopOn({ isOpen: true });
  const project = shop.sandbox.project('acme/webshop');
  project.variables.push({ key: 'TEAM_FILE', value: 'HELD_BY_TEAM', variable_type: 'file' });
  const folders = `${realpathSync(tmpdir())}/ci-job-*/builds/project`;
  // The sum tells what ran from what was only shown.
  const look = `cat ${folders}.tmp/TEAM_FILE && echo READ$((40+2)); ls ${folders} && echo LISTED$((40+2)); mv ${folders}/.claude-ci /tmp/claude-ci-moved && echo MOVED$((40+2)); echo LOOKED; exit 1`;
  shop.settle({ check: look, check_rounds: 0 });
  const { result, log } = await shop.ask({
    mode: 'change',
    prompt: '!model {"write":["notes.txt","kept"]}',
  });
  const printed = result.errors.join('\n');
  expect(printed).toContain('LOOKED');
  expect(printed).not.toMatch(/READ42|LISTED42|MOVED42/);
  expect(printed + log).not.toContain('HELD_BY_TEAM');
});
