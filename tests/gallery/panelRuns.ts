import type { Result } from '../../utils/gitlab/Failure.ts';
import type { Outcome } from '../../utils/outcome/Outcome.ts';
import type { ThreadOutcome } from '../../utils/outcome/ThreadOutcome.ts';
import type { Progress } from '../../utils/outcome/Progress.ts';
import type { Run } from '../../utils/runs/Run.ts';
import type { UntilGreen } from '../../utils/runs/untilGreen/UntilGreen.ts';
import { FINDINGS } from './reviewData.ts';
import { ARABIC, RICH } from './richAnswer.ts';
import { aGreen } from '../unit/runs/untilGreen/aGreen.ts';
import { PAGE, sampleOutcome, sampleRun } from '../unit/components/samples.ts';

const MINUTE = 60_000;
const ago = (milliseconds: number) => new Date(Date.now() - milliseconds).toISOString();
const MADE = {
  pipelineId: 9001,
  pipelineUrl: `${PAGE.site}/acme/webshop/-/pipelines/9001`,
  jobId: 77,
  jobUrl: `${PAGE.site}/acme/webshop/-/jobs/77`,
};

export const SENDING = sampleRun({ createdAt: ago(900) });
export const WAITING = sampleRun({ ...MADE, state: 'waiting', createdAt: ago(3 * MINUTE) });
export const RUNNING = sampleRun({ ...MADE, state: 'running', createdAt: ago(14_000) });

export const NO_RUNNER: Result<Progress> = {
  ok: true,
  value: {
    stage: 'starting',
    steps: [],
    stepCount: 0,
    costUsd: null,
    tokens: null,
    waiting: { seconds: 190, tags: ['docker', 'arm64'], runners: 0 },
  },
};
export const PROGRESS: Result<Progress> = {
  ok: true,
  value: {
    stage: 'thinking',
    stepCount: 12,
    costUsd: null,
    tokens: 10_400,
    steps: [
      { kind: 'started', text: 'claude-sonnet' },
      { kind: 'tool', text: 'Read src/cart.js' },
      { kind: 'says', text: 'The quantity is read, but the subtotal never multiplies by it.' },
      { kind: 'denied', text: 'Bash rm -rf node_modules' },
      { kind: 'tool', text: 'Grep "subtotal" in src' },
    ],
    tail: '\u001b[32;1mask-claude> tool: Read src/cart.js\u001b[0m\nUploading artifacts as archive',
  },
};

function ended(id: string, outcome: Partial<Outcome>, more: Partial<Run> = {}): Run {
  return sampleRun({
    ...MADE,
    id,
    label: 'Why is the total too low when there are two mugs in the cart?',
    state: 'finished',
    createdAt: ago(2 * MINUTE + 7000),
    finishedAt: ago(2 * MINUTE),
    outcome: sampleOutcome(outcome),
    ...more,
  });
}

const ANSWER = `The total is too low because **quantities are ignored**: \`subtotal()\` adds each line once.

1. \`src/cart.js:14\` reads \`line.price\` alone.
2. The invoice multiplies by itself.

| line | price | quantity |
| --- | --- | --- |
| mug | 12.50 | 2 |

- [x] read the cart
- [ ] add a test

\`\`\`js
export const subtotal = (lines) =>
  lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
\`\`\`

> Only the subtotal, as Mia says.`;

export const IN_ARABIC = ended('arabic', { answer: ARABIC }, { label: 'لماذا المجموع منخفض؟' });
export const RICHLY = ended('rich', { answer: RICH }, { label: '' });

