import type { Failure } from '../gitlab/Failure.ts';
import type { Cut } from './Cut.ts';
import type { Label } from './Label.ts';
import type { OpenThread } from './OpenThread.ts';
import type { Restored } from './restoreKeys.ts';
import type { Situation } from './Situation.ts';
import type { Upload } from './Upload.ts';

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
  /** What puts it back for one ask; absent: nothing does. */
  key?: string;
  /** It was put back, and goes along. */
  restored?: boolean;
}

/** Why something is off until the user switches it on: not everyone who may read the page may read it. */
export type Visibility = 'internal' | 'confidential' | 'other_project';

/**
 * What a thing is worth when not all fits. The first goes first; what the user selected goes last.
 * The request itself is never cut.
 */
export const TIERS = [
  'generated',
  'commits',
  'linked',
  'older',
  'changes',
  'near',
  'recent',
  'description',
  'jobs',
  'asked',
  'selection',
] as const;
export type Tier = (typeof TIERS)[number];

/** What is kept or left out as a whole when the prompt must fit: a thread, a file of the diff, a commit. */
export interface ContextItem {
  /** Names it where it is left out. */
  label: Label;
  /** Written by others, already cleaned. */
  text: string;
  removals: Removal[];
  /** What its texts show beside their words. */
  images?: Upload[];
  /** True where some of it was left out because the page holds too much text. */
  unreached?: boolean;
  /** The same with what the user puts back. */
  rewrite?(restored: Restored): Pick<ContextItem, 'text' | 'removals'>;
  /** Its UTF-8 bytes, about, where `text` is cleaned only when it is first looked at. */
  size?: number;
  /** The same with more of what it is taken from, in at most about so many UTF-8 bytes. */
  grow?(bytes: number, restored?: Restored): Pick<ContextItem, 'text' | 'removals'>;
  /** The changed file that it is of, and which part of that file's diff. */
  file?: { path: string; part: number; parts: number };
  /** Absent: what its part is worth. */
  tier?: Tier;
  /** Within its tier: the higher, the later it is left out. */
  worth: number;
  /** True where the asker wrote all of it. */
  own?: boolean;
  /** Id of the discussion that it is. */
  thread?: string;
  /** The thread that was asked from, or that is to be resolved. */
  asked?: boolean;
  /** Off until the user switches it on by this id (`discussion:<40 hex>`, `issue:<project id>/<iid>`); the ask is then private. */
  restricted?: { id: string; visibility: Visibility };
  /** The same without the words of people who are no members of the project; null where nothing is left. Absent: all of it is by members. */
  membersOnly?: ContextItem | null;
}

/** One part of a context. */
export interface ContextPart {
  name: PartName;
  /** Empty when nothing is there. */
  items: ContextItem[];
  /** How much of it there is, in our own words. */
  counts?: string;
  /** Set when the part could not be read: it is then marked as missing in prompt and panel. */
  failure?: Failure;
  /** What was left out while gathering. */
  cut: Cut[];
  /** Of the failed jobs: the newest pipeline has failed. */
  failing?: boolean;
  /** Of the failed jobs: names of those that succeeded on the same commit, too, where all are such. */
  flaky?: string[];
}

/** What was gathered about a page, frozen for the preview that is made from it. */
export interface Context {
  title: string;
  /** First author or `path:line` of the thread asked from. */
  threadLabel?: string;
  /** User name of who wrote the page, as GitLab gives it. */
  author?: string;
  /** Source branch of a merge request, as GitLab gives it. */
  branch?: string;
  /** True for a confidential page or an internal thread: the answer then stays where only members read it. */
  private: boolean;
  /** `updated_at` of the issue or merge request: by it a change since is noticed. */
  updatedAt?: string;
  parts: ContextPart[];
  /** What the page itself asks for, the most pressing first. */
  situations?: Situation[];
  /** Threads that a run could resolve; absent on issues. */
  openThreads?: OpenThread[];
  /** Ids for `AI_FLOW_CONTEXT`, no text by others. */
  ids: Record<string, string | number | null>;
  /** What else GitLab's own `AI_FLOW_CONTEXT` holds of the page: facts as they are, and cleaned texts by others (title, branches, labels). */
  record?: {
    facts: Record<string, string | number | boolean | null>;
    texts: Record<string, string | string[]>;
  };
}
