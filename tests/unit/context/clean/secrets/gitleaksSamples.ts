import { RegExpParser, type AST } from '@eslint-community/regexpp';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';

const Line = z.object({
  rule: z.string(),
  true: z.array(z.string()),
  false: z.array(z.string()),
});

/** The forms of gitleaks' `GenerateSampleSecrets`: each says a name and a secret in another syntax. */
const FORMS = [
  '{i}Token="{s}"',
  '{i}Token = "{s}"',
  '{i}Token={s}',
  '{i}Token = {s}',
  '{\n    "{i}_token": "{s}"\n}',
  '{"config.ini": "{I}_TOKEN={s}\\nBACKUP_ENABLED=true"}',
  '<{i}Token>\n    {s}\n</{i}Token>',
  '{i}_token: {s}',
  "{i}_token: '{s}'",
  '{i}_token: "{s}"',
  'string {i}Token = "{s}";',
  'var {i}Token string = "{s}"',
  '{i}Token := "{s}"',
  '{i}Token := `{s}`',
  'String {i}Token = "{s}";',
  'var {i}Token = "{s}"',
  '${i}Token .= "{s}"',
  "{i}Token = '{s}'",
  'System.setProperty("{I}_TOKEN", "{s}")',
  '  "{i}Token" => "{s}"',
  '{i}_TOKEN = "{s}"',
  '{i}_TOKEN := "{s}"',
  '{i}_TOKEN ::= "{s}"',
  '{i}_TOKEN :::= "{s}"',
  '{i}_TOKEN ?= "{s}"',
];

/** Numbers from 0 to 1, the same ones each time. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const parser = new RegExpParser({ ecmaVersion: 2024 });
const SIGNS = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));

/** A text that a pattern matches. */
function textOf(pattern: string, random: () => number): string {
  const pick = <One>(of: readonly One[]): One => of[Math.floor(random() * of.length)] as One;
  const write = (node: AST.Node): string => {
    switch (node.type) {
      case 'Pattern':
      case 'Group':
      case 'CapturingGroup':
        return pick(node.alternatives).elements.map(write).join('');
      case 'Character':
        return String.fromCodePoint(node.value);
      case 'CharacterClass':
      case 'CharacterSet': {
        const one = new RegExp(`^${node.raw}$`);
        return pick(SIGNS.filter((sign) => one.test(sign)));
      }
      case 'Quantifier': {
        const most = Math.min(node.max, node.min + 10);
        const times = node.min + Math.floor(random() * (most - node.min + 1));
        return Array.from({ length: times }, () => write(node.element)).join('');
      }
      default:
        return '';
    }
  };
  return write(parser.parsePattern(pattern.replace(/\(\?-?i\)/g, '').replace(/\(\?-?i:/g, '(?:')));
}

function filled(sample: string, random: () => number): string[] {
  const text = sample.replace(/⟦([^⟧]*)⟧/g, (_, pattern: string) => {
    for (;;) {
      const secret = textOf(pattern, random);
      // As gitleaks' own: what has no digit is drawn again where it could have one.
      if (/[1-9]/.test(secret) || !/0-9|\\d|\\w/.test(pattern)) return secret;
    }
  });
  const named = /^⟪([^⟨]*)⟨([\s\S]*)⟩$/.exec(text);
  if (named === null) return [text];
  const [, name = '', secret = ''] = named;
  return FORMS.map((form) =>
    form
      .replaceAll('{i}', () => name)
      .replaceAll('{I}', () => name.toUpperCase())
      .replaceAll('{s}', () => secret),
  );
}

/**
 * gitleaks' own samples (MIT, `cmd/generate/config/rules/*.go` at b58d3f1): what each rule must find and what it must leave. What is random in them
 * is kept as its pattern and drawn here, the same each time; packed, so that no scanner takes them for a leak.
 */
export function gitleaksSamples(): { rule: string; true: string[]; false: string[] }[] {
  const packed = readFileSync(join(import.meta.dirname, 'gitleaksSamples.jsonl.gz'));
  const random = createRandom(7);
  const fill = (samples: string[]): string[] => samples.flatMap((one) => filled(one, random));
  return gunzipSync(packed)
    .toString()
    .trim()
    .split('\n')
    .map((line) => Line.parse(JSON.parse(line)))
    .map((line) => ({ rule: line.rule, true: fill(line.true), false: fill(line.false) }));
}
