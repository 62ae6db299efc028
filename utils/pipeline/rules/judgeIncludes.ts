import type { Where } from './Where.ts';
import { readCiFile, type CiFile } from '../yaml/readCiFile.ts';
import { writeYaml } from '../yaml/writeYaml.ts';
import type { KnownVariables } from '../expressions/Expression.ts';
import { isRecord } from './isRecord.ts';
import { judgeInclude } from './judgeInclude.ts';
import { mergeBodies } from './mergeBodies.ts';

/** A root file whose includes are decided. */
export interface JudgedIncludes {
  /** The file with its `include:rules` decided; null when there were none and the file can be linted where it lies. */
  text: string | null;
  /** Includes of which it cannot be told whether they count; they are kept. */
  unjudged: string[];
}

type Entry = Record<string, unknown>;

const MOST_FILES = 100;

/** `include` as a list of maps; null where an entry has a form that we do not know. */
export function entriesOf(include: unknown): Entry[] {
  const list = Array.isArray(include)
    ? include
    : include === undefined || include === null
      ? []
      : [include];
  return list.map((entry: unknown): Entry => {
    if (isRecord(entry)) return entry;
    const key = typeof entry === 'string' && /^https?:/.test(entry) ? 'remote' : 'local';
    return { [key]: entry };
  });
}

/** Path of a file of the same project; null for any other include, and for several by one pattern. */
export function localPath({ local }: Entry): string | null {
  return typeof local === 'string' && !local.includes('*') ? local.replace(/^\/+/, '') : null;
}

function nameOf(include: Entry): string {
  const places = ['local', 'file', 'remote', 'template', 'component', 'project'];
  const place = places.map((key) => include[key]).find((value) => value !== undefined);
  return typeof place === 'string' ? place : JSON.stringify(place ?? include);
}

/** Decides the includes of a file, and of those that it includes from the same project, whose rules GitLab's lint judges as of a push. */
class Judge {
  readonly unjudged: string[] = [];
  /** Bodies of files that had to be written in, because their own includes have rules. */
  readonly bodies: Record<string, unknown>[] = [];
  changed = false;
  #files = 0;

  readonly #variables: KnownVariables;
  readonly #where: Where | null;

  constructor(variables: KnownVariables, where: Where | null) {
    this.#variables = variables;
    this.#where = where;
  }

  decide(entries: readonly Entry[]): Entry[] {
    return entries.flatMap((entry) => {
      const judged = judgeInclude(entry, this.#variables, this.#where);
      if (judged.uncertain) this.unjudged.push(nameOf(entry));
      if (judged.changed) this.changed = true;
      return judged.entry === null ? [] : this.#inner(judged.entry);
    });
  }

  /** An entry; or, where the file it brings has ruled includes, those instead, and its body. */
  #inner(entry: Entry): Entry[] {
    const text = this.#where?.files?.get(localPath(entry) ?? '');
    if (text === undefined || 'inputs' in entry || 'rules' in entry) return [entry];
    const read = readCiFile(text);
    if (!read.ok || !holdsRuled(read.value, this.#where) || this.#files >= MOST_FILES)
      return [entry];
    this.#files += 1;
    const { include, ...body } = read.value.body;
    const inner = this.decide(entriesOf(include));
    this.bodies.push(body);
    this.changed = true;
    return inner;
  }
}

/** Whether a file's includes, or those of files it includes, have rules. */
function holdsRuled(file: CiFile, where: Where | null, depth = 0): boolean {
  if (file.header !== null || depth > 10) return false;
  return entriesOf(file.body['include']).some((entry) => {
    if (isRuled(entry)) return true;
    const text = where?.files?.get(localPath(entry) ?? '');
    const read = text === undefined ? null : readCiFile(text);
    return read?.ok === true && holdsRuled(read.value, where, depth + 1);
  });
}

function isRuled(entry: Entry): boolean {
  return entry['rules'] !== undefined && entry['rules'] !== null;
}

/** A text names the files of its own branch by project and commit. */
function elsewhere(entry: Entry, where: Where | null, unjudged: string[]): Entry {
  if (where === null || where.commit === null || !('local' in entry)) return entry;
  const path = localPath(entry);
  if (path === null) {
    unjudged.push(nameOf(entry));
    return entry;
  }
  const { local: _, ...rest } = entry;
  return { project: where.project, ref: where.commit, file: `/${path}`, ...rest };
}

/** Puts a header before a body again. */
export function written({ header, body }: CiFile): string {
  const text = writeYaml(body);
  return header === null ? text : `${writeYaml(header)}---\n${text}`;
}

/**
 * `ci/lint` judges includes without pipeline variables, so their rules are judged here: entries are dropped, lose their rules, or keep
 * those that ask for files, which GitLab judges itself. Never throws: a file that cannot be read is left to GitLab.
 */
export function judgeIncludes(
  rootFile: string,
  variables: KnownVariables,
  where: Where | null = null,
): JudgedIncludes {
  const read = readCiFile(rootFile);
  if (!read.ok) {
    const ruled = /^\s*["']?include\b/m.test(rootFile) && /\brules\b/.test(rootFile);
    return { text: null, unjudged: ruled ? [`? (${read.problem})`] : [] };
  }
  const { header, body } = read.value;
  const judge = new Judge(variables, where);
  const kept = judge.decide(entriesOf(body['include']));
  if (!judge.changed) return { text: null, unjudged: judge.unjudged };
  const include = kept.map((entry) => elsewhere(entry, where, judge.unjudged));
  const { include: _, ...rest } = body;
  const merged = mergeBodies([...judge.bodies, rest]);
  const judged = include.length === 0 ? merged : { include, ...merged };
  return { text: written({ header, body: judged }), unjudged: judge.unjudged };
}
