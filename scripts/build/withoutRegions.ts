import type { Plugin } from 'vite';

const FILE = /\/markdown-it\/dist\/markdown-it\.mjs$/;

/** Rules of typography, which do nothing unless they are switched on; nobody here does. */
export const TYPOGRAPHY = {
  'rules_core/replacements': 'function replace() {}',
  'rules_core/smartquotes': 'function smartquotes() {}',
};

/** What writes HTML and what reads it; for scripts that do neither. */
export const HTML = {
  renderer: 'class Renderer {}',
  'rules_block/html_block': 'function html_block() { return false; }',
  'rules_inline/html_inline': 'function html_inline() { return false; }',
};

/** A vite plugin that puts something else in the place of regions of markdown-it's one file. */
export function withoutRegions(regions: Record<string, string>): Plugin {
  return {
    name: `without-${Object.keys(regions).join('-')}`,
    transform(code, id) {
      if (!FILE.test(id)) return undefined;
      let left = code;
      for (const [region, instead] of Object.entries(regions)) {
        const start = left.indexOf(`//#region src/${region}.ts`);
        const end = left.indexOf('//#endregion', start);
        if (start < 0 || end < 0) throw new Error(`markdown-it has no region ${region} any more.`);
        left = `${left.slice(0, start)}${instead}\n${left.slice(end)}`;
      }
      return { code: left, map: null };
    },
  };
}
