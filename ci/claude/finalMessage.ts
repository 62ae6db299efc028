import { findingsOf, MOST_FINDINGS, SEVERITIES } from '../../utils/outcome/Finding.ts';
import type { Finding } from '../../utils/outcome/Finding.ts';

/** What Claude ends a change or a review with: what people are told, and the commit's message or the findings. */
export interface FinalMessage {
  answer: string;
  /** Empty where no file was changed. */
  title: string;
  body: string;
  /** Null where none were asked for. */
  findings: Finding[] | null;
  /** Findings without the form, or beyond the limits. */
  leftOut: number;
}

/** The tool by which Claude Code (2.1.329) has the model give what `--json-schema` asks for. */
export const FINAL_TOOL = 'StructuredOutput';

const text = (description: string): object => ({ type: 'string', description });
const line = (description: string): object => ({ type: 'integer', minimum: 1, description });

/** The form of it for a change, for Claude Code's `--json-schema`. */
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

/** The same for a review. */
export const REVIEW_SCHEMA = {
  type: 'object',
  properties: {
    answer: text(
      'What you think of the change as a whole, as GitLab Markdown, in a few sentences; the findings are shown below it and not repeated in it.',
    ),
    findings: {
      type: 'array',
      maxItems: MOST_FINDINGS,
      description: 'One entry for each thing that is wrong; empty where nothing is.',
      items: {
        type: 'object',
        properties: {
          file: text('Path of the file in the repository.'),
          side: {
            type: 'string',
            enum: ['new', 'old'],
            description: 'old only for lines that the change removes.',
          },
          start_line: line('First line that this is about, as numbered on that side.'),
          end_line: line('Last line.'),
          severity: { type: 'string', enum: [...SEVERITIES] },
          quote: text('The line start_line, exactly as it stands in the file.'),
          text: text(
            'What is wrong and when it shows, as GitLab Markdown, to the author of the change.',
          ),
          suggestion: {
            type: ['string', 'null'],
            description:
              'The lines that replace start_line to end_line, whole and indented as they are to stand; null where a suggestion does not mend it.',
          },
        },
        required: ['file', 'side', 'start_line', 'end_line', 'severity', 'quote', 'text'],
        additionalProperties: false,
      },
    },
  },
  required: ['answer', 'findings'],
  additionalProperties: false,
};

/** Reads what has one of these forms; null for anything else. */
export function finalMessageOf(value: unknown): FinalMessage | null {
  if (typeof value !== 'object' || value === null) return null;
  const { answer, title, commit_message: body, findings }: Record<string, unknown> = { ...value };
  if (typeof answer !== 'string') return null;
  const found = findingsOf(findings);
  if (found !== null) return { answer, title: '', body: '', ...found };
  return typeof title === 'string' && typeof body === 'string'
    ? { answer, title, body, findings: null, leftOut: 0 }
    : null;
}
