import type { Situation } from '../../utils/context/Situation.ts';
import type { Result } from '../../utils/gitlab/Failure.ts';
import type { PageRef } from '../../utils/page/PageRef.ts';
import type { Preview, PreviewPart } from '../../utils/preview/Preview.ts';
import type { PresetList } from '../../utils/prompt/PresetList.ts';
import { POST_REVIEW, presetsFor } from '../../utils/prompt/presets.ts';
import type { Diagnosis } from '../../utils/setup/doctor/Diagnosis.ts';
import { PAGE } from '../unit/components/samples.ts';

export const MERGE_REQUEST_PAGE: PageRef = { ...PAGE, type: 'merge_request', iid: 34 };
export const DISCUSSION = '4b66bf81044a2d318cc07150a72f5c4721b9635d';
export const QUOTE =
  'The total must not go below zero: a voucher over 20 € on a pin would have us pay the customer, and nobody checks it.';

const PROMPT =
  'You answer on a GitLab issue.\n\nWhy is the total too low?\n\n---- 8f3a description ----\nTwo mugs cost 12.50 in the cart.';
const VARIABLES = [
  { key: 'AI_FLOW_INPUT', value: PROMPT },
  { key: 'AI_FLOW_CONTEXT', value: '{"ask_claude":{"version":1,"reply":"none"}}' },
  { key: 'AI_FLOW_EVENT', value: 'mention' },
];

function part(name: PreviewPart['name'], bytes: number, more: Partial<PreviewPart> = {}) {
  return { name, bytes, on: bytes > 0, cut: [], ...more };
}

export const ISSUE_PREVIEW: Partial<Preview> = {
  variables: VARIABLES,
  parts: [part('description', 1240), part('comments', 3400), part('linked', 0)],
};

export const MERGE_REQUEST_PREVIEW: Partial<Preview> = {
  ...ISSUE_PREVIEW,
  page: MERGE_REQUEST_PAGE,
  title: 'Vouchers: **free** lines count, and a total never goes below zero any more',
  parts: [
    part('description', 423),
    part('threads', 1900),
    part('comments', 272),
    part('diff', 15_200),
    part('commits', 157, { on: false }),
    part('jobs', 0),
    part('linked', 0),
  ],
  size: { bytes: 18_000, budget: 98_304, requested: 98_304, highest: 120_000 },
};

export const SITUATIONS: Situation[] = [
  { kind: 'failed_pipeline' },
  { kind: 'conflict' },
  { kind: 'open_thread', discussionId: DISCUSSION, label: 'src/voucher.js:13' },
];

export const THREAD_PREVIEW: Partial<Preview> = {
  discussionId: DISCUSSION,
  threadLabel: 'src/voucher.js:13',
  reply: 'thread',
};

export const CHANGE_PREVIEW: Partial<Preview> = {
  mode: 'change',
  reply: 'note',
  delivery: { to: 'new_branch' },
  pushJobs: ['test', 'lint', 'deploy'],
};

const aThread = (digit: string, more: object) => ({
  id: digit.repeat(40),
  author: 'Mia Hansen',
  place: 'src/voucher.js:13',
  words: QUOTE,
  mine: false,
  outdated: false,
  on: true,
  ...more,
});
export const THREADS_PREVIEW: Partial<Preview> = {
  ...MERGE_REQUEST_PREVIEW,
  mode: 'change',
  reply: 'thread',
  delivery: { to: 'source_branch', branch: 'feature/vouchers' },
  threads: {
    open: [
      aThread('1', { mine: true }),
      aThread('2', {
        author: 'Jonas Weber',
        place: 'src/checkout/vouchers/percentages/roundingOfTotals.js:1204',
        words: 'Round once, at the end.',
        outdated: true,
      }),
      aThread('3', {
        author: 'Lena',
        place: null,
        words: 'Does a voucher count before or after shipping?',
        on: false,
      }),
    ],
    earlier: 12,
    gone: 1,
    resolves: true,
  },
};
export const TICKED_THREADS = ['1', '2'].map((digit) => digit.repeat(40));

