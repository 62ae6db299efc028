import type { Job } from '../Job.ts';
import { oneLine } from '../request/readPlace.ts';
import type { ClaudeResult } from './claudeResult.ts';
import type { FinalMessage } from './finalMessage.ts';
import { titleOf } from '../changes/titleOf.ts';

/** What Claude said of its changes, apart from its answer. */
export interface ChangeWords {
  answer: string;
  /** One line for commit and merge request. */
  title: string;
  /** What was changed and why; may be empty. */
  body: string;
}

const MAX_TITLE = 100;
const MAX_BODY = 4_000;

/** What is told of a change; where Claude gave no title, it is the answer's first sentence. */
export function changeWordsOf(
  request: Job['request'],
  {
    answer,
    message,
  }: {
    answer: ClaudeResult['answer'];
    message: Pick<FinalMessage, 'title' | 'body'> | null;
  },
): ChangeWords {
  if (request.isPrivate) return { answer, title: titleOf(request, ''), body: '' };
  const [first = ''] = (message?.title ?? '').trim().split('\n', 1);
  const title = plainTitle(first);
  if (title === '') return { answer, title: titleOf(request, answer), body: '' };
  return { answer, title, body: (message?.body ?? '').trim().slice(0, MAX_BODY) };
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
 * @param thread what the commit is for: a thread's address; a template of the project's cannot leave it out
 */
export function commitMessage(job: Job, told: ChangeWords, thread?: string): string {
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
    ...(thread === undefined ? [] : [`Thread: ${thread}`]),
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
