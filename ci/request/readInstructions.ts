import { posix } from 'node:path';
import { gitIn } from '../git.ts';
import type { Repository } from '../git.ts';

/** Where the default branch's newest commit is, once it was fetched. */
export const DEFAULT_REF = 'refs/job/default';
const DEEPEST_IMPORT = 5;
const MOST_LINKS = 10;
const MAX_FILE = 60_000;
const MAX_ALL = 200_000;

/** A tree's files by path, each with its mode. */
export type Listing = Map<string, string>;

export async function listFiles(repository: Repository, ref = DEFAULT_REF): Promise<Listing> {
  const listed = await gitIn(repository, ['ls-tree', '-r', '-z', '--full-tree', ref]);
  return new Map(
    listed.split('\0').flatMap((line) => {
      const tab = line.indexOf('\t');
      return tab < 0 ? [] : [[line.slice(tab + 1), line.slice(0, 6)] as const];
    }),
  );
}

/**
 * Reads `CLAUDE.md` (else `AGENTS.md`), `.claude/CLAUDE.md`, rules, skills and the files of folders, with what they import by
 * `@path` and where links lead: within the default branch's tree alone, whatever the merge request's branch says.
 * @param listing of that tree
 * @returns Markdown; null where there is nothing
 */
export async function readInstructions(
  repository: Repository,
  listing: Listing,
): Promise<string | null> {
  const reader = new InstructionReader(repository, listing);
  const paths = [...listing.keys()];
  const named = (form: RegExp): string[] => paths.filter((path) => form.test(path));
  const root = ['CLAUDE.md', '.claude/CLAUDE.md'].filter((path) => listing.has(path));
  if (!listing.has('CLAUDE.md') && listing.has('AGENTS.md')) root.unshift('AGENTS.md');
  for (const path of root) await reader.add(path, 'this project’s default branch');
  for (const path of named(/^\.claude\/rules\/.+\.md$/))
    await reader.add(path, 'a rule of the project');
  for (const path of named(/^.+\/(CLAUDE|AGENTS)\.md$/)) {
    const folder = posix.dirname(path);
    const isSecond = path.endsWith('AGENTS.md') && listing.has(`${folder}/CLAUDE.md`);
    if (!path.startsWith('.claude/') && !isSecond)
      await reader.add(path, `for files below ${folder}/`);
  }
  for (const path of named(/^\.claude\/skills\/[^/]+\/SKILL\.md$/))
    await reader.add(path, 'a skill, for when it fits');
  return reader.text();
}

class InstructionReader {
  readonly #repository: Repository;
  readonly #listing: Listing;
  readonly #read = new Set<string>();
  readonly #parts: string[] = [];
  #length = 0;

  constructor(repository: Repository, listing: Listing) {
    this.#repository = repository;
    this.#listing = listing;
  }

  text(): string | null {
    return this.#parts.length === 0 ? null : this.#parts.join('\n\n');
  }

  /** A file once, with its imports behind it. */
  async add(path: string, about: string, depth = 0): Promise<void> {
    const found = await this.#followed(path);
    if (found === null || this.#read.has(found)) return;
    this.#read.add(found);
    const blob = await gitIn(this.#repository, ['cat-file', 'blob', `${DEFAULT_REF}:${found}`]);
    const text = blob.length > MAX_FILE ? `${blob.slice(0, MAX_FILE)}\n(cut here)` : blob;
    if (this.#length + text.length > MAX_ALL) {
      this.#parts.push(`# ${path} (${about}) was left out: there is too much of it.`);
      return;
    }
    this.#length += text.length;
    this.#parts.push(`# ${path} (${about})\n\n${text.trim()}`);
    if (depth < DEEPEST_IMPORT)
      for (const name of importsIn(text)) {
        const imported = posix.normalize(posix.join(posix.dirname(found), name));
        if (this.#listing.has(imported))
          await this.add(imported, `imported by ${found}`, depth + 1);
      }
  }

  /** Where a path leads by links that stay within the tree; null where it leads to no file. */
  async #followed(path: string): Promise<string | null> {
    let at = path;
    for (let links = 0; links < MOST_LINKS; links += 1) {
      const mode = this.#listing.get(at);
      if (mode === '100644' || mode === '100755') return at;
      if (mode !== '120000') return null;
      const target = await gitIn(this.#repository, ['cat-file', 'blob', `${DEFAULT_REF}:${at}`]);
      at = posix.normalize(posix.join(posix.dirname(at), target.trim()));
    }
    return null;
  }
}

/** Paths behind `@` that begin a line or stand behind white space, outside of code. */
function importsIn(text: string): string[] {
  const words = text.replace(/^ {0,3}(```|~~~)[^]*?^ {0,3}\1/gm, '').replace(/`[^`\n]*`/g, '');
  return [...words.matchAll(/(?<=^|\s)@(\.{0,2}\/?[\w.-][\w./-]*)/gm)].map(([, name = '']) =>
    // The end of a sentence.
    name.replace(/[.]$/, ''),
  );
}
