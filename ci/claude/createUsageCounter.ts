import type { Usage } from '../../utils/outcome/jobLog.ts';
import { fieldOf } from '../gitlabApi.ts';
import type { StreamEvent } from './claudeResult.ts';

/**
 * Counts what the model has read so far, by what Claude Code's stream tells of each of its requests; their cost stands only in
 * the stream's last line.
 * @returns what an event changes about it, or null
 */
export function createUsageCounter(): (event: StreamEvent) => Usage | null {
  const counted = new Set<unknown>();
  let tokens = 0;
  return (event) => {
    if (event['type'] === 'result') {
      const costUsd = event['total_cost_usd'];
      return typeof costUsd === 'number' ? { tokens, costUsd } : null;
    }
    const message = event['type'] === 'assistant' ? event['message'] : undefined;
    const id = fieldOf(message, 'id');
    // A message comes in several events, one for each of its blocks.
    if (id === undefined || counted.has(id)) return null;
    counted.add(id);
    const usage = fieldOf(message, 'usage');
    const read = ['input_tokens', 'cache_creation_input_tokens', 'cache_read_input_tokens']
      .map((key) => Number(fieldOf(usage, key) ?? 0))
      .reduce((sum, count) => sum + count, 0);
    if (!(read > 0)) return null;
    tokens += read;
    return { tokens, costUsd: null };
  };
}
