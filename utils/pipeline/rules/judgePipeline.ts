import { jobVersionOf } from '../jobVersion.ts';
import type { Layout } from '../../prompt/Layout.ts';
import { OUR_JOBS } from './ourJobs.ts';
import { askedRefs, type AskedRef } from './askedRefs.ts';
import { callsClaude, scriptOf } from './callsClaude.ts';
import { rawNames } from './circularVariables.ts';
import type { KnownVariables, Truth } from '../expressions/Expression.ts';
import { instancesOf } from './instancesOf.ts';
import {
  inherited,
  isEmptyPipeline,
  refusalOf,
  waitingNames,
  type Fate,
  type JudgedJob,
} from './jobsTogether.ts';
import { judgePolicy } from './judgePolicy.ts';
import { judgeRules, possibleRules } from './judgeRules.ts';
import { runsOurProgram, layoutOfJob } from './layoutOfJob.ts';
import { topOf, type Top } from './topOf.ts';
import {
  fileVariables,
  unsetWithout,
  variablesOfJob,
  type FileVariables,
} from './variablesOfJob.ts';

/** A job that a pipeline would start. */
export interface StartingJob {
  name: string;
  /** False when it cannot be shown that it starts, nor that it does not. */
  certain: boolean;
  /** One of ours, or its script calls `claude`. */
  runsClaude: boolean;
  /** Runs our program. */
  ours: boolean;
  /** Which of our programs (`JOB_VERSION`), where it runs one. */
  version?: number;
  /** What it hands to Claude. */
  layout: Layout;
}

/** What a pipeline would come to. */
export interface JudgedPipeline {
  /** In the file's order; none where no pipeline is made. Manual jobs do not start. */
  jobs: StartingJob[];
  /** Why GitLab would make no pipeline, in its own words, where the rules alone do not say it. */
  refusal: string | null;
  /** Refs without which GitLab makes no pipeline. */
  asked: AskedRef[];
  /** Variables that all jobs see, those of `workflow` among them, as the file has them. */
  variables: KnownVariables;
  /** False where the file could not be read. */
  read: boolean;
}

function fateOf(when: unknown): Fate {
  switch (when ?? 'on_success') {
    case 'never':
      return { present: 'false', starts: 'false' };
    case 'manual':
      return { present: 'true', starts: 'false' };
    case 'on_success':
    case 'always':
    case 'delayed':
      return { present: 'true', starts: 'true' };
    // Others wait for a failure.
    default:
      return { present: 'true', starts: 'unknown' };
  }
}

function agreed(truths: readonly Truth[]): Truth {
  const [first = 'false', ...others] = truths;
  return others.every((other) => other === first) ? first : 'unknown';
}

function ruledFate(job: Record<string, unknown>, variables: KnownVariables): Fate {
  const { rules, decided } = possibleRules(job['rules'], variables);
  const fates = rules.map((rule) => fateOf(rule['when'] ?? job['when']));
  if (!decided) fates.push({ present: 'false', starts: 'false' });
  return {
    present: agreed(fates.map(({ present }) => present)),
    starts: agreed(fates.map(({ starts }) => starts)),
  };
}

function both(one: Truth, other: Truth): Truth {
  if (one === 'false' || other === 'false') return 'false';
  return one === 'true' && other === 'true' ? 'true' : 'unknown';
}

function judgeJob(job: Record<string, unknown>, variables: KnownVariables): Fate {
  if (job['rules'] !== undefined && job['rules'] !== null) return ruledFate(job, variables);
  const inside = judgePolicy(job, variables);
  const fate = fateOf(job['when']);
  return { present: both(inside, fate.present), starts: both(inside, fate.starts) };
}

/** One of several jobs that `parallel` makes is enough. */
function anyOf(truths: readonly Truth[]): Truth {
  if (truths.includes('true')) return 'true';
  return truths.includes('unknown') ? 'unknown' : 'false';
}

/** What the whole file's jobs are judged by. */
interface Frame {
  known: KnownVariables;
  root: FileVariables;
  settings: ReadonlySet<string> | null;
}

