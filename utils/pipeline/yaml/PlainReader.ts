import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import { Reference } from './Reference.ts';

/** What a text may come to with its aliases written out, in UTF-16 units and some for each node; GitLab ends at 2 MB, and counts more for a node. */
const MOST_UNITS = 1_500_000;
const UNITS_OF_NODE = 10;
/** GitLab's own limit is 100. */
const DEEPEST = 200;

const TOO_BIG = 'The parsed YAML is too big.';

class Unreadable extends Error {}

interface Plain {
  value: unknown;
  /** What it comes to with aliases written out. */
  units: number;
}

/** Through a real `Map`, so that no key of a file can reach one of JavaScript's own properties. */
interface Entries {
  map: Map<string, unknown>;
  units: number;
}

/** Turns nodes into plain values as Psych does: the later of two equal keys counts, and `<<` counts where it stands. */
export class PlainReader {
  readonly #known = new Map<Node, Plain>();
  readonly #open = new Set<Node>();
  /** The latest node of each name so far. */
  readonly #anchors = new Map<string, Node>();
  /** Where a last line ends that has no line end; null where it has one. */
  readonly #openEnd: number | null;
  /** What `addEntries` was given so far. */
  readonly #entries: Entries = { map: new Map(), units: UNITS_OF_NODE };

  /** @param text what the nodes were read from */
  constructor(text: string) {
    const lastLine = text.slice(text.lastIndexOf('\n') + 1);
    this.#openEnd = lastLine.trim() === '' ? null : text.length;
  }

  read(node: unknown): Plain {
    if (!isNode(node)) return { value: null, units: UNITS_OF_NODE };
    if (!isAlias(node) && node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    const known = this.#known.get(node);
    if (known) return known;
    if (this.#open.has(node) || this.#open.size > DEEPEST) throw new Unreadable(TOO_BIG);
    this.#open.add(node);
    const read = this.#plain(node);
    this.#open.delete(node);
    this.#known.set(node, read);
    return read;
  }

  /** Reads a piece of a map whose pieces are given one after another. */
  addEntries(piece: YAMLMap): void {
    this.#read(piece, this.#entries);
  }

  /** The map of all pieces. */
  entries(): unknown {
    return Object.fromEntries(this.#entries.map);
  }

  #plain(node: Node): Plain {
    if (isAlias(node)) {
      const target = this.#anchors.get(node.source);
      if (target) return this.read(target);
      throw new Unreadable(`An alias referenced an unknown anchor: ${node.source}`);
    }
    if (isScalar(node)) {
      const { value } = node;
      if (value instanceof Date) throw new Unreadable('Tried to load unspecified class: Date');
      const plain = typeof value === 'bigint' || value instanceof Uint8Array;
      const units = UNITS_OF_NODE + (typeof value === 'string' ? value.length : 0);
      return { value: plain ? String(value) : this.#asWritten(node, value), units };
    }
    const read = isSeq(node) ? this.#list(node.items) : isMap(node) ? this.#map(node) : null;
    if (read === null) return { value: null, units: UNITS_OF_NODE };
    return node.tag === '!reference' ? { ...read, value: new Reference(read.value) } : read;
  }

  /** A block's last line end counts only where it is there. */
  #asWritten({ type, range }: Scalar, value: unknown): unknown {
    const isBlock = type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED';
    if (!isBlock || this.#openEnd === null || (range?.[1] ?? 0) < this.#openEnd) return value;
    return typeof value === 'string' ? value.replace(/\n$/, '') : value;
  }

  #list(items: readonly unknown[]): Plain {
    let units = UNITS_OF_NODE;
    const value = items.map((item) => {
      const read = this.read(item);
      units = bounded(units + read.units);
      return read.value;
    });
    return { value, units };
  }

  #map(node: YAMLMap): Plain {
    const read = this.#read(node, { map: new Map(), units: UNITS_OF_NODE });
    return { value: Object.fromEntries(read.map), units: read.units };
  }

  #read(node: YAMLMap, entries: Entries): Entries {
    const { map } = entries;
    for (const { key, value } of node.items) {
      const named = isMergeKey(key) ? null : this.read(key);
      const read = this.read(value);
      entries.units = bounded(entries.units + read.units + (named?.units ?? 0));
      if (named === null)
        for (const one of [read.value].flat())
          for (const merged of Object.entries(asMap(one))) map.set(...merged);
      else map.set(nameOf(named.value), read.value);
    }
    return entries;
  }
}

/** Counted while a collection is read, so that aliases that multiply stop it early. */
function bounded(units: number): number {
  if (units > MOST_UNITS) throw new Unreadable(TOO_BIG);
  return units;
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && typeof key.value === 'symbol';
}

function nameOf(key: unknown): string {
  return typeof key === 'object' && key !== null ? JSON.stringify(key) : String(key ?? '');
}

function asMap(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
