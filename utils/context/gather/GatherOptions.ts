import type { FailureMemory } from '../FailureMemory.ts';
import type { PageReading } from '../../gitlab/graphql/readPage.ts';
import type { Selected } from '../../page/selected/Selected.ts';
import type { PeopleAnswers } from '../People.ts';

/** What narrows the page down. */
export interface GatherOptions {
  /** 40 hex digits when asked from a thread. */
  discussionId?: string | undefined;
  /** What is selected on the page. */
  selection?: Selected | undefined;
  /** What one question tells of the page, where it was asked. */
  reading?: Promise<PageReading | null>;
  /** The project's id, where it is being read. */
  projectId?: Promise<number | null>;
  /** Where it was already asked who is who, what will be answered. */
  who?: Promise<PeopleAnswers>;
  /** What jobs failed with before. */
  failures?: FailureMemory;
}
