import type { AskedNotes } from '../storage/askedNotes.ts';
import type { PanelLayouts } from '../storage/panelLayouts.ts';
import type { RecalledAsk } from '../storage/asks.ts';
import type { Result } from '../gitlab/Failure.ts';
import type { Progress } from '../outcome/Progress.ts';
import type { AskAtOnce } from '../mentions/createAskAtOnce.ts';
import type { Mentions } from '../mentions/createMentions.ts';
import type { FileRef, PipelineRef } from '../page/PipelineRef.ts';
import type { PageRef } from '../page/PageRef.ts';
import type { Publishing, Review, ReviewChoice } from '../review/Review.ts';
import type { Usual } from '../runs/costs/usualOf.ts';
import type { Run } from '../runs/Run.ts';
import type { RunService } from '../runs/runner.ts';
import type { Diagnosis } from '../setup/doctor/Diagnosis.ts';
import type { Drafts } from '../storage/drafts.ts';
import type { FollowUps } from '../storage/followUps.ts';
import type { createArrivals } from './createArrivals.ts';
import type { ExtrasNotice, PanelOpening } from './notices.ts';
import type { Following } from './followOpenRuns.ts';
import type { Confirmation } from '../preview/confirmationOf.ts';
import type { PageUsers } from '../storage/pageUsers.ts';
import type { Confirmations } from './confirmations.ts';
import type { PresetList } from '../prompt/PresetList.ts';
import type { Preview, PreviewRequest } from '../preview/Preview.ts';

type Arrivals = ReturnType<typeof createArrivals>;

/** The steps that page scripts may set going. */
export interface PageServices {
  drafts: Drafts;
  previews: {
    presets(
      page: PageRef,
      discussionId: string | undefined,
      panelKey: string,
    ): Promise<Result<PresetList>>;
    preview(page: PageRef, request: PreviewRequest, panelKey: string): Promise<Result<Preview>>;
    hasChanged(previewId: string, page: PageRef): Promise<Result<boolean>>;
  };
  panelLayouts: Pick<PanelLayouts, 'save'>;
  /** The last press of a send that needs one elsewhere. */
  confirmations: Pick<Confirmations, 'ask'>;
  /** Why a send needs that; null where it needs none. */
  confirmationOf(previewId: string): Promise<Confirmation | null>;
  runner: Omit<RunService, 'follow' | 'lookAgain' | 'erase' | 'subscribe' | 'note'>;
  /** What the page's project has cost today, and the user's cap for a day, in US dollars. */
  spending(page: PageRef): Promise<{ today: number; capUsd: number | null }>;
  /** What a preset usually costs and takes in the page's project; null where too little is known. */
  usual(page: PageRef, preset: string): Promise<Usual | null>;
  /** What a run asked; null where that is forgotten. */
  recallAsk(runId: string): Promise<RecalledAsk | null>;
  followUps: Pick<FollowUps, 'get' | 'save'>;
  /** Whether a plan was made for a commit that is not the newest any more. */
  hasExpired(run: Run): Promise<boolean>;
  readProgress(run: Run, withLog: boolean): Promise<Result<Progress | null>>;
  /** What a run found, as a review of the user's own. */
  reviews: {
    read(run: Run): Promise<Result<Review>>;
    choose(run: Run, key: string, choice: ReviewChoice): Promise<void>;
    publish(run: Run, request: { seen: string; withOthers: boolean }): Promise<Result<Publishing>>;
    resolveFixed(run: Run, discussionIds: readonly string[]): Promise<Result<Review>>;
  };
  diagnose(address: { site: string; project: string }): Promise<Result<Diagnosis>>;
  listRuns(): Promise<Run[]>;
  /** Runs of all sites that wait for their user. */
  listWaiting(): Promise<Run[]>;
  /** Whose credential a site has. */
  tokenUser(root: string): Promise<{ username: string } | null>;
  pageUsers: Pick<PageUsers, 'note' | 'forget'>;
  following: Pick<Following, 'expect' | 'start'>;
  mentions: Mentions;
  /** Asks with a comment by a press in a window of our own, where the project's setting says so. */
  askAtOnce: AskAtOnce;
  askedNotes: Pick<AskedNotes, 'withRuns'>;
  /** The open merge request that a pipeline ran for, or of a branch that a file is shown on. */
  mergeRequestOf(shown: PipelineRef | (FileRef & { ref: string })): Promise<Result<PageRef | null>>;
  arrivals: Arrivals;
  openPanel(tabId: number, site: string, what?: PanelOpening): Promise<void>;
  tellExtras(tabId: number, notice: ExtrasNotice): Promise<void>;
  loadDetails(tabId: number): Promise<void>;
  openOptions(): Promise<void>;
  openHistory(): Promise<void>;
  setAskable(tabId: number, askable: boolean): Promise<void>;
  shortcut(): Promise<string>;
}
