import type { GitLab } from '../../gitlab/GitLab.ts';
import { isRecord, flatList } from '../../pipeline/rules/isRecord.ts';
import { linesOf, mergedFile, type FileJob } from './FileJob.ts';
import { readSarif, type SarifResult } from './readSarif.ts';

/** What glsec, a linter for CI files that a project runs in its own pipeline, said there last. */
export interface GlsecReport {
  job: string;
  results: SarifResult[];
}

/** Pipelines of the branch that are looked through for the job. */
const MOST_PIPELINES = 3;

function callsGlsec(job: FileJob): boolean {
  const { image } = job.values;
  const name = isRecord(image) ? image['name'] : image;
  return (
    (typeof name === 'string' && /(?:^|\/)glsec(?:[:@]|$)/.test(name)) ||
    linesOf(job, 'script').some((line) => /(?:^|[\s;&|(/])glsec\s/.test(line.slice(0, 2_000)))
  );
}

/** The report that a job keeps, by its own words. */
function reportOf({ values }: FileJob): string | null {
  const { artifacts } = values;
  if (!isRecord(artifacts)) return null;
  const reports = isRecord(artifacts['reports']) ? Object.values(artifacts['reports']) : [];
  const kept = [...flatList(artifacts['paths']), ...reports.flatMap(flatList)];
  const path = kept.find((one) => typeof one === 'string' && /^[\w./-]+\.sarif$/.test(one));
  return typeof path === 'string' ? path.replace(/^\.\//, '') : null;
}

/** The job that runs glsec and keeps what it says, with the path of that; null for none. */
export function glsecJob(merged: string): { name: string; report: string } | null {
  for (const job of mergedFile(merged)?.jobs ?? []) {
    const report = callsGlsec(job) ? reportOf(job) : null;
    if (job.name !== null && !job.name.startsWith('.') && report !== null)
      return { name: job.name, report };
  }
  return null;
}

/** Reads what glsec said in the newest pipeline of a branch that has its job; null where no job runs it, or nothing of it is kept. */
export async function readGlsec(
  gitLab: Pick<GitLab, 'pipelines' | 'pipelineJobs' | 'artifact'>,
  projectId: number,
  ref: string,
  merged: string,
): Promise<GlsecReport | null> {
  const wanted = glsecJob(merged);
  if (wanted === null) return null;
  const listed = await gitLab.pipelines(projectId, { limit: 50 });
  const own = listed.ok ? listed.value.items.filter((one) => one.ref === ref) : [];
  for (const { id } of own.slice(0, MOST_PIPELINES)) {
    const jobs = await gitLab.pipelineJobs(projectId, id);
    const job = jobs.ok ? jobs.value.find(({ name }) => name === wanted.name) : undefined;
    const text = job ? await gitLab.artifact(projectId, job.id, wanted.report) : null;
    const results = text?.ok ? readSarif(text.value) : null;
    if (results !== null) return { job: wanted.name, results };
  }
  return null;
}
