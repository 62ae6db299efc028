import { isMap, isNode, isScalar, type Node } from 'yaml';
import { isTooDense } from '../../context/clean/isTooDense.ts';
import { isRecord } from '../../pipeline/rules/isRecord.ts';
import { splitCiFile } from '../../pipeline/yaml/readCiFile.ts';
import { firstDocument, readYaml } from '../../pipeline/yaml/readYaml.ts';

/** A job, a template or the top level, as the file itself writes it. */
export interface FileJob {
  /** Null for the top level and `default`. */
  name: string | null;
  /** Plain values of what stands there. */
  values: Record<string, unknown>;
  /** True where more may come from elsewhere: by `extends`, `<<` or an include. */
  open: boolean;
  /** Where in the text a keyword's value begins and ends; null without it. */
  range(keyword: string): [number, number] | null;
}

/** A CI file as the checks see it. */
export interface CheckedFile {
  text: string;
  top: FileJob;
  /** What `default` says, where it stands. */
  standard: FileJob[];
  /** Jobs that run; templates come after them. */
  jobs: FileJob[];
  stages: string[];
  /** Whether other files come with it. */
  includes: boolean;
}

const NOT_JOBS =
  /^(?:default|include|image|services|stages|variables|cache|workflow|spec|types|before_script|after_script)$/;

/** GitLab takes these for jobs where they have a script. */
function isJobNamed(name: string, job: Record<string, unknown>): boolean {
  return ['spec', 'types', 'default', 'workflow'].includes(name) && 'script' in job;
}

function jobOf(name: string | null, node: Node | null, values: unknown, shift: number): FileJob {
  const plain = isRecord(values) ? values : {};
  const items = isMap(node) ? node.items : [];
  const merges = items.some(({ key }) => isScalar(key) && typeof key.value === 'symbol');
  return {
    name,
    values: plain,
    open: merges || 'extends' in plain,
    range(keyword) {
      const pair = items.findLast(({ key }) => isScalar(key) && key.value === keyword);
      const [from, to] = isNode(pair?.value) && pair.value.range ? pair.value.range : [];
      const [start] = isNode(pair?.key) && pair.key.range ? pair.key.range : [];
      if (start === undefined) return null;
      return [shift + start, shift + Math.max(to ?? from ?? start, start)];
    },
  };
}

function stagesOf({ stages }: Record<string, unknown>): string[] {
  return Array.isArray(stages)
    ? stages.flat(9).filter((one) => typeof one === 'string')
    : ['build', 'test', 'deploy'];
}

/** Reads a CI file for its checks; null where it cannot be read, or not in a moment. */
export function checkedFile(text: string): CheckedFile | null {
  if (isTooDense(text)) return null;
  const { body } = splitCiFile(text);
  const read = readYaml(body.text);
  if (!read.ok || !isRecord(read.value)) return null;
  const document = firstDocument(body.text);
  if ('problem' in document || !isMap(document.contents)) return null;
  const { contents } = document;
  const all = read.value;
  const jobs = contents.items.flatMap(({ key, value }): FileJob[] => {
    const name = isScalar(key) ? String(key.value) : '';
    const plain = all[name];
    if (!isMap(value) || !isRecord(plain)) return [];
    if (NOT_JOBS.test(name) && !isJobNamed(name, plain)) return [];
    return [jobOf(name, value, plain, body.start)];
  });
  return {
    text,
    top: jobOf(null, contents, all, body.start),
    jobs,
    standard: contents.items.flatMap(({ key, value }) =>
      isScalar(key) && key.value === 'default' && isMap(value)
        ? jobOf(null, value, all['default'], body.start)
        : [],
    ),
    stages: stagesOf(all),
    includes: 'include' in all,
  };
}

function placeless(name: string | null, values: unknown): FileJob {
  return { name, values: isRecord(values) ? values : {}, open: false, range: () => null };
}

function isJob([name, value]: [string, unknown]): boolean {
  return isRecord(value) && (!NOT_JOBS.test(name) || isJobNamed(name, value));
}

/** Reads what GitLab merged for its checks; null where it cannot be read. It has no places: those are in the files that it came from. */
export function mergedFile(text: string): CheckedFile | null {
  const { body } = splitCiFile(text);
  const read = readYaml(body.text);
  if (!read.ok || !isRecord(read.value)) return null;
  const all = read.value;
  return {
    text,
    top: placeless(null, all),
    jobs: Object.entries(all)
      .filter(isJob)
      .map(([name, value]) => placeless(name, value)),
    standard: isRecord(all['default']) ? [placeless(null, all['default'])] : [],
    stages: stagesOf(all),
    includes: false,
  };
}

/** The texts under a keyword, lists within lists too. */
export function linesOf(job: FileJob, ...keywords: readonly string[]): string[] {
  return keywords.flatMap((keyword) => {
    const value = job.values[keyword];
    const list: unknown[] = Array.isArray(value) ? value.flat(9) : [value];
    return list.filter((line) => typeof line === 'string');
  });
}
