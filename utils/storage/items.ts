import { storage } from 'wxt/utils/storage';

/**
 * Everything that is stored, but for tokens (`utils/sites/credentials.ts`). For the background only. What is read is
 * `unknown` here: a failed migration, or an older version after a newer one, may have left anything; each reader parses it.
 */

/** Sites that are switched on. Lives until each is removed. */
export const storedSites = storage.defineItem<unknown>('local:sites', { fallback: [], version: 1 });

/** What was typed and not sent. Goes with its site. */
export const storedDrafts = storage.defineItem<unknown>('local:drafts', {
  fallback: [],
  version: 1,
});

/** The last runs, without prompts. */
export const storedRuns = storage.defineItem<unknown>('local:runs', { fallback: [], version: 1 });

/** Ids and sizes of the previews that are kept, oldest first. Ends with the browser's session. */
export const storedPreviewIndex = storage.defineItem<unknown>('session:previews', { fallback: [] });

/** One preview: what Send will fire. */
export function storedPreview(id: string) {
  return storage.defineItem<unknown>(`session:preview:${id}`, { fallback: null });
}

/** Presets that the user made. Lives until each is removed. */
export const storedPresets = storage.defineItem<unknown>('local:presets', {
  fallback: [],
  version: 1,
});
