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

/** One part of a context: text written by others, already cleaned. */
export interface ContextPart {
  name: PartName;
  /** Empty when nothing is there. */
  text: string;
  /** Set when the part could not be read: it is then marked as missing in prompt and panel. */
  failure?: Failure;
  /** What was left out to fit, one line each. */
  cut: string[];
  removals: Removal[];
}

/** What was gathered about a page, frozen for the preview that is made from it. */
export interface Context {
  title: string;
  /** First author or `path:line` of the thread asked from. */
  threadLabel?: string;
  parts: ContextPart[];
  /** Ids for `AI_FLOW_CONTEXT`, no text by others. */
  ids: Record<string, string | number | null>;
}
