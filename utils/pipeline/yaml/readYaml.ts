import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  parseAllDocuments,
  type Document,
  type DocumentOptions,
  type Node,
  type ParseOptions,
  type Scalar,
  type SchemaOptions,
  type YAMLMap,
} from 'yaml';
import { Reference } from './Reference.ts';

/** A text that was read, or one sentence that says why it cannot be. */
export type ReadYaml = { ok: true; value: unknown } | { ok: false; problem: string };

/** What a text may come to with its aliases written out; GitLab ends at 2 MB. */
const MOST_NODES = 1_000_000;
/** GitLab's own limit is 100. */
const DEEPEST = 200;

const TOO_BIG = 'The parsed YAML is too big.';

/** Stands for a merge key, which no other key can be. */
const MERGE = '\0<<';

class Unreadable extends Error {}

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

interface Plain {
  value: unknown;
  /** Nodes that it comes to with aliases written out. */
  nodes: number;
}

/** Turns nodes into plain values as Psych does: the later of two equal keys counts, and `<<` counts where it stands. */
class Reader {
  readonly #document: Document;
  readonly #known = new Map<Node, Plain>();
  readonly #open = new Set<Node>();
  /** Where a last line ends that has no line end; null where it has one. */
  readonly #openEnd: number | null;

  constructor(document: Document, text: string) {
    this.#document = document;
    this.#openEnd = /\S[^\n]*$/.test(text) ? text.length : null;
  }

  read(node: unknown): Plain {
    if (!isNode(node)) return { value: null, nodes: 1 };
    const known = this.#known.get(node);
    if (known) return known;
    if (this.#open.has(node) || this.#open.size > DEEPEST) throw new Unreadable(TOO_BIG);
    this.#open.add(node);
    const read = this.#plain(node);
    this.#open.delete(node);
    if (read.nodes > MOST_NODES) throw new Unreadable(TOO_BIG);
    this.#known.set(node, read);
    return read;
  }

  #plain(node: Node): Plain {
    if (isAlias(node)) {
      const target = node.resolve(this.#document);
      if (target) return this.read(target);
      throw new Unreadable(`An alias referenced an unknown anchor: ${node.source}`);
    }
    if (isScalar(node)) {
      const { value } = node;
      if (value instanceof Date) throw new Unreadable('Tried to load unspecified class: Date');
      const plain = typeof value === 'bigint' || value instanceof Uint8Array;
      return { value: plain ? String(value) : this.#asWritten(node, value), nodes: 1 };
    }
    const read = isSeq(node) ? this.#list(node.items) : isMap(node) ? this.#map(node) : null;
    if (read === null) return { value: null, nodes: 1 };
    return node.tag === '!reference' ? { ...read, value: new Reference(read.value) } : read;
  }

  /** A block's last line end counts only where it is there. */
  #asWritten({ type, range }: Scalar, value: unknown): unknown {
    const isBlock = type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED';
    if (!isBlock || this.#openEnd === null || (range?.[1] ?? 0) < this.#openEnd) return value;
    return typeof value === 'string' ? value.replace(/\n$/, '') : value;
  }

  #list(items: readonly unknown[]): Plain {
    const read = items.map((item) => this.read(item));
    return {
      value: read.map(({ value }) => value),
      nodes: read.reduce((sum, { nodes }) => sum + nodes, 1),
    };
  }

  #map(node: YAMLMap): Plain {
    // By way of a real map, so that no key of a file is one of JavaScript's own.
    const map = new Map<string, unknown>();
    let nodes = 1;
    for (const { key, value } of node.items) {
      const name = this.#nameOf(key);
      const read = this.read(value);
      nodes += read.nodes;
      if (name === MERGE)
        for (const one of [read.value].flat())
          for (const merged of Object.entries(asMap(one))) map.set(...merged);
      else map.set(name, read.value);
    }
    return { value: Object.fromEntries(map), nodes };
  }

  #nameOf(key: unknown): string {
    if (isScalar(key) && typeof key.value === 'symbol') return MERGE;
    const { value } = this.read(key);
    return typeof value === 'object' && value !== null
      ? JSON.stringify(value)
      : String(value ?? '');
  }
}

function asMap(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

/** The first document of a text, or null where its parser finds an error. */
export function firstDocument(text: string): Document | { problem: string } {
  const documents = parseAllDocuments(text, { ...AS_GITLAB, logLevel: 'silent' });
  const document = Array.isArray(documents) ? documents[0] : undefined;
  const error = document?.errors[0];
  if (error) return { problem: error.message.split('\n')[0] ?? '' };
  return document ?? { problem: 'There is no YAML in it.' };
}

/** What was read last: one preview asks for the same few texts again and again. */
const MOST_KEPT = 8;
const kept = new Map<string, ReadYaml>();

function readAnew(text: string): ReadYaml {
  try {
    const document = firstDocument(text);
    if ('problem' in document) return { ok: false, problem: document.problem };
    return { ok: true, value: new Reader(document, text).read(document.contents).value };
  } catch (error) {
    // The parser's own errors, too: what it cannot read is no reason to stop an ask.
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Reads the first document of a text as GitLab does. Never throws.
 * Source: GitLab 18.9, `lib/gitlab/config/loader/yaml.rb`; repeated keys, merges and dates as seen on a real one.
 * @returns values that are shared: nobody changes them
 */
export function readYaml(text: string): ReadYaml {
  const known = kept.get(text);
  if (known) return known;
  const made = readAnew(text);
  const [oldest] = kept.keys();
  if (kept.size === MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(text, made);
  return made;
}
