import { dirname, relative, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { SHARED_NAMES } from '../../entrypoints/panel.content/sharedNames.ts';

const MARK = '\0from-panel:';

/** A vite plugin for the panel's second script: what the first shares (`sharedNames.ts`) is taken from it, not built in. */
export function takeFromPanel(): Plugin {
  let root = '';
  return {
    name: 'take-from-panel',
    enforce: 'pre',
    configResolved(config) {
      ({ root } = config);
    },
    resolveId(id, importer) {
      const isOurs = id.startsWith('.') && importer !== undefined;
      const name = isOurs ? relative(root, resolve(dirname(importer), id)) : id;
      return name in SHARED_NAMES ? `${MARK}${name}` : undefined;
    },
    load(id) {
      if (!id.startsWith(MARK)) return undefined;
      const name = id.slice(MARK.length);
      const found = Object.entries(SHARED_NAMES).find(([key]) => key === name);
      return `export const { ${found?.[1].join(', ')} } = globalThis.askClaudePanel.shared[${JSON.stringify(name)}];`;
    },
  };
}
