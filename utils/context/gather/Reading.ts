import type { Discussion, Issue, MergeRequest } from '../../gitlab/entities.ts';
import type { Result } from '../../gitlab/Failure.ts';
import type { PageType } from '../../page/PageRef.ts';
import type { CleaningBudget } from '../clean/CleaningBudget.ts';
import type { Context, ContextPart } from '../Context.ts';
import type { AskedThread } from '../describe/describeDiscussions.ts';
import type { People } from '../People.ts';

/** What was read of a page, before it is put into words. */
export interface Reading {
  type: PageType;
  page: Issue | MergeRequest;
  discussions: Result<Discussion[]>;
  thread: AskedThread;
  people: People;
  /** Writes the parts that only this kind of page has. */
  parts(budget: CleaningBudget): Promise<ContextPart[]>;
  ids: Context['ids'];
}
