import type { Pipeline } from '../../gitlab/entities.ts';
import type { Failure, Result } from '../../gitlab/Failure.ts';
import type { NewestPipeline } from '../../gitlab/graphql/entitiesOf.ts';
import { byteLength } from '../byteLength.ts';
import { cleanCode } from '../clean/clean.ts';
import type { ContextItem, ContextPart } from '../Context.ts';
import type { Cut } from '../Cut.ts';
import { NO_MEMORY } from '../FailureMemory.ts';
import { labelText } from '../Label.ts';
import { askOfProject, type PageSource } from '../PageSource.ts';
import { failureOfLog } from './failureOfLog.ts';
import { logWindows } from './logWindows.ts';
import { readFlaky } from './readFlaky.ts';
import { readableLog } from './readableLog.ts';
import { NOTHING_RESTORED } from '../restoreKeys.ts';
import { type FailedJob, type FailedJobs, failedOf, readChildJobs } from './readChildJobs.ts';
import { plainLine, Writing } from '../describe/Writing.ts';

/** Logs that are read; further failed jobs are named. */
const MOST_LOGS = 4;
/** UTF-16 units of a log that are shown in any case, and at most where there is room. */
const LOG = 7_500;
const LONGEST_LOG = 60_000;
/** Bytes that stand around a log: what job it is of, and a line that says how much is left out. */
const FRAME = 1_000;
/** Begins what goes over many lines and is secret as a whole. */
const KEY = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY/;
/** States of a pipeline in which no job can have failed. */
const CALM = new Set(['skipped', 'created', 'manual', 'preparing', 'scheduled']);

function missing(failure: Failure): ContextPart {
  return { name: 'jobs', items: [], cut: [], failure };
}

function summary({ id, status, sha, ref }: Pipeline, head: string | null): ContextItem {
  const writing = new Writing().head(`Newest pipeline: ${id} of `).line(ref).own(': ').line(status);
  if (head !== null && sha !== head) writing.own(' (not of the newest commit)');
  return writing.item({ what: 'pipeline', id: String(id) }, 1_000);
}

/** Where a job stands that is not of the merge request's own pipeline. */
function writeWithin(writing: Writing, within: readonly string[]): void {
  within.forEach((name, level) =>
    writing.own(level === 0 ? ', in the child pipeline of ' : ', in that of ').line(name),
  );
}

function describeBridge({ bridge, within, why }: FailedJobs['bridges'][number]): ContextItem {
  const writing = new Writing()
    .head('Failed trigger job: ')
    .line(bridge.name)
    .own(' of stage ')
    .line(bridge.stage);
  writeWithin(writing, within);
  if (bridge.allow_failure) writing.own(' (it is allowed to fail)');
  writing.own(': ').line(why);
  return writing.item({ what: 'trigger_job', name: plainLine(bridge.name) }, 500);
}

/** One failed job with its log, as a person reads it. */
interface Logged extends FailedJob {
  log: Result<string>;
}

/** What is known of it beside. */
interface Failed extends Logged {
  /** What tells its failure from others; empty where nothing does. */
  failure: string;
  /** Another attempt of it has succeeded. */
  flaky: boolean;
  /** It failed in the same way in another pipeline, and passed there when it was tried again. */
  passedBefore?: boolean;
  /** Name of the job above that failed in the same way. */
  like: string | undefined;
}

function writeJob({ job, within, log, flaky, passedBefore, like }: Failed, units: number) {
  const writing = new Writing()
    .head('Failed job: ')
    .line(job.name)
    .own(' of stage ')
    .line(job.stage);
  writeWithin(writing, within);
  if (job.failure_reason) writing.own(', because of ').line(job.failure_reason);
  if (job.allow_failure) writing.own(' (it is allowed to fail)');
  if (flaky) writing.own(' (it is flaky: another attempt of it has succeeded)');
  if (passedBefore)
    writing.own(' (it failed in the same way before, and passed there when it was tried again)');
  writing.own('\n');
  if (like !== undefined) writing.own('(the same failure as in job ').line(like).own(')');
  else if (!log.ok) writing.own(`(its log could not be read: ${log.failure.kind})`);
  else if (log.value === '') writing.own('(its log is empty)');
  else if (KEY.test(log.value)) {
    // Cut through, it could not be told from other lines.
    writing.cleaned((restored) => {
      const { text, removals } = cleanCode(log.value, restored);
      return { text: logWindows(text, units), removals };
    });
  } else writing.code(logWindows(log.value, units));
  return writing;
}

function describeJob(failed: Failed, index: number): ContextItem {
  const { job, log, like } = failed;
  const itemOf = (units: number) =>
    writeJob(failed, units).item({ what: 'job', name: plainLine(job.name) }, -index);
  const item = itemOf(LOG);
  if (like !== undefined || !log.ok || log.value.length <= LOG) return item;
  const share = log.value.length / byteLength(log.value);
  return {
    ...item,
    grow: (bytes, restored = NOTHING_RESTORED) => {
      const units = Math.floor((bytes - FRAME) * share);
      return itemOf(Math.min(units, LONGEST_LOG)).rewrite(restored);
    },
  };
}

