import type { Cleaned } from './Cleaned.ts';
import type { Removal } from '../Context.ts';
import { NOTHING_RESTORED, restoreKey, type Restored } from '../restoreKeys.ts';
import { accessSecrets } from './secrets/accessSecrets.ts';
import { assignedSecrets } from './secrets/assignedSecrets.ts';
import { clusterSecrets } from './secrets/clusterSecrets.ts';
import { knownTokens } from './secrets/knownTokens.ts';
import { joinSpans } from './secrets/Span.ts';

/** Nothing shorter names and holds a credential. */
const SHORTEST = 10;

/** The ends of lines that a credential goes over, with the marks of a diff: what follows keeps its line's number. */
function furtherLines(value: string): string {
  const lines = value.split('\n').slice(1);
  return lines.map((line) => `\n${/^[+\- ]/.exec(line)?.[0] ?? ''}`).join('');
}

interface Secret {
  start: number;
  end: number;
  removal: Removal;
}

function secretsIn(text: string, restored: Restored, isCode: boolean): Secret[] {
  if (text.length < SHORTEST) return [];
  const spans = [
    ...knownTokens(text),
    ...accessSecrets(text),
    ...clusterSecrets(text),
    ...assignedSecrets(text, isCode),
  ];
  return joinSpans(spans).map(({ kind, start, end }) => {
    const key = restoreKey(`secret ${text.slice(start, end)}`);
    const isBack = restored.has(key);
    const removal: Removal = { kind: 'secret', text: kind, key, ...(isBack && { restored: true }) };
    return { start, end, removal };
  });
}

/**
 * Puts `[MASKED kind]` in place of each credential; what it was is told by its kind alone.
 * @param isCode whether the text is code: it keeps its number of lines, and a bare word may be a name
 */
export function maskSecrets(
  text: string,
  restored: Restored = NOTHING_RESTORED,
  isCode = false,
): Cleaned {
  const secrets = secretsIn(text, restored, isCode);
  let masked = '';
  let from = 0;
  for (const { start, end, removal } of secrets) {
    const value = text.slice(start, end);
    const mask = `[MASKED ${removal.text}]${isCode ? furtherLines(value) : ''}`;
    masked += text.slice(from, start) + (removal.restored ? value : mask);
    from = end;
  }
  return { text: masked + text.slice(from), removals: secrets.map(({ removal }) => removal) };
}

/** A credential in code, and its first and last line, from 0. */
export interface SecretLines {
  removal: Removal;
  first: number;
  last: number;
}

/** Where the credentials stand that `maskSecrets` masks in code, in their order. */
export function secretLines(text: string, restored: Restored): SecretLines[] {
  let line = 0;
  let from = 0;
  return secretsIn(text, restored, true).map(({ start, end, removal }) => {
    const first = line + text.slice(from, start).split('\n').length - 1;
    line = first + text.slice(start, end).split('\n').length - 1;
    from = end;
    return { removal, first, last: line };
  });
}
