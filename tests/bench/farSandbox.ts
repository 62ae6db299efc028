import { parentPort, workerData } from 'node:worker_threads';
import { startSandbox } from '../sandbox/startSandbox.ts';

/** A sandbox in a thread of its own, as far away as `latency` milliseconds, so that its work and memory do not count. */

const { latency } = workerData as { latency: number };
const sandbox = await startSandbox({
  anthropicUrl: 'http://127.0.0.1:9',
  scale: { threads: 500, files: 300 },
});
sandbox.faults.next({ path: /^\/api\// }, { kind: 'latency', milliseconds: latency }, 1e9);
parentPort?.postMessage({ url: sandbox.url, token: sandbox.tokens.mia });
parentPort?.once('message', () => {
  void sandbox.stop().then(() => process.exit(0));
});
