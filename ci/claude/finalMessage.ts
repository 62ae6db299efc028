/** What Claude ends a change with: what people are told, and the commit's message. */
export interface FinalMessage {
  answer: string;
  /** Empty where no file was changed. */
  title: string;
  body: string;
}

/** The tool by which Claude Code (2.1.329) has the model give what `--json-schema` asks for. */
export const FINAL_TOOL = 'StructuredOutput';

const text = (description: string): object => ({ type: 'string', description });

/** The form of it, for Claude Code's `--json-schema`. */
export const FINAL_SCHEMA = {
  type: 'object',
  properties: {
    answer: text('Your whole last message to the person who asked, as GitLab Markdown.'),
    title: text(
      'Title of the commit, one line of at most 72 characters, in the manner of the project’s last commits. Empty where you changed no file.',
    ),
    commit_message: text(
      'What was changed and why, as plain text below that title; no trailers. Empty where you changed no file.',
    ),
  },
  required: ['answer', 'title', 'commit_message'],
  additionalProperties: false,
};

/** Reads what has that form; null for anything else. */
export function finalMessageOf(value: unknown): FinalMessage | null {
  if (typeof value !== 'object' || value === null) return null;
  const { answer, title, commit_message: body }: Record<string, unknown> = { ...value };
  return typeof answer === 'string' && typeof title === 'string' && typeof body === 'string'
    ? { answer, title, body }
    : null;
}
