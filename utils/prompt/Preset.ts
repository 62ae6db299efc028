import type { PageType } from '../page/PageRef.ts';
import type { PartName, Removal } from '../context/Context.ts';
import type { AskOptions } from './AskOptions.ts';

/** `ask` only reads and answers, `change` edits and opens or updates a merge request, `plan` proposes and waits. */
export type Mode = 'ask' | 'change' | 'plan';

/** What presets are listed under, in this order. */
export const PRESET_GROUPS = [
  'own',
  'repository',
  'general',
  'start',
  'build',
  'scan',
  'push',
  'migrate',
  'optimise',
  'understand',
] as const;
export type PresetGroup = (typeof PRESET_GROUPS)[number];

/** A preset as the panel knows it: all but what Claude is told. */
export interface PresetView {
  /** Kebab-case; `own:` and `repo:` stand before the names of presets that are not built in. `data-preset` in the panel. */
  name: string;
  group: PresetGroup;
  mode: Mode;
  /** Parts that are on unless the user says otherwise. */
  parts: readonly PartName[];
  /** Whether it needs the user's words: only `ask` does. */
  needsWords: boolean;
  /** Whether it is in view without being looked for. */
  inView: boolean;
  /** Name for people; those of built-in presets are in `locales/`. */
  title?: string;
  /** One line that says what it does. */
  about?: string;
  /** Model, limits and language where the user chooses none. */
  options?: AskOptions;
}

/** Where a preset is offered. */
export interface PresetPlace {
  pages: readonly PageType[];
  /** From a thread, from a page, or both. */
  from: readonly ('page' | 'thread')[];
}

/** A named way to ask. */
export interface Preset extends PresetView, PresetPlace {
  /** What Claude is told to do; for built-in presets in English: it is part of the prompt, not of the interface. */
  instructions: string;
  /** What stands in the instructions for something else: `{{title}}` and the like, or `$ARGUMENTS`. */
  fills?: 'placeholders' | 'arguments';
  /** What was taken out of the instructions. */
  removals?: Removal[];
  /** The user's words stand within the filled instructions already. */
  holdsWords?: boolean;
  /** The filled instructions quote text by others, within boundaries. */
  quotes?: boolean;
}