export const ANSWERED = ended('answered', { answer: ANSWER });
export const LONG = ended('long', {
  answer: `${ANSWER}\n\n${'Each line of the cart is read again by the invoice.\n\n'.repeat(60)}`,
});
export const CHANGED = ended(
  'changed',
  {
    kind: 'changed',
    answer: 'The cart multiplies by the quantity now, and a test holds it.',
    branch: 'claude/12-cart-total',
    commits: ['1d63e77c0a5b1d63e77c0a5b1d63e77c0a5b1d63'],
    mergeRequest: { iid: 35, webUrl: `${PAGE.site}/acme/webshop/-/merge_requests/35` },
    verified: 'passed',
    changedFiles: [
      { path: 'src/cart.js', added: 2, removed: 1 },
      { path: 'test/checkout/cart/quantities/cart.test.js', added: 14, removed: 0 },
    ],
  },
  { mode: 'change', preset: 'implement-issue', label: '' },
);
const THREADS = ['1', '2', '3', '4', '5'].map((digit) => digit.repeat(40));
const SHAS = [
  '1d63e77c0a5b1d63e77c0a5b1d63e77c0a5b1d63',
  '2e74f88d1b6c2e74f88d1b6c2e74f88d1b6c2e74',
];
const thread = (at: number, more: Partial<ThreadOutcome>): ThreadOutcome => ({
  id: THREADS[at] ?? '',
  state: 'changed',
  commit: null,
  replyUrl: `${PAGE.site}/acme/webshop/-/merge_requests/34#note_${at}`,
  resolved: false,
  reply: '',
  problem: '',
  ...more,
});
export const THREADS_DONE = ended(
  'threads',
  {
    kind: 'limit',
    limit: 'turns',
    answer: 'Two threads are fixed, one needed nothing.',
    branch: 'feature/vouchers',
    commits: SHAS,
    threads: [
      thread(0, { commit: SHAS[0] ?? null, resolved: true }),
      thread(1, {
        commit: SHAS[1] ?? null,
        replyUrl: null,
        reply: 'Totals are rounded **once** now.',
        problem: 'GitLab answered 403 {"message":"403 Forbidden"}',
      }),
      thread(2, { state: 'nothing_to_do' }),
      thread(3, { state: 'unfinished', replyUrl: null }),
      thread(4, { state: 'failed', replyUrl: null, problem: 'Its commit was not pushed.' }),
    ],
  },
  {
    mode: 'change',
    preset: 'fix-threads',
    label: '',
    page: { type: 'merge_request', iid: 34, title: 'Add vouchers' },
    threads: [
      'src/voucher.js:13',
      'src/checkout/vouchers/percentages/roundingOfTotals.js:1204',
      'Lena',
      'src/voucher.js:8',
      'Jonas Weber',
    ].map((label, at) => ({ id: THREADS[at] ?? '', label })),
  },
);
function untilGreen(id: string, more: Partial<UntilGreen>): Run {
  const pipeline = {
    id: 9002,
    status: 'failed',
    webUrl: `${PAGE.site}/acme/webshop/-/pipelines/9002`,
  };
  const green = aGreen({
    until: new Date(Date.now() + 94 * MINUTE).toISOString(),
    pipeline,
    ...more,
  });
  return { ...CHANGED, id, createdAt: ago(20 * MINUTE), untilGreen: green };
}
export const FIXING = [
  { ...RUNNING, id: 'fix', preset: 'fix-failing-pipeline', label: '', fixes: 'first' },
  untilGreen('first', { phase: 'fixing', fixes: ['fix'], spentUsd: 0.42 }),
];
export const ELSEWHERE: Run = {
  ...untilGreen('elsewhere', { phase: 'pushed', iid: 34 }),
  elsewhere: true,
};
export const GREEN_AND_RED = [
  untilGreen('green', { phase: 'ended', end: 'green', fixes: ['fix'] }),
  untilGreen('red', { phase: 'ended', end: 'asks' }),
];
export const PLANNED = ended(
  'planned',
  { answer: '1. Multiply by the quantity.\n2. Add a test with two mugs.' },
  { mode: 'plan', preset: 'suggest-approach', label: '' },
);
export const REVIEWED = ended(
  'reviewed',
  {
    answer: 'Vouchers are taken off in the right place. The rest reads well.',
    findings: FINDINGS,
  },
  { preset: 'review', label: '', page: { type: 'merge_request', iid: 34, title: 'Add vouchers' } },
);
export const DENIED = ended('denied', {
  kind: 'denied',
  answer: '',
  deniedTools: ['Edit', 'Bash'],
});
export const LIMIT = ended('limit', { kind: 'limit', answer: '', limit: 'turns' });
export const NOTHING = ended('nothing', { kind: 'nothing', answer: '', costUsd: null });
export const FAILED = ended(
  'failed',
  { kind: 'failed', answer: '', cause: 'sign_in', errors: ['API Error: 401 invalid x-api-key'] },
  { state: 'failed' },
);
const NOTE_URL = `${PAGE.site}/acme/webshop/-/issues/12#note_4711`;
export const COMMENTED = ended('commented', { answer: ANSWER, noteUrl: NOTE_URL });
/** Its job was killed before it could change its comment. */
export const KILLED = ended(
  'killed',
  { kind: 'failed', answer: '', cause: 'runner' },
  { state: 'failed', acknowledges: true },
);
export const WORKING_NOTE: Result<{ webUrl: string }> = { ok: true, value: { webUrl: NOTE_URL } };
/** GitLab took no pipeline from it. */
export const NOT_TAKEN = sampleRun({
  id: 'not-taken',
  state: 'failed',
  createdAt: ago(2000),
  finishedAt: ago(1000),
  failure: { kind: 'refused', detail: 'jobs:claude config contains unknown keys: scripts' },
});
export const LOST = sampleRun({
  id: 'lost',
  state: 'lost',
  createdAt: ago(5 * MINUTE),
  finishedAt: ago(3 * MINUTE),
});
export const HISTORY = [
  ended('third', { answer: 'It adds each line once.' }, { continues: 'answered' }),
  FAILED,
  ended('cancelled', { kind: 'cancelled', answer: '' }, { state: 'cancelled' }),
  CHANGED,
];
