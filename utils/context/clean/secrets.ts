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

/** What stands in place of a credential. */
export function maskOf(kind: string): string {
  return `[MASKED ${kind}]`;
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
  if (text.length < SHORTEST) return { text, removals: [] };
  const removals: Removal[] = [];
  let masked = '';
  let from = 0;
  const spans = [
    ...knownTokens(text),
    ...accessSecrets(text),
    ...clusterSecrets(text),
    ...assignedSecrets(text, isCode),
  ];
  for (const { kind, start, end } of joinSpans(spans)) {
    const value = text.slice(start, end);
    const key = restoreKey(`secret ${value}`);
    const isBack = restored.has(key);
    removals.push({ kind: 'secret', text: kind, key, ...(isBack && { restored: true }) });
    const mask = maskOf(kind) + (isCode ? furtherLines(value) : '');
    masked += text.slice(from, start) + (isBack ? value : mask);
    from = end;
  }
  return { text: masked + text.slice(from), removals };
}
