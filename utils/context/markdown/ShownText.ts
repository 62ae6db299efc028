import type { Upload } from '../Upload.ts';

/** Quotes of quotes are longer in UTF-16 units than their source; more than this fits nowhere, and is not even looked through. */
export const LONGEST_SHOWN = 300_000;

/** Something that the page draws by script out of a source that it does not show. */
export interface Drawing {
  /** GitLab's name of the language: `mermaid`, `math`, `json:table` … */
  language: string;
  source: string;
}

/** What GitLab's own HTML of a text shows. */
export interface ShownText {
  /** Markdown: what a reader of the page sees, and nothing else. */
  text: string;
  /** Names that stand for something shown, and so are not lost: of emoji, of the element that a tag opens. */
  named: string[];
  drawings: Drawing[];
  /** Images of the page's own project, in reading order. */
  images: Upload[];
}
