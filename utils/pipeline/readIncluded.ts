import type { GitLab } from '../gitlab/GitLab.ts';
import { entriesOf, localPath } from './rules/judgeIncludes.ts';
import { isTooLong } from './yaml/isTooLong.ts';
import { readCiFileAhead } from './yaml/readAhead.ts';
import { readCiFile } from './yaml/readCiFile.ts';

/** GitLab takes 150 includes; beyond these few nothing is judged here. */
const MOST_FILES = 20;
const DEEPEST = 3;

async function pathsIn(text: string): Promise<string[]> {
  if (isTooLong(text)) return [];
  await readCiFileAhead(text);
  const read = readCiFile(text);
  if (!read.ok) return [];
  return entriesOf(read.value.body['include']).flatMap((entry) => localPath(entry) ?? []);
}

/**
 * Reads the files that a root file includes from its own project, and those that these include, since GitLab's lint judges their
 * `include:rules` as of a push. Nothing is read for a file that includes none.
 */
export async function readIncluded(
  gitLab: Pick<GitLab, 'file'>,
  projectId: number,
  ref: string,
  rootFile: string,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  let wanted = await pathsIn(rootFile);
  for (let depth = 0; depth < DEEPEST && wanted.length > 0; depth += 1) {
    const paths = [...new Set(wanted)].filter((path) => !texts.has(path));
    const read = await Promise.all(
      paths
        .slice(0, MOST_FILES - texts.size)
        .map(async (path) => [path, await gitLab.file(projectId, path, ref)] as const),
    );
    wanted = [];
    for (const [path, file] of read) {
      if (!file.ok || isTooLong(file.value)) continue;
      texts.set(path, file.value);
      wanted.push(...(await pathsIn(file.value)));
    }
  }
  return texts;
}
