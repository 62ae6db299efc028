import type { Plugin } from 'vite';

const FILE = /\/markdown-it\/dist\/markdown-it\.mjs$/;
/** The rules by the regions of the file, with their functions. */
const RULES = { replacements: 'replace', smartquotes: 'smartquotes' };

/** A vite plugin that leaves out markdown-it's rules of typography, which do nothing unless they are switched on; nobody here does. */
export function withoutTypographer(): Plugin {
  return {
    name: 'without-typographer',
    transform(code, id) {
      if (!FILE.test(id)) return undefined;
      let left = code;
      for (const [region, rule] of Object.entries(RULES)) {
        const start = left.indexOf(`//#region src/rules_core/${region}.ts`);
        const end = left.indexOf('//#endregion', start);
        if (start < 0 || end < 0) throw new Error(`markdown-it has no region ${region} any more.`);
        left = `${left.slice(0, start)}function ${rule}() {}\n${left.slice(end)}`;
      }
      return { code: left, map: null };
    },
  };
}
