/** Kinds of GitLab page as their markup differs. */
export type Markup =
  'work_item' | 'legacy_issue' | 'merge_request' | 'changes_classic' | 'changes_rapid';

export interface Selector {
  css: string;
  /** Where it is to be found; on the other kinds it must not match. */
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
] as const satisfies readonly Markup[];
const MERGE_REQUESTS = ['merge_request', 'changes_classic', 'changes_rapid'] as const;
const BOTH = ['18.9', '19.3'] as const;

/** Every GitLab selector of the extension. Each is proved on fixtures in `tests/unit/page/selectors.test.ts`. */
export const selectors = {
  controller: {
    css: 'body[data-page*=":"]',
    on: EVERYWHERE,
    seen: BOTH,
    use: 'tells GitLab from other software: the Rails controller and action',
  },
  content: {
    css: 'main#content-body, .content#content-body',
    on: EVERYWHERE,
    seen: BOTH,
    use: 'tells GitLab from other software: the layout',
  },
  workItemEdit: {
    css: '[data-testid="work-item-edit-form-button"]',
    on: ['work_item'],
    seen: BOTH,
    use: 'header button: its parent is the row of actions; absent without rights',
  },
  workItemMenu: {
    css: '[data-testid="work-item-actions-dropdown"]',
    on: ['work_item'],
    seen: BOTH,
    use: 'header button: two levels above it is the row of actions',
  },
  workItemActions: {
    css: '[data-testid="page-heading-actions"]',
    on: ['work_item'],
    seen: ['19.3'],
    use: 'header button: where neither edit button nor menu is shown',
  },
  workItemHeading: {
    css: '[data-testid="work-item-detail"] h1',
    on: ['work_item'],
    seen: BOTH,
    use: 'header button: last resort, after the title',
  },
  mergeRequestActions: {
    css: '.detail-page-header .js-issuable-actions',
    on: [...MERGE_REQUESTS, 'legacy_issue'],
    seen: BOTH,
    use: 'header button: the row of actions, server-rendered',
  },
  mergeRequestMenu: {
    css: '.js-issuable-actions > [data-testid="merge-request-actions"]',
    on: MERGE_REQUESTS,
    seen: BOTH,
    use: 'header button: stands before the menu',
  },
  issuableHeader: {
    css: '.detail-page-header',
    on: [...MERGE_REQUESTS, 'legacy_issue'],
    seen: BOTH,
    use: 'header button: last resort, where there are no actions',
  },
  workItemThread: {
    css: 'li.note-discussion[data-discussion-id]',
    on: ['work_item'],
    seen: BOTH,
    use: 'thread button: appended to it',
  },
  mergeRequestThread: {
    css: '.js-discussion-container[data-discussion-id]',
    on: [...MERGE_REQUESTS, 'legacy_issue'],
    seen: BOTH,
    use: 'thread button: appended to it',
  },
  sidePanel: {
    css: '#contextual-panel-portal, #js-drawer-container, .js-dynamic-panel-inner, [data-testid="work-item-drawer"], [data-testid="work-item-detail-panel"]',
    on: EVERYWHERE,
    seen: BOTH,
    use: 'kept free of our buttons: it shows another item than the address names',
  },
  stickyHeader: {
    css: '[data-testid="work-item-sticky-header"], .issue-sticky-header, .merge-request-sticky-header',
    on: ['work_item', 'merge_request', 'changes_classic', 'changes_rapid', 'legacy_issue'],
    seen: BOTH,
    use: 'kept free of our buttons: it repeats the header while scrolling',
  },
} as const satisfies Record<string, Selector>;
