import type { ChosenProject } from '../sites/chooseProject.ts';
import type { KnownSite } from '../sites/knownSites.ts';
import type { SiteView } from '../sites/Site.ts';
import type { Result } from '../gitlab/Failure.ts';
import type { Policy } from '../storage/policy.ts';
import type { ProjectChoice } from '../storage/projectChoices.ts';
import type { Settings } from '../storage/settings.ts';
import type { ImportPlan, SaveResult } from '../prompt/ownPresets.ts';
import type { Run } from '../runs/Run.ts';
import type { Diagnosis } from '../setup/doctor/Diagnosis.ts';
import type { WrittenPreset } from '../storage/WrittenPreset.ts';
import type { ToConfirm } from './confirmations.ts';
import type { SetupApi } from './SetupApi.ts';

/** What the options page and the popup may ask of the background. */
export interface OwnApi extends SetupApi {
  listSites(request: Record<never, never>): Promise<SiteView[]>;
  /** Checks the token live, then stores both and registers the scripts. Nothing is stored when it is refused. */
  saveSite(request: {
    root: string;
    token: string;
    forSession?: boolean;
  }): Promise<Result<SiteView>>;
  /** Has the user consent in GitLab's own window, then does as `saveSite`. */
  signInSite(request: {
    root: string;
    clientId: string;
    forSession?: boolean;
  }): Promise<Result<SiteView>>;
  removeSite(request: { root: string }): Promise<void>;
  /** Looks at the set-up of a project, and of the central runner project where one is named or chosen; changes nothing. */
  diagnose(request: {
    site: string;
    project: string;
    central?: string;
  }): Promise<Result<Diagnosis>>;
  /** Sites that are named and not signed in to yet. */
  listKnownSites(request: Record<never, never>): Promise<KnownSite[]>;
  listProjectChoices(request: Record<never, never>): Promise<ProjectChoice[]>;
  /** Looks the projects up first; one that cannot be read is a failure, and nothing is saved. */
  saveProjectChoice(request: ChosenProject): Promise<Result<null>>;
  /** What the organisation rules here. */
  getPolicy(request: Record<never, never>): Promise<Policy>;
  /** Sites, settings, presets and choices as one file, without any secret. */
  exportSettings(request: Record<never, never>): Promise<string>;
  /** What importing such a file would change; changes nothing. */
  reviewSettings(request: { text: string }): Promise<ImportPlan>;
  /** Takes what `reviewSettings` told of such a file, or nothing. */
  importSettings(request: { text: string }): Promise<SaveResult>;
  /** What a window of ours is to confirm; null where nobody waits for it. */
  lookAtConfirmation(request: { previewId: string }): Promise<ToConfirm | null>;
  /** The last press of a send; false where nobody waits for it any more. */
  confirmSend(request: { previewId: string }): Promise<boolean>;
  /** Runs over all sites, newest first. */
  listRuns(request: Record<never, never>): Promise<Run[]>;
  /** Says that the user has looked at the list of runs: takes the mark from the badge. */
  seeRuns(request: Record<never, never>): Promise<void>;
  /** Forgets all runs that have ended, and what was asked by them. */
  eraseRuns(request: Record<never, never>): Promise<void>;
  getSettings(request: Record<never, never>): Promise<Settings>;
  saveSettings(request: { settings: Settings }): Promise<void>;
  /** The presets that the user made, in alphabetical order. */
  listPresets(request: Record<never, never>): Promise<WrittenPreset[]>;
  /** Adds a preset, or puts it in the place of the one that was called `replaces`. */
  savePreset(request: { preset: WrittenPreset; replaces?: string }): Promise<SaveResult>;
  removePreset(request: { name: string }): Promise<void>;
  /** What importing a file of presets would change; changes nothing. */
  reviewPresets(request: { text: string }): Promise<ImportPlan>;
  /** Takes all presets of a file, or none. */
  importPresets(request: { text: string }): Promise<SaveResult>;
  exportPresets(request: Record<never, never>): Promise<string>;
}
