import type { Failure } from '../gitlab/Failure.ts';

/** The parts that a context is made of, as the panel's checkboxes name them (`data-part`). */
export const PART_NAMES = [
  'description',
  'comments',
  'threads',
  'diff',
  'commits',
  'jobs',
  'linked',
  'selection',
] as const;
export type PartName = (typeof PART_NAMES)[number];

/** One thing taken out of the text, or masked, before it is sent. */
export interface Removal {
  kind: 'hidden' | 'secret' | 'mention';
  /** What was removed, shortened for show; a secret's value is never here, its kind is. */
  text: string;
}

/** What is kept or left out as a whole when the prompt must fit: a thread, a file of the diff, a commit. */
export interface ContextItem {
  /** Names it where it is left out. */
  label: string;
  /** Written by others, already cleaned. */
  text: string;
  removals: Removal[];
  /** Within its part: the higher, the later it is left out. */
  worth: number;
  /** The thread that was asked from. */
  asked?: boolean;
}

/** One part of a context. */
export interface ContextPart {
  name: PartName;
  /** Empty when nothing is there. */
  items: ContextItem[];
  /** Set when the part could not be read: it is then marked as missing in prompt and panel. */
  failure?: Failure;
  /** What was left out while gathering, one line each. */
  cut: string[];
}

/** What was gathered about a page, frozen for the preview that is made from it. */
export interface Context {
  title: string;
  /** First author or `path:line` of the thread asked from. */
  threadLabel?: string;
  /** True for a confidential page or an internal thread: the answer then stays where only members read it. */
  private: boolean;
  parts: ContextPart[];
  /** Ids for `AI_FLOW_CONTEXT`, no text by others. */
  ids: Record<string, string | number | null>;
}
