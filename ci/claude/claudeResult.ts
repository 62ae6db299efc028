import { finalMessageOf, type FinalMessage } from './finalMessage.ts';

/** The line that Claude Code ends with, as far as the job looks at it. */
export interface ClaudeResult {
  subtype: string;
  isError: boolean;
  answer: string;
  /** What it was asked for by a schema; null where it gave none. */
  message: FinalMessage | null;
  errors: string[];
  turns: number | null;
  costUsd: number | null;
  sessionId: string | null;
  denied: string[];
  /** The job's own limit was reached. */
  outOfTime: boolean;
}

/** One line of its stream, parsed as JSON. */
export type StreamEvent = Record<string, unknown>;

/** The end that Claude Code comes to where the model gives nothing of the form that was asked for: what it said counts then. */
const FORMLESS = 'error_max_structured_output_retries';

interface Known {
  outOfTime: boolean;
  /** What Claude said last. */
  said?: string;
  /** Why there is no result. */
  complaint?: string;
}

/** @param event Claude Code's last line of type `result`; null where it gave none */
export function resultOf(
  event: StreamEvent | null,
  { outOfTime, said = '', complaint = '' }: Known,
): ClaudeResult {
  if (event === null)
    return {
      subtype: 'none',
      isError: true,
      answer: '',
      message: null,
      errors: [complaint.trim()],
      turns: null,
      costUsd: null,
      sessionId: null,
      denied: [],
      outOfTime,
    };
  const { subtype, result, errors, num_turns, total_cost_usd, session_id } = event;
  const denials = Array.isArray(event['permission_denials']) ? event['permission_denials'] : [];
  const names = denials.map((denial: unknown) =>
    isRecord(denial) && typeof denial['tool_name'] === 'string' ? denial['tool_name'] : 'unknown',
  );
  const message = finalMessageOf(event['structured_output']);
  const isFormless = subtype === FORMLESS;
  return {
    subtype: typeof subtype === 'string' ? subtype : 'none',
    isError: event['is_error'] === true && !isFormless,
    answer: message?.answer ?? (typeof result === 'string' ? result : isFormless ? said : ''),
    message,
    errors: Array.isArray(errors) && !isFormless ? errors.map(String) : [],
    turns: typeof num_turns === 'number' ? num_turns : null,
    costUsd: typeof total_cost_usd === 'number' ? total_cost_usd : null,
    sessionId: typeof session_id === 'string' ? session_id : null,
    denied: [...new Set(names)],
    outOfTime,
  };
}

/** The words of a message of Claude's; null in any other event. */
export function saidIn({ type, message }: StreamEvent): string | null {
  const content = type === 'assistant' && isRecord(message) ? message['content'] : null;
  const words = (Array.isArray(content) ? content : []).flatMap((block: unknown) =>
    isRecord(block) && block['type'] === 'text' ? [String(block['text'])] : [],
  );
  return words.length === 0 ? null : words.join('\n');
}

/** A line of the stream; null for anything that is no object of JSON. */
export function eventOf(line: string): StreamEvent | null {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
