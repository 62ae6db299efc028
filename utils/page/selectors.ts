/** Every GitLab selector of the extension. What each is for, and where it holds, is said below and proved in `tests/unit/page/selectors.test.ts`. */
export const selectors = {
  controller: 'body[data-page*=":"]',
  content: 'main#content-body, .content#content-body',
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
  noteContent: '.timeline-content',
  commentEditor: 'textarea.note-textarea, .ProseMirror',
  submitReview: '[data-testid="submit-review-button"]',
  failedStatus:
    '.ci-widget > .ci-icon-variant-danger, [data-testid="pipeline-created-status"] .ci-icon-variant-danger, [data-testid="job-header-content"] .ci-icon-variant-danger',
  pipelineBox:
    '[data-testid="pipeline-container"], [data-testid="pipeline-header"], [data-testid="job-header-content"]',
  pipelineActions: '[data-testid="pipeline-info-container"], [data-testid="page-heading-actions"]',
  sidePanel:
    '#contextual-panel-portal, #js-drawer-container, .js-dynamic-panel-inner, [data-testid="work-item-drawer"], [data-testid="work-item-detail-panel"]',
  stickyHeader:
    '[data-testid="work-item-sticky-header"], .issue-sticky-header, .merge-request-sticky-header',
} as const;

/** Those of the panel alone: apart, so that the page's script does not carry them. */
export const panelSelectors = {
  writtenText:
    '.note-text, [data-testid="work-item-description"], [data-testid="description-content"]',
  pageLayout: '.js-page-layout',
  topBar: '.js-super-topbar',
} as const;

export type SelectorName = keyof typeof selectors | keyof typeof panelSelectors;

/** Kinds of GitLab page as their markup differs. */
export type Markup =
  'pipeline' | 'work_item' | 'legacy_issue' | 'merge_request' | 'changes_classic' | 'changes_rapid';

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
const MERGE_REQUESTS = ['merge_request', 'changes_classic', 'changes_rapid'] as const;
const BOTH = ['18.9', '19.3'] as const;

/** Apart from the selectors themselves, so that the page's script does not carry the words. */
export const selectorNotes: Readonly<Record<SelectorName, SelectorNote>> = {
  controller: {
    on: EVERYWHERE,
    seen: BOTH,
    use: 'tells GitLab from other software: the Rails controller and action',
  },
  content: { on: EVERYWHERE, seen: BOTH, use: 'tells GitLab from other software: the layout' },
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
    on: ['work_item'],
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
    on: ['merge_request'],
    seen: ['18.9'],
    use: 'the status of a failed pipeline or job, on its own page and at its merge request',
  },
  pipelineBox: {
    on: ['merge_request'],
    seen: ['18.9'],
    use: 'button at a failed pipeline: what holds status and actions',
  },
  pipelineActions: {
    on: ['merge_request', 'work_item'],
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
};
