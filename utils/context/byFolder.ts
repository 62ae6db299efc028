import type { Cut, Why } from './Cut.ts';
import { type Label, labelText } from './Label.ts';

/** A file that is not shown, or not all of it. */
export interface OmittedFile {
  path: string;
  /** Where it is not the path alone that names it. */
  label?: Label;
  why: Why;
  /** UTF-8 bytes of what is not shown, about; 0 where it is not known. */
  bytes: number;
}

/** Up to so many files are named one by one. */
const MOST_SINGLE = 12;
/** So many of a folder's files are named. */
const MOST_NAMES = 5;

function single({ path, label = path, why, bytes }: OmittedFile): Cut {
  return { kind: 'omitted', label, why, bytes };
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function grouped(folder: string, files: readonly OmittedFile[]): Cut {
  const [first] = files;
  if (first && files.length === 1) return single(first);
  return {
    kind: 'folder',
    folder: folder === '' ? './' : folder,
    count: files.length,
    why: first?.why ?? 'left_out',
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    names: files
      .slice(0, MOST_NAMES)
      .map(({ path, label = path }) => labelText(label).slice(folder.length)),
  };
}

/** Each file, or where they are many each folder and reason, with counts. */
export function byFolder(files: readonly OmittedFile[]): Cut[] {
  if (files.length <= MOST_SINGLE) return files.map(single);
  const groups = Map.groupBy(files, ({ path, why }) => `${folderOf(path)}\n${JSON.stringify(why)}`);
  return [...groups.values()].map((group) => grouped(folderOf(group[0]?.path ?? ''), group));
}
