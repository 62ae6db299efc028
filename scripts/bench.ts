import { benchGathering } from '../tests/bench/benchGathering.ts';

/** Prints figures of speed and memory. */
await benchGathering();
