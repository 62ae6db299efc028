import { registerHooks } from 'node:module';
import { z } from 'zod';

const PROGRAM = new URL('../../../node_modules/gitlab-ci-local/dist/index.js', import.meta.url)
  .href;

/** The part of `process` that gitlab-ci-local's command line uses. */
export interface CommandLine {
  argv: readonly string[];
  env: Record<string, string | undefined>;
  stderr: { write(text: string): unknown };
  /** Called at the end of every run. */
  exit(code: number): void;
  on(): void;
}

const Program = z.object({
  run: z.custom<(process: CommandLine) => void>((value) => typeof value === 'function'),
});

/**
 * What is changed in the bundle, each at its one place: the command line, which runs as soon as the file is loaded, becomes a
 * function, and the schema of `.gitlab-ci.yml`, which takes half a second to compile, is compiled once.
 */
const CHANGES: readonly (readonly [place: RegExp, replacement: string])[] = [
  [
    /var \w+=\[\],\w+=null;async function \w+\(\w+\)\{if\(/g,
    'var compiledSchema;export function run(process){$&',
  ],
  [/\n\/\/# debugId=/g, '}$&'],
  [
    /new \w+\.default\(\{verbose:!0,allErrors:!0,[^}]*\}\)\.compile\(\w+\)/g,
    '(compiledSchema??=$&)',
  ],
];

/** Loads gitlab-ci-local as a function, to be called once the run before it has ended. */
export async function loadCiLocal(): Promise<(process: CommandLine) => void> {
  const hooks = registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      return url === PROGRAM ? { ...loaded, source: changed(String(loaded.source)) } : loaded;
    },
  });
  try {
    return Program.parse(await import(PROGRAM)).run;
  } finally {
    hooks.deregister();
  }
}

function changed(source: string): string {
  return CHANGES.reduce((text, [place, replacement]) => {
    const found = [...text.matchAll(place)].length;
    if (found !== 1)
      throw new Error(`gitlab-ci-local has another form: ${place.source} is in it ${found} times.`);
    return text.replace(place, replacement);
  }, source);
}
