import type {
  LintAnswer,
  PipelinePlan,
  PipelineRefusal,
  PipelineRequest,
  RunnerHooks,
} from './ci/types.ts';
import type { Faults } from './faults.ts';
import type { State } from './state/State.ts';

/** What plans, checks and runs pipelines. */
export interface Engine {
  planPipeline(request: PipelineRequest): Promise<PipelinePlan | PipelineRefusal>;
  lintCi(
    request: Pick<PipelineRequest, 'repository' | 'sha' | 'ciConfigPath'> & { content?: string },
  ): Promise<LintAnswer>;
  runPipeline(
    request: PipelineRequest,
    plan: PipelinePlan,
    hooks: RunnerHooks,
    signal: AbortSignal,
  ): Promise<void>;
}

/** One call of the API, as the log keeps it: no headers, no body, no token. */
export interface RequestRecord {
  method: string;
  /** Path below the site's root, with its query. */
  path: string;
  status: number;
  at: number;
}

/** Everything that the parts of one sandbox share. */
export interface World {
  /** Root of the site, relative root included, without a trailing slash. */
  url: string;
  /** `''` or `/gitlab`. */
  relativeRoot: string;
  /** Folder for repositories and artifacts. */
  folder: string;
  state: State;
  engine: Engine;
  faults: Faults;
  requests: RequestRecord[];
  /** Requests by who asked and period, for the throttles. */
  throttled: Map<string, number>;
  /** When each user made notes, for `notes_create_limit`. */
  notesAt: Map<number, number[]>;
  /** When pipelines were asked for, by user and commit: refused tries count, too. */
  pipelinesAt: Map<string, number[]>;
  /** What was asked of the sandbox that it does not model. */
  unmodelled: string[];
  /** One at a time for each repository: whoever moves refs holds it. */
  lock<Value>(repository: string, work: () => Promise<Value>): Promise<Value>;
  /** Locks of `resource_group`s, by project and group. */
  resources: Map<string, Promise<void>>;
}

/** A queue for each key: work of the same key never overlaps. */
export function makeLock(): World['lock'] {
  const tails = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const run = (tails.get(key) ?? Promise.resolve()).then(work, work);
    tails.set(
      key,
      run.catch(() => undefined),
    );
    return run;
  };
}
