// Over 250 lines: one review's ways through GitLab, tried side by side.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createGitLab } from '../../../utils/gitlab/createGitLab.ts';
import type { Result } from '../../../utils/gitlab/Failure.ts';
import type { GitLab } from '../../../utils/gitlab/GitLab.ts';
import type { Finding } from '../../../utils/outcome/Finding.ts';
import { readBotReview } from '../../../utils/review/BotReview.ts';
import { createReviews, type Reviews } from '../../../utils/review/createReviews.ts';
import { createReviewStore } from '../../../utils/review/createReviewStore.ts';
import type { Publishing, Review, ReviewItem } from '../../../utils/review/Review.ts';
import type { ReviewTarget } from '../../../utils/review/ReviewTools.ts';
import { defuseAnswer } from '../../../utils/runs/defuseAnswer.ts';
import type { RequestMatcher } from '../../sandbox/faults.ts';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.ts';
import { SHIPPING, TRIM } from './findings.ts';

const DRAFTS: RequestMatcher = { method: 'POST', path: /\/draft_notes$/ };
const PUBLISH: RequestMatcher = { method: 'POST', path: /\/bulk_publish$/ };
const ELSEWHERE: Finding = {
  ...SHIPPING,
  path: 'src/payment.js',
  from: 4,
  to: 4,
  quote: 'charge(total);',
  text: 'Nothing is charged when the remaining amount is zero, and the order hangs.',
};

let sandbox: Sandbox;
let reviews: Reviews;
let lastRun = 0;
/** What stands between us and the sandbox. */
let through: (gitLab: GitLab) => GitLab;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());
afterEach(() => sandbox.faults.clear());
beforeEach(() => {
  const { mergeRequests } = sandbox.project('acme/webshop');
  const [mergeRequest] = mergeRequests;
  if (!mergeRequest) throw new Error('The shop has no merge request.');
  mergeRequest.drafts = [];
  // Only what the seed has said.
  mergeRequest.discussions.splice(SEEDED);
  through = (gitLab) => gitLab;
  let value: unknown = [];
  reviews = createReviews({
    gitLabFor: async (root) => ({
      ok: true,
      value: through(createGitLab({ root, token: sandbox.tokens.dev })),
    }),
    store: createReviewStore({
      getValue: async () => structuredClone(value),
      setValue: async (next) => {
        value = structuredClone(next);
      },
    }),
    defuse: defuseAnswer,
    words: { severity: (severity) => severity, whole: () => 'Additional findings' },
  });
});

/** Discussions of !34 before anything is reviewed. */
const SEEDED = 7;

function found(...findings: Finding[]): ReviewTarget {
  const project = sandbox.project('acme/webshop');
  lastRun += 1;
  const { url: site } = sandbox;
  return {
    runId: `run-${lastRun}`,
    site,
    projectId: project.id,
    projectPath: 'acme/webshop',
    iid: 34,
    findings,
  };
}

function given<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

async function read(target: ReviewTarget): Promise<Review> {
  return given(await reviews.read(target));
}

async function publish(target: ReviewTarget, withOthers = false): Promise<Publishing> {
  const { headSha: seen } = await read(target);
  return given(await reviews.publish(target, { seen, withOthers }));
}

/** What was said of !34 since the seed: place and words. */
function said(): string[] {
  const [mergeRequest] = sandbox.project('acme/webshop').mergeRequests;
  return (mergeRequest?.discussions ?? []).slice(SEEDED).flatMap(({ notes }) =>
    notes
      .filter(({ system }) => system !== true)
      .map(({ position, body }) => {
        const line = position
          ? `${position.new_path}:${position.new_line ?? position.old_line}`
          : 'whole';
        return `${line} ${body}`;
      }),
  );
}

function drafts(): number {
  return sandbox.project('acme/webshop').mergeRequests[0]?.drafts?.length ?? 0;
}

const states = (items: readonly ReviewItem[]) => items.map(({ state, doubt }) => doubt ?? state);