function judged(
  name: string,
  job: Record<string, unknown>,
  { known, root, settings }: Frame,
): JudgedJob {
  const own = new Map([...inherited(job, root), ...fileVariables(job['variables'])]);
  const named = new Map<string, string | null>([
    ...known,
    ...(known.has('CI_JOB_NAME') ? [] : ([['CI_JOB_NAME', name]] as const)),
    ...('environment' in job ? [] : ([['CI_ENVIRONMENT_NAME', null]] as const)),
  ]);
  if ('parallel' in job) for (const one of ['CI_NODE_INDEX', 'CI_NODE_TOTAL']) named.delete(one);
  const fates = instancesOf(job).map((matrix) =>
    judgeJob(job, withUnset(variablesOfJob(named, own, settings, matrix), job, settings)),
  );
  return {
    name,
    job,
    fate: {
      present: anyOf(fates.map(({ present }) => present)),
      starts: anyOf(fates.map(({ starts }) => starts)),
    },
  };
}

/** With the settings known, a name that neither they nor the file hold is not set. */
function withUnset(
  known: KnownVariables,
  job: Record<string, unknown>,
  settings: ReadonlySet<string> | null,
): KnownVariables {
  if (settings === null) return known;
  const text = JSON.stringify([job['rules'], job['only'], job['except']]);
  const names = [...text.matchAll(/\$(\w+)/g)].map(([, name = '']) => name);
  return unsetWithout(known, names, settings);
}

/** What `workflow:rules` set, over what the file's own variables say; names that it may set are not known. */
function rootVariables(top: Top, known: KnownVariables): FileVariables {
  const root = new Map(fileVariables(top.variables));
  const { rules, decided } = possibleRules(top.workflow?.['rules'], known);
  const sets = rules.map((rule) => fileVariables(rule['variables']));
  const [only] = sets;
  const certain = decided && sets.length === 1;
  for (const [name, value] of sets.flatMap((set) => [...set])) {
    root.set(name, certain && only?.get(name) === value ? value : null);
  }
  return root;
}

function runsClaude(name: string, job: Record<string, unknown>): boolean {
  return OUR_JOBS.includes(name) || callsClaude(scriptOf(job));
}

/**
 * Judges a merged CI file for a pipeline with these variables.
 * @param settings names of variables that the project and its groups set; null where they cannot be read
 */
export function judgePipeline(
  mergedYaml: string,
  known: KnownVariables,
  settings: ReadonlySet<string> | null = null,
): JudgedPipeline {
  const top = topOf(mergedYaml);
  const none = { jobs: [], refusal: null, asked: [], variables: known };
  if (top === null) return { ...none, read: false };
  const first = variablesOfJob(known, fileVariables(top.variables), settings);
  const rules = top.workflow?.['rules'];
  const workflow = judgeRules(rules, first, (when) => (when === 'never' ? 'false' : 'true'));
  const root = rootVariables(top, first);
  const named = variablesOfJob(known, root, settings ?? new Set());
  const seen = { ...none, variables: named, read: true };
  if (workflow === 'false') return seen;
  const frame = { known, root, settings };
  const jobs = top.jobs.map(([name, job]) => judged(name, job, frame));
  if (isEmptyPipeline(jobs)) return seen;
  const refusal = refusalOf(jobs, root, rawNames(top.variables));
  if (refusal !== null) return { ...seen, refusal };
  const waiting = waitingNames(jobs);
  const starting = jobs.flatMap(({ name, job, fate }): StartingJob[] => {
    if (fate.starts === 'false') return [];
    const certain = fate.starts === 'true' && workflow === 'true' && !waiting.has(name);
    const claude = runsClaude(name, job);
    const layout = claude ? layoutOfJob(job) : 'prompt';
    const ours = claude && runsOurProgram(job);
    const version = ours ? { version: jobVersionOf(scriptOf(job)) } : {};
    return [{ name, certain, runsClaude: claude, ours, layout, ...version }];
  });
  return {
    ...seen,
    asked: jobs.flatMap(({ name, job }) => askedRefs(job['rules'], named, name)),
    jobs: starting,
  };
}
