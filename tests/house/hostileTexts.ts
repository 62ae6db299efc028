import { RegExpParser, type AST } from '@eslint-community/regexpp';

/** Characters by which one of a set is found. */
const CANDIDATES = [...' \t\n\r-=a0<>[](){}"\'`|/\\:;,.*_~#!@$%&+?x1Z\u001b\u0007é\u200b\u{E0041}'];

function matches(node: AST.Node, char: string, flags: string): boolean {
  return new RegExp(`^(?:${node.raw})$`, flags.replace(/[gy]/g, '')).test(char);
}

/** A short text that an element of a pattern takes; empty where none is known. */
function sampleOf(node: AST.Node, flags: string): string {
  switch (node.type) {
    case 'Character':
      return String.fromCodePoint(node.value);
    case 'CharacterSet':
    case 'CharacterClass':
    case 'ExpressionCharacterClass':
      return CANDIDATES.find((char) => matches(node, char, flags)) ?? '';
    case 'Quantifier':
      return sampleOf(node.element, flags).repeat(Math.max(1, Math.min(node.min, 40)));
    case 'Group':
    case 'CapturingGroup':
      return node.alternatives[0] ? sampleOf(node.alternatives[0], flags) : '';
    case 'Alternative':
      return node.elements.map((element) => sampleOf(element, flags)).join('');
    default:
      return '';
  }
}

interface Found {
  prefixes: Set<string>;
  chars: Set<string>;
}

/** Walks all ways into a pattern: what stands before each element, and what its sets take. */
function walk(
  alternatives: readonly AST.Alternative[],
  before: string,
  flags: string,
  found: Found,
): void {
  for (const { elements } of alternatives) {
    let prefix = before;
    for (const element of elements) {
      found.prefixes.add(prefix);
      visit(element, prefix, flags, found);
      prefix += sampleOf(element, flags);
    }
    found.prefixes.add(prefix);
  }
}

function visit(node: AST.Node, prefix: string, flags: string, found: Found): void {
  if (node.type === 'Quantifier') visit(node.element, prefix, flags, found);
  else if (node.type === 'Group' || node.type === 'CapturingGroup')
    walk(node.alternatives, prefix, flags, found);
  else if (node.type === 'Assertion' && 'alternatives' in node)
    walk(node.alternatives, prefix, flags, found);
  else if (
    node.type === 'Character' ||
    node.type === 'CharacterSet' ||
    node.type === 'CharacterClass'
  ) {
    const char = sampleOf(node, flags);
    if (char !== '') found.chars.add(char);
  }
}

const MOST_PREFIXES = 10;
const MOST_CHARS = 8;

/** Evenly chosen ones, the first and the last among them. */
function some<Item>(items: Iterable<Item>, most: number): Item[] {
  const all = [...items];
  if (all.length <= most) return all;
  return Array.from(
    { length: most },
    (_, index) => all[Math.round((index * (all.length - 1)) / (most - 1))] as Item,
  );
}

/** Makers of texts that make careless patterns go back again and again: each set's character repeated behind each beginning, and each beginning repeated without an end. */
export function hostileTexts(source: string, flags: string): ((length: number) => string)[] {
  const { alternatives } = new RegExpParser().parsePattern(source, 0, source.length, {
    unicode: flags.includes('u'),
    unicodeSets: flags.includes('v'),
  });
  const found: Found = { prefixes: new Set(['']), chars: new Set([' ', '\t']) };
  walk(alternatives, '', flags, found);
  const prefixes = some(found.prefixes, MOST_PREFIXES);
  const runs = prefixes.flatMap((prefix) =>
    some(found.chars, MOST_CHARS).map(
      (char) => (length: number) => `${prefix}${char.repeat(length / char.length)}\u0001`,
    ),
  );
  const openings = prefixes
    .filter((prefix) => prefix !== '')
    .map((prefix) => (length: number) => `${prefix.repeat(length / prefix.length)}\u0001`);
  return [...runs, ...openings];
}
