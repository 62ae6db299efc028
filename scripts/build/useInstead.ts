import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/**
 * A vite plugin that builds in a file of ours in the place of a package.
 * @param file by its path in the project
 */
export function useInstead(name: string, file: string): Plugin {
  const path = fileURLToPath(new URL(`../../${file}`, import.meta.url));
  return {
    name: `use-instead-of ${name}`,
    enforce: 'pre',
    resolveId: (id) => (id === name ? path : undefined),
  };
}
