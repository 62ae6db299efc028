/** First and last line, counted from 1. */
export interface LineRange {
  first: number;
  last: number;
}

/** Where on GitLab's pages something was selected. Names and paths are as the page shows them: others' words. */
export type SelectionOrigin =
  /** Lines of a diff: removed ones have old numbers alone, added ones new numbers alone. */
  | { kind: 'diff'; path: string; old?: LineRange; new?: LineRange }
  | { kind: 'description' }
  | { kind: 'comment'; author?: string }
  | { kind: 'log'; job: string; lines?: LineRange }
  | { kind: 'file'; path: string; ref?: string; lines?: LineRange };

/** What a person selected on a page, and where, if that is known. */
export interface Selected {
  text: string;
  from?: SelectionOrigin;
}

/** A line that the page shows. */
export interface LineOnPage {
  /** Brings it into view. */
  bring(): void;
  /** Marks it, until what is given back is called. */
  mark(): () => void;
}

declare global {
  /** Left by the second page script in the isolated world that it shares with the panel, which needs no copy of what tells the place. */
  var askClaudeSelection: (() => Selected | null) | undefined;
  /** A file's line in the diff that the page shows, by its new number; the same script has it. */
  var askClaudeLine: ((path: string, line: number) => LineOnPage | null) | undefined;
}

/** In characters; more than could be sent. */
export const LONGEST_SELECTION = 150_000;
