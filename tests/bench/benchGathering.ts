import { fork } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { getHeapStatistics } from 'node:v8';
import type { Context } from '../../utils/context/Context.ts';
import type { SenderDeps } from '../../utils/gitlab/network/SenderDeps.ts';
import { createGitLab } from '../../utils/gitlab/createGitLab.ts';
import { gather } from '../../utils/preview/gather.ts';
import type { PageRef } from '../../utils/page/PageRef.ts';
import { buildPrompt } from '../../utils/prompt/buildPrompt.ts';
import { PRESETS } from '../../utils/prompt/presets.ts';
import { countRoundTrips } from './roundTrips.ts';

const LATENCY_MS = 50;
const ROUNDS = 5;
const MEGABYTE = 1024 * 1024;

interface Far {
  url: string;
  token: string;
}

function print(what: string, figure: string, wanted: string): void {
  console.log(`${what.padEnd(66)} ${figure.padStart(12)}   ${wanted}`);
}

function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

async function read(far: Far, page: PageRef, world?: SenderDeps): Promise<Context> {
  const gitLab = createGitLab({ root: far.url, token: far.token }, world);
  const gathered = await gather(gitLab, page, undefined);
  if (!gathered.ok) throw new Error(gathered.failure.kind);
  return gathered.value.context;
}

/** Heap and buffers of this thread, in bytes. */
function used(): number {
  const { used_heap_size: heap, external_memory: external } = getHeapStatistics();
  return heap + external;
}

/** What is held while `work` runs, at most, above what was held before, in bytes. What is no longer needed does not count: when it goes is the engine's own choice. */
async function peakOf(work: () => Promise<unknown>): Promise<number> {
  // Buffers go a moment after what held them.
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc?.();
    await setTimeout(50);
  }
  const before = used();
  let peak = before;
  const measure = (): void => {
    globalThis.gc?.();
    peak = Math.max(peak, used());
  };
  const timer = setInterval(measure, 2);
  await work();
  measure();
  clearInterval(timer);
  return peak - before;
}

async function benchPage(far: Far, what: string, page: PageRef, depth: number): Promise<void> {
  const { world, counted } = countRoundTrips();
  await read(far, page, world);
  print(`${what}: requests`, String(counted.requests), '');
  print(`${what}: waits for answers`, String(counted.waves), `at most ${depth}`);
  print(`${what}: most requests at once`, String(counted.most), 'at most 6');
  const times: number[] = [];
  const cpu = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    await read(far, page);
    times.push(performance.now() - start);
  }
  const { user, system } = process.cpuUsage(cpu);
  const time = median(times);
  print(`${what}: time`, `${time.toFixed(0)} ms`, page.type === 'issue' ? '' : 'at most 600 ms');
  print(`${what}: work of the processor`, `${((user + system) / 1000 / ROUNDS).toFixed(0)} ms`, '');
  print(`${what}: time in round trips`, (time / LATENCY_MS).toFixed(1), '');
}

function benchPrompt(context: Context, page: PageRef): void {
  const preset = PRESETS.find(({ name }) => name === 'review');
  if (!preset) throw new Error('no preset');
  const boundary = '0'.repeat(32);
  const times = Array.from({ length: 20 }, () => {
    const start = performance.now();
    buildPrompt({ page, preset, words: '', context, switchedParts: {}, boundary });
    return performance.now() - start;
  });
  print('prompt of the large merge request', `${median(times).toFixed(1)} ms`, 'at most 100 ms');
}

/** Prints what gathering costs on a server that is 50 ms away: nothing is asserted here. */
export async function benchGathering(): Promise<void> {
  const program = fileURLToPath(new URL('./farSandbox.ts', import.meta.url));
  const server = fork(program, [String(LATENCY_MS)], { execArgv: [] });
  const [far] = (await once(server, 'message')) as [Far];
  const at = (type: PageRef['type'], iid: number): PageRef => {
    return { site: far.url, projectPath: 'acme/webshop', type, iid };
  };
  const large = at('merge_request', 500);
  await benchPage(far, 'issue', at('issue', 12), 2);
  await benchPage(far, 'merge request, 500 threads, 300 files, 5 MB', large, 4);
  const context = await read(far, large);
  benchPrompt(context, large);
  const peak = await peakOf(() => read(far, large));
  print('memory held while gathering', `${(peak / MEGABYTE).toFixed(0)} MB`, 'at most 64 MB');
  server.disconnect();
  await once(server, 'exit');
}
