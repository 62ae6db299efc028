import { z } from 'zod';
import type { FailureMemory } from '../context/FailureMemory.ts';
import { type StoredValue, createList } from './createList.ts';

/** Of one project, and of all. */
const MOST = { ofProject: 40, all: 400 };

/** A failure, by the digest of what tells it from others: no word of a log is kept. */
const StoredFailure = z.object({
  site: z.string(),
  projectId: z.number(),
  pipelineId: z.number(),
  job: z.string(),
  digest: z.string(),
  /** Whether the job passed in that very pipeline, tried again. */
  passed: z.boolean(),
});
type StoredFailure = z.infer<typeof StoredFailure>;

async function digestOf(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The newest failures, so many of each project. */
function bounded(all: readonly StoredFailure[]): StoredFailure[] {
  const counts = new Map<string, number>();
  return all
    .filter(({ site, projectId }) => {
      const project = `${site} ${projectId}`;
      const count = (counts.get(project) ?? 0) + 1;
      counts.set(project, count);
      return count <= MOST.ofProject;
    })
    .slice(0, MOST.all);
}

/** The failures of a pipeline as it is now. */
interface Look {
  site: string;
  projectId: number;
  pipelineId: number;
  seen: readonly StoredFailure[];
  /** Whether a job of it that failed has passed since. */
  hasPassed(job: string): boolean;
}

function isSame(one: StoredFailure, other: StoredFailure): boolean {
  return (
    one.site === other.site &&
    one.projectId === other.projectId &&
    one.job === other.job &&
    one.digest === other.digest
  );
}

/** What is kept after a look. */
function after(all: readonly StoredFailure[], look: Look): StoredFailure[] {
  const { site, projectId, pipelineId, seen, hasPassed } = look;
  const before = all.map((one) =>
    one.site === site && one.projectId === projectId && one.pipelineId === pipelineId
      ? { ...one, passed: one.passed || hasPassed(one.job) }
      : one,
  );
  const fresh = seen.filter(
    (one) => !before.some((other) => isSame(one, other) && other.pipelineId === pipelineId),
  );
  return bounded([...fresh, ...before]);
}

/** Failures of jobs over runs, by project: which of them passed without a change of the code. */
export function createJobFailures(item: StoredValue) {
  const stored = createList(item, StoredFailure);
  return {
    /** The memory of one site. */
    memoryOf: (site: string): FailureMemory => ({
      async look(projectId, { id: pipelineId, status }, failed, flaky) {
        const seen = await Promise.all(
          failed
            .filter(({ failure }) => failure !== '')
            .map(async ({ job, failure }) => {
              const digest = await digestOf(failure);
              return { site, projectId, pipelineId, job, digest, passed: flaky.has(job) };
            }),
        );
        const hasPassed = (job: string) =>
          flaky.has(job) || (status === 'success' && failed.every((one) => one.job !== job));
        let kept: StoredFailure[] = [];
        await stored.update((all) => {
          kept = after(all, { site, projectId, pipelineId, seen, hasPassed });
          return kept;
        });
        const passed = kept.filter((one) => one.passed && one.pipelineId !== pipelineId);
        const known = seen.filter((one) => passed.some((other) => isSame(one, other)));
        return new Set(known.map(({ job }) => job));
      },
    }),
    removeSite: (site: string) => stored.update((all) => all.filter((one) => one.site !== site)),
  };
}
