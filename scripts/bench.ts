import { benchGathering } from '../tests/bench/benchGathering.ts';
import { benchJob } from '../tests/bench/benchJob.ts';

/** Prints figures of speed and memory. */
await benchGathering();
await benchJob();
