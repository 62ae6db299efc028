import type { Policy } from '../storage/policy.ts';
import type { RunnerChoice } from './gather.ts';

/** What rules the asks of one project, as it is now. */
export interface AskRules {
  choice: RunnerChoice;
  policy: Policy;
  /** US dollars that the project has cost today. */
  spentUsd: number;
  /** Whose credential the site has, and what it may do; null where there is none. */
  token: { username: string; scopes: readonly string[] } | null;
  /** Whom the site's pages have named as signed in. */
  pageUsers: readonly string[];
}
