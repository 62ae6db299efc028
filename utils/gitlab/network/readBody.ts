/** What is read of an answer: more is no page that a person reads. In bytes. */
export const MOST = { json: 20_000_000, file: 2_000_000 };
/** Of a log head and tail are kept, and between them what looks like an error with a little around it. In UTF-16 units. */
const HEAD = 100_000;
const TAIL = 900_000;
const ERRORS = 100_000;
const AROUND = 300;
const ERROR = /\b(?:error|failed|failure|exception|panic|fatal|traceback)\b/i;

/** An answer's text, and whether there was more of it. */
export interface Body {
  text: string;
  cut: boolean;
}

async function* piecesOf(response: Response): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  if (reader === undefined) return;
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read())
      yield decoder.decode(read.value, { stream: true });
    yield decoder.decode();
  } finally {
    // Ends the transfer where the reading stopped early; nothing is left to do where that fails.
    reader.cancel().catch(() => undefined);
  }
}

/** The text of an answer as it streams in; where it is longer than `most` bytes the reading ends there. */
export async function readBody(response: Response, most: number): Promise<Body> {
  const pieces: string[] = [];
  let length = 0;
  for await (const piece of piecesOf(response)) {
    pieces.push(piece);
    length += piece.length;
    if (length > most) return { text: pieces.join('').slice(0, most), cut: true };
  }
  return { text: pieces.join(''), cut: false };
}

/** The bytes of an answer, or null where there are more than `most`: the rest is not loaded. */
export async function readBytes(
  response: Response,
  most: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  if (reader === undefined) return new Uint8Array();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      length += read.value.length;
      if (length > most) return null;
      pieces.push(read.value);
    }
  } finally {
    // Ends the transfer where the reading stopped early; nothing is left to do where that fails.
    reader.cancel().catch(() => undefined);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** What of the middle of a log is worth keeping. */
function errorsIn(text: string): string {
  const found: string[] = [];
  for (let at = 0; at < text.length;) {
    const index = text.slice(at).search(ERROR);
    if (index === -1) break;
    const [start, end] = [Math.max(at, at + index - AROUND), at + index + AROUND];
    found.push(text.slice(start, end));
    at = end;
  }
  return found.join('\n…\n');
}

/** A log as it streams in, never whole in memory: its head, its tail, and between them the surroundings of errors, with a line that says how much is left out. */
export async function readLogBody(response: Response): Promise<string> {
  let head = '';
  let tail = '';
  let errors = '';
  let left = 0;
  try {
    for await (const piece of piecesOf(response)) {
      const room = HEAD - head.length;
      head += piece.slice(0, Math.max(0, room));
      tail += piece.slice(Math.max(0, room));
      if (tail.length <= 2 * TAIL) continue;
      const passed = tail.slice(0, -TAIL);
      tail = tail.slice(-TAIL);
      left += passed.length;
      if (errors.length < ERRORS) errors += `${errors === '' ? '' : '\n…\n'}${errorsIn(passed)}`;
    }
  } catch (error) {
    // A log that takes too long tells at least how it began.
    if (head === '') throw error;
    tail += '\n[the rest of the log could not be loaded]';
  }
  if (left === 0) return head + tail;
  const said = `[${left} characters of the log are left out here, but for what looks like errors]`;
  return [head, said, errors.slice(0, ERRORS), '[here the log goes on]', tail]
    .join('\n')
    .toWellFormed();
}
