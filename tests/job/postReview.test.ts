import { afterAll, beforeAll, expect, it } from 'vitest';
import { createGitLab } from '../../utils/gitlab/createGitLab.ts';
import type { Finding } from '../../utils/outcome/Finding.ts';
import { createReviews } from '../../utils/review/createReviews.ts';
import { createReviewStore } from '../../utils/review/createReviewStore.ts';
import { defuseAnswer } from '../../utils/runs/defuseAnswer.ts';
import { SHIPPING, TRIM } from '../background/review/findings.ts';
import { people } from '../sandbox/seed/people.ts';
import { openShop, type Shop } from './openShop.ts';

const ELSEWHERE: Finding = {
  ...SHIPPING,
  path: 'src/payment.js',
  text: '/close Nothing is charged when the amount is zero, and @all orders hang.',
};

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.sandbox.stop());

/** What the browser sends of these, all of them ticked. */
async function ticked(findings: Finding[]): Promise<string> {
  const { url: site, tokens } = shop.sandbox;
  let value: unknown = [];
  const reviews = createReviews({
    gitLabFor: async () => ({ ok: true, value: createGitLab({ root: site, token: tokens.dev }) }),
    store: createReviewStore({
      getValue: async () => value,
      setValue: async (next) => {
        value = next;
      },
    }),
    defuse: defuseAnswer,
    words: { severity: (severity) => severity, whole: () => 'Additional findings' },
  });
  const projectId = shop.sandbox.project('acme/webshop').id;
  const target = { runId: 'run', site, projectId, projectPath: 'acme/webshop', iid: 34, findings };
  for (const key of findings.keys()) await reviews.choose(target, String(key), { on: true });
  const review = await reviews.ticked(target);
  if (!review.ok) throw new Error(JSON.stringify(review.failure));
  return review.value;
}

function mergeRequest() {
  const found = shop.sandbox.project('acme/webshop').mergeRequests.find(({ iid }) => iid === 34);
  if (!found) throw new Error('no !34');
  return found;
}

it('the bot posts what was ticked as one review and one comment, without Claude, and a retry posts nothing twice', async () => {
  const seeded = mergeRequest().discussions.length;
  const variables = shop.sandbox.project('acme/webshop').variables;
  // The provider's key is not there: nothing asks for it.
  shop.sandbox.project('acme/webshop').variables = variables.filter(
    ({ key }) => key !== 'ANTHROPIC_API_KEY',
  );
  const { result, jobId, log } = await shop.ask({
    resource: 'merge_request/34',
    prompt: await ticked([TRIM, SHIPPING, ELSEWHERE]),
    options: { reply: 'note', post_review: true },
  });
  const posted = () => mergeRequest().discussions.slice(seeded);
  expect(result, log).toMatchObject({
    outcome: 'answered',
    answer:
      '2 of 3 findings posted at their lines, as one review. 1 of 3 findings in one comment: GitLab has no line for them.',
    cost_usd: null,
    errors: [],
    note_url: expect.stringContaining(`#note_${posted()[0]?.notes[0]?.id}`),
  });
  expect(
    posted()
      .map(({ notes }) => notes[0]?.position?.new_line ?? null)
      .toSorted(),
  ).toEqual([15, 8, null]);
  const [bodies, authors] = [
    posted().map(({ notes }) => notes[0]?.body ?? ''),
    new Set(posted().map(({ notes }) => notes[0]?.authorId)),
  ];
  expect(bodies.join('\n')).toContain('```suggestion:-0+0\n  return vouchers.get((code ??');
  expect(bodies.at(-1)).toContain('#### Additional findings\n\n`src/payment.js:15`\n\n**major:**');
  expect(bodies.join('\n')).not.toMatch(/^\/close|@all/m);
  for (const body of bodies) expect(body).toContain('of [pipeline');
  expect(authors.size).toBe(1);
  expect(authors).not.toContain(people.dev.id);
  expect(mergeRequest().drafts).toEqual([]);
  expect(shop.requests()).toEqual([]);

  const again = await shop.retry('acme/webshop', jobId);
  expect(again.result).toMatchObject({
    outcome: 'answered',
    answer: '3 of 3 findings left out: said there already, word for word.',
    note_url: result.note_url,
  });
  expect(posted()).toHaveLength(3);
});

it('a head that has moved ends the job before anything is posted', async () => {
  const before = mergeRequest().discussions.length;
  const sent = await ticked([TRIM]);
  const { result, status } = await shop.ask({
    resource: 'merge_request/34',
    prompt: sent.replaceAll(mergeRequest().sha, 'a'.repeat(40)),
    options: { reply: 'note', post_review: true },
  });
  expect(status).toBe('failed');
  expect(result).toMatchObject({ outcome: 'failed', answer: '' });
  expect(result.errors.join()).toMatch(
    /is at [0-9a-f]{8} now, and the findings were placed at aaaaaaaa\. Check them again/,
  );
  expect(mergeRequest().discussions).toHaveLength(before);
});
