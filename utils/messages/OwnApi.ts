import type { Result } from '../gitlab/Failure.ts';
import type { Policy } from '../storage/policy.ts';
import type { ProjectChoice } from '../storage/projectChoices.ts';
import type { Settings } from '../storage/settings.ts';
import type { Reviewed, Taken } from '../prompt/ownPresets.ts';
import type { Run } from '../runs/Run.ts';
import type { Diagnosis } from '../setup/doctor/Diagnosis.ts';
import type { WrittenPreset } from '../storage/WrittenPreset.ts';
import type { ToConfirm } from './confirmations.ts';
import type { SetupApi } from './SetupApi.ts';

/** A site as our own pages see it: never its token. */
export interface SiteView {
  /** Origin and relative URL root, without a trailing slash. */
  root: string;
  user: { username: string; name: string };
  scopes: string[];
  /** `YYYY-MM-DD`, or null for a token that does not expire. */
  expiresAt: string | null;
  /** How the user signed in, where it was not by a token with scopes. */
  signIn?: 'fine_grained' | 'oauth';
  /** Id of the OAuth application. */
  clientId?: string;
  /** True where the sign-in ends with the browser's session. */
  forSession?: boolean;
  /** True where the organisation's rules have switched it off since it was saved. */
  offByPolicy?: boolean;
}

/** A site that may be signed in to without typing its address: the organisation named it, or imported settings did. */
export interface KnownSite {
  root: string;
  /** Id of its OAuth application. */
  clientId?: string;
  byPolicy: boolean;
}

/** What the user wants for one project; a token is never given back. */
export interface ChosenProject {
  site: string;
  projectPath: string;
  /** Empty: its pipelines run in itself. */
  runnerProject: string;
  /** A new trigger token; empty: none any more; absent: as it was. */
  triggerToken?: string;
}

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
  reviewSettings(request: { text: string }): Promise<Reviewed>;
  /** Takes what `reviewSettings` told of such a file, or nothing. */
  importSettings(request: { text: string }): Promise<Taken>;
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
  savePreset(request: { preset: WrittenPreset; replaces?: string }): Promise<Taken>;
  removePreset(request: { name: string }): Promise<void>;
  /** What importing a file of presets would change; changes nothing. */
  reviewPresets(request: { text: string }): Promise<Reviewed>;
  /** Takes all presets of a file, or none. */
  importPresets(request: { text: string }): Promise<Taken>;
  exportPresets(request: Record<never, never>): Promise<string>;
}
