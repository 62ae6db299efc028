import type { Place } from './request/readPlace.ts';
import type { Request } from './request/readRequest.ts';
import { escapeText } from '../utils/outcome/markdown/escapeText.ts';
import { harmlessMarkdown } from '../utils/outcome/markdown/harmlessMarkdown.ts';
import { FOOTER_START, STATUS_WORDS, type NoteStatus } from '../utils/page/notes/statusNote.ts';
import type { JobResult } from './writeResult.ts';

/**
 * What the job writes where it was asked: the answer, what became of the changes, who asked. Empty when there is nothing to tell.
 * @param more the project's check; `withRemarks` tells what did not go as hoped, too, where no artifact does
 */
export function noteOf(
  result: JobResult,
  place: Place,
  target: Request['target'],
  { check, withRemarks = false }: { check: string; withRemarks?: boolean } = { check: '' },
): string {
  const remarks = withRemarks ? result.errors.map((error) => `- ${escapeText(error)}`) : [];
  const parts = [
    harmlessMarkdown(result.answer, place.serverUrl),
    changesOf(result, target),
    limitWords(result.limit),
    failureWords(result),
    checkWords(result.verified, check),
    remarks.join('\n'),
  ];
  const told = parts.filter((part) => part !== '');
  return told.length === 0 ? '' : [...told, footer(place)].join('\n\n');
}

/** A note of the job's that holds no answer. */
export function statusNote(status: NoteStatus, place: Place): string {
  return `${STATUS_WORDS[status]}\n\n${footer(place)}`;
}

function changesOf(
  { kind, branch, commits, mergeRequest }: JobResult,
  target: Request['target'],
): string {
  if (branch === null)
    return kind === 'changed'
      ? 'The changes were not pushed: the CI job keeps them as a patch.'
      : '';
  const where = `${commits.join(' ')} on the branch ${codeSpan(branch)}`;
  const isHere = target?.type === 'merge_request' && target.iid === mergeRequest?.iid;
  return `Changes: ${mergeRequest && !isHere ? `${mergeRequest.webUrl} (${where})` : where}.`;
}

/** A name as inline code; two backticks in a row are none of git's usual names, and come through as one. */
function codeSpan(name: string): string {
  return name.includes('`') ? `\`\` ${name.replace(/`+/g, '`')} \`\`` : `\`${name}\``;
}

/** That the work may not be whole. */
export function limitWords(limit: JobResult['limit']): string {
  if (limit === null) return '';
  const what = { turns: 'turns', cost: 'cost', time: 'time' }[limit];
  return `Claude stopped at its limit of ${what}: this is what was done until then.`;
}

/** Why a draft is one where the model's provider or Claude Code failed. */
function failureWords({ kind, branch, errors }: JobResult): string {
  if (kind !== 'failed' || branch === null) return '';
  return `Claude was cut off, and this is what was done until then: ${escapeText((errors[0] ?? '').slice(0, 300))}`;
}

/** Whether the project's own check held on the changes. */
export function checkWords(verified: JobResult['verified'], check: string): string {
  const name = codeSpan(check);
  switch (verified) {
    case 'passed':
      return `The project’s check passed: ${name}.`;
    case 'failed':
      return `The project’s check failed, so this is a draft: ${name}.`;
    case 'not_allowed':
      return `The project’s check was not run: it may not run on this code, or on this runner.`;
    case 'none':
    case undefined:
      return '';
  }
}

/** One small line: by whom, for whom, where it ran. The asker's name notifies nobody. */
export function footer(place: Place): string {
  const { asker, jobUrl } = place;
  const job = jobUrl === '' ? 'a CI job' : `a [CI job](${jobUrl})`;
  const name = escapeText(asker.name).trim();
  const by = name === '' ? '' : `, asked by ${name}`;
  return `${FOOTER_START}${job} of ${pipelineLink(place)}${by}.*`;
}

/** Whether a note's last line is the footer of a job of this pipeline: whatever an answer quotes stands above it. */
export function isNoteOf(body: string, place: Place): boolean {
  return (body.trimEnd().split('\n').at(-1) ?? '').includes(` of ${pipelineLink(place)}`);
}

function pipelineLink({ pipelineId, pipelineUrl }: Place): string {
  return `[pipeline ${pipelineId}](${pipelineUrl})`;
}
