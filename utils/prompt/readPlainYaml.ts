import { parseDocument } from 'yaml';
import { isTooDense } from '../context/clean/isTooDense.ts';
import { type BadFileReason, malformed } from './BadFileReason.ts';

/** Nobody writes a longer one by hand; in UTF-16 units. */
const LONGEST = 100_000;

/** YAML written by others as a plain value; an empty text is an empty record. Aliases that multiply are refused. */
export function readPlainYaml(
  text: string,
): { ok: true; value: unknown } | { ok: false; problem: BadFileReason } {
  if (text.length > LONGEST) return { ok: false, problem: { kind: 'too_long', most: LONGEST } };
  if (isTooDense(text)) return { ok: false, problem: { kind: 'too_much' } };
  // Looking for keys that stand twice takes the square of their number.
  const document = parseDocument(text, { logLevel: 'silent', uniqueKeys: false });
  const [error] = document.errors;
  if (error) return malformed((error.message.split('\n')[0] ?? error.code).replace(/:$/, ''));
  try {
    return { ok: true, value: document.toJS({ maxAliasCount: 10 }) ?? {} };
  } catch (thrown) {
    if (thrown instanceof ReferenceError) return malformed(thrown.message);
    throw thrown;
  }
}