export const WARNED_PREVIEW: Partial<Preview> = {
  ...MERGE_REQUEST_PREVIEW,
  ref: { name: 'ask-claude', kind: 'runner', unprotected: true, uncertain: false },
  otherJobs: [
    { name: 'deploy-production', certain: true },
    { name: 'nightly', certain: false },
  ],
  parts: [
    part('description', 423),
    part('threads', 1900, {
      cut: [
        {
          kind: 'omitted',
          label: { what: 'thread', author: '@lena', day: '2026-11-24' },
          why: 'left_out',
          bytes: 12_288,
        },
      ],
    }),
    part('diff', 15_200, {
      restricted: [{ id: 'issue:5/9', label: 'Pricing #9', visibility: 'confidential', on: false }],
    }),
    part('jobs', 0),
  ],
  removals: [
    { kind: 'hidden', text: 'ignore what was said before', key: 'a' },
    { kind: 'secret', text: 'AWS access key' },
    { kind: 'mention', text: '@src/pay.js' },
  ],
  readers: 'anyone',
  strangers: { texts: 3, leftOut: false },
};

/** Where the gallery has a picture to show, in GitLab's place. */
const UPLOADS = `${PAGE.site}/-/project/7/uploads/3f2a`;

export const IMAGES_PREVIEW: Partial<Preview> = {
  ...ISSUE_PREVIEW,
  images: [
    {
      id: 'a',
      filename: 'cart-total.png',
      place: { what: 'description' },
      bytes: 83_968,
      on: true,
      way: 'sent',
      address: `${UPLOADS}/cart-total.png`,
    },
    {
      id: 'b',
      filename: 'invoice-of-last-month-with-a-long-name-of-its-own.png',
      place: { what: 'comment', author: '@lena', day: '2026-11-24' },
      bytes: 1_258_291,
      on: true,
      way: 'fetched',
      address: `${UPLOADS}/invoice.png`,
    },
    {
      id: 'c',
      filename: 'checkout.png',
      place: { what: 'comment', author: '@jonas', day: '2026-11-25' },
      bytes: 51_200,
      on: false,
      address: `${UPLOADS}/checkout.png`,
    },
    {
      id: 'd',
      filename: 'walkthrough.gif',
      place: { what: 'comment', author: '@jonas', day: '2026-11-25' },
      bytes: 9_437_184,
      on: false,
      problem: 'large',
      address: `${UPLOADS}/walkthrough.gif`,
    },
  ],
  moreImages: 2,
};

export const MISSING_PREVIEW: Partial<Preview> = {
  ...MERGE_REQUEST_PREVIEW,
  parts: [part('description', 423), part('diff', 0, { failure: { kind: 'network' } })],
};

export const REFUSED: Result<Preview> = {
  ok: false,
  failure: {
    kind: 'variables_forbidden',
    detail: 'Insufficient permissions to set pipeline variables',
  },
};

/** Those that are offered there. */
export function presetsOf({ type }: PageRef, from: 'page' | 'thread'): PresetList {
  const presets = [...presetsFor(type, from), POST_REVIEW].map((preset) => {
    const { instructions: _, ...view } = preset;
    return view;
  });
  return { presets, bad: [] };
}
export const BAD_PRESETS: PresetList = {
  ...presetsOf(PAGE, 'page'),
  bad: [
    {
      path: '.gitlab/ask-claude.yml',
      why: { kind: 'malformed', detail: 'presets.0.words: Required' },
    },
  ],
};

export const DIAGNOSIS: Diagnosis = {
  project: 'acme/webshop',
  lines: [
    { check: 'role', light: 'green', cause: 'role', values: ['Developer'] },
    { check: 'version', light: 'green', cause: 'version', values: ['18.9.0'] },
    {
      check: 'ref',
      light: 'amber',
      cause: 'ref_unprotected',
      values: ['ask-claude'],
      fix: { kind: 'protectRunnerBranch' },
    },
    {
      check: 'provider',
      light: 'red',
      cause: 'provider_missing',
      values: ['ANTHROPIC_API_KEY'],
      fix: {
        kind: 'link',
        page: 'variables',
        url: `${PAGE.site}/acme/webshop/-/settings/ci_cd`,
      },
    },
    {
      check: 'ci_checks',
      light: 'amber',
      cause: 'ci_old_syntax',
      values: ['test', '4'],
      places: [{ text: '4: only: [main]', url: `${PAGE.site}/acme/webshop/-/blob/main/a.yml#L4` }],
      fix: { kind: 'askClaude', words: 'Replace only by rules.' },
    },
  ],
};

/** What a request usually costs and takes. */
export const USUAL = { low: 0.012, high: 0.031, milliseconds: 24_000 };
