import { CST, Lexer, LineCounter, Parser } from 'yaml';

/** The first document of a text as the parser sees it, before its values are made. */
export interface TakenDocument {
  /** What stands before it: directives, comments. */
  before: CST.Token[];
  document: CST.Document | null;
  /** What stands behind it, up to the next one. */
  after: CST.Token[];
  lines: LineCounter;
}

/** Tokens of the text that are read before others go first. */
const SLICE = 3_000;
/** GitLab's own limit of depth is 100. */
const DEEPEST_BRACKETS = 200;
/** Tokens within brackets, which are put together at their end. */
const MOST_IN_BRACKETS = 60_000;

/** Nobody writes so much within brackets. */
export class TooEntangled extends Error {}

/** Counts what stands within brackets. */
class Brackets {
  #depth = 0;
  #within = 0;

  add(lexeme: string): void {
    if (lexeme === '[' || lexeme === '{') this.#depth += 1;
    if (lexeme === ']' || lexeme === '}') this.#depth = Math.max(0, this.#depth - 1);
    this.#within = this.#depth > 0 ? this.#within + 1 : 0;
    if (this.#depth > DEEPEST_BRACKETS || this.#within > MOST_IN_BRACKETS) throw new TooEntangled();
  }
}

/**
 * Reads a text into its first document, no further than that and no further than its first error. `pause` is awaited between slices.
 * Throws where what stands within brackets takes too long.
 */
export async function takeDocument(
  text: string,
  pause: () => Promise<void>,
): Promise<TakenDocument> {
  const taken: TakenDocument = { before: [], document: null, after: [], lines: new LineCounter() };
  taken.lines.addNewLine(0);
  const parser = new Parser(taken.lines.addNewLine);
  const brackets = new Brackets();
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    brackets.add(lexeme);
    for (const token of parser.next(lexeme)) if (!take(token, taken)) return taken;
    count += 1;
    if (count % SLICE === 0) await pause();
  }
  for (const token of parser.end()) take(token, taken);
  return taken;
}

/** False where nothing that follows counts. */
function take(token: CST.Token, taken: TakenDocument): boolean {
  if (token.type === 'document') {
    if (taken.document !== null) return false;
    taken.document = token;
    return true;
  }
  (taken.document === null ? taken.before : taken.after).push(token);
  return token.type !== 'error';
}
