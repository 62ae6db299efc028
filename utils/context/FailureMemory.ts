/** A failed job, and what tells its failure from others (`failureOfLog`). */
export interface JobFailure {
  job: string;
  failure: string;
}

/** Failures of jobs as they were seen here before. */
export interface FailureMemory {
  /**
   * Keeps what is seen of a pipeline now. Gives the names of those of its failed jobs that failed in the same way in another pipeline of the project, where they
   * passed when they were tried again: without a change of the code.
   * @param flaky names of jobs of which another attempt in this pipeline has succeeded
   */
  look(
    projectId: number,
    pipeline: { id: number; status: string },
    failed: readonly JobFailure[],
    flaky: ReadonlySet<string>,
  ): Promise<ReadonlySet<string>>;
}

/** Remembers nothing. */
export const NO_MEMORY: FailureMemory = { look: async () => new Set() };
