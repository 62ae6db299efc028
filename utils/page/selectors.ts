// Over 250 lines: each selector of GitLab's page with its note, in one place.
/** Every GitLab selector of the extension. What each is for, and where it holds, is said below and proved in `tests/unit/page/selectors.test.ts`. */
export const selectors = {
  workItemEdit: '[data-testid="work-item-edit-form-button"]',
  workItemMenu: '[data-testid="work-item-actions-dropdown"]',
  workItemActions: '[data-testid="page-heading-actions"]',
  workItemHeading: '[data-testid="work-item-detail"] h1',
  mergeRequestActions: '.detail-page-header .js-issuable-actions',
  mergeRequestMenu: '.js-issuable-actions > [data-testid="merge-request-actions"]',
  issuableHeader: '.detail-page-header',
  workItemThread: 'li.note-discussion[data-discussion-id]',
  mergeRequestThread: '.js-discussion-container[data-discussion-id]',
  resolvedThread: '[data-discussion-resolved="true"]',
  note: 'li[id^="note_"]',
  noteAuthor: '.js-user-link[data-username]',
  commentEditor: 'textarea.note-textarea, .ProseMirror',
  submitReview: '[data-testid="submit-review-button"]',
  stickyHeader:
    '[data-testid="work-item-sticky-header"], .issue-sticky-header, .merge-request-sticky-header',
  extras: '.ci-icon-variant-danger, .line_holder, [data-hunk-lines], .job-log, .blob-viewer',
} as const;

/** What the page's script and the panel both look for. */
export const sharedSelectors = {
  controller: 'body[data-page*=":"]',
  content: 'main#content-body, .content#content-body',
  sidePanel:
    '#contextual-panel-portal, #js-drawer-container, .js-dynamic-panel-inner, [data-testid="work-item-drawer"], [data-testid="work-item-detail-panel"]',
} as const;

/** Those of the second page script alone. */
export const extrasSelectors = {
  noteContent: '.timeline-content',
  failedStatus:
    '.ci-widget > .ci-icon-variant-danger, [data-testid="pipeline-created-status"] .ci-icon-variant-danger, [data-testid="job-header-content"] .ci-icon-variant-danger',
  pipelineBox:
    '[data-testid="pipeline-container"], [data-testid="pipeline-header"], [data-testid="job-header-content"]',
  pipelineActions: '[data-testid="pipeline-info-container"], [data-testid="page-heading-actions"]',
} as const;

/** What can be asked about by selecting it, as GitLab shows it: for the second page script and the panel. */
export const areaSelectors = {
  diff: '.diff-content, diff-file',
  log: '.job-log',
  file: '.file-content[data-path]',
  description: '[data-testid="work-item-description"], [data-testid="description-content"]',
  comment: '.note-text',
} as const;

/** Diffs, classic and rapid, and the excerpts of them above threads: for the second page script and the panel. */
export const diffSelectors = {
  diffFile: '.diff-file, diff-file',
  diffRow: '.line_holder, [data-hunk-lines]',
  diffNumber: '[data-interop-line], [data-position] [data-line-number], td.old_line, td.new_line',
  diffNumberCell: '.diff-grid-row .diff-line-num, [data-hunk-lines] .rd-line-number',
  diffSide: '.diff-grid-left, .diff-grid-right, [data-position]',
  diffSecondSide: '.diff-grid-right, [data-position="new"]',
  diffTwoSides: '.diff-grid-right, .rd-line-content[data-position]',
} as const;

/** Those of the panel alone: apart, so that the page's script does not carry them. */
export const panelSelectors = {
  writtenText:
    '.note-text, [data-testid="work-item-description"], [data-testid="description-content"]',
  pageLayout: '.js-page-layout',
  topBar: '.js-super-topbar',
  besidePage: '.js-dynamic-panel-inner, .gl-drawer, .ai-panels',
  itemBeside: '.js-dynamic-panel-inner',
  drawer: '.gl-drawer, .ai-panels .ai-panel',
} as const;

export type SelectorName =
  | keyof typeof selectors
  | keyof typeof sharedSelectors
  | keyof typeof extrasSelectors
  | keyof typeof areaSelectors
  | keyof typeof diffSelectors
  | keyof typeof panelSelectors;

/** Kinds of GitLab page as their markup differs. */
export type Markup =
  | 'pipeline'
  | 'job'
  | 'file'
  | 'work_item'
  | 'legacy_issue'
  | 'merge_request'
  | 'changes_classic'
  | 'changes_rapid';

export interface SelectorNote {
  /** Where it may match; on the other kinds it must not. */
  on: readonly Markup[];
  /** GitLab versions whose markup was seen to match. */
  seen: readonly string[];
  /** What it is used for. */
  use: string;
}

const EVERYWHERE = [
  'work_item',
  'legacy_issue',
  'merge_request',
  'changes_classic',
  'changes_rapid',
] as const;
/** Written out: what is spread cannot be left out of a build. */
const WITH_FILES = [
  'work_item',
  'legacy_issue',
  'merge_request',
  'changes_classic',
  'changes_rapid',
  'job',
  'file',
] as const;
const MERGE_REQUESTS = ['merge_request', 'changes_classic', 'changes_rapid'] as const;
const BOTH = ['18.9', '19.3'] as const;

