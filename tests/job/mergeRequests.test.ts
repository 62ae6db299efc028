import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addFork } from '../sandbox/seed/addFork.ts';
import { people } from '../sandbox/seed/people.ts';
import type { MergeRequest } from '../sandbox/state/State.ts';
import { openShop } from './openShop.ts';
import type { Shop } from './openShop.ts';
import { startTrap, UNSPRUNG } from './startTrap.ts';
import type { Trap } from './startTrap.ts';

let shop: Shop;
let trap: Trap;
beforeAll(async () => {
  [shop, trap] = await Promise.all([openShop(), startTrap()]);
});
afterAll(async () => {
  await shop.sandbox.stop();
  await trap.stop();
});

const webshop = 'acme/webshop';
const WRITE = '!model {"read":"src/cart.js"}\n!model {"write":["notes.txt","kept"]}';

function vouchers(): MergeRequest {
  const found = shop.sandbox.project(webshop).mergeRequests.find(({ iid }) => iid === 34);
  if (!found) throw new Error('no !34');
  return found;
}

const notesOf = ({ discussions }: MergeRequest): string[] =>
  discussions.flatMap(({ notes }) => notes).flatMap(({ system, body }) => (system ? [] : [body]));

describe('a thread on a merge request', () => {
  const visibilities = ['private', 'internal', 'public'] as const;
  it.each(visibilities)(
    'of a project that is %s gets its fix and its reply',
    async (visibility) => {
      const project = shop.sandbox.project(webshop);
      const asked = project.mergeRequests.find(({ iid }) => iid === 34);
      const thread = asked?.discussions.find(({ notes }) => notes.some(({ position }) => position));
      if (!asked || !thread) throw new Error('The sandbox has no thread on !34.');
      const before = {
        visibility: project.visibility,
        head: asked.sha,
        notes: thread.notes.length,
      };
      project.visibility = visibility;
      const { result } = await shop.ask({
        prompt: 'Fix what the voucher thread says: the voucher must not push the total below zero.',
        mode: 'change',
        resource: 'merge_request/34',
        discussionId: thread.id,
        options: { reply: 'thread' },
      });
      expect(result).toMatchObject({
        outcome: 'changed',
        branch: 'feature/vouchers',
        merge_request: { iid: 34 },
        errors: [],
      });
      expect(shop.git(webshop, 'rev-parse', 'feature/vouchers~1').trim()).toBe(before.head);
      expect(shop.git(webshop, 'show', 'feature/vouchers:src/voucher.js')).toContain(
        'Math.max(0, total - voucher.amount)',
      );
      expect(thread.notes).toHaveLength(before.notes + 1);
      expect(thread.notes.at(-1)?.body).toContain('`src/voucher.js`');

      project.visibility = before.visibility;
      asked.sha = before.head;
      for (const ref of ['refs/heads/feature/vouchers', 'refs/merge-requests/34/head'])
        shop.git(webshop, 'update-ref', ref, before.head);
    },
  );
});

describe('a merge request from a fork', () => {
  it('is read from its head and changed by a patch alone, whatever its branch is called', async () => {
    const project = shop.sandbox.project(webshop);
    const { fork, mergeRequest } = await addFork(
      shop.sandbox.state,
      project,
      people.stranger,
      // As a branch of the project itself is called.
      { branch: 'feature/vouchers', files: { 'src/forked.js': 'export const forked = true;\n' } },
    );
    const forkPath = `${fork.namespace.path}/${fork.path}`;
    const refs = [shop.git(webshop, 'for-each-ref'), shop.git(forkPath, 'for-each-ref')];
    const { status, result, patch } = await shop.ask({
      mode: 'change',
      resource: `merge_request/${mergeRequest.iid}`,
      prompt: [
        '!model {"edit":["src/forked.js","true","false"]}',
        `!model ${JSON.stringify({ bash: trap.command('run') })}`,
      ].join('\n'),
      options: { reply: 'note' },
    });
    expect(status).toBe('success');
    expect(result).toMatchObject({ outcome: 'changed', branch: null, commits: [] });
    expect(result.merge_request).toBeNull();
    expect(result.errors).toEqual([
      `Not pushed to !${mergeRequest.iid}: it comes from another project.`,
    ]);
    expect(patch).toContain('+export const forked = false;');
    expect([shop.git(webshop, 'for-each-ref'), shop.git(forkPath, 'for-each-ref')]).toEqual(refs);
    expect(notesOf(mergeRequest).at(-1)).toContain('The changes were not pushed');
    expect(shop.requests().at(-1)?.tools).not.toContain('Bash');
    expect(trap.sprung()).toEqual(UNSPRUNG);
  });
});

