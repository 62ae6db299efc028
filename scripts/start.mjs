// First step of `npm run demo` and `npm test`: installs the dependencies, then hands over to a script under the project's own Node.
// Plain JavaScript: the Node that starts it may be older than the one that the project brings.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = join(root, 'node_modules', '.installed-lock');
const windows = process.platform === 'win32';
const node = join(root, 'node_modules', '.bin', windows ? 'node.cmd' : 'node');

function run(command, args) {
  const { status, signal, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: windows,
  });
  if (error) console.error(`${command} could not be started: ${error.message}`);
  return status ?? (signal === 'SIGINT' ? 130 : 1);
}

const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  console.log('Installing the dependencies …');
  const status = run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if (status !== 0) {
    console.error(
      'The dependencies could not be installed. Check the network and run the command again.',
    );
    process.exit(status);
  }
  writeFileSync(stamp, lock);
}

const [script, ...args] = process.argv.slice(2);
process.exit(
  run(node, [
    '--disable-warning=ExperimentalWarning',
    join(root, 'scripts', `${script}.ts`),
    ...args,
  ]),
);
