import { benchGathering } from '../tests/bench/benchGathering.ts';
import { benchJob } from '../tests/bench/benchJob.ts';
import { benchPanel } from '../tests/bench/benchPanel.ts';

/** Prints figures of speed and memory. */
await benchGathering();
await benchPanel();
await benchJob();