describe('a merge request that is no longer open', () => {
  it.each(['closed', 'merged'] as const)(
    'keeps its branch when it is %s: the commit goes to one of its own',
    async (state) => {
      vouchers().state = state;
      const head = shop.git(webshop, 'rev-parse', 'feature/vouchers');
      const { result } = await shop.ask({
        mode: 'change',
        resource: 'merge_request/34',
        prompt: WRITE,
      });
      vouchers().state = 'opened';
      expect(result).toMatchObject({
        outcome: 'changed',
        branch: expect.stringMatching(/^claude\/mr-34-/),
        errors: [
          `Not pushed to !34: it is ${state}.`,
          expect.stringMatching(/^The branch claude\/mr-34-\S+ has no merge request/),
        ],
      });
      expect(shop.git(webshop, 'show', `${result.branch ?? ''}:notes.txt`)).toBe('kept');
      expect(shop.git(webshop, 'rev-parse', 'feature/vouchers')).toBe(head);
    },
  );
});

describe('a merge request whose source branch is protected', () => {
  it('keeps it: the commit comes as a merge request into it', async () => {
    const project = shop.sandbox.project(webshop);
    project.protectedBranches.push({ id: 99, name: 'feature/*', pushLevel: 30, mergeLevel: 30 });
    const head = shop.git(webshop, 'rev-parse', 'feature/vouchers');
    const { result } = await shop.ask({
      mode: 'change',
      resource: 'merge_request/34',
      prompt: WRITE,
    });
    project.protectedBranches.pop();
    expect(result.errors).toEqual(['Not pushed to !34: its source branch is protected.']);
    expect(result.branch).toMatch(/^claude\/mr-34-/);
    const opened = project.mergeRequests.find(({ iid }) => iid === result.merge_request?.iid);
    expect(opened?.targetBranch).toBe('feature/vouchers');
    expect(shop.git(webshop, 'rev-parse', 'feature/vouchers')).toBe(head);
  });
});

describe('a job that runs again', () => {
  it('updates its comment, and pushes over nothing that it pushed before', async () => {
    const issue = shop.sandbox.project(webshop).issues.find(({ iid }) => iid === 12);
    const before = issue?.discussions.length ?? 0;
    const first = await shop.ask({
      mode: 'change',
      prompt: `${WRITE}\n!model {"say":"I wrote notes."}`,
      options: { reply: 'note' },
    });
    const again = await shop.retry(webshop, first.jobId);
    expect(again.jobId).not.toBe(first.jobId);
    expect(issue?.discussions).toHaveLength(before + 1);
    const note = issue?.discussions.at(-1)?.notes[0];
    expect(note?.body).toContain(`/-/jobs/${again.jobId})`);
    expect(again.result.note_url).toBe(first.result.note_url);
    expect(again.log).toContain('ask-claude> note: comment updated');
    expect(again.result.branch).toBe(`${first.result.branch ?? ''}-${again.jobId}`);
    expect(shop.git(webshop, 'rev-parse', first.result.branch ?? '').trim()).toBe(
      first.result.commits[0],
    );
  });

  it('updates its reply in the thread', async () => {
    const thread = vouchers().discussions.find(({ notes }) => notes.some((one) => one.position));
    const before = thread?.notes.length ?? 0;
    const first = await shop.ask({
      prompt: '!model {"say":"My reply."}',
      resource: 'merge_request/34',
      discussionId: thread?.id ?? '',
      options: { reply: 'thread' },
    });
    const reply = thread?.notes.at(-1)?.body;
    const again = await shop.retry(webshop, first.jobId);
    expect(thread?.notes).toHaveLength(before + 1);
    expect(thread?.notes.at(-1)?.body).toBe(
      reply?.replace(`/jobs/${first.jobId})`, `/jobs/${again.jobId})`),
    );
  });
});
