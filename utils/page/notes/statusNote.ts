/** What a comment of the job says that holds no answer: `working` while there is none yet, the others where none will come. */
export const STATUS_WORDS = {
  working: 'Claude is working on this. The answer will replace this comment.',
  cancelled: 'This request was canceled before Claude answered.',
  failed: 'Claude could not answer: the job failed. Its log says why.',
  silent: 'Claude ended without an answer.',
} as const;
export type NoteStatus = keyof typeof STATUS_WORDS;

/** What the last line of each comment by the job begins with, and the rule above it. */
export const FOOTER_START = '---\n*Claude Code in ';

const ABOVE_FOOTER = `\n\n${FOOTER_START}`;

/** The status that a comment tells, or null for any other comment: it has to be these words and the footer, to the letter. */
export function statusOf(body: string): NoteStatus | null {
  const [words, footer, ...others] = body.split(ABOVE_FOOTER);
  if (footer === undefined || others.length > 0 || footer.trimEnd().includes('\n')) return null;
  return STATUSES.find((status) => STATUS_WORDS[status] === words) ?? null;
}

/** The comment with another status, under the footer that it has. */
export function withStatus(body: string, status: NoteStatus): string {
  return `${STATUS_WORDS[status]}${body.slice(body.indexOf(ABOVE_FOOTER))}`;
}

// The table has these keys and no others.
const STATUSES = Object.keys(STATUS_WORDS) as NoteStatus[];
