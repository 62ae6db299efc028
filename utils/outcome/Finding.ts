/** How bad a finding is, the worst first. */
export const SEVERITIES = ['critical', 'major', 'minor', 'nit'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** One thing that a review found, as Claude says it: whether its place is one is for the reader to check. */
export interface Finding {
  /** Of the file: after the change, or before it where `side` is `old`. */
  path: string;
  side: 'new' | 'old';
  /** First and last line on that side, from 1. */
  from: number;
  to: number;
  severity: Severity;
  /** What is wrong, in Markdown. */
  text: string;
  /** The first of these lines as Claude read it; empty where it did not say. */
  quote: string;
  /** What the lines are to be replaced by; null for none. */
  suggestion: string | null;
}

/** A review may find so many things; their texts have so many UTF-16 units, each and together. */
export const MOST_FINDINGS = 300;
const LONGEST = { path: 1_000, text: 4_000, quote: 1_000, suggestion: 8_000, all: 300_000 };
const LAST_LINE = 10_000_000;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textIn(value: unknown, most: number): string | null {
  return typeof value === 'string' && value.length <= most ? value.toWellFormed() : null;
}

function isLine(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= LAST_LINE;
}

function findingOf(value: unknown): Finding | null {
  if (!isRecord(value)) return null;
  const path = textIn(value['file'], LONGEST.path) ?? '';
  const text = textIn(value['text'], LONGEST.text)?.trim() ?? '';
  const { start_line: from, end_line: end, side, severity, suggestion } = value;
  const to = end ?? from;
  if (path === '' || /\p{Cc}/u.test(path) || text === '') return null;
  if (!isLine(from) || !isLine(to) || to < from) return null;
  return {
    path,
    side: side === 'old' ? 'old' : 'new',
    from,
    to,
    severity: SEVERITIES.find((one) => one === severity) ?? 'minor',
    text,
    quote: textIn(value['quote'], LONGEST.quote)?.split('\n')[0] ?? '',
    suggestion: textIn(suggestion, LONGEST.suggestion)?.replace(/\r\n?/g, '\n') ?? null,
  };
}

function lengthOf({ path, text, quote, suggestion }: Finding): number {
  return path.length + text.length + quote.length + (suggestion?.length ?? 0);
}

/**
 * Reads findings as Claude gives them, in the job, and as `result.json` keeps them, in the extension.
 * @returns null where `value` is no list; `leftOut` counts entries without the form and those beyond the limits
 */
export function findingsOf(value: unknown): { findings: Finding[]; leftOut: number } | null {
  if (!Array.isArray(value)) return null;
  const findings: Finding[] = [];
  let room = LONGEST.all;
  for (const entry of value) {
    const finding = findings.length < MOST_FINDINGS ? findingOf(entry) : null;
    if (finding === null || lengthOf(finding) > room) continue;
    room -= lengthOf(finding);
    findings.push(finding);
  }
  return { findings, leftOut: value.length - findings.length };
}

/** The same in the names of `result.json`, which `findingsOf` reads. */
export function writtenFinding(finding: Finding): Record<string, unknown> {
  const { path, side, from, to, severity, text, quote, suggestion } = finding;
  return { file: path, side, start_line: from, end_line: to, severity, text, quote, suggestion };
}
