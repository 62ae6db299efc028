import { isTooDense } from '../../context/clean/isTooDense.ts';
import type { Seen } from './Check.ts';
import { AGENT_CHECKS, agentCall } from './agentChecks.ts';
import type { CiFinding, CiFindingKind } from './CiFinding.ts';
import type { CiSource } from './CiSource.ts';
import { checkedFile, mergedFile, type CheckedFile, type FileJob } from './FileJob.ts';
import { IMAGE_CHECKS } from './imageChecks.ts';
import { PIPELINE_CHECKS } from './pipelineChecks.ts';
import { includeOf, placeOf, type PlacedFile } from './placeOf.ts';

/** More are not shown. */
const MOST = 40;
/** Of one kind, as many are looked for: each is searched for in all files. */
const MOST_OF_KIND = 30;

/** The root file first, and its own project's included ones, as far as they can be read. */
function filesOf({ path, text, included }: CiSource): PlacedFile[] {
  const taken: string[] = [];
  return [[path, text] as const, ...included].flatMap(([at, one]) => {
    // What stands in further ones is shown where they are included.
    if (isTooDense([...taken, one])) return [];
    taken.push(one);
    const file = checkedFile(one);
    return file ? [{ path: at, file }] : [];
  });
}

function said(seen: Seen): string {
  return typeof seen.sign === 'string' ? `${seen.keyword}: ${seen.sign}` : seen.keyword;
}

function finding(
  kind: CiFindingKind,
  { name }: FileJob,
  files: readonly PlacedFile[],
  seen: Seen,
): CiFinding[] {
  const own = placeOf(name, seen, files) ?? placeOf(name, { keyword: 'script' }, files);
  const brought = own ? null : includeOf(files);
  const place = own ?? (brought && { ...brought, text: said(seen) });
  if (place === null) return [];
  const { path, line, text } = place;
  const secret = kind === 'ci_secret_written' ? /:.*$/ : /$^/;
  return [{ kind, job: name, path, line, text: text.replace(secret, ': …').slice(0, 300) }];
}

interface Read {
  file: CheckedFile;
  files: PlacedFile[];
  /** What is looked at: of templates those that the project itself has. */
  looked: FileJob[];
}

function readSource(source: CiSource): Read | null {
  const files = filesOf(source);
  const [root] = files;
  if (root?.path !== source.path) return null;
  const file = (source.merged !== null && mergedFile(source.merged)) || root.file;
  const own = new Set(files.flatMap((one) => one.file.jobs.map(({ name }) => name)));
  const jobs = file.jobs.filter(({ name }) => own.has(name) || name?.startsWith('.') === false);
  return { file, files, looked: [file.top, ...file.standard, ...jobs] };
}

/** The same thing of the same line is said once: of the first of the jobs that have it from a template. */
function once(findings: readonly CiFinding[]): CiFinding[] {
  const seen = new Set<string>();
  return findings.filter(({ kind, path, line, text }) => {
    const key = JSON.stringify([kind, path, line, text]);
    return !seen.has(key) && seen.add(key);
  });
}

/**
 * Reads a CI file, without a model, for what a reviewer of pipelines would say of it, of included jobs too where GitLab merged them.
 * A file that cannot be read has no findings.
 */
export function checkCiFile(source: CiSource): CiFinding[] {
  const read = readSource(source);
  if (read === null) return [];
  const { file, files, looked } = read;
  const rank = ({ path }: CiFinding) => files.findIndex((one) => one.path === path);
  const findings = [...PIPELINE_CHECKS, ...IMAGE_CHECKS, ...AGENT_CHECKS].flatMap(
    ({ kind, look }) =>
      looked
        .flatMap((job) => {
          const seen = look(job, file);
          return seen === null ? [] : [{ job, seen }];
        })
        .slice(0, MOST_OF_KIND)
        .flatMap(({ job, seen }) => finding(kind, job, files, seen)),
  );
  return once(findings)
    .toSorted((one, other) => rank(one) - rank(other) || one.line - other.line)
    .slice(0, MOST);
}

/** The jobs that run an agent, ours aside, each with the line that calls it. */
export function agentsOf(source: CiSource): CiFinding[] {
  const read = readSource(source);
  if (read === null) return [];
  return read.looked
    .flatMap((job) => {
      const seen = agentCall(job);
      return seen === null ? [] : [{ job, seen }];
    })
    .slice(0, MOST_OF_KIND)
    .flatMap(({ job, seen }) => finding('agent_no_limit', job, read.files, seen));
}
