import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { preact } from '@preact/preset-vite';
import { build, type Plugin } from 'vite';
import { parse } from 'yaml';
import { PROJECT_ROOT } from '../../scripts/buildExtension.ts';
import { pseudoLocales } from './pseudoLocales.ts';

/** Every locale by its name. */
function readLocales(): Record<string, unknown> {
  const folder = join(PROJECT_ROOT, 'locales');
  const real = Object.fromEntries(
    readdirSync(folder).map((file): [string, unknown] => [
      file.replace('.yml', ''),
      parse(readFileSync(join(folder, file), 'utf8')),
    ]),
  );
  return real;
}

/** How wide texts are about, in Latin letters: those of East Asia count twice. */
function widthOf(node: unknown): number {
  if (typeof node === 'string') return node.length + (node.match(/[\u1100-\uffdc]/g)?.length ?? 0);
  if (typeof node !== 'object' || node === null) return 0;
  return Object.values(node).reduce((sum: number, value) => sum + widthOf(value), 0);
}

/** The real locale whose texts take the most room. */
function longestOf(real: Record<string, unknown>): string {
  const [longest] = Object.keys(real).toSorted((a, b) => widthOf(real[b]) - widthOf(real[a]));
  return longest ?? 'en';
}

function localesPlugin(locales: Record<string, unknown>): Plugin {
  return {
    name: 'locales',
    resolveId: (id) => (id === 'virtual:locales' ? `\0${id}` : undefined),
    load: (id) =>
      id === '\0virtual:locales' ? `export const locales = ${JSON.stringify(locales)};` : undefined,
  };
}

/**
 * A script with everything in it, which draws the state that the address or another script names, over whatever page it is run in; an
 * empty page with it; and the locale that needs the most room.
 */
export async function buildGallery(): Promise<{ script: string; html: string; longest: string }> {
  const real = readLocales();
  const locales = { ...real, ...pseudoLocales(real['en']) };
  const built = await build({
    root: PROJECT_ROOT,
    configFile: false,
    logLevel: 'warn',
    plugins: [preact(), localesPlugin(locales)],
    resolve: { alias: { '#i18n': join(import.meta.dirname, 'i18n.ts') } },
    build: {
      write: false,
      minify: false,
      assetsInlineLimit: Number.MAX_SAFE_INTEGER,
      lib: { entry: join(import.meta.dirname, 'main.tsx'), formats: ['iife'], name: 'drawn' },
    },
  });
  const [first] = Array.isArray(built) ? built : [built];
  const chunk = first && 'output' in first ? first.output[0] : null;
  if (!chunk) throw new Error('The gallery was not built.');
  const script = chunk.code.replaceAll('</script', '<\\/script');
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>Gallery</title></head><body></body><script>${script}</script></html>`;
  return { script: chunk.code, html, longest: longestOf(real) };
}
