import type { Severity } from '../outcome/Finding.ts';

/** Why a finding is folded: what is said already, and what cannot be shown at a line. */
export const DOUBTS = [
  'said',
  'not_in_diff',
  'not_listed',
  'too_large',
  'collapsed',
  'binary',
  'no_text',
  'no_line',
  'text_differs',
  'not_quoted',
] as const;
export type Doubt = (typeof DOUBTS)[number];

/** One line of the code beside a finding; `number` counts after the change, of a removed line before it. */
export interface CodeLine {
  sign: '+' | '-' | ' ';
  number: number;
  text: string;
  /** Whether the finding is about it. */
  meant: boolean;
}

/** One finding as it stands now. */
export interface ReviewItem {
  /** Names it within its run. */
  key: string;
  path: string;
  from: number;
  to: number;
  side: 'new' | 'old';
  severity: Severity;
  /** As it would be published: the user's own words where they changed it. */
  text: string;
  /** What would replace the lines; null for nothing. */
  suggestion: string | null;
  /** Whether the suggestion goes along. */
  suggests: boolean;
  /** Whether the suggestion can be applied by a press in GitLab; else it is shown as code. */
  applies: boolean;
  code: CodeLine[];
  /** Whether it has a line of the diff; else it goes into the comment on the whole. */
  placed: boolean;
  /** Whether other lines were meant than it said. */
  moved: boolean;
  doubt: Doubt | null;
  /** Who said it already, and where. */
  said?: { author: string; url: string };
  /** Whether it is to be published. */
  on: boolean;
  /** How far it is: a draft that the user alone sees, or published, with its address. */
  state: 'found' | 'prepared' | 'published';
  url?: string;
}

/** A thread of an earlier review, whose line is not there any more. */
export interface FixedThread {
  discussionId: string;
  path: string;
  text: string;
  url: string;
}

/** A run's findings, checked against the merge request as it is now. */
export interface Review {
  /** Of the merge request when this was checked. */
  headSha: string;
  items: ReviewItem[];
  /** Drafts that the user made otherwise: publishing publishes them, too. */
  otherDrafts: number;
  fixed: FixedThread[];
}

/** What became of a press of "Publish". */
export interface Publishing {
  /** `moved`: the head is another one, nothing was done. `other_drafts`: those are published, too, if the user says so; nothing was done. */
  came: 'published' | 'moved' | 'other_drafts';
  /** How many were published now, and how many GitLab dropped. */
  published: number;
  dropped: number;
  review: Review;
}

/** What the user decides about a finding. */
export interface ReviewChoice {
  on?: boolean;
  text?: string;
  /** Whether its suggestion goes along; absent: yes. */
  suggests?: boolean;
}
