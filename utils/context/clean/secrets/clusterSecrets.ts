import type { Span } from './Span.ts';

const KIND = /^[+\- \t]{0,20}kind:[ \t]{0,4}["']?secret["']?[ \t]{0,4}\r?$/im;
const DATA = /^[+\- \t]{0,20}(?:string)?data:[ \t]{0,4}\r?$/i;
const ENTRY =
  /^[+\- \t]{0,40}["']?[\w.-]{1,100}["']?:[ \t]{0,4}["']?([A-Za-z0-9+/]{10,}={0,3})["']?[ \t]{0,4}\r?$/;
const BLOCK = /^[+\- \t]{0,40}["']?[\w.-]{1,100}["']?:[ \t]{0,4}[|>][+-]?[ \t]{0,4}\r?$/;
const BLOCK_LINE = /^[+\- \t]{1,60}([A-Za-z0-9+/]{10,}={0,3})[ \t]{0,4}\r?$/;

/** Documents of one file, as a diff shows them too. */
const DOCUMENT = /^(?=[+\- ]?---)/m;

/** What the data of a Kubernetes Secret holds: base64 under names that need not tell of a secret. */
export function clusterSecrets(text: string): Span[] {
  const spans: Span[] = [];
  let at = 0;
  for (const document of text.split(DOCUMENT)) {
    if (KIND.test(document)) spans.push(...dataOf(document, at));
    at += document.length;
  }
  return spans;
}

function dataOf(document: string, from: number): Span[] {
  const spans: Span[] = [];
  let depth: number | null = null;
  let inBlock = false;
  let next = from;
  for (const line of document.split('\n')) {
    const start = next;
    next += line.length + 1;
    if (line.trim() === '') continue;
    const indent = line.search(/[^+\- \t]|$/);
    if (DATA.test(line)) {
      depth = indent;
      continue;
    }
    if (depth === null || indent <= depth) {
      depth = null;
      continue;
    }
    const value = ENTRY.exec(line)?.[1] ?? (inBlock ? BLOCK_LINE.exec(line)?.[1] : undefined);
    inBlock = BLOCK.test(line) || (inBlock && BLOCK_LINE.test(line));
    if (value === undefined) continue;
    const valueStart = start + line.lastIndexOf(value);
    spans.push({ kind: 'kubernetes-secret', start: valueStart, end: valueStart + value.length });
  }
  return spans;
}
