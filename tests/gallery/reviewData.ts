import type { Result } from '../../utils/gitlab/Failure.ts';
import type { Finding } from '../../utils/outcome/Finding.ts';
import type { Preview } from '../../utils/preview/Preview.ts';
import type { Publishing, Review, ReviewItem } from '../../utils/review/Review.ts';
import { PAGE } from '../unit/components/samples.ts';
import { MERGE_REQUEST_PREVIEW } from './panelData.ts';

const NOTE = `${PAGE.site}/acme/webshop/-/merge_requests/34#note_515`;

function item(key: string, more: Partial<ReviewItem>): ReviewItem {
  return {
    key,
    path: 'src/voucher.js',
    from: 8,
    to: 8,
    side: 'new',
    severity: 'critical',
    text: '**Checkout fails without a code.** `code` is `undefined` for customers who enter none, and `trim` throws.',
    suggestion: null,
    suggests: true,
    applies: false,
    code: [
      {
        sign: ' ',
        number: 6,
        text: '/** The voucher with this code, or undefined. */',
        meant: false,
      },
      { sign: '+', number: 7, text: 'export function findVoucher(code) {', meant: false },
      {
        sign: '+',
        number: 8,
        text: '  return vouchers.get(code.trim().toUpperCase());',
        meant: true,
      },
    ],
    placed: true,
    moved: false,
    doubt: null,
    on: true,
    state: 'found',
    ...more,
  };
}

const ITEMS: ReviewItem[] = [
  item('0', {
    path: 'src/checkout.js',
    from: 15,
    to: 15,
    severity: 'major',
    text: 'A voucher also pays for shipping: it is taken off the sum with shipping in it.',
    code: [
      { sign: '-', number: 14, text: '  return amount + shipping(amount);', meant: false },
      { sign: '+', number: 15, text: '  const sum = amount + shipping(amount);', meant: true },
    ],
    moved: true,
  }),
  item('1', {
    suggestion: "  return vouchers.get((code ?? '').trim().toUpperCase());",
    applies: true,
  }),
  item('2', {
    path: 'src/voucher.js',
    from: 13,
    to: 13,
    severity: 'minor',
    text: 'The total can go below zero.',
    code: [],
    doubt: 'said',
    said: { author: 'mia', url: NOTE },
    on: false,
  }),
  item('3', {
    path: 'src/payment.js',
    from: 4,
    to: 4,
    severity: 'nit',
    text: 'A total of zero is charged, too.',
    code: [],
    doubt: 'not_in_diff',
    placed: false,
  }),
];

export const FINDINGS: Finding[] = ITEMS.map(
  ({ path, side, from, to, severity, text, suggestion }) => ({
    path,
    side,
    from,
    to,
    severity,
    text,
    suggestion,
    quote: '',
  }),
);

const OPEN: Review = { headSha: 'c0ffee', items: ITEMS, otherDrafts: 0, fixed: [] };
export const REVIEW: Result<Review> = { ok: true, value: OPEN };
const DONE: Review = {
  ...OPEN,
  items: ITEMS.map((one) =>
    one.doubt === 'said' ? one : { ...one, doubt: null, state: 'published', url: NOTE },
  ),
  fixed: [
    {
      discussionId: '4b66bf81044a2d318cc07150a72f5c4721b9635d',
      path: 'src/cart.js',
      text: 'The total ignores the quantity of each line.',
      url: NOTE,
    },
  ],
};
/** Once the bot has posted what was ticked. */
export const BOT_POSTED: Result<Review> = {
  ok: true,
  value: {
    ...OPEN,
    items: ITEMS.map((one) => ({
      ...one,
      doubt: 'said',
      said: { author: 'ask-claude', url: NOTE },
      on: false,
    })),
  },
};
export const REVIEW_DONE: Result<Review> = { ok: true, value: DONE };
export const OTHER_DRAFTS: Result<Publishing> = {
  ok: true,
  value: { came: 'other_drafts', published: 0, dropped: 0, review: { ...OPEN, otherDrafts: 2 } },
};

/** Findings in files of which GitLab shows no line, each for another reason. */
export const NOT_SHOWN: Result<Review> = {
  ok: true,
  value: {
    ...OPEN,
    items: [
      ...ITEMS.slice(0, 2),
      ...(['collapsed', 'too_large', 'binary', 'not_listed'] as const).map((doubt, index) =>
        item(String(index + 2), { doubt, code: [], placed: false, on: false }),
      ),
    ],
  },
};

/** What is ticked of a review, which the job is to post. */
export const POST_REVIEW_PREVIEW: Partial<Preview> = {
  ...MERGE_REQUEST_PREVIEW,
  reply: 'review',
  parts: [],
  variables: [
    { key: 'AI_FLOW_INPUT', value: '{"findings":[{"path":"src/voucher.js","line":8}]}' },
    { key: 'AI_FLOW_CONTEXT', value: '{"ask_claude":{"version":1,"post_review":true}}' },
    { key: 'AI_FLOW_EVENT', value: 'mention' },
  ],
  size: { bytes: 1900, budget: 98_304, requested: 98_304, highest: 120_000 },
};
