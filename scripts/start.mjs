// First step of `npm run demo` and `npm test`: installs the dependencies, then hands over to a script under the project's own Node.
// Plain JavaScript: the Node that starts it may be older than the one that the project brings.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPrograms } from './installPrograms.mjs';
import { testPrograms } from './testPrograms.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = join(root, 'node_modules', '.installed-lock');
const windows = process.platform === 'win32';
const node = join(root, 'node_modules', '.bin', windows ? 'node.cmd' : 'node');
const options = /** @type {const} */ ({ cwd: root, stdio: 'inherit', shell: windows });

/** Ends this process where the dependencies cannot be installed. */
async function installDependencies() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.log('Installing the dependencies …');
  const npm = spawn('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], options);
  const [status] = await once(npm, 'close').catch((error) => {
    console.error(`npm could not be started: ${error.message}`);
    return [1];
  });
  if (status !== 0) {
    console.error(
      'The dependencies could not be installed. Check the network and run the command again.',
    );
    process.exit(status ?? 1);
  }
  writeFileSync(stamp, lock);
}

const [script, ...args] = process.argv.slice(2);
// Side by side, as neither makes use of more than one core; the tests tell what is still missing.
await Promise.all([
  installDependencies(),
  script === 'test' ? installPrograms(testPrograms()) : undefined,
]);
const { status, signal, error } = spawnSync(
  node,
  ['--disable-warning=ExperimentalWarning', join(root, 'scripts', `${script}.ts`), ...args],
  options,
);
if (error) console.error(`${node} could not be started: ${error.message}`);
process.exit(status ?? (signal === 'SIGINT' ? 130 : 1));
