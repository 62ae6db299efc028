import { posix } from 'node:path';

const DEEPEST = 4;
const MOST = 200;

/**
 * The project's CI file and those of its own files that it includes, by the words in the files' `include` blocks: YAML is not
 * parsed here, so a file of another project counts too where this one has a file of its path. A pattern counts for all that begins and ends like it.
 * @param root path of the CI file
 * @param paths all of the repository's files
 * @param read a file's text
 */
export async function includedCiFiles(
  root: string,
  paths: readonly string[],
  read: (path: string) => Promise<string>,
): Promise<string[]> {
  const found = new Set<string>([root]);
  let last = [root];
  for (let depth = 0; depth < DEEPEST && last.length > 0; depth += 1) {
    const next: string[] = [];
    for (const file of last) {
      if (!paths.includes(file)) continue;
      for (const name of namesIn(await read(file)))
        for (const path of matching(name, paths))
          if (!found.has(path) && found.size < MOST) {
            found.add(path);
            next.push(path);
          }
    }
    last = next;
  }
  return [...found];
}

/** Everything in the blocks of `include`, a job's `trigger` too, that could be a YAML file of this project. */
function namesIn(text: string): string[] {
  const names: string[] = [];
  let margin = -1;
  for (const line of text.split(/\r?\n/)) {
    const indent = line.search(/\S/);
    if (indent === -1) continue;
    const opens = /^(\s*(?:- )?)["']?include["']?\s*:/.exec(line);
    if (opens) margin = indent;
    // A list may stand as far left as its key.
    else if (margin >= 0 && (indent < margin || (indent === margin && !/^\s*[-#]/.test(line))))
      margin = -1;
    if (margin >= 0)
      names.push(...line.split(/[\s'"[\]{},]/).filter((word) => /\.ya?ml$/i.test(word)));
  }
  return names.map((name) => posix.normalize(name.replace(/^(local:)?\/*/, '')));
}

/** Files of this name or, for a pattern, all that begin and end like it: more rather than less. */
function matching(name: string, paths: readonly string[]): string[] {
  if (!name.includes('*')) return paths.filter((path) => path === name);
  const start = name.slice(0, name.indexOf('*'));
  const end = name.slice(name.lastIndexOf('*') + 1);
  return paths.filter((path) => path.startsWith(start) && path.endsWith(end));
}
