import type { Issue, MergeRequest } from '../../gitlab/entities.ts';
import type { Context } from '../Context.ts';
import { plainLine } from '../describe/Writing.ts';

/** What GitLab's own `AI_FLOW_CONTEXT` says of a page beside ids, title, description, comments and diff (18.9, 19.3). */
export function recordOf(page: Issue | MergeRequest): NonNullable<Context['record']> {
  const { state, created_at, updated_at, labels, author, milestone, web_url } = page;
  const facts = { state, created_at, updated_at, web_url };
  const texts = {
    author: plainLine(author.username),
    labels: labels.map(plainLine),
    ...(milestone && { milestone: plainLine(milestone.title) }),
  };
  if (!('source_branch' in page)) {
    const confidential = page.confidential === true;
    return { facts: { ...facts, confidential, milestone_id: milestone?.id ?? null }, texts };
  }
  const { source_branch, target_branch, draft } = page;
  return {
    facts: { ...facts, draft: draft === true },
    texts: {
      ...texts,
      source_branch: plainLine(source_branch),
      target_branch: plainLine(target_branch),
    },
  };
}
