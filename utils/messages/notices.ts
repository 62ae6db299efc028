import type { MentionedAsk } from '../mentions/createMentions.ts';
import type { Run } from '../runs/Run.ts';

/** What the background tells a page's scripts, by `tabs.sendMessage`. */
export type PageNotice = {
  notice: 'show-panel';
  discussionId?: string;
  /** What is put into the box. */
  proposed?: MentionedAsk['proposed'];
};

/** What the background posts on the port named `RUNS_PORT`: all runs of the sender's page, newest first, at once and after each change. */
export interface RunsNotice {
  resource: string;
  runs: Run[];
}
export const RUNS_PORT = 'runs';
