import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { CLAUDE_VERSION } from '../ci/claude/claudePackages.ts';
import { JOB_VERSION } from '../utils/pipeline/jobVersion.ts';

// Bundles the job's program from ci/ into templates/ask-claude.mjs, to be read by those who audit it, and writes the two files
// of CI that run it: templates/claude.yml, which brings the program along, and templates/ask-claude.yml, a component that gets it.

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FRAME = new URL('../ci/claude.frame.yml', import.meta.url);
const COMPONENT_FRAME = new URL('../ci/component.frame.yml', import.meta.url);
export const TEMPLATE = new URL('../templates/claude.yml', import.meta.url);
export const COMPONENT = new URL('../templates/ask-claude.yml', import.meta.url);
export const PROGRAM = new URL('../templates/ask-claude.mjs', import.meta.url);
const PLACE = '    @@PROGRAM@@';
const PACKED = /(?<=<<'END_OF_ASK_CLAUDE'\n)[^]*(?=^ +END_OF_ASK_CLAUDE$)/m;

/** The text that `templates/ask-claude.mjs` should have. */
export async function buildProgram(): Promise<string> {
  // Loaded where it is used: who only packs a program needs neither this nor Vite.
  const { formatted } = await import('./formatted.ts');
  return formatted(fileURLToPath(PROGRAM), withShortComments(await bundle()), {
    useTabs: true,
    printWidth: 120,
  });
}

/** A program's SHA-256 in hexadecimal digits. */
export function hashOf(program: string): string {
  return createHash('sha256').update(program).digest('hex');
}

/** The text that `templates/claude.yml` should have, packed as this Node packs. */
export async function buildTemplate(program: string): Promise<string> {
  const packed = gzipSync(program, { level: 9 }).toString('base64');
  const lines = (packed.match(/.{1,160}/g) ?? []).map((line) => `    ${line}`);
  return filled(await readFile(FRAME, 'utf8'), program).replace(PLACE, () => lines.join('\n'));
}

/** The text that `templates/ask-claude.yml` should have. */
export async function buildComponent(program: string): Promise<string> {
  return filled(await readFile(COMPONENT_FRAME, 'utf8'), program);
}

/** The program that a jobs file brings along, and the file without it; Node's versions pack the same bytes differently. */
export function unpacked(template: string): { program: string; frame: string } {
  const [packed = ''] = PACKED.exec(template) ?? [];
  const program = gunzipSync(Buffer.from(packed, 'base64')).toString();
  return { program, frame: template.replace(PACKED, '') };
}

function filled(frame: string, program: string): string {
  return frame
    .replaceAll('@@JOB@@', String(JOB_VERSION))
    .replaceAll('@@VERSION@@', CLAUDE_VERSION)
    .replaceAll('@@SHA256@@', hashOf(program));
}

/** Documentation comments without their tags, which speak of types that are gone, and on one line where they fit it. */
function withShortComments(code: string): string {
  return code.replace(/\/\*\*\n(?:\s*\*[^\n]*\n)+?\s*\*\//g, (comment) => {
    const [, words = ''] = /\/\*\*([^]*?)(?:\s\* @[^]*)?\s*\*\/$/.exec(comment) ?? [];
    const lines = words.trim().split(/\s*\n\s*\* ?/);
    const text = lines.join(' ').replace(/^\* /, '');
    return text.length < 100
      ? `/** ${text} */`
      : `/**\n * ${text.replace(/(.{80,110}) /g, '$1\n * ')}\n */`;
  });
}

async function bundle(): Promise<string> {
  const { build } = await import('vite');
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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const program = await buildProgram();
  await writeFile(PROGRAM, program);
  await writeFile(TEMPLATE, await buildTemplate(program));
  await writeFile(COMPONENT, await buildComponent(program));
}
