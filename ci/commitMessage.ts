import type { Job } from './Job.ts';
import { oneLine } from './readPlace.ts';
import { titleOf } from './titleOf.ts';

/** What Claude said of its changes, apart from its answer. */
export interface Told {
  answer: string;
  /** One line for commit and merge request. */
  title: string;
  /** What was changed and why; may be empty. */
  body: string;
}

const MAX_TITLE = 100;
const MAX_BODY = 4_000;

/** Takes the block with the commit message out of an answer; without one, the title is the answer's first sentence. */
export function toldOf(request: Job['request'], said: string): Told {
  const { answer, message } = splitMessage(said);
  if (request.isPrivate) return { answer, title: titleOf(request, ''), body: '' };
  const [first = '', ...rest] = message.trim().split('\n');
  const title = plainTitle(first);
  if (title === '') return { answer, title: titleOf(request, answer), body: '' };
  return { answer, title, body: rest.join('\n').trim().slice(0, MAX_BODY) };
}

/** An answer without its last block of the language `commit-message`, and what stands in that; empty without one. */
function splitMessage(said: string): { answer: string; message: string } {
  const lines = said.split('\n');
  const start = lines.findLastIndex((line) => /^ {0,3}(```+|~~~+)commit-message\b/.test(line));
  if (start < 0) return { answer: said, message: '' };
  const [mark = ''] = /```+|~~~+/.exec(lines[start] ?? '') ?? [];
  const length = lines.slice(start + 1).findIndex((line) => line.trim() === mark);
  const end = length < 0 ? lines.length : start + 1 + length;
  const answer = [...lines.slice(0, start), ...lines.slice(end + 1)].join('\n').trim();
  return { answer, message: lines.slice(start + 1, end).join('\n') };
}

function plainTitle(line: string): string {
  const plain = oneLine(line.replace(/[\p{Cf}]/gu, ''))
    .replace(/^[\s/#]+/, '')
    .trim();
  if (plain.length <= MAX_TITLE) return plain;
  return `${plain.slice(0, MAX_TITLE - 1).replace(/\s+\S*$/, '')}…`;
}

/**
 * The commit's message, by the project's template or the job's own form: title, body, the issue, the job, who asked.
 * @param redact of what Claude said
 */
export function commitMessage(job: Job, told: Told): string {
  const { settings, place, request, redact } = job;
  const { target } = request;
  const issue = target === null ? '' : `${target.type === 'issue' ? '#' : '!'}${target.iid}`;
  const { asker, jobUrl } = place;
  const values: Record<string, string> = {
    title: redact(told.title),
    body: redact(told.body),
    issue,
    job: jobUrl,
    asker: asker.name,
  };
  const trailers = [
    ...(settings.coAuthor && asker.name && asker.email
      ? [`Co-authored-by: ${asker.name} <${asker.email}>`]
      : []),
    ...(settings.signOff ? [`Signed-off-by: ${nameOf(settings.author)}`] : []),
  ];
  const template =
    settings.commitMessage ||
    ['{title}', '{body}', issue && 'Related to {issue}', '{job}'].join('\n\n');
  const text = template
    .replace(/\{(title|body|issue|job|asker)\}/g, (_, key: string) => values[key] ?? '')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return `${[text, trailers.join('\n')].filter((part) => part !== '').join('\n\n')}\n`;
}

const CLAUDE = 'Claude <noreply@anthropic.com>';

function nameOf(author: string): string {
  return author || CLAUDE;
}

/** Author and committer, as the file names them or Claude. */
export function authorOf({ settings }: Pick<Job, 'settings'>): { name: string; email: string } {
  const [name = '', email = ''] = nameOf(settings.author).split(' <');
  return { name, email: email.replace('>', '') };
}
