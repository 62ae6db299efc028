import { createServer } from 'node:net';
import { modelOfEnvironment } from '../tests/sandbox/modelOfEnvironment.ts';
import { startSandbox } from '../tests/sandbox/startSandbox.ts';

/** Starts the sandbox alone, to try the extension by hand; ends on Ctrl+C. `--port N` sets where the search for a free port begins. */

const FIRST_PORT = 8929;

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

async function freePort(from: number): Promise<number> {
  return (await isFree(from)) ? from : freePort(from + 1);
}

const wanted = process.argv.indexOf('--port');
const first = wanted === -1 ? FIRST_PORT : Number(process.argv[wanted + 1]);
const messagesApi = modelOfEnvironment();
const sandbox = await startSandbox({
  port: await freePort(first),
  ...messagesApi,
});
const model = messagesApi.apiKey
  ? 'the Messages API, with ANTHROPIC_API_KEY of your environment'
  : 'a stand-in for the Messages API';
process.stdout.write(`GitLab sandbox: ${sandbox.url}   (jobs ask ${model})

Sign in (open once in the browser that has the extension):
  mia, Maintainer   ${sandbox.signIn('mia', '/acme/webshop/-/work_items/12')}
  dev, Developer    ${sandbox.signIn('dev', '/acme/webshop/-/work_items/12')}
  stranger          ${sandbox.signIn('stranger')}

Tokens: in the extension's options, site "${sandbox.url}", paste one of
  mia               ${sandbox.tokens.mia}
  dev               ${sandbox.tokens.dev}
  stranger          ${sandbox.tokens.stranger}   (member of nothing)
  read_api only     ${sandbox.tokens.readOnly}   (is refused)
  expired           ${sandbox.tokens.expired}   (is refused)
  revoked           ${sandbox.tokens.revoked}   (is refused)

Pages:
  issue             ${sandbox.url}/acme/webshop/-/work_items/12
  merge request     ${sandbox.url}/acme/webshop/-/merge_requests/34
  no runner branch  ${sandbox.url}/acme/legacy/-/work_items/12
  dark              add ?theme=dark

Ctrl+C ends it.
`);

let ending = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (ending) process.exit(1);
    ending = true;
    void sandbox.stop().then(() => process.exit(0));
  });
}
