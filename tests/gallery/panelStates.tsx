// Over 250 lines: a list of states, in the order of the panel's life.
import { AskPanel } from '../../components/ask/AskPanel.tsx';
import type { Proposed } from '../../components/runs/useProposal.ts';
import { type PanelLayout, USUAL_LAYOUT } from '../../utils/page/PanelLayout.ts';
import type { PageRef } from '../../utils/page/PageRef.ts';
import { generalPresets } from '../../utils/prompt/catalogue.ts';
import type { Preview } from '../../utils/preview/Preview.ts';
import type { Run } from '../../utils/runs/Run.ts';
import { fakeBackground } from '../unit/components/fakeBackground.ts';
import { PAGE, samplePreview } from '../unit/components/samples.ts';
import * as data from './panelData.ts';
import * as runs from './panelRuns.ts';
import * as review from './reviewData.ts';
import type { State } from './State.ts';

interface Given {
  page?: PageRef;
  discussionId?: string;
  quote?: string;
  pageUser?: string;
  runs?: readonly Run[];
  gone?: boolean;
  proposed?: Proposed;
  layout?: Partial<PanelLayout>;
  /** Null: it is not there yet. */
  preview?: Partial<Preview> | null;
  background?: Partial<ReturnType<typeof fakeBackground>['state']>;
}

const SEND_READY = '[data-testid="ask-claude-send"]:not(:disabled)';
const PREVIEWED = '[data-variable]';

/** The panel as one sees it with that much given. */
function panel(
  name: string,
  given: Given,
  { until, ...more }: { until?: string } & Partial<Omit<State, 'until'>> = {},
): State {
  const page = given.page ?? PAGE;
  const from = given.discussionId === undefined ? 'page' : 'thread';
  const presets = data.presetsOf(page, from);
  const isPreviewed = given.preview !== null && !given.background?.preview;
  return {
    name: `panel-${name}`,
    surface: 'panel',
    given: [given, data.ISSUE_PREVIEW, samplePreview(), presets, data.REFUSED, 'mia'],
    until: [...(isPreviewed ? [PREVIEWED] : []), ...(until === undefined ? [] : [until])],
    ...more,
    draw() {
      const background = fakeBackground();
      const preview = samplePreview({ ...data.ISSUE_PREVIEW, page, ...given.preview });
      Object.assign(background.state, {
        draft: { words: '' },
        presets: { ok: true, value: presets },
        preview: () =>
          given.preview === null
            ? new Promise<never>(() => undefined)
            : { ok: true, value: preview },
        ...given.background,
      });
      return (
        <AskPanel
          key={name}
          call={background.call}
          page={page}
          discussionId={given.discussionId}
          proposed={given.proposed}
          presets={generalPresets(page.type, from)}
          runs={given.runs ?? []}
          gone={given.gone ?? false}
          focusTurn={1}
          suspectTurn={0}
          pageUser={given.pageUser}
          quote={given.quote}
          placement={{
            layout: { ...USUAL_LAYOUT, ...given.layout },
            taken: 0,
            change: () => undefined,
          }}
          onShowThread={() => undefined}
          onClose={() => undefined}
        />
      );
    },
  };
}

const WORDS = { draft: { words: 'Why is the total too low?' } };
const FINDING = '[data-testid="ask-claude-finding"]';
const OUTCOME = '[data-testid="ask-claude-outcome"]';
const UNTIL_GREEN = '[data-testid="ask-claude-until-green"]';
const TICK = '[data-testid="ask-claude-until-green-tick"]';
const MR = { page: data.MERGE_REQUEST_PAGE, preview: data.MERGE_REQUEST_PREVIEW };
const BY_BOT = {
  page: data.MERGE_REQUEST_PAGE,
  runs: [runs.REVIEWED],
  background: {
    review: review.REVIEW,
    draft: { words: '', preset: 'post-review', continues: runs.REVIEWED.id },
  },
};
const IN_THREAD = { ...MR, discussionId: data.DISCUSSION, quote: data.QUOTE };

