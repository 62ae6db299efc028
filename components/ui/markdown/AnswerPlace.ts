import { createContext } from 'preact';
import type { LineOnPage } from '../../../utils/page/selected/Selected.ts';

/** What an answer is about, as far as its parts can lead there. */
export interface AnswerPlace {
  /** Address of a project's file by `path:line` or `path:line-line`; undefined where it is not known which version was read. */
  blobOf(path: string, from: string, to: string | undefined): string | undefined;
  /** A line of a file as the page's own diff shows it; null where it does not. */
  showLine(path: string, line: string): LineOnPage | null;
  /** True where GitLab makes a suggestion of a block of code: in a thread of a merge request. */
  suggests: boolean;
}

/** Where nobody says otherwise, paths are words and code is code. */
export const AnswerPlace = createContext<AnswerPlace>({
  blobOf: () => undefined,
  showLine: () => null,
  suggests: false,
});
