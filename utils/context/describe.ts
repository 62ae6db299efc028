import type { Issue, MergeRequest } from '../gitlab/entities.ts';
import type { ContextItem } from './Context.ts';
import { Writing } from './Writing.ts';

function listed(writing: Writing, name: string, values: string[]): void {
  if (values.length === 0) return;
  writing.own(`${name}: `);
  values.forEach((value, index) => writing.own(index === 0 ? '' : ', ').line(value));
  writing.own('\n');
}

function describe(
  writing: Writing,
  page: Pick<Issue, 'title' | 'state' | 'author' | 'labels' | 'description'>,
  more: () => void,
): ContextItem {
  writing.own('Title: ').line(page.title);
  writing.own(`\nState: ${page.state}\nAuthor: @`).line(page.author.username).own('\n');
  listed(writing, 'Labels', page.labels);
  more();
  writing.own('\n').body(page.description ?? '');
  return writing.item('description', 0);
}

/** Title, state, labels, people, milestone and description of an issue. */
export function describeIssue(issue: Issue): ContextItem {
  const writing = new Writing();
  return describe(writing, issue, () => {
    const assignees = (issue.assignees ?? []).map(({ username }) => `@${username}`);
    listed(writing, 'Assignees', assignees);
    if (issue.milestone) listed(writing, 'Milestone', [issue.milestone.title]);
  });
}

/** Title, state, branches, labels and description of a merge request. */
export function describeMergeRequest(mergeRequest: MergeRequest): ContextItem {
  const writing = new Writing();
  return describe(writing, mergeRequest, () => {
    writing.own('Branches: ').line(mergeRequest.source_branch).own(' into ');
    writing.line(mergeRequest.target_branch).own('\n');
    if (mergeRequest.draft) writing.own('Draft: yes\n');
  });
}
