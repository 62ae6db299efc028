import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { build } from 'vite';
import { CLAUDE_VERSION } from '../ci/caps.ts';

// Bundles the job's program from ci/ into templates/claude.yml: one file, unminified, to be read by those who audit it.

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FRAME = new URL('../ci/claude.frame.yml', import.meta.url);
export const TEMPLATE = new URL('../templates/claude.yml', import.meta.url);
const PLACE = '    @@PROGRAM@@';

/** The text that `templates/claude.yml` should have. */
export async function buildTemplate(): Promise<string> {
  const program = await format(withShortComments(await bundle()), {
    ...(await resolveConfig(fileURLToPath(TEMPLATE))),
    parser: 'babel',
    // Of a hundred thousand characters the margins are a good part, and wider lines keep the whole short.
    useTabs: true,
    printWidth: 160,
  });
  if (program.includes('$[[')) throw new Error('GitLab would take $[[ for an input.');
  if (program.includes('END_OF_ASK_CLAUDE')) throw new Error('The program holds its own end mark.');
  const indented = program
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '' : `    ${line}`))
    .join('\n');
  return (await readFile(FRAME, 'utf8'))
    .replace(PLACE, () => indented)
    .replace('@@VERSION@@', CLAUDE_VERSION);
}

/** Documentation comments without their tags, which speak of types that are gone, and on one line where they fit it. */
function withShortComments(code: string): string {
  return code.replace(/\/\*\*\n(?:\s*\*[^\n]*\n)+?\s*\*\//g, (comment) => {
    const [, words = ''] = /\/\*\*([^]*?)(?:\s\* @[^]*)?\s*\*\/$/.exec(comment) ?? [];
    const lines = words.trim().split(/\s*\n\s*\* ?/);
    const text = lines.join(' ').replace(/^\* /, '');
    return text.length < 120
      ? `/** ${text} */`
      : `/**\n * ${text.replace(/(.{80,120}) /g, '$1\n * ')}\n */`;
  });
}

async function bundle(): Promise<string> {
  const output = await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    build: {
      ssr: 'ci/main.ts',
      target: 'node20',
      minify: false,
      write: false,
      rolldownOptions: { output: { format: 'esm' } },
    },
  });
  const files = (Array.isArray(output) ? output : [output]).flatMap((one) =>
    'output' in one ? one.output : [],
  );
  const [file] = files;
  if (files.length !== 1 || file?.type !== 'chunk') throw new Error('Not one file came out.');
  const strangers = file.imports.filter((name) => !name.startsWith('node:'));
  if (strangers.length > 0) throw new Error(`The job may import nothing: ${strangers.join(', ')}`);
  return file.code;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await writeFile(TEMPLATE, await buildTemplate());
