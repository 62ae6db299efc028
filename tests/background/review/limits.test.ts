import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createGitLab } from '../../../utils/gitlab/createGitLab.ts';
import type { GitLab } from '../../../utils/gitlab/GitLab.ts';
import type { Finding } from '../../../utils/outcome/Finding.ts';
import { createReviews, type Reviews } from '../../../utils/review/createReviews.ts';
import { createReviewStore } from '../../../utils/review/createReviewStore.ts';
import type { Doubt } from '../../../utils/review/Review.ts';
import type { ReviewTarget } from '../../../utils/review/ReviewTools.ts';
import { addFork } from '../../sandbox/seed/addFork.ts';
import { people } from '../../sandbox/seed/people.ts';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.ts';
import { i18n } from '../../unit/components/words.ts';
import { fakeItem } from '../../unit/storage/fakeItem.ts';
import { addMergeRequest } from './addRealDiffs.ts';

const LARGE = 300;
const FINDING: Finding = {
  path: 'src/voucher.js',
  side: 'new',
  from: 1,
  to: 1,
  severity: 'major',
  quote: 'const vouchers = new Map();',
  text: 'The vouchers are never filled.',
  suggestion: null,
};
const LINE = 'const line = 1;\n';

let sandbox: Sandbox;
let reviews: Reviews;
let through: (gitLab: GitLab) => GitLab;
beforeAll(async () => {
  sandbox = await startSandbox();
  await addMergeRequest(sandbox, LARGE, {
    before: { 'a.js': 'x\n', 'gone.js': LINE },
    after: {
      'a.js': 'y\n',
      'mid.js': LINE.repeat(7_500),
      'big.js': LINE.repeat(15_000),
      'package-lock.json': '{}\n',
      'logo.png': '\u0089PNG\0\0',
    },
  });
});
afterAll(() => sandbox.stop());
afterEach(() => sandbox.faults.clear());
beforeEach(() => {
  through = (gitLab) => gitLab;
  reviews = createReviews({
    gitLabFor: async (root) => ({
      ok: true,
      value: through(createGitLab({ root, token: sandbox.tokens.dev })),
    }),
    store: createReviewStore(fakeItem([])),
    defuse: (text) => text,
    words: { severity: (severity) => severity, whole: () => 'Additional findings' },
  });
});

function found(iid: number, finding: Finding): ReviewTarget {
  const { id: projectId } = sandbox.project('acme/webshop');
  const of = { runId: `run-${iid}`, site: sandbox.url, projectId, projectPath: 'acme/webshop' };
  return { ...of, iid, findings: [finding] };
}

async function itemOf(iid: number, finding: Finding) {
  const read = await reviews.read(found(iid, finding));
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value.items[0];
}

async function publish(iid: number, finding: Finding) {
  const target = found(iid, finding);
  const read = await reviews.read(target);
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return reviews.publish(target, { seen: read.value.headSha, withOthers: false });
}

test.each<[string, Doubt]>([
  ['mid.js', 'collapsed'],
  ['big.js', 'too_large'],
  ['package-lock.json', 'collapsed'],
  ['logo.png', 'binary'],
  ['nowhere.js', 'not_in_diff'],
])(
  'a finding in %s, of which GitLab shows no line, is set aside as %s, in one sentence',
  async (path, doubt) => {
    const item = await itemOf(LARGE, { ...FINDING, path, quote: 'const other = 2;' });
    expect(item).toMatchObject({ doubt, on: false });
    expect(i18n.t(`review.doubts.${doubt}`)).not.toBe('');
  },
);

test('a file that GitLab’s list does not reach is not said to be unchanged', async () => {
  through = (gitLab) => ({
    ...gitLab,
    async mergeRequest(...asked) {
      const read = await gitLab.mergeRequest(...asked);
      return read.ok ? { ok: true, value: { ...read.value, changes_count: '1000+' } } : read;
    },
  });
  const item = await itemOf(LARGE, { ...FINDING, path: 'nowhere.js' });
  expect(item?.doubt).toBe('not_listed');
});

test('a line of a deleted file is found on the side from before', async () => {
  const gone = { ...FINDING, path: 'gone.js', side: 'old', quote: LINE.trim() } as const;
  expect(await itemOf(LARGE, gone)).toMatchObject({ doubt: null, placed: true });
});

test('a merge request of a fork is reviewed in the project that it goes to', async () => {
  const project = sandbox.project('acme/webshop');
  const files = { 'src/fork.js': 'export const fork = true;\n' };
  const change = { branch: 'from-a-fork', files };
  const { mergeRequest } = await addFork(sandbox.state, project, people.jonas, change);
  const finding = { ...FINDING, path: 'src/fork.js', quote: 'export const fork = true;' };
  const published = await publish(mergeRequest.iid, finding);
  expect(published).toMatchObject({ value: { came: 'published', published: 1, dropped: 0 } });
  expect(mergeRequest.discussions.at(-1)?.notes[0]?.position).toMatchObject({ new_line: 1 });
});

const DRAFTS = /\/draft_notes$/;
const TRIM = {
  ...FINDING,
  from: 8,
  to: 8,
  quote: '  return vouchers.get(code.trim().toUpperCase());',
  text: 'Checkout fails for customers who enter no code.',
};

test('before 15.9 GitLab has no drafts: the findings are read, and what was not published is told', async () => {
  for (let times = 0; times < 4; times += 1)
    sandbox.faults.next(
      { path: DRAFTS },
      { kind: 'answer', status: 404, body: '{"error":"404 Not Found"}' },
    );
  expect(await publish(34, TRIM)).toMatchObject({
    failure: { kind: 'refused', reason: 'no_drafts' },
  });
});

test('a locked discussion, which takes comments of members alone, is told as that', async () => {
  const [mergeRequest] = sandbox.project('acme/webshop').mergeRequests;
  if (mergeRequest) mergeRequest.locked = true;
  const refusal = { kind: 'answer', status: 403, body: '{"message":"403 Forbidden"}' } as const;
  sandbox.faults.next({ method: 'POST', path: DRAFTS }, refusal);
  expect(await publish(34, TRIM)).toMatchObject({
    failure: { kind: 'refused', reason: 'locked' },
  });
});
