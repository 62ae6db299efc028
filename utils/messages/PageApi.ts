import type { Draft } from '../storage/drafts.ts';
import type { PartName } from '../context/Context.ts';
import type { Result } from '../gitlab/Failure.ts';
import type { Progress } from '../outcome/Progress.ts';
import type { MentionedAsk, SavedComment, Verdict } from '../mentions/createMentions.ts';
import type { Run } from '../runs/Run.ts';
import type { Diagnosis } from '../setup/doctor/Diagnosis.ts';
import type { Preview, PreviewRequest } from '../pipeline/Preview.ts';
import type { PresetList } from '../prompt/PresetList.ts';

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
