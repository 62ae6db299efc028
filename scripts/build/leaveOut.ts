import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** Names that a module exports, `default` too. */
function exportsOf(text: string): string[] {
  const declared = [...text.matchAll(/^export (?:const|function|class) (\w+)/gm)];
  const listed = [...text.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, list = '']) =>
    list.split(',').map(
      (one) =>
        one
          .trim()
          .split(/\s+as\s+/)
          .at(-1) ?? '',
    ),
  );
  const names = [...declared.map(([, name = '']) => name), ...listed];
  if (/^export default /m.test(text)) names.push('default');
  return [...new Set(names)].filter((name) => name !== '');
}

/**
 * A vite plugin that builds in, in the place of modules of packages that are imported and never used, functions that say so.
 * @param what names them in that error
 */
export function leaveOut(modules: RegExp, what: string): Plugin {
  return {
    name: `leave-out ${what}`,
    enforce: 'pre',
    load(id) {
      if (!modules.test(id)) return undefined;
      const names = exportsOf(readFileSync(id, 'utf8'));
      const unused = `function unused() { throw new Error(${JSON.stringify(`${what} is not built in.`)}); }`;
      return `${unused} export { ${names.map((name) => `unused as ${name}`).join(', ')} };`;
    },
  };
}
