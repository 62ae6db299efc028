import {
  Composer,
  LineCounter,
  Parser,
  type Document,
  type DocumentOptions,
  type ParseOptions,
  type SchemaOptions,
} from 'yaml';
import { PlainReader } from './PlainReader.ts';
import { problemOf } from './problemOf.ts';

/** A text that was read, or one sentence that says why it cannot be. */
export type ReadYaml = { ok: true; value: unknown } | { ok: false; problem: string };

const BOOLEAN = 'tag:yaml.org,2002:bool';

/** How a text is parsed: by the rules of YAML 1.1 as GitLab's parser (Psych) has them, for which `y` and `n` are texts. */
export const AS_GITLAB: ParseOptions & DocumentOptions & SchemaOptions = {
  version: '1.1',
  merge: true,
  uniqueKeys: false,
  customTags: (tags) =>
    tags.map((tag) =>
      typeof tag === 'object' && tag.tag === BOOLEAN && 'test' in tag && tag.test
        ? { ...tag, test: new RegExp(tag.test.source.replace(/\b[YN]\|[yn]\|/, '')) }
        : tag,
    ),
};

/** The first document of a text, or why it cannot be parsed. Later documents are not read. */
export function firstDocument(text: string): Document | { problem: string } {
  const lines = new LineCounter();
  const tokens = new Parser(lines.addNewLine).parse(text);
  const [document] = new Composer({ ...AS_GITLAB, logLevel: 'silent' }).compose(tokens);
  const error = document?.errors[0];
  if (error) return { problem: problemOf(error, lines) };
  return document ?? { problem: 'There is no YAML in it.' };
}

/** What was read last: one preview asks for the same few texts, and files that they include, again and again. */
const MOST_KEPT = { texts: 40, units: 3_000_000 };
const kept = new Map<string, ReadYaml>();

function readAnew(text: string): ReadYaml {
  try {
    const document = firstDocument(text);
    if ('problem' in document) return { ok: false, problem: document.problem };
    return { ok: true, value: new PlainReader(text).read(document.contents).value };
  } catch (error) {
    // The parser's own errors, too: what it cannot read is no reason to stop an ask.
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
}

/** What was read of a text before; asked for again it is kept longest. */
export function knownYaml(text: string): ReadYaml | undefined {
  const known = kept.get(text);
  if (known) keepYaml(text, known);
  return known;
}

/** Keeps what was read of a text, in place of what was asked for longest ago. */
export function keepYaml(text: string, read: ReadYaml): ReadYaml {
  kept.delete(text);
  kept.set(text, read);
  let units = 0;
  [...kept.keys()].toReversed().forEach((other, index) => {
    units += other.length;
    if (index >= MOST_KEPT.texts || (units > MOST_KEPT.units && index > 0)) kept.delete(other);
  });
  return read;
}

/**
 * Reads the first document of a text as GitLab does. Never throws.
 * Source: GitLab 18.9, `lib/gitlab/config/loader/yaml.rb`; repeated keys, merges and dates as seen on a real one.
 * @returns values that are shared: nobody changes them
 */
export function readYaml(text: string): ReadYaml {
  return knownYaml(text) ?? keepYaml(text, readAnew(text));
}