test('what is ticked is published as one review: each at its line, changed words as they are, what was dropped not at all', async () => {
  const target = found(TRIM, SHIPPING, ELSEWHERE);
  const before = await read(target);
  expect(before.items.map(({ path, doubt, placed }) => [path, doubt, placed])).toEqual([
    ['src/checkout.js', null, true],
    ['src/voucher.js', null, true],
    ['src/payment.js', 'not_in_diff', false],
  ]);
  await reviews.choose(target, '0', { text: 'No code, no checkout.' });
  await reviews.choose(target, '1', { on: false });
  const after = await publish(target);
  expect(after).toMatchObject({ came: 'published', published: 1, dropped: 0 });
  expect(said()).toEqual([
    `src/voucher.js:8 **critical:** No code, no checkout.\n\n\`\`\`suggestion:-0+0\n${TRIM.suggestion}\n\`\`\``,
  ]);
  expect(states(after.review.items)).toEqual(['found', 'published', 'not_in_diff']);
  expect(drafts()).toBe(0);
});

test('whether any finding is left to be published is told with each choice: what is set aside counts only where the user wants it', async () => {
  const target = found(TRIM, ELSEWHERE);
  await read(target);
  expect(await reviews.choose(target, '0', { on: false })).toBe(false);
  expect(await reviews.choose(target, '1', { on: true })).toBe(true);
  expect(await reviews.choose(target, '1', { on: false })).toBe(false);
  expect(await reviews.choose(target, '0', { on: true })).toBe(true);
});

test('a suggestion is one that GitLab can apply', async () => {
  await publish(found(TRIM));
  const note = sandbox.project('acme/webshop').mergeRequests[0]?.discussions.at(-1)?.notes[0];
  expect(note?.suggestions).toMatchObject([
    { fromLine: 8, toLine: 8, fromContent: `${TRIM.quote}\n`, toContent: `${TRIM.suggestion}\n` },
  ]);
});

test('what has no line goes into one comment of the same review, and nothing is lost', async () => {
  const target = found(TRIM, ELSEWHERE);
  await reviews.choose(target, '1', { on: true });
  expect(await publish(target)).toMatchObject({ published: 2 });
  expect(said()[1]).toBe(
    `whole #### Additional findings\n\n\`src/payment.js:4\`\n\n**major:** ${ELSEWHERE.text}`,
  );
});

test('nothing is said twice: by a second press, or by a second review of the same', async () => {
  const target = found(TRIM, SHIPPING);
  await publish(target);
  const seen = (await read(target)).headSha;
  expect(await reviews.publish(target, { seen, withOthers: false })).toMatchObject({ ok: false });
  const again = found(TRIM, {
    ...SHIPPING,
    from: 16,
    to: 16,
    text: `${SHIPPING.text} See the fee.`,
  });
  const { items } = await read(again);
  expect(states(items)).toEqual(['said', 'said']);
  expect(items[0]?.said).toMatchObject({ author: 'dev' });
  expect(said()).toHaveLength(2);
});

test('what others said is not said again, though it was resolved', async () => {
  const negative = {
    ...TRIM,
    from: 13,
    to: 13,
    quote: '  return total - voucher.amount;',
    suggestion: null,
  };
  const text = 'The total can go below zero: with a voucher over 20 € we would pay the customer.';
  const { items } = await read(found({ ...negative, text }));
  expect(items).toMatchObject([{ doubt: 'said', on: false, said: { author: 'mia' } }]);
});

/** The bot posts what was handed to it, with a token of its own. */
async function postAsBot(handed: string): Promise<void> {
  const { id } = sandbox.project('acme/webshop');
  const gitLab = createGitLab({ root: sandbox.url, token: sandbox.tokens.mia });
  for (const { place, text, at } of readBotReview(handed)?.findings ?? []) {
    const note = at ? text : `\`${place}\`\n\n${text}`;
    given(await gitLab.createDraftNote(id, 34, { note, ...(at && { position: at.position }) }));
  }
  given(await gitLab.publishDraftNotes(id, 34));
}