/** Says of each job whether it is flaky, and which one before it failed in the same way. */
function compared(jobs: readonly Logged[], flaky: ReadonlySet<string>): Failed[] {
  const first = new Map<string, string>();
  return jobs.map((one) => {
    const { job, within, log } = one;
    const failure = log.ok ? failureOfLog(log.value) : '';
    const like = first.get(failure);
    if (failure !== '' && like === undefined) first.set(failure, job.name);
    return { ...one, failure, like, flaky: within.length === 0 && flaky.has(job.name) };
  });
}

/** Says of each of the pipeline's own jobs whether it failed so before and passed. */
async function remembered(
  { failures = NO_MEMORY }: PageSource,
  pipeline: Pipeline,
  jobs: readonly Failed[],
  flaky: ReadonlySet<string>,
): Promise<Failed[]> {
  const own = jobs.filter(({ within }) => within.length === 0);
  const failed = own.map(({ job, failure }) => ({ job: job.name, failure }));
  const known = await failures.look(pipeline.project_id, pipeline, failed, flaky);
  return jobs.map((one) => ({
    ...one,
    passedBefore: one.within.length === 0 && !one.flaky && known.has(one.job.name),
  }));
}

/** Those that may fail come last. */
function worstFirst(jobs: readonly FailedJob[]): FailedJob[] {
  return jobs.toSorted(
    (one, other) =>
      Number(one.job.allow_failure === true) - Number(other.job.allow_failure === true),
  );
}

/** The newest pipeline, or null where there is none. */
async function newestOf(source: PageSource): Promise<Result<NewestPipeline | null>> {
  const { gitLab, page, reading } = source;
  const known = (await reading)?.newestPipeline;
  if (known !== undefined) return { ok: true, value: known };
  const pipelines = await askOfProject(source, (project) =>
    gitLab.mergeRequestPipelines(project, page.iid),
  );
  if (!pipelines.ok) return pipelines;
  const pipeline = pipelines.value.toSorted((one, other) => other.id - one.id)[0];
  if (pipeline === undefined) return { ok: true, value: null };
  if (CALM.has(pipeline.status))
    return { ok: true, value: { pipeline, jobs: [], failedBelow: false } };
  const jobs = await gitLab.failedJobs(pipeline.project_id, pipeline.id);
  return jobs.ok ? { ok: true, value: { pipeline, jobs: jobs.value, failedBelow: true } } : jobs;
}

/** The failed jobs of a merge request's newest pipeline and of its child pipelines, with what of their logs tells why. The result wants the newest commit and the project, which are read meanwhile. */
export async function gatherJobs(
  source: PageSource,
): Promise<(head: string | null, projectId: number) => ContextPart> {
  const { gitLab } = source;
  const newest = await newestOf(source);
  if (!newest.ok) return () => missing(newest.failure);
  if (newest.value === null) return () => ({ name: 'jobs', items: [], cut: [] });
  const { pipeline, jobs, failedBelow } = newest.value;
  const place = pipeline.project_id;
  const logged = async (one: FailedJob): Promise<Logged> => {
    const raw = await gitLab.trace(place, one.job.id);
    return { ...one, log: raw.ok ? { ok: true, value: readableLog(raw.value) } : raw };
  };
  const own = worstFirst(failedOf({ ok: true, value: jobs }, []));
  const ownLogged = Promise.all(own.slice(0, MOST_LOGS).map(logged));
  const ownJobs = own.map(({ job }) => job);
  const known = readFlaky(gitLab, pipeline, ownJobs);
  // Asked for after the logs of the pipeline's own jobs, so that these wait for nothing.
  const { jobs: below, bridges } = failedBelow
    ? await readChildJobs(gitLab, place, pipeline.id)
    : { jobs: [], bridges: [] };
  const failed = [...own, ...worstFirst(below)];
  const further = failed.slice(own.length, MOST_LOGS);
  const read = [...(await ownLogged), ...(await Promise.all(further.map(logged)))];
  const flaky = await known;
  const described = await remembered(source, pipeline, compared(read, flaky), flaky);
  const passed = new Set(
    described.filter((one) => one.flaky || one.passedBefore).map(({ job }) => job.name),
  );
  const allFlaky =
    failed.length > 0 &&
    bridges.length === 0 &&
    failed.every(
      ({ job, within }) => within.length === 0 && (flaky.has(job.name) || passed.has(job.name)),
    );
  return (head, projectId) => {
    const items = [
      summary(pipeline, head),
      ...bridges.map(describeBridge),
      ...described.map(describeJob),
    ];
    const cut = failed
      .slice(MOST_LOGS)
      .map(({ job }): Cut => ({ kind: 'unread_log', job: plainLine(job.name) }));
    const failing = {
      failing: pipeline.status === 'failed',
      ...(allFlaky && { flaky: failed.map(({ job }) => plainLine(job.name)) }),
    };
    if (place === projectId) return { name: 'jobs', items, cut, ...failing };
    // The pipeline ran in a fork: who reads this project need not be able to read that one's logs.
    const restrict = (item: ContextItem, index: number): ContextItem => {
      const { id: job } = read[index - 1 - bridges.length]?.job ?? {};
      const id = `pipeline:${place}/${pipeline.id}/${job ?? (index === 0 ? '' : labelText(item.label))}`;
      return { ...item, restricted: { id, visibility: 'other_project' } };
    };
    return { name: 'jobs', items: items.map(restrict), cut: [], ...failing };
  };
}
