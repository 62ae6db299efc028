import { z } from 'zod';
import type { StoredValue } from './createList.ts';

/** What the user wants, on all sites. */
export interface Settings {
  /** Notify when a run ends whose page is not in the foreground. */
  notify: boolean;
  /** The panel warns once a project has cost this much in a day, in US dollars; null for never. */
  dailyCapUsd: number | null;
  /** Context limit of an ask in bytes, unless the panel sets another; null for the default. */
  budgetBytes: number | null;
}

export const USUAL_SETTINGS: Settings = {
  notify: true,
  dailyCapUsd: null,
  budgetBytes: null,
};

/** Names under `transfer.changes` in the locales, for confirming what an imported file would change. */
const SETTING_NAMES = {
  notify: 'notify',
  dailyCapUsd: 'daily_cap',
  budgetBytes: 'budget',
} as const satisfies Record<keyof Settings, string>;

/** One setting that changes. */
export interface SettingChange {
  what: (typeof SETTING_NAMES)[keyof Settings];
  before: Settings[keyof Settings];
  after: Settings[keyof Settings];
}

/** The settings that differ, each by itself. */
export function settingChanges(before: Settings, after: Settings): SettingChange[] {
  // The table has these keys and no others.
  const keys = Object.keys(SETTING_NAMES) as (keyof Settings)[];
  return keys
    .map((key) => ({ what: SETTING_NAMES[key], before: before[key], after: after[key] }))
    .filter((change) => change.before !== change.after);
}

/** Settings as they are stored and exported. */
export const SettingsForm = z.object({
  notify: z.boolean(),
  dailyCapUsd: z.number().positive().max(100_000).nullable(),
  // Absent in what the first versions stored.
  budgetBytes: z.number().int().min(4096).max(1_000_000).nullable().default(null),
});

export interface SettingsStore {
  get(): Promise<Settings>;
  set(settings: Settings): Promise<void>;
}

export function createSettings(item: StoredValue): SettingsStore {
  return {
    async get() {
      const parsed = SettingsForm.safeParse(await item.getValue());
      return parsed.success ? parsed.data : USUAL_SETTINGS;
    },
    set: (settings) => item.setValue(settings),
  };
}
