/**
 * The line format of the job's log, written by the job and read by the extension: `ask-claude> tool: Read src/cart.js`.
 * Text of the model stands behind `says:`, one line each, so that it can never pass for another step.
 */
export const STEP_KINDS = [
  'checked',
  'prepared',
  'started',
  'tool',
  'denied',
  'says',
  'check',
  'committed',
  'pushed',
  'merge-request',
  'note',
  'warning',
  'ended',
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

export interface Step {
  kind: StepKind;
  /** One line without control characters. */
  text: string;
}

const MARK = 'ask-claude> ';
const MAX_TEXT = 500;
/** What runners put before each line: time, stream, `O` or `E`, and `+` where a line goes on. */
const RUNNER_STAMP = /^\d{4}-\d\d-\d\dT[\d:.]+Z \d\d[OE][ +]/;
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu;

/** One line of the log, without its line break; longer texts are cut. */
export function formatStep({ kind, text }: Step): string {
  const plain = text.replace(CONTROLS, ' ').trim();
  const cut = plain.length > MAX_TEXT ? `${plain.slice(0, MAX_TEXT - 1)}…` : plain;
  return `${MARK}${kind}: ${cut}`;
}

/** What was used so far. */
export interface Usage {
  /** That the model has read, over all its turns. */
  tokens: number;
  /** Null before Claude Code tells it, at its end. */
  costUsd: number | null;
}

const USAGE = /^usage: (\d{1,15}) tokens read(?:, (\d{1,9}(?:\.\d{1,9})?) USD)?$/;

/** One line of the log, without its line break. */
export function formatUsage({ tokens, costUsd }: Usage): string {
  return `${MARK}usage: ${tokens} tokens read${costUsd === null ? '' : `, ${costUsd.toFixed(6)} USD`}`;
}

/** The usage that a line of a job's log tells, or null for any other line. */
export function parseUsage(line: string): Usage | null {
  const bare = line.replace(RUNNER_STAMP, '').trimEnd();
  const told = bare.startsWith(MARK) ? USAGE.exec(bare.slice(MARK.length)) : null;
  if (!told) return null;
  return { tokens: Number(told[1]), costUsd: told[2] === undefined ? null : Number(told[2]) };
}

/** The step that a line of a job's log holds, or null for any other line. */
export function parseStep(line: string): Step | null {
  const bare = line.replace(RUNNER_STAMP, '');
  if (!bare.startsWith(MARK)) return null;
  const colon = bare.indexOf(': ', MARK.length);
  const name = bare.slice(MARK.length, colon < 0 ? bare.trimEnd().length - 1 : colon);
  const kind = STEP_KINDS.find((known) => known === name);
  if (!kind) return null;
  const text = colon < 0 ? '' : bare.slice(colon + 2);
  return { kind, text: text.replace(CONTROLS, ' ').trim() };
}
