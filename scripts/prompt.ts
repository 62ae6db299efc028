import { BENCH_PAGES, promptOf } from '../tests/bench/pages/promptOf.ts';

/** Prints the prompt of a page of the bench: `npm run -s prompt -- small-change`; without a name, the names. */

const [name] = process.argv.slice(2);
const page = BENCH_PAGES.find((one) => one.name === name);
if (page) process.stdout.write((await promptOf(page)).text);
else {
  console.error(BENCH_PAGES.map((one) => one.name).join('\n'));
  process.exitCode = name === undefined ? 0 : 1;
}
