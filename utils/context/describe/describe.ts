import type { Issue, MergeRequest, User } from '../../gitlab/entities.ts';
import { CleaningBudget } from '../clean/CleaningBudget.ts';
import type { ContextItem } from '../Context.ts';
import { isOutside, type People, membershipOf } from '../People.ts';
import { reportTitle } from '../markdown/cleanShown.ts';
import { Writing } from './Writing.ts';

function listed(writing: Writing, name: string, values: string[]): void {
  if (values.length === 0) return;
  writing.own(`${name}: `);
  values.forEach((value, index) => writing.own(index === 0 ? '' : ', ').line(value));
  writing.own('\n');
}

function usernames(users: readonly Pick<User, 'username'>[] | undefined): string[] {
  return (users ?? []).map(({ username }) => `@${username}`);
}

async function write(
  page: Issue | MergeRequest,
  people: People,
  withTexts: boolean,
  budget: CleaningBudget,
): Promise<ContextItem> {
  const writing = new Writing();
  if (withTexts) {
    writing.own('Title: ').line(page.title).own('\n');
    if (page.title_html !== undefined) writing.removed(reportTitle(page.title, page.title_html));
  }
  writing.own('State: ').line(page.state).own('\nAuthor: ').author(page.author, people).own('\n');
  listed(writing, 'Labels', page.labels);
  listed(writing, 'Assignees', usernames(page.assignees));
  if ('source_branch' in page) {
    listed(writing, 'Reviewers', usernames(page.reviewers));
    if (withTexts) writing.own('Branches: ').line(page.source_branch).own(' into ');
    else writing.own('Branch: into ');
    writing.line(page.target_branch).own('\n');
    const isFork = page.source_project_id !== page.target_project_id;
    if (isFork) writing.own('From a fork: yes\n');
    if (page.draft) writing.own('Draft: yes\n');
  }
  if (page.milestone) {
    const due = page.milestone.due_date ? ` (due ${page.milestone.due_date})` : '';
    listed(writing, 'Milestone', [`${page.milestone.title}${due}`]);
  }
  if ('due_date' in page && page.due_date) listed(writing, 'Due', [page.due_date]);
  if (withTexts && page.description)
    writing.head('Description, by ').author(page.author, people).own(':\n');
  if (withTexts) writing.body(page.description ?? '', { html: page.description_html });
  else writing.own('Title and description are left out: their author is no member.\n');
  return writing.itemInSlices(budget, { what: 'description' }, 0);
}

/** Title, state, people, labels, milestone, branches and description of an issue or merge request. */
export async function describePage(
  page: Issue | MergeRequest,
  people: People,
  budget = new CleaningBudget(),
): Promise<ContextItem> {
  const item = await write(page, people, true, budget);
  if (isOutside(page.author, people)) {
    return { ...item, membersOnly: await write(page, people, false, budget) };
  }
  const alone = page.labels.length === 0 && !page.milestone;
  return alone && membershipOf(page.author, people) === 'own' ? { ...item, own: true } : item;
}