/** Everything that the panel can show, from its first opening to what came of a run. */
export const panelStates: readonly State[] = [
  panel('empty', {}),
  panel('reading', { preview: null }, { until: '[data-testid="ask-claude-send"]' }),
  panel('ready', { background: { ...WORDS, usual: data.USUAL } }, { until: SEND_READY }),
  panel(
    'waiting-elsewhere',
    { ...MR, background: { ...WORDS, waiting: 2 } },
    { until: '.history-badge', width: 500 },
  ),
  panel('merge-request', { ...MR, background: WORDS }),
  panel('over-page', { ...MR, background: WORDS }, { width: 1000 }),
  panel('over-page-left', { ...MR, layout: { side: 'left' } }, { width: 1000 }),
  panel('pinned', { ...MR, layout: { pinned: true } }, { width: 1000 }),
  panel('sheet', { ...MR, background: WORDS }, { width: 500 }),
  panel('sheet-full', { ...IN_THREAD, layout: { height: 100 } }, { width: 500 }),
  panel('sheet-answered', { runs: [runs.ANSWERED] }, { width: 500, until: OUTCOME }),
  panel(
    'suggestions',
    { ...MR, preview: { ...data.MERGE_REQUEST_PREVIEW, situations: data.SITUATIONS } },
    { until: '[data-testid="ask-claude-suggestion"]' },
  ),
  panel('thread', {
    ...IN_THREAD,
    preview: { ...data.MERGE_REQUEST_PREVIEW, ...data.THREAD_PREVIEW },
  }),
  panel('change', {
    preview: data.CHANGE_PREVIEW,
    background: { draft: { words: '', preset: 'implement-issue' } },
  }),
  panel(
    'until-green-tick',
    {
      preview: data.CHANGE_PREVIEW,
      background: { draft: { words: '', preset: 'implement-issue' } },
    },
    { press: TICK, brings: '.until-green-limits' },
  ),
  panel(
    'until-green-not',
    {
      preview: { ...data.CHANGE_PREVIEW, confirm: 'other_user' },
      background: { draft: { words: '', preset: 'implement-issue' } },
    },
    { until: `${TICK}:disabled` },
  ),
  panel('warnings', { ...MR, preview: data.WARNED_PREVIEW, background: WORDS, pageUser: 'jonas' }),
  panel(
    'evidence',
    { ...MR, preview: data.WARNED_PREVIEW, background: WORDS },
    { unfold: 'details' },
  ),
  panel(
    'parts',
    { ...MR, preview: data.WARNED_PREVIEW, background: WORDS },
    { unfold: 'details', inView: '.evidence-body' },
  ),
  panel(
    'options',
    { ...MR, preview: data.WARNED_PREVIEW, background: WORDS },
    { unfold: '.evidence, .options', inView: '.options' },
  ),
  panel(
    'exact-text',
    { ...MR, preview: data.MERGE_REQUEST_PREVIEW, background: WORDS },
    { unfold: '.evidence, .preview > details', inView: '.preview' },
  ),
  panel(
    'images',
    { preview: data.IMAGES_PREVIEW, background: WORDS },
    { unfold: '.evidence', inView: '.images' },
  ),
  panel(
    'threads',
    {
      page: data.MERGE_REQUEST_PAGE,
      preview: data.THREADS_PREVIEW,
      proposed: { preset: 'fix-threads', threads: data.TICKED_THREADS, focus: 'words' },
    },
    { until: '.evidence[open] .threads :checked', inView: '.threads' },
  ),
  panel(
    'threads-old-job',
    {
      page: data.MERGE_REQUEST_PAGE,
      preview: {
        ...data.THREADS_PREVIEW,
        failure: { kind: 'refused', reason: 'threads_old_job' },
      },
      proposed: { preset: 'fix-threads', threads: data.TICKED_THREADS, focus: 'words' },
    },
    { until: '.failure' },
  ),
  panel(
    'more-presets',
    {},
    {
      press: '[data-testid="ask-claude-more-presets"]',
      brings: '.more-list',
    },
  ),
  panel('private', { preview: { ...data.ISSUE_PREVIEW, private: true }, background: WORDS }),
  panel(
    'refused',
    { background: { ...WORDS, preview: () => data.REFUSED } },
    { until: '.failure' },
  ),
  panel('part-missing', { ...MR, preview: data.MISSING_PREVIEW }, { until: '.failure' }),
  panel('updated', { gone: true, background: WORDS }),
  panel('bad-preset-file', { background: { presets: { ok: true, value: data.BAD_PRESETS } } }),
  panel('sending', { runs: [runs.SENDING] }),
  panel(
    'no-runner',
    { runs: [runs.WAITING], background: { progress: runs.NO_RUNNER } },
    { until: '[data-testid="ask-claude-no-runner"]' },
  ),
  panel(
    'running',
    { runs: [runs.RUNNING], background: { progress: runs.PROGRESS } },
    { until: '.steps > li' },
  ),
  panel(
    'log',
    { runs: [runs.RUNNING], background: { progress: runs.PROGRESS } },
    { until: '.steps > li', unfold: '.log', brings: '.log-text' },
  ),
  panel(
    'keys',
    { runs: [runs.ANSWERED], background: { usual: data.USUAL } },
    {
      until: OUTCOME,
      press: '.shortcut',
      key: '?',
      brings: '[data-testid="ask-claude-keys"]',
    },
  ),
  panel('long-answer', { runs: [runs.LONG] }, { until: '[data-testid="ask-claude-whole-answer"]' }),
  panel('answered', { runs: [runs.ANSWERED] }, { until: OUTCOME }),
  panel(
    'arabic',
    { runs: [runs.IN_ARABIC], background: { draft: { words: 'وما هو الحل؟' } } },
    { until: OUTCOME },
  ),
  panel('rich-answer', { runs: [runs.RICHLY] }, { until: OUTCOME }),
  panel(
    'changed',
    { runs: [runs.CHANGED, runs.ANSWERED] },
    { until: OUTCOME, unfold: '.changed-files' },
  ),
  panel('threads-done', { ...MR, runs: [runs.THREADS_DONE] }, { until: OUTCOME }),
  panel('until-green-fixing', { runs: runs.FIXING }, { until: UNTIL_GREEN }),
  panel('until-green-elsewhere', { ...MR, runs: [runs.ELSEWHERE] }, { until: UNTIL_GREEN }),
  panel('until-green-ended', { runs: runs.GREEN_AND_RED }, { until: UNTIL_GREEN }),
  panel(
    'adding',
    {
      runs: [runs.RUNNING],
      background: {
        progress: runs.PROGRESS,
        followUp: { added: 'Look at the cart’s tests, too.' },
      },
    },
    { until: '.adding', brings: '.adding' },
  ),
  panel(
    'added',
    { runs: [runs.ANSWERED], background: { followUp: { added: 'Look at the tests, too.' } } },
    { until: OUTCOME, brings: '.adding' },
  ),
  panel(
    'plan-edited',
    {
      runs: [runs.PLANNED],
      background: { followUp: { plan: runs.PLANNED.outcome?.answer ?? '' } },
    },
    { until: '[data-testid="ask-claude-plan"]' },
  ),
  panel(
    'plan-expired',
    { runs: [{ ...runs.PLANNED, head: 'c0ffee' }], background: { expired: true } },
    { until: '[data-testid="ask-claude-plan-expired"]', brings: '.run-actions' },
  ),
  panel('planned', { runs: [runs.PLANNED] }, { until: OUTCOME }),
  panel(
    'approving',
    { runs: [runs.PLANNED], preview: data.CHANGE_PREVIEW },
    {
      until: OUTCOME,
      press: '[data-testid="ask-claude-approve"]',
      brings: '.continuing',
    },
  ),
  panel(
    'review',
    { ...MR, runs: [runs.REVIEWED], background: { review: review.REVIEW } },
    { until: FINDING, unfold: '.review-aside' },
  ),
  panel(
    'review-below',
    { ...MR, runs: [runs.REVIEWED], background: { review: review.REVIEW } },
    { until: FINDING, unfold: '.review-aside', inView: '.review-suggestion' },
  ),
  panel(
    'post-review',
    { ...BY_BOT, preview: review.POST_REVIEW_PREVIEW },
    { until: '.continuing' },
  ),
  panel(
    'post-review-old-job',
    {
      ...BY_BOT,
      preview: {
        ...review.POST_REVIEW_PREVIEW,
        failure: { kind: 'refused', reason: 'review_old_job' },
      },
    },
    { until: '.failure' },
  ),
  panel(
    'pipeline-fix',
    {
      ...MR,
      runs: [{ ...runs.REVIEWED, preset: 'suggest-pipeline-fix' }],
      background: { review: review.NOT_SHOWN },
    },
    { until: FINDING, unfold: '.review-aside' },
  ),
  panel(
    'review-other-drafts',
    {
      ...MR,
      runs: [runs.REVIEWED],
      background: { review: review.REVIEW, publishing: review.OTHER_DRAFTS },
    },
    {
      until: FINDING,
      press: '[data-testid="ask-claude-publish"]',
      brings: '.review-told > p',
    },
  ),
  panel(
    'review-published',
    { ...MR, runs: [runs.REVIEWED], background: { review: review.REVIEW_DONE } },
    { until: '[data-testid="ask-claude-fixed"]' },
  ),
  panel(
    'review-unread',
    { ...MR, runs: [runs.REVIEWED] },
    { until: '[data-testid="ask-claude-review"] .failure' },
  ),
  panel('denied', { runs: [runs.DENIED] }, { until: OUTCOME }),
  panel('limit', { runs: [runs.LIMIT] }, { until: OUTCOME }),
  panel('nothing', { runs: [runs.NOTHING] }, { until: OUTCOME }),
  panel('failed', { runs: [runs.FAILED] }, { until: OUTCOME }),
  panel('commented', { runs: [runs.COMMENTED] }, { until: '[data-testid="ask-claude-show-note"]' }),
  panel(
    'working-note',
    { runs: [runs.KILLED], background: { workingNote: runs.WORKING_NOTE } },
    { until: '[data-testid="ask-claude-working-note"]' },
  ),
  panel(
    'old-job',
    {
      preview: { ...data.ISSUE_PREVIEW, reply: 'note', acknowledges: 'old_job' },
      background: WORDS,
    },
    { unfold: '.evidence', inView: '[data-testid="ask-claude-old-job"]' },
  ),
  panel('lost', { runs: [runs.LOST] }),
  panel('not-taken', { runs: [runs.NOT_TAKEN] }),
  panel('history', { runs: runs.HISTORY }, { until: OUTCOME }),
  panel('superseding', { runs: [runs.RUNNING], background: { ...WORDS, progress: runs.PROGRESS } }),
  panel(
    'project-check',
    { background: { diagnosis: { ok: true, value: data.DIAGNOSIS } } },
    {
      unfold: '.evidence',
      press: '[data-testid="ask-claude-check-project"]',
      brings: '[data-testid="ask-claude-doctor-line"]',
    },
  ),
];
