import { afterAll, beforeAll, expect, it } from 'vitest';
import { threadOutcomesOf } from '../../utils/outcome/ThreadOutcome.ts';
import type { Discussion, MergeRequest } from '../sandbox/state/State.ts';
import { addDiscussion } from '../sandbox/state/discussions.ts';
import { people } from '../sandbox/seed/people.ts';
import { openShop } from './openShop.ts';
import type { Shop } from './openShop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.sandbox.stop());

const webshop = 'acme/webshop';

function vouchers(): MergeRequest {
  const found = shop.sandbox.project(webshop).mergeRequests.find(({ iid }) => iid === 34);
  if (!found) throw new Error('no !34');
  return found;
}

function addThread(body: string): Discussion {
  const note = { body, authorId: people.mia.id, resolvable: true };
  return addDiscussion(vouchers(), note, false);
}

const write = (path: string, text: string) => `!model ${JSON.stringify({ write: [path, text] })}`;
const finish = (thread: Discussion, end: string, title = '') => {
  const words = { thread: thread.id, end, reply: `Reply on ${end}.`, title, commit_message: '' };
  return `!model ${JSON.stringify({ tool: ['mcp__project__finish_thread', words] })}`;
};
const say = (text: string) => `!model ${JSON.stringify({ say: text })}`;

it('one job makes a commit for each thread, replies in each, and resolves what is done', async () => {
  const [one, two, three, four] = ['one', 'two', 'three', 'four'].map(addThread) as [
    Discussion,
    Discussion,
    Discussion,
    Discussion,
  ];
  four.notes.forEach((note) => (note.resolvedAt = new Date().toISOString()));
  const head = vouchers().sha;
  const { result } = await shop.ask({
    mode: 'change',
    resource: 'merge_request/34',
    prompt: [
      '!model {"tool":["mcp__project__finish_thread",{"thread":"x","end":"open","reply":"y"}]}',
      write('shared.txt', 'first\n'),
      finish(one, 'changed', 'fix: the first'),
      '!model {"edit":["shared.txt","first","first\\nsecond"]}',
      finish(two, 'changed', 'fix: the second'),
      finish(three, 'nothing_to_do'),
      say('All threads are done.'),
    ].join('\n'),
    options: {
      reply: 'thread',
      resolve: true,
      threads: [one, two, three, four].map(({ id }) => id),
    },
  });
  expect(result).toMatchObject({
    outcome: 'changed',
    branch: 'feature/vouchers',
    answer: 'All threads are done.',
    errors: ['Claude named threads that it was not asked about, which were left alone: 1.'],
  });
  const log = shop.git(webshop, 'log', '--format=%s', `${head}..feature/vouchers`);
  expect(log.trim().split('\n')).toEqual(['fix: the second', 'fix: the first']);
  expect(shop.git(webshop, 'show', 'feature/vouchers~1:shared.txt')).toBe('first\n');
  expect(shop.git(webshop, 'show', 'feature/vouchers:shared.txt')).toBe('first\nsecond\n');
  const [first, second] = result.commits;
  expect(shop.git(webshop, 'log', '-1', '--format=%B', first ?? '')).toContain(
    `Thread: ${shop.sandbox.url}/acme/webshop/-/merge_requests/34#note_${one.notes[0]?.id}`,
  );
  expect(threadOutcomesOf(result.threads)).toMatchObject([
    { id: one.id, state: 'changed', commit: first, resolved: true, problem: '' },
    { id: two.id, state: 'changed', commit: second, resolved: true },
    { id: three.id, state: 'nothing_to_do', commit: null, resolved: true },
    { id: four.id, state: 'resolved_before', replyUrl: null, resolved: false },
  ]);
  expect(one.notes.at(-1)?.body).toContain(`Changes: ${first} on the branch`);
  expect([two, three, four].map(({ notes }) => notes.length)).toEqual([2, 2, 1]);
  expect(one.notes[0]?.resolvedAt).not.toBeNull();
});

it('a run that its limit ends keeps what is finished, and says of the rest that it was not reached', async () => {
  const [one, two] = ['one', 'two'].map(addThread) as [Discussion, Discussion];
  const head = vouchers().sha;
  const { result, patch } = await shop.ask({
    mode: 'change',
    resource: 'merge_request/34',
    prompt: [
      write('one.txt', 'x\n'),
      finish(one, 'changed', 'fix: one'),
      write('half.txt', 'y\n'),
      '!model {"loop":"src/cart.js"}',
    ].join('\n'),
    options: { reply: 'thread', max_turns: 5, threads: [one.id, two.id] },
  });
  expect(result).toMatchObject({ outcome: 'limit', limit: 'turns', branch: 'feature/vouchers' });
  expect(shop.git(webshop, 'log', '--format=%s', `${head}..feature/vouchers`)).toBe('fix: one\n');
  expect(patch).toContain('half.txt');
  expect(result.errors.join()).toContain('the job keeps it as a patch');
  expect(threadOutcomesOf(result.threads)).toMatchObject([
    { id: one.id, state: 'changed', resolved: false },
    { id: two.id, state: 'unfinished', replyUrl: null },
  ]);
  expect([one, two].map(({ notes }) => notes.length)).toEqual([2, 1]);
});

it('a Claude that forgets a thread is reminded of it', async () => {
  const one = addThread('one');
  const { result } = await shop.ask({
    mode: 'change',
    resource: 'merge_request/34',
    prompt: say('Nothing is to be changed.'),
    options: { reply: 'thread', threads: [one.id] },
  });
  expect(shop.requests().some(({ body }) => body.includes('These threads are not finished'))).toBe(
    true,
  );
  expect(threadOutcomesOf(result.threads)).toMatchObject([{ id: one.id, state: 'unfinished' }]);
  expect(one.notes).toHaveLength(1);
});
