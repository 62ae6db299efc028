import type { Span } from './Span.ts';

const KIND = /^[+\- \t]{0,20}kind:[ \t]{0,4}["']?secret["']?[ \t]{0,4}\r?$/im;
const DATA = /^([+\- \t]{0,20})(?:string)?data:[ \t]{0,4}\r?$/i;
const ENTRY =
  /^([+\- \t]{0,40})["']?[\w.-]{1,100}["']?:[ \t]{0,4}["']?([A-Za-z0-9+/]{10,}={0,3})["']?[ \t]{0,4}\r?$/;
const BLOCK = /^([+\- \t]{0,40})["']?[\w.-]{1,100}["']?:[ \t]{0,4}[|>][+-]?[ \t]{0,4}\r?$/;
const BLOCK_LINE = /^[+\- \t]{1,60}([A-Za-z0-9+/]{10,}={0,3})[ \t]{0,4}\r?$/;

/** What the data of a Kubernetes Secret holds: base64 under names that need not tell of a secret. */
export function clusterSecrets(text: string): Span[] {
  if (!KIND.test(text)) return [];
  const spans: Span[] = [];
  let at = 0;
  for (const document of text.split(/^---/m)) {
    if (KIND.test(document)) spans.push(...dataOf(document, at));
    at += document.length + '---'.length;
  }
  return spans;
}

function dataOf(document: string, from: number): Span[] {
  const spans: Span[] = [];
  let depth: number | null = null;
  let inBlock = false;
  let at = from;
  for (const line of document.split('\n')) {
    const start = at;
    at += line.length + 1;
    const data = DATA.exec(line);
    if (data) {
      depth = data[1]?.length ?? 0;
      continue;
    }
    if (depth === null || line.trim() === '') continue;
    const indent = /^[+\- \t]*/.exec(line)?.[0].length ?? 0;
    if (indent <= depth) depth = null;
    const value = ENTRY.exec(line)?.[2] ?? (inBlock ? BLOCK_LINE.exec(line)?.[1] : undefined);
    inBlock = BLOCK.test(line);
    if (depth === null || value === undefined) continue;
    const valueStart = start + line.lastIndexOf(value);
    spans.push({ kind: 'kubernetes-secret', start: valueStart, end: valueStart + value.length });
  }
  return spans;
}
