import type { Place } from './readPlace.ts';
import type { Request } from './readRequest.ts';
import { safeMarkdown } from '../utils/outcome/safeMarkdown.ts';
import type { JobResult } from './writeResult.ts';

/** What the job writes where it was asked: the answer, what became of the changes, who asked. Empty when there is nothing to tell. */
export function noteOf(result: JobResult, place: Place, target: Request['target']): string {
  const parts = [safeMarkdown(result.answer.trim(), place.serverUrl), changesOf(result, target)];
  const told = parts.filter((part) => part !== '');
  return told.length === 0 ? '' : [...told, footer(place)].join('\n\n');
}

function changesOf(
  { branch, commits, mergeRequest }: JobResult,
  target: Request['target'],
): string {
  if (branch === null) return '';
  const where = `${commits.join(' ')} on the branch \`${branch}\``;
  const isHere = target?.type === 'merge_request' && target.iid === mergeRequest?.iid;
  return `Changes: ${mergeRequest && !isHere ? `${mergeRequest.webUrl} (${where})` : where}.`;
}

/** One small line: by whom, for whom, where it ran. The asker's name notifies nobody. */
export function footer({ asker, jobUrl, serverUrl }: Place): string {
  const job = jobUrl === '' ? 'a CI job' : `a [CI job](${jobUrl})`;
  const name = safeMarkdown(asker.name.replace(/[\\`*_[\]~|#!]/g, ''), serverUrl).trim();
  return `---\n*Claude Code in ${job}${name === '' ? '' : `, asked by ${name}`}.*`;
}
