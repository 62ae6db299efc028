import type { Failure } from '../gitlab/Failure.ts';
import type { Outcome } from '../outcome/Outcome.ts';
import type { PageType } from '../page/PageRef.ts';
import type { Mode } from '../prompt/Preset.ts';
import { isUntilGreen, type UntilGreen } from './untilGreen/UntilGreen.ts';

export const RUN_STATES = [
  'sending',
  'created',
  'waiting',
  'running',
  'canceling',
  'finished',
  'failed',
  'cancelled',
  'superseded',
  'skipped',
  'lost',
] as const;
export type RunState = (typeof RUN_STATES)[number];

/** One pipeline fired by one ask. Stored; holds no prompt and no token. */
export interface Run {
  /** The ask's `AI_FLOW_REQUEST_ID`, a UUID. */
  id: string;
  site: string;
  projectId: number;
  projectPath: string;
  page: { type: PageType; iid: number; title: string };
  discussionId?: string;
  preset: string;
  mode: Mode;
  /** Id of the run whose answer it follows up. */
  continues?: string;
  /** Set where the ask held what not everyone may read who reads the page: its answer is posted nowhere from here. */
  private?: boolean;
  /** Set where it was sent as private (`ask_claude.private`): whatever follows it up is private too, for ever. */
  sentPrivate?: boolean;
  /** Set where its job says in a comment that Claude is at work, until that is known to say how the run ended. */
  acknowledges?: boolean;
  /** Of a plan: the commit that it was made for, where that could be told. */
  head?: string;
  /** Ids of the runs whose answers its words began as. */
  amends?: string[];
  /** First line of what the user typed, at most 120 characters, for the list of runs. */
  label: string;
  ref: string;
  /** The pipeline's name that the runner branch's root file gives it: `Ask Claude <resource> <id>`. */
  pipelineName: string;
  /** Whether pipelines of this ref carry names; otherwise their variables are searched for the id. */
  named: boolean;
  /** Name of the job whose status counts. */
  jobName: string;
  /** Newest pipeline id of the project seen while previewing: how far back a listing must go. */
  newestPipelineId: number;
  state: RunState;
  /** Set where the pipeline runs in a central runner project: `projectId` is that one's, and this says which project was asked. */
  runner?: { projectPath: string; askedProjectId: number };
  /** Fired by a trigger token: GitLab knows its owner as the pipeline's user. */
  trigger?: boolean;
  /** Times are ISO 8601. */
  createdAt: string;
  finishedAt?: string;
  /** GitLab's global pipeline id. */
  pipelineId?: number;
  pipelineUrl?: string;
  jobId?: number;
  jobUrl?: string;
  /** GitLab's own status word of the job (`waiting_for_resource`, `pending` …), for the line of progress. */
  jobStatus?: string;
  /** When that word was first seen. */
  jobStatusSince?: string;
  /** The job's stage. */
  stage?: string;
  /** When the job started, as GitLab says. */
  startedAt?: string;
  /** Where the project is now, once it was renamed or moved. */
  movedTo?: string;
  /** Pressed while sending too: every pipeline of the name found later is cancelled. */
  cancelWanted?: boolean;
  /** Id of the newer ask for which it was cancelled. */
  supersededBy?: string;
  failure?: Failure;
  /** GitLab refused the request; definite once a listing shows no pipeline of the name. */
  refused?: boolean;
  /** While sending: listings that were complete without the name, and ones that could not tell. */
  listings?: { without: number; unclear: number };
  outcome?: Outcome;
  /** Ids of duplicate pipelines. */
  duplicates?: number[];
  /** Those of them whose cancelling is not confirmed yet: it goes on, also after the run has ended. */
  toCancel?: number[];
  /** When its pipelines were last listed. */
  listedAt?: string;
  /** Since when GitLab could not be asked about it. */
  unseenSince?: string;
  /** Set once what it found was published as a review. */
  published?: boolean;
  /** Set while nothing of what it found is to be published: the user has dropped it, or others have said it. */
  dropped?: boolean;
  /** Of a plan: whether what it was made for was seen to have moved on. */
  expired?: boolean;
  /** Set where the user ticked it: how far it is from a green pipeline. */
  untilGreen?: UntilGreen;
  /** The threads that it is to resolve, each by what its page calls it. */
  threads?: { id: string; label: string }[];
  /** Id of the run with that tick which fired this one. */
  fixes?: string;
  /** Told to the page that shows it, and not stored: it was asked from another one. */
  elsewhere?: boolean;
}

const FINAL_STATES: ReadonlySet<RunState> = new Set([
  'finished',
  'failed',
  'cancelled',
  'superseded',
  'skipped',
  'lost',
]);

/** True once nothing more will happen to the run. */
export function isFinal(state: RunState): boolean {
  return FINAL_STATES.has(state);
}

/** While this young, in milliseconds, a run is looked for again, also when it has ended: a doubled request may make its pipeline late. */
export const DUPLICATES_UNTIL = 60_000;

/** Whether all pipelines of the run are known: they were listed when no more could come. */
export function isCounted({ listedAt, createdAt }: Run): boolean {
  return listedAt !== undefined && Date.parse(listedAt) >= Date.parse(createdAt) + DUPLICATES_UNTIL;
}

/** Whether something is left to do about a run: to see its end, to find and end its duplicates, or to go on until green. */
export function isOpen(run: Run): boolean {
  if (!isFinal(run.state) || (run.toCancel ?? []).length > 0 || isUntilGreen(run)) return true;
  return run.pipelineId !== undefined && !isCounted(run);
}

/** Whether what came of a run is private: so is every ask that holds any of it. */
export function isPrivate(run: Pick<Run, 'private' | 'sentPrivate'>): boolean {
  return run.private === true || run.sentPrivate === true;
}

/** Id of the project whose page was asked about. */
export function askedProjectId({ runner, projectId }: Pick<Run, 'runner' | 'projectId'>): number {
  return runner?.askedProjectId ?? projectId;
}