/** Apart from the selectors themselves, so that the page's script does not carry the words. */
export const selectorNotes: Readonly<Record<SelectorName, SelectorNote>> = {
  controller: {
    on: WITH_FILES,
    seen: BOTH,
    use: 'tells GitLab from other software: the Rails controller and action',
  },
  content: {
    on: WITH_FILES,
    seen: BOTH,
    use: 'tells GitLab from other software: the layout',
  },
  workItemEdit: {
    on: ['work_item'],
    seen: BOTH,
    use: 'header button: its parent is the row of actions; absent without rights',
  },
  workItemMenu: {
    on: ['work_item'],
    seen: BOTH,
    use: 'header button: two levels above it is the row of actions',
  },
  workItemActions: {
    on: ['work_item', 'job'],
    seen: ['19.3'],
    use: 'header button: where neither edit button nor menu is shown',
  },
  workItemHeading: {
    on: ['work_item'],
    seen: BOTH,
    use: 'header button: last resort, after the title',
  },
  mergeRequestActions: {
    on: ['merge_request', 'changes_classic', 'changes_rapid', 'legacy_issue'],
    seen: BOTH,
    use: 'header button: the row of actions, server-rendered',
  },
  mergeRequestMenu: {
    on: MERGE_REQUESTS,
    seen: BOTH,
    use: 'header button: stands before the menu',
  },
  issuableHeader: {
    on: ['merge_request', 'changes_classic', 'changes_rapid', 'legacy_issue'],
    seen: BOTH,
    use: 'header button: last resort, where there are no actions',
  },
  workItemThread: { on: ['work_item'], seen: BOTH, use: 'thread button: appended to it' },
  mergeRequestThread: {
    on: ['merge_request', 'changes_classic', 'changes_rapid', 'legacy_issue'],
    seen: BOTH,
    use: 'thread button: appended to it',
  },
  resolvedThread: {
    on: MERGE_REQUESTS,
    seen: BOTH,
    use: 'thread button: a drawing alone, where nothing is open any more',
  },
  writtenText: {
    on: EVERYWHERE,
    seen: BOTH,
    use: 'descriptions and notes: by them a change of the page is noticed',
  },
  note: { on: EVERYWHERE, seen: BOTH, use: 'a comment; with a number in its id once it is saved' },
  noteAuthor: { on: EVERYWHERE, seen: BOTH, use: 'who wrote a comment: the first in it' },
  noteContent: { on: EVERYWHERE, seen: BOTH, use: 'the line of a mention: appended to it' },
  commentEditor: {
    on: EVERYWHERE,
    seen: BOTH,
    use: 'tells a form for comments, plain or rich text, from others',
  },
  submitReview: {
    on: MERGE_REQUESTS,
    seen: ['18.9'],
    use: 'publishes the comments of a review; its form may hold no editor',
  },
  failedStatus: {
    on: ['merge_request', 'job'],
    seen: ['18.9'],
    use: 'the status of a failed pipeline or job, on its own page and at its merge request',
  },
  pipelineBox: {
    on: ['merge_request', 'job'],
    seen: ['18.9'],
    use: 'button at a failed pipeline: what holds status and actions',
  },
  pipelineActions: {
    on: ['merge_request', 'work_item', 'job'],
    seen: ['18.9'],
    use: 'button at a failed pipeline: stands first among the actions, or last in the widget',
  },
  sidePanel: {
    on: EVERYWHERE,
    seen: BOTH,
    use: 'kept free of our buttons: it shows another item than the address names',
  },
  stickyHeader: {
    on: EVERYWHERE,
    seen: BOTH,
    use: 'kept free of our buttons: it repeats the header while scrolling',
  },
  pageLayout: {
    on: EVERYWHERE,
    seen: BOTH,
    use: 'narrowed beside the panel: all below the top bar',
  },
  topBar: { on: EVERYWHERE, seen: BOTH, use: 'narrowed beside the panel: the bar at the top' },
  besidePage: {
    on: EVERYWHERE,
    seen: BOTH,
    use: 'what GitLab shows at the right of its page: items in a side panel, drawers, Duo; the panel stands beside',
  },
  itemBeside: {
    on: ['work_item'],
    seen: BOTH,
    use: 'an item in a side panel: the panel docks beside the page that holds both',
  },
  drawer: {
    on: EVERYWHERE,
    seen: BOTH,
    use: 'what is fixed to the window: ends above the panel where that is a sheet',
  },
  extras: {
    on: WITH_FILES,
    seen: BOTH,
    use: 'has the second page script loaded: failed pipelines, diffs, logs, files',
  },
  diff: { on: MERGE_REQUESTS, seen: BOTH, use: 'selections: the lines of one file of a diff' },
  log: { on: ['job'], seen: ['18.9'], use: 'selections: the log of a job' },
  file: { on: ['file'], seen: ['18.9'], use: 'selections: a file of the repository' },
  description: { on: EVERYWHERE, seen: BOTH, use: 'selections: the description' },
  comment: { on: EVERYWHERE, seen: BOTH, use: 'selections: the text of a comment' },
  diffFile: { on: MERGE_REQUESTS, seen: BOTH, use: 'tells the path of a line of a diff' },
  diffRow: { on: MERGE_REQUESTS, seen: BOTH, use: 'a line of a diff, or two side by side' },
  diffNumber: { on: MERGE_REQUESTS, seen: BOTH, use: 'tells the numbers of such a line' },
  diffNumberCell: {
    on: ['changes_classic', 'changes_rapid'],
    seen: BOTH,
    use: 'button at a line: in the cell of its number, as the button for comments',
  },
  diffSide: { on: MERGE_REQUESTS, seen: BOTH, use: 'which of two columns an element stands in' },
  diffSecondSide: { on: MERGE_REQUESTS, seen: BOTH, use: 'the right one of two columns' },
  diffTwoSides: {
    on: ['changes_classic', 'changes_rapid'],
    seen: BOTH,
    use: 'tells that a diff has two columns',
  },
};
