import { runEvals } from '../tests/bench/evals/runEvals.ts';

/** Asks a model about twenty pages and prints what it found: `ANTHROPIC_API_KEY=… npm run evals [-- model]`. Without a key the stand-in answers. */

const [model] = process.argv.slice(2);
process.exitCode = (await runEvals(process.env['ANTHROPIC_API_KEY'], model)) > 0 ? 1 : 0;
