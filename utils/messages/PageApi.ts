import type { Draft } from '../storage/drafts.ts';
import type { PartName, Removal, Visibility } from '../context/Context.ts';
import type { Failure, Result } from '../gitlab/Failure.ts';
import type { Progress } from '../outcome/Progress.ts';
import type { MentionedAsk, SavedComment, Verdict } from '../mentions/createMentions.ts';
import type { PageRef } from '../page/PageRef.ts';
import type { Confirmation } from '../pipeline/confirmationOf.ts';
import type { Delivery } from '../pipeline/deliveryOf.ts';
import type { Reply } from '../pipeline/flowVariables.ts';
import type { Layout } from '../prompt/Layout.ts';
import type { AskOptions } from '../prompt/AskOptions.ts';
import type { Mode, PresetView } from '../prompt/Preset.ts';
import type { Run } from '../runs/Run.ts';
import type { Diagnosis } from '../setup/doctor/Diagnosis.ts';

/** What the panel wants previewed. The page itself is never sent: the background takes it from the sender's tab. */
export interface PreviewRequest {
  /** 40 hex digits when asked from a thread. */
  discussionId?: string;
  /** What is selected on the page. */
  selection?: string;
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
  /** UTF-8 bytes that the whole may take; what cannot be handed over is cut down to what can. */
  budget?: number;
  /** Model, limits and language, where the user chose them. */
  options?: AskOptions;
  /** Who is signed in on the page: null for nobody, absent where it does not say. */
  pageUser?: string | null;
}

/** What can be asked with on a page, once it is known. */
export interface PresetList {
  presets: PresetView[];
  /** Name of the preset that the project wants chosen at first. */
  usual?: string;
  /** Files of the repository that could not be used, each with one line that says why. */
  bad: { path: string; why: string }[];
}

/** Something that not everyone who may read the page may read. */
export interface Restricted {
  id: string;
  label: string;
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
  cut: string[];
  restricted?: Restricted[];
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
  /** Where our job will write its answer. */
  reply: Reply;
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
  /** How many texts hold words of people who are no members; absent where all are by members. */
  strangers?: { texts: number; leftOut: boolean };
  /** Who may read the job's log beside those who may read the page: anyone, everyone signed in, or the project's Guests. */
  readers?: 'anyone' | 'signed_in' | 'guests';
  /** Why Send is followed by a last press in a window of our own; absent where it is enough. */
  confirm?: Confirmation;
  /** What is known before Send to be in its way; Send stays disabled. */
  failure?: Failure;
}

/** What was asked: enough to ask it again. */
export interface RecalledAsk {
  words: string;
  preset: string;
  parts: Partial<Record<PartName, boolean>>;
  continues?: string;
  amends?: string[];
}

/** What scripts on a GitLab page may ask of the background. Every request acts for the sender's own site and page only. */
export interface PageApi {
  /** The site that the sender's page belongs to, or null when it is not switched on. */
  getSite(request: Record<never, never>): Promise<{ root: string } | null>;
  /** Whose credential the site has: asks are sent in this user's name. */
  getTokenUser(request: Record<never, never>): Promise<{ username: string } | null>;
  /** Says whether the tab's present page can be asked about: decides what the toolbar button does. */
  setAskable(request: { askable: boolean; pageUser?: string }): Promise<void>;
  /** Injects the panel, if needed, and shows it. */
  openPanel(request: { discussionId?: string }): Promise<void>;
  /** Whether Claude may be asked with a comment that was just saved on the page. */
  checkMention(request: SavedComment): Promise<Result<Verdict>>;
  /** Shows the panel with such a comment as its words; sends nothing. */
  askMention(request: SavedComment): Promise<void>;
  /**
   * Has the panel shown with the preset for failing pipelines: on a merge request at once; from a pipeline's or job's page once the tab has come to
   * its merge request, whose address is given; null where there is none.
   */
  fixPipeline(request: Record<never, never>): Promise<Result<{ goTo: string | null }>>;
  openOptions(request: Record<never, never>): Promise<void>;
  /** The keyboard shortcut as the browser has it now; empty when it gave none. */
  getShortcut(request: Record<never, never>): Promise<string>;
  getDraft(request: { discussionId?: string }): Promise<Draft>;
  saveDraft(request: { discussionId?: string; draft: Draft }): Promise<void>;
  /** All presets for the page or thread: the project's and the user's own too. */
  listPresets(request: { discussionId?: string }): Promise<Result<PresetList>>;
  preview(request: PreviewRequest): Promise<Result<Preview>>;
  /** Whether the page is not any more what it was when it was read for this preview: one small request. */
  hasChanged(request: { previewId: string }): Promise<Result<boolean>>;
  send(request: {
    previewId: string;
    acceptedJobs: boolean;
    acceptedRef: boolean;
    /** Ids of older runs of this page to be cancelled once the new one is there. */
    supersede?: string[];
  }): Promise<Result<Run>>;
  /** What the page's project has cost today, in US dollars, and the cap that the user set for a day. */
  getSpending(request: Record<never, never>): Promise<{ today: number; capUsd: number | null }>;
  /** What a run of this page asked, as far as it is still known. */
  recallAsk(request: { runId: string }): Promise<RecalledAsk | null>;
  /** How far a run's job is, as its log tells; asked again and again while somebody watches. Null before there is a job. */
  readProgress(request: { runId: string; withLog: boolean }): Promise<Result<Progress | null>>;
  /** Looks at the set-up of the page's project; changes nothing. */
  diagnose(request: Record<never, never>): Promise<Result<Diagnosis>>;
  cancelRun(request: { runId: string }): Promise<Result<null>>;
  /** Ends a run's job whose runner does not answer the cancel; GitLab lets Maintainers alone. */
  forceCancelRun(request: { runId: string }): Promise<Result<null>>;
  /** Posts the answer of a finished run as the user: a reply in its thread, else a note. */
  postAnswer(request: { runId: string }): Promise<Result<{ webUrl: string }>>;
}

/** What the background tells a page's scripts, by `tabs.sendMessage`. */
export type PageNotice = {
  notice: 'show-panel';
  discussionId?: string;
  /** What is put into the box. */
  proposed?: MentionedAsk['proposed'];
};

/** What the background posts on the port named `RUNS_PORT`: all runs of the sender's page, newest first, at once and after each change. */
export interface RunsNotice {
  resource: string;
  runs: Run[];
}
export const RUNS_PORT = 'runs';
