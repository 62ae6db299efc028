import { inKilobytes } from './byteLength.ts';

/** A file that is not shown, or not all of it. */
export interface OmittedFile {
  path: string;
  why: string;
  /** UTF-8 bytes of what is not shown, about; 0 where it is not known. */
  bytes: number;
}

/** Up to so many files are named one by one. */
const MOST_SINGLE = 12;
/** So many of a folder's files are named. */
const MOST_NAMES = 5;

function size(bytes: number): string {
  return bytes === 0 ? '' : ` (${inKilobytes(bytes)})`;
}

function single({ path, why, bytes }: OmittedFile): string {
  return `${path}: ${why}${size(bytes)}`;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function grouped(folder: string, files: readonly OmittedFile[]): string {
  const [first] = files;
  if (first && files.length === 1) return single(first);
  const names = files.slice(0, MOST_NAMES).map(({ path }) => path.slice(folder.length));
  const more = files.length - names.length;
  const all = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const list = `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return `${folder === '' ? './' : folder}: ${files.length} files ${first?.why}${size(all)}: ${list}`;
}

/** One line a file, or where they are many one line a folder and reason, with counts. */
export function byFolder(files: readonly OmittedFile[]): string[] {
  if (files.length <= MOST_SINGLE) return files.map(single);
  const groups = Map.groupBy(files, ({ path, why }) => `${folderOf(path)}\n${why}`);
  return [...groups.values()].map((group) => grouped(folderOf(group[0]?.path ?? ''), group));
}
