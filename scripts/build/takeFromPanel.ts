import type { Plugin } from 'vite';
import { shared } from '../../entrypoints/panel.content/shared.ts';

const MARK = '\0from-panel:';

/** A vite plugin for the panel's second script: what the first shares (`shared.ts`) is taken from it, not built in. */
export function takeFromPanel(): Plugin {
  return {
    name: 'take-from-panel',
    enforce: 'pre',
    resolveId: (id) => (id in shared ? `${MARK}${id}` : undefined),
    load(id) {
      if (!id.startsWith(MARK)) return undefined;
      const name = id.slice(MARK.length);
      const found = Object.entries(shared).find(([key]) => key === name);
      const names = Object.keys(found?.[1] ?? {}).join(', ');
      return `export const { ${names} } = globalThis.askClaudePanel.shared[${JSON.stringify(name)}];`;
    },
  };
}
