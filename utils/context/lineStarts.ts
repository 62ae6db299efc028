/** What a line of Markdown can begin with, white space of the quotes and lists around it already taken (CommonMark 0.31, 4 and 5). */

export interface Fence {
  char: string;
  length: number;
  info: string;
}

export function fenceOf(line: string): Fence | null {
  const found = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})(.*)$/s.exec(line);
  const marks = found?.[1];
  if (marks === undefined) return null;
  return { char: marks.charAt(0), length: marks.length, info: found?.[2]?.trim() ?? '' };
}

export function isHeading(line: string): boolean {
  return /^ {0,3}#{1,6}(?:[ \t]|$)/.test(line);
}

export function isRule(line: string): boolean {
  return /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/.test(line);
}

export function isSetext(line: string): boolean {
  return /^ {0,3}(?:-+|=+)[ \t]*$/.test(line);
}

/** The mark of a list item, or null. Only a few may interrupt a paragraph. */
export function itemOf(line: string, interrupts: boolean): string | null {
  const found = /^([-+*]|\d{1,9}[.)])(?=[ \t]|$)([ \t]*\S)?/.exec(line);
  const mark = found?.[1];
  if (mark === undefined) return null;
  if (interrupts && (found?.[2] === undefined || (/\d/.test(mark) && !/^0*1\D/.test(mark))))
    return null;
  return mark;
}

const RAW = /^<(script|pre|style|textarea)(?:[\s>]|$)/i;
const BLOCK =
  /^<\/?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?:[\s>]|\/>|$)/i;
const LONE_TAG =
  /^(?:<[a-z][a-z0-9-]*(?:\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*\s*\/?>|<\/[a-z][a-z0-9-]*\s*>)\s*$/i;

/** How a block of HTML that begins here ends: at the first line that matches, or (null) at a blank line. */
export function htmlBlockOf(line: string, inParagraph: boolean): { end: RegExp | null } | null {
  const rest = line.trimStart();
  if (!rest.startsWith('<')) return null;
  if (RAW.test(rest)) return { end: /<\/(?:script|pre|style|textarea)>/i };
  if (rest.startsWith('<!--')) return { end: /-->/ };
  if (rest.startsWith('<?')) return { end: /\?>/ };
  if (rest.startsWith('<![CDATA[')) return { end: /\]\]>/ };
  if (/^<![a-z]/i.test(rest)) return { end: />/ };
  if (BLOCK.test(rest) || (!inParagraph && LONE_TAG.test(rest))) return { end: null };
  return null;
}
