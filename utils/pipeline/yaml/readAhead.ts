import { Composer, isMap, type CST, type Document } from 'yaml';
import { giveWay } from '../../context/clean/giveWay.ts';
import { isTooLong } from './isTooLong.ts';
import { PlainReader } from './PlainReader.ts';
import { piecesOfMap } from './piecesOfMap.ts';
import { problemOf } from './problemOf.ts';
import { piecesOf } from './readCiFile.ts';
import { AS_GITLAB, keepYaml, knownYaml, type ReadYaml } from './readYaml.ts';
import { takeDocument, TooEntangled, type TakenDocument } from './takeDocument.ts';

const TOO_DENSE = 'One entry of it holds too much to be read.';

function problemWith(error: unknown): string {
  if (error instanceof TooEntangled) return TOO_DENSE;
  return error instanceof Error ? error.message : String(error);
}

/** What one piece says, or its first error. The last one also judges what stands behind the document. */
function compose(
  { before, after }: TakenDocument,
  piece: CST.Document,
  isLast: boolean,
): Document | undefined {
  const tokens = [...before, piece, ...(isLast ? after : [])];
  const [document] = new Composer({ ...AS_GITLAB, logLevel: 'silent' }).compose(tokens);
  return document;
}

/** Why there is no document: an error before it, or nothing. */
function problemBefore({ before, lines }: TakenDocument): string {
  const wrong = before.find((token) => token.type === 'error');
  if (!wrong) return 'There is no YAML in it.';
  const [document] = new Composer(AS_GITLAB).compose([wrong], true, wrong.offset);
  const [error] = document?.errors ?? [];
  return error ? problemOf(error, lines) : '';
}

async function readInPieces(text: string, pause: () => Promise<void>): Promise<ReadYaml> {
  const taken = await takeDocument(text, pause);
  if (taken.document === null) return { ok: false, problem: problemBefore(taken) };
  const pieces = piecesOfMap(taken.document);
  if (pieces === null) return { ok: false, problem: TOO_DENSE };
  const reader = new PlainReader(text);
  for (const [index, piece] of pieces.entries()) {
    const document = compose(taken, piece, index === pieces.length - 1);
    const [error] = document?.errors ?? [];
    if (error) return { ok: false, problem: problemOf(error, taken.lines) };
    if (pieces.length === 1 || !isMap(document?.contents))
      return { ok: true, value: reader.read(document?.contents).value };
    reader.addEntries(document.contents);
    await pause();
  }
  return { ok: true, value: reader.entries() };
}

/**
 * Reads a text so that `readYaml` has it at hand: in slices between which others go first, so that no text by others holds up the
 * background. One that cannot be divided so is not read. Never throws.
 * @param pause awaited between slices
 */
export async function readAhead(text: string, pause = giveWay): Promise<void> {
  if (isTooLong(text) || knownYaml(text)) return;
  const read = await readInPieces(text, pause).catch(
    // The parser's own errors, too: what it cannot read is no reason to stop an ask.
    (error: unknown): ReadYaml => ({ ok: false, problem: problemWith(error) }),
  );
  keepYaml(text, read);
}

/** Reads a root CI file so that `readCiFile` has its pieces at hand. Never throws. */
export async function readCiFileAhead(text: string): Promise<void> {
  if (isTooLong(text)) return;
  for (const piece of piecesOf(text)) await readAhead(piece.text);
}
