import { flatList } from '../../pipeline/rules/isRecord.ts';
import type { Seen } from './Check.ts';
import type { CheckedFile, FileJob } from './FileJob.ts';

const LONGEST_SIGN = 300;

/** A file in which something may stand. */
export interface PlacedFile {
  path: string;
  file: CheckedFile;
}

/** Where something stands. */
export interface CheckedPlace {
  path: string;
  /** From 1. */
  line: number;
  /** That line, without the blanks around it. */
  text: string;
}

/** Where a sign stands in a part of a file, -1 where it does not; of a text that YAML put together from several lines, its beginning. */
function signIn(part: string, sign: Seen['sign']): number {
  if (sign === undefined) return 0;
  if (typeof sign !== 'string') return part.search(sign);
  // A line that is longer is known by its beginning.
  for (
    let words = sign.slice(0, LONGEST_SIGN);
    words !== '';
    words = words.replace(/\s*\S+$/, '')
  ) {
    const at = part.indexOf(words);
    if (at !== -1) return at;
  }
  return -1;
}

function lineAt({ path, file: { text } }: PlacedFile, at: number): CheckedPlace {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const end = text.indexOf('\n', at);
  return {
    path,
    line: text.slice(0, start).split('\n').length,
    text: text.slice(start, end === -1 ? undefined : end).trim(),
  };
}

/** What a job says itself, and after it what the templates say that it extends. */
function chainOf(name: string, files: readonly PlacedFile[]): string[] {
  const names: string[] = [];
  const wanted = [name];
  for (let one = wanted.shift(); one !== undefined; one = wanted.shift()) {
    if (names.includes(one)) continue;
    names.push(one);
    for (const { file } of files)
      for (const job of file.jobs)
        if (job.name === one)
          wanted.push(...flatList(job.values['extends']).map(String).toReversed());
  }
  return names;
}

/** Who may have written what a job has, the likeliest first. */
function writers(name: string | null, files: readonly PlacedFile[]): [PlacedFile, FileJob][] {
  const chain = name === null ? [] : chainOf(name, files);
  const of = (pick: (file: CheckedFile) => FileJob[]) =>
    files.flatMap((placed) => pick(placed.file).map((job): [PlacedFile, FileJob] => [placed, job]));
  return [
    ...chain.flatMap((one) => of(({ jobs }) => jobs.filter((job) => job.name === one))),
    ...(name === null ? [] : of(({ jobs }) => jobs.filter((job) => job.name?.startsWith('.')))),
    ...of(({ standard }) => standard),
    ...of(({ top }) => [top]),
  ];
}

/** Where a finding stands in the files at hand; null where it comes from elsewhere. */
export function placeOf(
  name: string | null,
  { keyword, sign }: Seen,
  files: readonly PlacedFile[],
): CheckedPlace | null {
  let near: CheckedPlace | null = null;
  for (const [placed, job] of writers(name, files)) {
    const range = job.range(keyword);
    if (range === null) continue;
    const at = signIn(placed.file.text.slice(...range), sign);
    if (at !== -1) return lineAt(placed, range[0] + at);
    if (job.name === name) near ??= lineAt(placed, range[0]);
  }
  return near;
}

/** Where the first file brings others in. */
export function includeOf([root]: readonly PlacedFile[]): CheckedPlace | null {
  const range = root?.file.top.range('include');
  return root && range ? lineAt(root, range[0]) : null;
}
