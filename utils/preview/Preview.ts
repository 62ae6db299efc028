import type { PartName, Removal, Visibility } from '../context/Context.ts';
import type { Cut } from '../context/Cut.ts';
import type { Label } from '../context/Label.ts';
import type { OpenThread } from '../context/OpenThread.ts';
import type { Situation } from '../context/Situation.ts';
import type { Failure } from '../gitlab/Failure.ts';
import type { PageRef } from '../page/PageRef.ts';
import type { Selected } from '../page/selected/Selected.ts';
import type { Confirmation } from './confirmationOf.ts';
import type { Delivery } from '../pipeline/deliveryOf.ts';
import type { Reply } from '../pipeline/flowVariables.ts';
import type { Layout } from '../prompt/Layout.ts';
import type { AskOptions } from '../prompt/AskOptions.ts';
import type { Mode } from '../prompt/Preset.ts';

/** What the panel wants previewed. The page itself is never sent: the background takes it from the sender's tab. */
export interface PreviewRequest {
  /** 40 hex digits when asked from a thread. */
  discussionId?: string;
  /** What is selected on the page. */
  selection?: Selected;
  words: string;
  preset: string;
  /** Parts switched by the user; the others follow the preset. */
  parts: Partial<Record<PartName, boolean>>;
  /** Read the page anew instead of using what was gathered for this panel. */
  refresh?: boolean;
  /** Id of an earlier run of this page: its question and answer go along. */
  continues?: string;
  /** Ids of earlier runs of this page whose answers the words began as. */
  amends?: string[];
  /** Ids of restricted things that the user switched on. */
  include?: string[];
  /** Keys of what the user put back for this ask (`Removal.key`). */
  restored?: string[];
  /** Leaves out what people wrote who are no members of the project; absent: only in public projects. */
  leaveOutStrangers?: boolean;
  /** How prompt and context are laid out, where the user chose it. */
  layout?: Layout;
  /** Images switched by the user, by `PreviewImage.id`; the others go along unless they are large. */
  images?: Record<string, boolean>;
  /** Ids of the threads that the user ticked; the preset `fix-threads` alone looks at them. */
  threads?: string[];
  /** UTF-8 bytes that the whole may take; what cannot be handed over is cut down to what can. */
  budget?: number;
  /** Bytes that an organisation lets out with one ask, images too. */
  most?: number;
  /** Model, limits and language, where the user chose them. */
  options?: AskOptions;
  /** Who is signed in on the page: null for nobody, absent where it does not say. */
  pageUser?: string | null;
}

/**
 * Why an image does not reach the job: GitLab did not give it; it is none; Claude takes none of its size; the project's job
 * takes none; it is too large to go along and the job has no token to fetch it; an organisation's rule.
 */
export type ImageProblem = 'unread' | 'no_image' | 'large' | 'job' | 'token' | 'policy';

/** An image that the page shows. Hidden words are looked for in texts alone, never in images. */
export interface PreviewImage {
  id: string;
  /** By others: letters, digits, `_`, `.`, `-` and `+`. */
  filename: string;
  /** The text that shows it; by others. */
  place: Label;
  /** Null where it is not known. */
  bytes: number | null;
  on: boolean;
  /** How it reaches the job: with the ask, or by the job that fetches it. Set where it is on. */
  way?: 'sent' | 'fetched';
  /** Why it cannot be switched on. */
  problem?: ImageProblem;
  /** Where GitLab's page has it. */
  address: string;
}

/** Something that not everyone who may read the page may read. */
export interface Restricted {
  id: string;
  label: Label;
  visibility: Visibility;
  on: boolean;
}

export interface PreviewPart {
  name: PartName;
  /** UTF-8 bytes as they stand in the prompt. */
  bytes: number;
  on: boolean;
  /** Why it is missing. */
  failure?: Failure;
  cut: Cut[];
  restricted?: Restricted[];
}

/** The threads of a merge request that a run could resolve, and what it would. */
export interface PreviewThreads {
  /** Oldest first; `on`: it is to be resolved. */
  open: (OpenThread & { on: boolean })[];
  /** How many more there are, older than those. */
  earlier: number;
  /** How many ticked ones are not among them any more: they were resolved or deleted, and stay out. */
  gone: number;
  /** Whether the job marks as resolved what is done. */
  resolves: boolean;
}

/** The exact bytes that Send will fire, held by the background under `id`. */
export interface Preview {
  id: string;
  page: PageRef;
  discussionId?: string;
  /** First author or `path:line` of the thread. */
  threadLabel?: string;
  title: string;
  mode: Mode;
  /** Where our job will write its answer; `review`: it posts a review, and answers nothing. */
  reply: Reply | 'review';
  /** Whether our job says in a comment, once it begins, that Claude is at work; absent where that is not wanted. The project's job may be too old for it. */
  acknowledges?: 'yes' | 'old_job';
  /** `AI_FLOW_*`, byte for byte what the job will see. */
  variables: { key: string; value: string }[];
  transport: 'inputs' | 'variables';
  ref: {
    name: string;
    /** `unknown` where no branch could be chosen: `failure` says why. */
    kind: 'runner' | 'default' | 'unknown';
    /** True when Send waits for a tick against an unprotected runner branch. */
    unprotected: boolean;
    /** A maintainer on a protected ref that says neither push nor merge: the POST will tell. */
    uncertain: boolean;
    /** Why this ref was chosen: there is a runner branch; there is none; the CI file lies outside the project, so that none is offered. */
    reason?: 'runner_branch' | 'no_runner_branch' | 'ci_file_elsewhere';
  };
  /** Path of the central runner project, where the pipeline runs in one. */
  runnerProject?: string;
  /** True where imported settings chose that project, and nothing was sent there since. */
  runnerIsNew?: boolean;
  /** True where a trigger token fires it, as its owner. */
  trigger?: boolean;
  /** Name of the job that will run Claude. */
  jobName: string;
  /** Jobs that would start too; `certain` is false when it cannot be shown that they would not. */
  otherJobs: { name: string; certain: boolean }[];
  /** For mode `change` and our job: where the changes will go. */
  delivery?: Delivery;
  /** For mode `change`: jobs that the push of a `claude/…` branch will start, or null where that cannot be told. */
  pushJobs: string[] | null;
  parts: PreviewPart[];
  /** Absent where the page shows none. */
  images?: PreviewImage[];
  /** How many more images the page shows: they stay where they are. */
  moreImages?: number;
  /** Absent on issues, in a thread, and where none is open. */
  threads?: PreviewThreads;
  removals: Removal[];
  /** In UTF-8 bytes: all that Claude reads, what it was cut down to, what was asked for, and the most that could be. */
  size: { bytes: number; budget: number; requested: number; highest: number };
  layout: Layout;
  /** True where the project's job is ours: it reads the whole prompt from `AI_FLOW_INPUT`, from a file variable too, and keeps private asks private. */
  ours: boolean;
  /** True where the answer may go nowhere that others read. */
  private: boolean;
  /** `updated_at` of the page as it was read: previews of one reading share it. */
  updatedAt?: string;
  /** What the page itself asks for, the most pressing first; never in a thread. */
  situations?: Situation[];
  /** How many texts hold words of people who are no members; absent where all are by members. */
  strangers?: { texts: number; leftOut: boolean };
  /** Who may read the job's log beside those who may read the page: anyone, everyone signed in, or the project's Guests. */
  readers?: 'anyone' | 'signed_in' | 'guests';
  /** Why Send is followed by a last press in a window of our own; absent where it is enough. */
  confirm?: Confirmation;
  /** What is known before Send to be in its way; Send stays disabled. */
  failure?: Failure;
}