test('what the bot has posted is said, though the user changed its words or ticked it themselves', async () => {
  const target = found(TRIM, SHIPPING, ELSEWHERE);
  await read(target);
  await reviews.choose(target, '0', { text: 'Guests enter no code.' });
  await reviews.choose(target, '1', { on: false });
  await reviews.choose(target, '1', { on: true });
  await reviews.choose(target, '2', { on: true, text: 'Then it hangs.' });
  await postAsBot(given(await reviews.ticked(target)));
  const { headSha: seen } = await read(target);
  expect(
    (await read(target)).items.map(({ doubt, on, said: by }) => [doubt, on, by?.author]),
  ).toEqual(Array.from({ length: 3 }, () => ['said', false, 'mia']));
  expect(await reviews.publish(target, { seen, withOthers: false })).toMatchObject({ ok: false });
  expect(await reviews.choose(target, '0', { suggests: false })).toBe(false);
  expect(said()).toHaveLength(3);
});

test('a tick that is made again after the bot has posted stands', async () => {
  const target = found(TRIM);
  await reviews.choose(target, '0', { on: true });
  await postAsBot(given(await reviews.ticked(target)));
  await read(target);
  expect(await reviews.choose(target, '0', { on: true })).toBe(true);
  expect((await read(target)).items).toMatchObject([{ doubt: 'said', on: true }]);
});

test('a line that GitLab does not take is taken back and said in the comment on the whole', async () => {
  // As where its diff is another one than ours.
  through = (gitLab) => ({
    ...gitLab,
    createDraftNote: (project, iid, draft) =>
      gitLab.createDraftNote(project, iid, {
        ...draft,
        ...(draft.position && draft.note.includes('shipping')
          ? { position: { ...draft.position, new_line: 400 } }
          : {}),
      }),
  });
  expect(await publish(found(TRIM, SHIPPING))).toMatchObject({ published: 2, dropped: 0 });
  expect(said().map((one) => one.split(' ')[0])).toEqual(['src/voucher.js:8', 'whole']);
  expect(said()[1]).toContain(SHIPPING.text);
});

test('a draft that fails in the middle: what was made stays, the next press goes on, each is said once', async () => {
  const target = found(SHIPPING, TRIM);
  const { headSha: seen } = await read(target);
  sandbox.faults.next(DRAFTS, { kind: 'latency', milliseconds: 0 });
  sandbox.faults.next(DRAFTS, { kind: 'answer', status: 429, body: 'Retry later\n' });
  expect(await reviews.publish(target, { seen, withOthers: false })).toMatchObject({
    ok: false,
    failure: { kind: 'rate_limited' },
  });
  expect([states((await read(target)).items), said(), drafts()]).toEqual([
    ['prepared', 'found'],
    [],
    1,
  ]);
  expect(await publish(target)).toMatchObject({ published: 2 });
  expect([said().length, drafts()]).toEqual([2, 0]);
});

test('a draft whose answer was lost is found again', async () => {
  const target = found(SHIPPING);
  const { headSha: seen } = await read(target);
  sandbox.faults.next(DRAFTS, { kind: 'handle-then-drop' });
  expect(await reviews.publish(target, { seen, withOthers: false })).toMatchObject({
    failure: { kind: 'answer_lost' },
  });
  expect(await publish(target)).toMatchObject({ came: 'published', published: 1 });
  expect(said()).toHaveLength(1);
});

test('a publishing whose answer was lost counts as what it was', async () => {
  const target = found(SHIPPING, TRIM);
  const { headSha: seen } = await read(target);
  sandbox.faults.next(PUBLISH, { kind: 'handle-then-drop' });
  const answer = await reviews.publish(target, { seen, withOthers: false });
  expect(answer).toMatchObject({ value: { published: 2 } });
  expect(said()).toHaveLength(2);
});

test('one of which nobody heard the end is not published again', async () => {
  const target = found(SHIPPING);
  const { headSha: seen } = await read(target);
  let ended = false;
  through = (gitLab) => ({
    ...gitLab,
    async publishDraftNotes(project, iid) {
      await gitLab.publishDraftNotes(project, iid);
      ended = true;
      return { ok: true, value: null };
    },
    discussions: (...asked) =>
      ended
        ? Promise.resolve({ ok: false, failure: { kind: 'network' } })
        : gitLab.discussions(...asked),
  });
  expect(await reviews.publish(target, { seen, withOthers: false })).toMatchObject({ ok: false });
  through = (gitLab) => gitLab;
  await reviews.choose(target, '0', { on: true });
  expect(await publish(target)).toMatchObject({ came: 'published', published: 1 });
  expect(said()).toHaveLength(1);
});

