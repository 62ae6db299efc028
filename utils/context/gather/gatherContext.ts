import type { GatherOptions } from './GatherOptions.ts';
import type { Reading } from './Reading.ts';
import type { Result } from '../../gitlab/Failure.ts';
import type { GitLab } from '../../gitlab/GitLab.ts';
import { resourceOf, type PageRef } from '../../page/PageRef.ts';
import { CleaningBudget } from '../clean/CleaningBudget.ts';
import type { Context, ContextPart } from '../Context.ts';
import type { Cut } from '../Cut.ts';
import { describePage } from '../describe/describe.ts';
import { describeDiscussions } from '../describe/describeDiscussions.ts';
import { gatherIssue } from './gatherIssue.ts';
import { gatherMergeRequest } from './gatherMergeRequest.ts';
import { openThreadsOf } from '../openThreadsOf.ts';
import { missingFields } from '../missingFields.ts';
import type { PageSource } from '../PageSource.ts';
import { readPeople } from '../People.ts';
import { recordOf } from './recordOf.ts';
import { situationsOf } from '../situationsOf.ts';
import { withSelection } from './withSelection.ts';
import { plainLine } from '../describe/Writing.ts';

/** Tells what the page's budget did not reach. */
function withUnreached(part: ContextPart): ContextPart {
  const unreached = part.items
    .filter((item) => item.unreached)
    .map(({ label }): Cut => ({ kind: 'unreached', label }));
  return { ...part, cut: [...part.cut, ...unreached] };
}

async function assemble(reading: Reading, budget: CleaningBudget): Promise<Context> {
  const { type, page, discussions, thread, people, ids } = reading;
  // What people need most is cleaned first.
  const description = await describePage(page, people, budget);
  const listed = discussions.ok ? discussions.value : [];
  const described = await describeDiscussions(listed, type, thread, people, budget);
  const names = type === 'issue' ? (['comments'] as const) : (['threads', 'comments'] as const);
  const isPrivate =
    ('confidential' in page && page.confidential === true) || described.asked?.internal === true;
  const talk = names.map((name): ContextPart => {
    if (!discussions.ok) return { name, items: [], cut: [], failure: discussions.failure };
    return { name, items: described[name], cut: name === 'comments' ? described.cut : [] };
  });
  await budget.pause();
  const parts: ContextPart[] = [
    { name: 'description', items: [description], cut: missingFields([page]) },
    ...talk,
    ...(await reading.parts(budget)),
  ];
  return {
    title: plainLine(page.title),
    ...(described.asked && { threadLabel: plainLine(described.asked.label) }),
    author: page.author.username,
    ...('source_branch' in page && { branch: page.source_branch }),
    private: isPrivate,
    updatedAt: page.updated_at,
    parts: parts.map(withUnreached),
    situations: situationsOf(reading, parts),
    ...(type === 'merge_request' && { openThreads: openThreadsOf(reading) }),
    ids,
    record: recordOf(page),
  };
}

/**
 * Reads what is known about a page, as much side by side as its answers' dependence on one another allows: an issue in one
 * round trip, a merge request in two (its failed jobs, then their logs). A part that cannot be read is marked and costs nothing
 * else; only when the issue or merge request itself cannot be read is the result a failure.
 */
export async function gatherContext(
  gitLab: GitLab,
  page: PageRef,
  asked: GatherOptions = {},
  budget = new CleaningBudget(),
): Promise<Result<Context>> {
  const gather = page.type === 'issue' ? gatherIssue : gatherMergeRequest;
  const source: PageSource = {
    gitLab,
    page,
    reading: asked.reading ?? Promise.resolve(null),
    ...(asked.projectId && { projectId: asked.projectId }),
    ...(asked.failures && { failures: asked.failures }),
  };
  const reading = await gather(source, {
    discussionId: asked.discussionId,
    who: asked.who ?? readPeople(source),
  });
  if (!reading.ok) return reading;
  try {
    return {
      ok: true,
      value: withSelection(await assemble(reading.value, budget), asked.selection),
    };
  } catch (error) {
    // Texts by others pass through many hands here; whatever one of them breaks must be seen, not break the page.
    const detail = error instanceof Error ? { detail: error.name } : {};
    return { ok: false, failure: { kind: 'unknown', ...detail, subject: resourceOf(page) } };
  }
}
