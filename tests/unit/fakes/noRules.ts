import type { AskRules } from '../../../utils/preview/AskRules.ts';
import { NO_POLICY } from '../../../utils/storage/policy.ts';

/** A project for which nothing was chosen, in a browser that nobody manages. */
export async function noRules(): Promise<AskRules> {
  return { choice: {}, policy: NO_POLICY, spentUsd: 0, token: null, pageUsers: [] };
}
