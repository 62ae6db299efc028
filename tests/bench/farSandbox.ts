import { startSandbox } from '../sandbox/startSandbox.ts';

/** A sandbox in a process of its own, as far away as its argument says in milliseconds, so that its work and memory do not count. */

const sandbox = await startSandbox({
  anthropicUrl: 'http://127.0.0.1:9',
  scale: { threads: 500, files: 300 },
});
const milliseconds = Number(process.argv[2] ?? 0);
sandbox.faults.next({ path: /^\/api\// }, { kind: 'latency', milliseconds }, 1e9);
process.send?.({ url: sandbox.url, token: sandbox.tokens.mia });
process.once('disconnect', () => void sandbox.stop());
