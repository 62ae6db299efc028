import { MOST_FINDINGS } from '../outcome/Finding.ts';
import type { NotePosition } from './positionOf.ts';

/** A finding as the user ticked it, for the job to post. */
export interface BotFinding {
  /** File and line, for people. */
  place: string;
  /** What the note says, in Markdown, with its severity. */
  text: string;
  /** What would replace the lines; null for nothing. */
  suggestion: string | null;
  /** Whether GitLab can apply it by a press; else it is shown as code. */
  applies: boolean;
  /** Where the note stands, and GitLab's name for that line; null where it has no line of the diff. */
  at: { position: NotePosition; lineCode: string } | null;
}

/** A review that the job posts with its own token: what `AI_FLOW_INPUT` holds, as JSON, where `ask_claude.post_review` is set. */
export interface BotReview {
  /** Commit that the lines were looked up in. */
  head: string;
  /** Over the findings that have no line. */
  heading: string;
  findings: BotFinding[];
}

/** In UTF-16 units: of the whole, and of what it is made of. */
const LONGEST = { all: 1_000_000, line: 1_100, text: 25_000, suggestion: 10_000 };
const SHA = /^[0-9a-f]{40}([0-9a-f]{24})?$/;
const LINE_CODE = /^[0-9a-f]{40}_\d{1,8}_\d{1,8}$/;

class NoForm extends Error {}

function holds(condition: boolean): asserts condition {
  if (!condition) throw new NoForm();
}

function recordOf(value: unknown): Record<string, unknown> {
  holds(typeof value === 'object' && value !== null && !Array.isArray(value));
  return { ...value };
}

function textOf(value: unknown, most: number): string {
  holds(typeof value === 'string' && value.length <= most);
  return value.toWellFormed();
}

function lineOf(value: unknown): string {
  const line = textOf(value, LONGEST.line);
  holds(line.trim() !== '' && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(line));
  return line;
}

function formed(value: unknown, form: RegExp): string {
  const text = textOf(value, 100);
  holds(form.test(text));
  return text;
}

/** A line's number; null where that side has none. */
function numberOf(value: unknown): number | null {
  if (value === undefined || value === null) return null;
  holds(typeof value === 'number' && Number.isSafeInteger(value) && value > 0);
  return value;
}

function numbersOf(value: Record<string, unknown>): { old_line?: number; new_line?: number } {
  const [old, fresh] = [numberOf(value['old_line']), numberOf(value['new_line'])];
  holds(old !== null || fresh !== null);
  return { ...(old !== null && { old_line: old }), ...(fresh !== null && { new_line: fresh }) };
}

type RangeEnd = NonNullable<NotePosition['line_range']>['start'];

function rangeEndOf(value: unknown): RangeEnd {
  const end = recordOf(value);
  const { type } = end;
  holds(type === 'new' || type === 'old' || type === null);
  const { old_line = null, new_line = null } = numbersOf(end);
  return { line_code: formed(end['line_code'], LINE_CODE), type, old_line, new_line };
}

function positionOf(value: unknown, head: string): NotePosition {
  const position = recordOf(value);
  const sha = (key: string) => formed(position[key], SHA);
  holds(position['position_type'] === 'text' && position['head_sha'] === head);
  const range = position['line_range'] === undefined ? null : recordOf(position['line_range']);
  return {
    position_type: 'text',
    base_sha: sha('base_sha'),
    start_sha: sha('start_sha'),
    head_sha: head,
    old_path: lineOf(position['old_path']),
    new_path: lineOf(position['new_path']),
    ...numbersOf(position),
    ...(range && {
      line_range: { start: rangeEndOf(range['start']), end: rangeEndOf(range['end']) },
    }),
  };
}

function findingOf(value: unknown, head: string): BotFinding {
  const finding = recordOf(value);
  const { suggestion = null, position, applies } = finding;
  const text = textOf(finding['text'], LONGEST.text);
  holds(text.trim() !== '');
  return {
    place: lineOf(finding['place']),
    text,
    suggestion: suggestion === null ? null : textOf(suggestion, LONGEST.suggestion),
    applies: applies === true,
    at:
      position === undefined
        ? null
        : {
            position: positionOf(position, head),
            lineCode: formed(finding['line_code'], LINE_CODE),
          },
  };
}

/** Reads what was sent, of which nothing is trusted; null where it does not have its form. */
export function readBotReview(sent: string): BotReview | null {
  if (sent.length > LONGEST.all) return null;
  try {
    const review = recordOf(JSON.parse(sent));
    const head = formed(review['head'], SHA);
    const { findings } = review;
    holds(Array.isArray(findings) && findings.length > 0 && findings.length <= MOST_FINDINGS);
    const read = findings.map((finding: unknown) => findingOf(finding, head));
    return { head, heading: lineOf(review['heading']), findings: read };
  } catch (error) {
    if (error instanceof NoForm || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The same as it is sent: readable, since the preview shows it. */
export function writeBotReview({ head, heading, findings }: BotReview): string {
  const written = findings.map(({ place, text, suggestion, applies, at }) => ({
    place,
    text,
    ...(suggestion !== null && { suggestion, applies }),
    ...(at && { position: at.position, line_code: at.lineCode }),
  }));
  return JSON.stringify({ head, heading, findings: written }, null, 1);
}
