import { git } from './git.ts';
import { commonAncestor } from './history.ts';

export interface DiffFile {
  oldPath: string;
  newPath: string;
  aMode: string;
  bMode: string;
  newFile: boolean;
  renamedFile: boolean;
  deletedFile: boolean;
  /** Hunks with their `@@` lines, without the file header: what GitLab's API gives. */
  diff: string;
}

/** The common ancestor that a merge request's diff starts from; the target's head where there is none. */
export async function mergeBase(repository: string, target: string, head: string): Promise<string> {
  try {
    return await commonAncestor(repository, target, head);
  } catch {
    return target;
  }
}

/** Diffs between commits never change: the newest few are kept, since each page of a list asks anew. */
const known = new Map<string, Promise<DiffFile[]>>();
const KEPT = 20;

/** The files that differ between two commits, in git's order. */
export function diffFiles(repository: string, from: string, to: string): Promise<DiffFile[]> {
  const key = `${repository} ${from} ${to}`;
  const files = known.get(key) ?? readDiff(repository, from, to);
  known.delete(key);
  known.set(key, files);
  files.catch(() => known.delete(key));
  for (const oldest of [...known.keys()].slice(0, -KEPT)) known.delete(oldest);
  return files;
}

/** The whole diff as git prints it. */
export function rawDiff(repository: string, from: string, to: string): Promise<string> {
  return git(repository, [
    '-c',
    'core.quotepath=off',
    'diff',
    '--no-color',
    '--find-renames',
    '--full-index',
    '--no-ext-diff',
    from,
    to,
  ]);
}

async function readDiff(repository: string, from: string, to: string): Promise<DiffFile[]> {
  const output = await rawDiff(repository, from, to);
  return output
    .split(/^(?=diff --git )/m)
    .filter((file) => file.startsWith('diff --git '))
    .map(parseFile);
}

function parseFile(text: string): DiffFile {
  const hunk = text.indexOf('\n@@ ');
  const header = hunk === -1 ? text : text.slice(0, hunk);
  const line = (pattern: RegExp): string | undefined => pattern.exec(header)?.[1];
  const names = /^diff --git a\/(.*) b\/(.*)$/m.exec(header);
  const oldPath = line(/^rename from (.*)$/m) ?? line(/^--- a\/(.*?)\t?$/m) ?? names?.[1] ?? '';
  const newPath = line(/^rename to (.*)$/m) ?? line(/^\+\+\+ b\/(.*?)\t?$/m) ?? names?.[2] ?? '';
  const newMode = line(/^new file mode (\d+)$/m);
  const deletedMode = line(/^deleted file mode (\d+)$/m);
  const mode = line(/^index [0-9a-f]+\.\.[0-9a-f]+ (\d+)$/m) ?? '100644';
  return {
    oldPath,
    newPath,
    aMode: newMode ? '0' : (deletedMode ?? line(/^old mode (\d+)$/m) ?? mode),
    bMode: deletedMode ? '0' : (newMode ?? line(/^new mode (\d+)$/m) ?? mode),
    newFile: newMode !== undefined,
    renamedFile: line(/^rename from (.*)$/m) !== undefined,
    deletedFile: deletedMode !== undefined,
    diff:
      hunk === -1 ? (/^Binary files .* differ\n?/m.exec(text)?.[0] ?? '') : text.slice(hunk + 1),
  };
}

export interface DiffLine {
  kind: 'match' | 'context' | 'old' | 'new';
  oldLine: number | null;
  newLine: number | null;
  text: string;
}

/** The lines of a file's diff with their numbers on both sides. */
export function diffLines(diff: string): DiffLine[] {
  // A binary file has a sentence there.
  if (!diff.startsWith('@@')) return [];
  let oldLine = 0;
  let newLine = 0;
  const lines: DiffLine[] = [];
  for (const text of diff.replace(/\n$/, '').split('\n')) {
    const match = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(text);
    if (match) {
      oldLine = Number(match[1]);
      newLine = Number(match[2]);
      lines.push({ kind: 'match', oldLine: null, newLine: null, text });
    } else if (text.startsWith('+')) {
      lines.push({ kind: 'new', oldLine: null, newLine: newLine++, text: text.slice(1) });
    } else if (text.startsWith('-')) {
      lines.push({ kind: 'old', oldLine: oldLine++, newLine: null, text: text.slice(1) });
    } else if (!text.startsWith('\\') && text !== '') {
      lines.push({
        kind: 'context',
        oldLine: oldLine++,
        newLine: newLine++,
        text: text.slice(1),
      });
    }
  }
  return lines;
}

/** GitLab lists a merge request's files as a tree: folders before files, each in the order of names. */
export function asTree(files: readonly DiffFile[]): DiffFile[] {
  return files.toSorted((a, b) => compareAsTree(a.newPath.split('/'), b.newPath.split('/')));
}

function compareAsTree(a: readonly string[], b: readonly string[]): number {
  const [headA = '', ...restA] = a;
  const [headB = '', ...restB] = b;
  if (restA.length > 0 !== restB.length > 0) return restA.length > 0 ? -1 : 1;
  if (headA !== headB) return headA < headB ? -1 : 1;
  return restA.length === 0 ? 0 : compareAsTree(restA, restB);
}
