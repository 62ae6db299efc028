import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Project } from '../sandbox/state/State.ts';
import { addRunnerProject } from '../sandbox/seed/addRunnerProject.ts';
import { openShop } from './openShop.ts';
import type { Ask, Ran, Shop } from './openShop.ts';

let shop: Shop;
let runner: Project;
beforeAll(async () => {
  shop = await openShop();
  runner = await addRunnerProject(shop.sandbox, { serve: ['acme/webshop', 'other/'] });
});
afterAll(() => shop.sandbox.stop());

const webshop = 'acme/webshop';
const askRunner = (ask: Ask, who: 'dev' | 'stranger' = 'dev'): Promise<Ran> =>
  shop.askAt('acme/runner', 'main', shop.sandbox.tokens[who], { projectPath: webshop, ...ask });

function jobOf({ jobId }: Ran) {
  return runner.pipelines.flatMap(({ jobs }) => jobs).find(({ id }) => id === jobId);
}

function leftBehind(ran: Ran): string {
  const files = readdirSync(jobOf(ran)?.artifacts ?? '', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  return [ran.log, ...files].join('\n');
}

const noteBodies = (): string[] =>
  shop.sandbox
    .project(webshop)
    .issues.flatMap(({ discussions }) => discussions)
    .flatMap(({ notes }) => notes.map(({ body }) => body));

describe('a central runner project', () => {
  it('answers in the asked project alone: its log and artifact hold no content', async () => {
    const ran = await askRunner({
      prompt: 'Why is the cart wrong?\n!model {"read":"src/cart.js"}\n!model {"say":"It forgets."}',
      options: { reply: 'note' },
    });
    expect(ran.status).toBe('success');
    expect(ran.result).toMatchObject({ outcome: 'answered', answer: '', errors: [] });
    expect(noteBodies().at(-1)).toMatch(/^It forgets\.[^]*asked by Devon Clarke\.\*$/);
    expect(ran.log).toContain('ask-claude> tool: Read');
    expect(leftBehind(ran)).not.toMatch(/cart|forgets/);
  });

  it('changes the asked project by a merge request there', async () => {
    const ran = await askRunner({
      mode: 'change',
      prompt: [
        '!model {"edit":["src/cart.js","item.price,","item.price * item.quantity,"]}',
        '!model {"write":["docs/CODEOWNERS","* @mia"]}',
        '!model {"write":["notes-on-vouchers.txt","x"]}',
        '!model {"say":"I mended the total."}',
      ].join('\n'),
      options: { reply: 'note' },
    });
    expect(ran.result).toMatchObject({ outcome: 'changed', answer: '', denied_tools: ['Write'] });
    const opened = shop.sandbox
      .project(webshop)
      .mergeRequests.find(({ iid }) => iid === ran.result.merge_request?.iid);
    expect(opened).toMatchObject({ title: 'I mended the total', targetBranch: 'main' });
    expect(opened?.description).toContain(`/acme/runner/-/jobs/${ran.jobId})`);
    expect(shop.git(webshop, 'show', `${opened?.sourceBranch ?? ''}:notes-on-vouchers.txt`)).toBe(
      'x',
    );
    expect(ran.patch).toBeNull();
    expect(leftBehind(ran)).not.toMatch(/mended|notes-on|cart|CODEOWNERS/);
    expect(shop.git('acme/runner', 'for-each-ref', '--format=%(refname)')).toBe(
      'refs/heads/main\n',
    );
  });

  it('hides the names of a merge request’s branches', async () => {
    const ran = await askRunner({
      mode: 'change',
      resource: 'merge_request/34',
      prompt: '!model {"write":["notes.txt","x"]}',
      options: { reply: 'note' },
    });
    expect(ran.result).toMatchObject({ outcome: 'changed', branch: null });
    expect(ran.result.merge_request?.iid).toBe(34);
    expect(shop.git(webshop, 'show', 'feature/vouchers:notes.txt')).toBe('x');
    expect(leftBehind(ran)).not.toContain('vouchers');
  });

  it.each<[string, Partial<Ask>, 'dev' | 'stranger', string]>([
    ['who is no Developer of the asked project', {}, 'stranger', 'is no Developer'],
    [
      'for a project that its file does not name',
      { projectPath: 'acme/legacy' },
      'dev',
      'AI_FLOW_PROJECT_PATH',
    ],
    ['without a place for the answer', { options: { reply: 'none' } }, 'dev', 'ask for a reply'],
  ])('refuses an ask %s, and asks no model', async (_, wrong, who, words) => {
    const asked = shop.requests().length;
    const { status, result } = await askRunner(
      { prompt: 'Why?', options: { reply: 'note' }, ...wrong },
      who,
    );
    expect([status, result.outcome]).toEqual(['failed', 'failed']);
    expect(result.errors[0]).toContain(words);
    expect(shop.requests()).toHaveLength(asked);
  });

  it('has no ask wait for another project’s issue of the same number', async () => {
    const options = { reply: 'note' };
    const [served, unserved] = await Promise.all([
      askRunner({ prompt: '!model {"slow":1500}\n!model {"say":"Done."}', options }),
      askRunner({ prompt: 'Why?', projectPath: 'acme/legacy', options }),
    ]);
    expect(served.result.outcome).toBe('answered');
    const [start, end] = [jobOf(unserved)?.startedAt ?? '', jobOf(served)?.finishedAt ?? ''];
    expect(start !== '' && end !== '' && start < end).toBe(true);
  });
});
