/** The two kinds of page that can be asked about. A work item of any type counts as an issue: REST serves it under `/issues/:iid`. */
export type PageType = 'issue' | 'merge_request';

/** What the user looks at: a project's issue or merge request on one site. */
export interface PageRef {
  /** The site's root: origin and relative URL root, without a trailing slash. */
  site: string;
  /** Full path of the project, e.g. `group/subgroup/project`. */
  projectPath: string;
  type: PageType;
  iid: number;
}

/** `issue/12` or `merge_request/34`: the value of `AI_FLOW_RESOURCE` and of the panel's `data-page`. */
export function resourceOf(page: Pick<PageRef, 'type' | 'iid'>): string {
  return `${page.type}/${page.iid}`;
}

/** Tells pages of one site apart; the tabs of a merge request are one. Null for none. */
export function itemKey(page: PageRef | null): string | null {
  return page && `${page.projectPath} ${resourceOf(page)}`;
}
