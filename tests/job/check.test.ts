import { afterAll, beforeAll, expect, it } from 'vitest';
import { addFork } from '../sandbox/seed/addFork.ts';
import { people } from '../sandbox/seed/people.ts';
import { openShop } from './openShop.ts';
import type { Ran, Shop } from './openShop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.sandbox.stop());

const webshop = 'acme/webshop';
const WRITE = '!model {"write":["notes.txt","wrong"]}\n!model {"say":"Done."}';

/** A change that this check is run on. */
function checked(check: string, prompt = WRITE, more: object = {}): Promise<Ran> {
  shop.settle({ check, check_rounds: 1, ...more });
  return shop.ask({ mode: 'change', prompt, options: { reply: 'note' } });
}

function draftOf({ result }: Ran): boolean | undefined {
  return shop.sandbox
    .project(webshop)
    .mergeRequests.find(({ iid }) => iid === result.merge_request?.iid)?.draft;
}

it('a check that holds is told in the result and in the note', async () => {
  const ran = await checked('grep -q wrong notes.txt && test -f src/cart.js');
  expect(ran.result).toMatchObject({ outcome: 'changed', verified: 'passed', errors: [] });
  expect(draftOf(ran)).toBe(false);
  const [issue] = shop.sandbox.project(webshop).issues;
  expect(issue?.discussions.at(-1)?.notes[0]?.body).toContain('The project’s check passed');
});

it('one that fails goes back to Claude, who mends it', async () => {
  const ran = await checked(
    'if grep -q wrong notes.txt; then echo NOTES ARE WRONG; exit 1; fi',
    `${WRITE}\n!model {"later":["notes.txt","right"]}`,
  );
  expect(ran.result).toMatchObject({ outcome: 'changed', verified: 'passed', errors: [] });
  expect(shop.git(webshop, 'show', `${ran.result.commits[0] ?? ''}:notes.txt`)).toBe('right');
  expect(shop.requests().at(-1)?.body).toContain('NOTES ARE WRONG');
});

it('one that never passes leaves a draft, with what it printed', async () => {
  const ran = await checked('echo STILL WRONG; exit 3');
  expect(ran.result).toMatchObject({ outcome: 'changed', verified: 'failed' });
  expect(ran.result.errors.join()).toContain('STILL WRONG');
  expect(draftOf(ran)).toBe(true);
  expect(ran.log).toContain('ask-claude> check: failed');
});

it('one that hangs is ended with all that it started', async () => {
  const ran = await checked('sleep 4242 & sleep 4243', WRITE, {
    check_minutes: 0.02,
    check_rounds: 0,
  });
  expect(ran.result).toMatchObject({ outcome: 'changed', verified: 'failed' });
  expect(ran.result.errors.join()).toContain('did not end within');
});

it('one that looks for keys finds neither the job’s, nor Claude’s, nor its files', async () => {
  const look = [
    'env',
    'cat /proc/[0-9]*/environ 2>/dev/null | tr "\\0" "\\n"',
    'cat $(dirname "$PWD")/../login/* ../../system-prompt.md 2>&1',
    'ls -a ../.. 2>&1',
    'exit 1',
  ].join('; ');
  const ran = await checked(look, WRITE, { check_rounds: 0 });
  expect(ran.result.verified).toBe('failed');
  const printed = ran.result.errors.join('\n');
  expect(printed).toContain('LANG=');
  expect(printed).not.toMatch(/sk-ant|MASKED|CI_JOB_TOKEN|ANTHROPIC|GITLAB_ACCESS_TOKEN|AI_FLOW/);
});

it('is not run on a fork’s code', async () => {
  const files = { 'src/forked.js': 'export const forked = true;\n' };
  const fork = { branch: 'improve', files };
  const project = shop.sandbox.project(webshop);
  const { mergeRequest } = await addFork(shop.sandbox.state, project, people.stranger, fork);
  shop.settle({ check: 'echo RAN; exit 1' });
  const ask = { mode: 'change', resource: `merge_request/${mergeRequest.iid}`, prompt: WRITE };
  const { result, log } = await shop.ask(ask);
  expect(result).toMatchObject({ outcome: 'changed', verified: 'not_allowed' });
  expect(log).not.toContain('check:');
});
