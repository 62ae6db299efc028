import type { PageType } from '../page/PageRef.ts';
import type { PartName } from '../context/Context.ts';

/** `ask` only reads and answers, `change` edits and opens or updates a merge request, `plan` proposes and waits. */
export type Mode = 'ask' | 'change' | 'plan';

/** A named way to ask. Its words for people are in `locales/` under `presets.<name>`. */
export interface Preset {
  /** Kebab-case; `data-preset` in the panel. */
  name: string;
  mode: Mode;
  /** Where it is offered. */
  pages: readonly PageType[];
  /** Offered from a thread, from a page, or both. */
  from: readonly ('page' | 'thread')[];
  /** Parts that are on unless the user says otherwise. */
  parts: readonly PartName[];
  /** Whether it needs the user's words: only `ask` does. */
  needsWords: boolean;
  /** What Claude is told to do, in English: it is part of the prompt, not of the interface. */
  instructions: string;
}
