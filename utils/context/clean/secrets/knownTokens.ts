import { createKeywordFinder } from './createKeywordFinder.ts';
import { isAllowed } from './isAllowed.ts';
import { entropy, isWords } from './looksRandom.ts';
import { readValue } from './readValue.ts';
import { SECRET_FORMS } from './secretForms.ts';
import type { Span } from './Span.ts';
import table from './table.json' with { type: 'json' };

const tokens = table.tokens.map(({ pattern, flags, ...rule }) => ({
  ...rule,
  pattern: new RegExp(pattern, flags),
}));
const named = table.named.map(({ value, flags, ...rule }) => ({
  ...rule,
  value: new RegExp(value, flags),
}));
/** Rules of one name are tried together. */
const names = [...new Set(named.map(({ name }) => name))].map((name) => {
  const rules = named.filter((rule) => rule.name === name);
  return {
    keywords: [...new Set(rules.flatMap(({ keywords }) => keywords))],
    name: new RegExp(name, rules[0]?.nameFlags),
    rules,
  };
});

function spanOf(kind: string, match: RegExpExecArray): Span {
  const secret = match.slice(1).find((group) => group !== undefined) ?? match[0];
  const start = match.index + match[0].indexOf(secret);
  return { kind, start, end: start + secret.length };
}

/** Kinds whose beginning begins words and names too. */
const MAY_BE_WORDS = new Set(['hugging-face-token', 'openai-key', 'slack-token']);

/** Signs that differ less than this are nobody's token, but for GitLab's, whose beginning is enough. */
const LEAST_ENTROPY = 2.8;

function isPlaceholder(secret: string): boolean {
  return /X{8}/.test(secret) || (!secret.startsWith('gl') && entropy(secret) < LEAST_ENTROPY);
}

function isSecret(secret: string, least: number): boolean {
  return entropy(secret) >= least && !isWords(secret) && !isAllowed(secret);
}

/** Credentials with a form of their own, and values of what is named after a service, by gitleaks' rules and our forms. */
export function knownTokens(text: string): Span[] {
  const has = createKeywordFinder(text);
  const spans: Span[] = [];
  for (const [kind, form] of SECRET_FORMS) {
    for (const match of text.matchAll(form)) {
      const [secret] = match;
      if (isPlaceholder(secret) || (MAY_BE_WORDS.has(kind) && isWords(secret))) continue;
      if (isAllowed(secret)) continue;
      spans.push({ kind, start: match.index, end: match.index + secret.length });
    }
  }
  for (const { kind, keywords, pattern, entropy: least } of tokens) {
    if (!keywords.some(has)) continue;
    for (const match of text.matchAll(pattern)) {
      const span = spanOf(kind, match);
      if (isSecret(text.slice(span.start, span.end), least)) spans.push(span);
    }
  }
  for (const { keywords, name, rules } of names) {
    if (!keywords.some(has)) continue;
    for (const match of text.matchAll(name)) {
      const value = readValue(text, match.index + match[0].length)?.value;
      if (value === undefined) continue;
      const rule = rules.find(
        (one) => one.value.test(value.text) && isSecret(value.text, one.entropy),
      );
      if (rule) spans.push({ kind: rule.kind, start: value.start, end: value.end });
    }
  }
  return spans;
}
