import type { Result } from '../gitlab/Failure.ts';
import type { Settings } from '../storage/settings.ts';
import type { Taken } from '../prompt/ownPresets.ts';
import type { Run } from '../runs/Run.ts';
import type { WrittenPreset } from '../storage/WrittenPreset.ts';
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
  /** Takes all presets of a file, or none. */
  importPresets(request: { text: string }): Promise<Taken>;
  exportPresets(request: Record<never, never>): Promise<string>;
}
