import type { Range } from './Range.ts';

/** An attribute; its range begins with the white space before it. */
export interface Attribute extends Range {
  name: string;
  /** Null where it stands alone. */
  value: string | null;
}

export interface Tag extends Range {
  name: string;
  attributes: Attribute[];
}

const NAME = /<([a-z][a-z0-9-]*)(?=[\s/>])/iy;
const ATTRIBUTE = /[\s/]+([^\s/>"'<=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?/y;
const END = /[\s/]*>/y;

function decoded(value: string): string {
  return value
    .replace(/&#(?:x([\da-f]{1,6})|(\d{1,7}));?/gi, (all, hex?: string, decimal?: string) => {
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
    })
    .replace(/&colon;/g, ':')
    .replace(/&semi;/g, ';');
}

/** The opening tag that stands at `start`, or null. */
export function readTag(text: string, start: number): Tag | null {
  NAME.lastIndex = start;
  const name = NAME.exec(text)?.[1];
  if (name === undefined) return null;
  const attributes: Attribute[] = [];
  let at = NAME.lastIndex;
  for (;;) {
    END.lastIndex = at;
    if (END.test(text)) return { name: name.toLowerCase(), attributes, start, end: END.lastIndex };
    ATTRIBUTE.lastIndex = at;
    const found = ATTRIBUTE.exec(text);
    if (!found) return null;
    const raw = found[2]?.replace(/^(["'])(.*)\1$/s, '$2');
    attributes.push({
      name: (found[1] ?? '').toLowerCase(),
      value: raw === undefined ? null : decoded(raw),
      start: at,
      end: ATTRIBUTE.lastIndex,
    });
    at = ATTRIBUTE.lastIndex;
  }
}
