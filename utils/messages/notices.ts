import type { z } from 'zod';
import type { PanelLayout } from '../page/PanelLayout.ts';
import type { Selected } from '../page/selected/Selected.ts';
import type { Run } from '../runs/Run.ts';
import type { ProposedForm } from './pages/requestForms.ts';

/** What a panel is opened with. */
export interface PanelOpening {
  discussionId?: string;
  /** What is put into the box. */
  proposed?: z.infer<typeof ProposedForm>;
  /** What is asked about; absent: what is selected on the page. */
  selected?: Selected;
}

/** What is told to the panel of a page: with all that it needs to draw itself at once. */
export interface PanelNotice extends PanelOpening {
  notice: 'show-panel';
  /** The site that the page belongs to. */
  site: string;
  layout: PanelLayout;
}

/** What is told to the second script of a page: that it is needed, nothing more; a comment that may be asked with; that what is selected is to be asked about. */
export type ExtrasNotice =
  | { notice: 'be-there' }
  | {
      notice: 'offer-comment';
      /** The page that it stands on, as `itemKey` names it. */
      page: string | null;
      noteId: number;
      /** Whose it is, where it is by another account than asks are sent as. */
      author?: string;
      /** Set where Claude was asked with it already. */
      asked?: true;
    }
  | { notice: 'ask-selection' };

/** What the background tells a page's scripts, by `tabs.sendMessage`. */
export type PageNotice = PanelNotice | ExtrasNotice;

/** What the background posts on the port named `RUNS_PORT`: all runs of the sender's page, newest first, at once and after each change. */
export interface RunsNotice {
  resource: string;
  runs: Run[];
}
export const RUNS_PORT = 'runs';
