import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import type { Plugin } from 'vite';

/** A vite plugin that writes, for each script of a build, which modules it is made of and how many bytes each has there. */
export function recordModules(): Plugin {
  let outDir = '';
  let root = '';
  return {
    name: 'record-modules',
    apply: 'build',
    configResolved(config) {
      ({ root } = config);
      ({ outDir } = config.build);
    },
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        // Pages' scripts share chunks; only scripts that stand alone are of interest.
        if (chunk.type !== 'chunk' || !chunk.isEntry || chunk.fileName.startsWith('chunks/'))
          continue;
        const modules = Object.entries(chunk.modules).map(([id, { renderedLength }]) => [
          relative(root, id),
          renderedLength,
        ]);
        const folder = join(dirname(outDir), 'modules', basename(outDir));
        mkdirSync(folder, { recursive: true });
        writeFileSync(
          join(folder, `${basename(chunk.fileName)}.json`),
          JSON.stringify(Object.fromEntries(modules), null, 2),
        );
      }
    },
  };
}
