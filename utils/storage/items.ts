import { storage } from 'wxt/utils/storage';
import { ownItem } from './ownItem.ts';

/**
 * Everything that is stored, but for tokens (`utils/sites/credentials.ts`). For the background only. What is read is
 * `unknown` here: a failed migration, or an older version after a newer one, may have left anything; each reader parses it.
 */

/** Sites that are switched on. Lives until each is removed. */
export const storedSites = ownItem('sites', []);

/** What was typed and not sent. Goes with its site. */
export const storedDrafts = ownItem('drafts', []);

/** Drafts that the disk had no room for. Ends with the browser's session. */
export const storedSpareDrafts = storage.defineItem<unknown>('session:drafts', { fallback: [] });

/** Which id the next ask of a page or thread will have. Goes with its site. */
export const storedDraftIds = ownItem('draftIds', []);

/** The last runs, without prompts. */
export const storedRuns = ownItem('runs', []);

/** How far the first run has come. */
export const storedFirstRun = ownItem('firstRun', null);

/** Until when each site wants to be left alone. */
export const storedQuiet = storage.defineItem<unknown>('session:quiet', { fallback: {} });

/** Whom each site's pages have named as signed in. Ends with the browser's session. */
export const storedPageUsers = storage.defineItem<unknown>('session:pageUsers', { fallback: {} });

/** What the user wants on all sites. */
export const storedSettings = ownItem('settings', null);

/** How the user wants the panel to stand. Goes with its site. */
export const storedPanelLayouts = ownItem('panelLayouts', []);

/** How wide the user made the panel on all sites, in earlier versions. */
export const storedPanelWidth = ownItem('panelWidth', null);

/** Ids of runs that ended and were not looked at. */
export const storedUnseen = ownItem('unseen', []);

/** What was asked last, in the user's own words: to ask it again. */
export const storedAsks = ownItem('asks', []);

/** What the user wrote about runs and has not sent yet. */
export const storedFollowUps = ownItem('followUps', []);

/** Failures of jobs that were seen, by their digests. Goes with its site. */
export const storedJobFailures = ownItem('jobFailures', []);

/** Comments that were asked with at once. Goes with its site. */
export const storedAskedNotes = ownItem('askedNotes', []);

/** What became of the findings of reviews. Goes with its site. */
export const storedReviews = ownItem('reviews', []);

/** Ids and sizes of the previews that are kept, oldest first. Ends with the browser's session. */
export const storedPreviewIndex = storage.defineItem<unknown>('session:previews', { fallback: [] });

/** One preview: what Send will fire. */
export function storedPreview(id: string) {
  return storage.defineItem<unknown>(`session:preview:${id}`, { fallback: null });
}

/** Presets that the user made. Lives until each is removed. */
export const storedPresets = ownItem('presets', []);

/** Key of what is kept for the browser's session only; what it opens lies elsewhere. Ends with that session. */
export const storedSealKey = storage.defineItem<unknown>('session:sealKey', { fallback: null });

/** What the user chose for single projects. Goes with its site. */
export const storedChoices = ownItem('projectChoices', []);

/** Addresses that imported settings brought, to be signed in to. */
export const storedOffers = ownItem('siteOffers', []);