test('drafts of the user’s own are published only where they say so', async () => {
  const project = sandbox.project('acme/webshop').id;
  const gitLab = createGitLab({ root: sandbox.url, token: sandbox.tokens.dev });
  given(await gitLab.createDraftNote(project, 34, { note: 'A thought of my own.' }));
  const target = found(SHIPPING);
  expect(await publish(target)).toMatchObject({ came: 'other_drafts', review: { otherDrafts: 1 } });
  expect([said(), drafts()]).toEqual([[], 1]);
  expect(await publish(target, true)).toMatchObject({ came: 'published', published: 1 });
  expect(said()).toHaveLength(2);
});

test('attack: words of a model that would close, label or name everybody do nothing but stand there', async () => {
  const text = '/close\n\n@all look\n\n```suggestion:-9+9\nx\n```\n\n/label ~bug';
  await publish(found({ ...SHIPPING, text }));
  const [note = ''] = said();
  expect(note).not.toMatch(/^\/|@all|suggestion/m);
  expect(sandbox.project('acme/webshop').mergeRequests[0]).toMatchObject({ state: 'opened' });
});

test('the user’s changed mind takes a draft back', async () => {
  const target = found(SHIPPING, TRIM);
  const { headSha: seen } = await read(target);
  sandbox.faults.next(PUBLISH, { kind: 'answer', status: 500, body: '{}' });
  expect(await reviews.publish(target, { seen, withOthers: false })).toMatchObject({ ok: false });
  expect(drafts()).toBe(2);
  await reviews.choose(target, '0', { on: false });
  await reviews.choose(target, '1', { text: 'Think of no code.', suggests: false });
  expect(await publish(target)).toMatchObject({ published: 1 });
  expect(said()).toEqual(['src/voucher.js:8 **critical:** Think of no code.']);
});

test('three hundred findings come through, each once', async () => {
  const words = [
    'price',
    'rounding',
    'currency',
    'discount',
    'basket',
    'refund',
    'invoice',
    'stock',
    'tax',
    'coupon',
  ];
  const many = Array.from({ length: 300 }, (_, index): Finding => {
    const [a, b, c] = [index % 10, Math.floor(index / 10) % 10, Math.floor(index / 100)];
    const text = `Case${index} breaks ${words[a]}${a} against ${words[b]}${index} during ${words[c]}${index}.`;
    return { ...SHIPPING, text };
  });
  const answer = await publish(found(...many));
  expect(answer).toMatchObject({ published: 300, dropped: 0 });
  expect(new Set(said()).size).toBe(300);
});

test('a head that moved is told, the findings are checked again, and a thread whose line is gone can be resolved', async () => {
  const target = found(TRIM, SHIPPING);
  const { headSha: old } = await read(target);
  await reviews.choose(target, '1', { on: false });
  await publish(target);
  const repository = sandbox.project('acme/webshop');
  expect(repository.mergeRequests[0]?.sha).toBe(old);
  const fixed =
    '\n\n/** The voucher with this code, or undefined. */\nexport function findVoucher(code) {\n  return vouchers.get(String(code).trim());\n}\n';
  const gitLab = createGitLab({ root: sandbox.url, token: sandbox.tokens.dev });
  const content = `const vouchers = new Map();${fixed}`;
  given(
    await gitLab.createCommit(repository.id, {
      branch: 'feature/vouchers',
      message: 'Take any code [skip ci]',
      files: [{ action: 'update', path: 'src/voucher.js', content }],
    }),
  );
  const moved = given(await reviews.publish(target, { seen: old, withOthers: false }));
  expect(moved.came).toBe('moved');
  expect(said()).toHaveLength(1);
  expect(moved.review.fixed).toMatchObject([{ path: 'src/voucher.js' }]);
  const ids = moved.review.fixed.map(({ discussionId }) => discussionId);
  const after = given(await reviews.resolveFixed(target, ids));
  expect(after.fixed).toEqual([]);
});
