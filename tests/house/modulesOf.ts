import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { builtExtension } from '../../scripts/buildExtension.ts';

/** The modules that a script of the product's build is made of, as `scripts/build/recordModules.ts` wrote them down. */
export function modulesOf(browser: 'chromium' | 'firefox', script: string): string[] {
  const build = builtExtension(browser, 'production');
  const file = join(dirname(build), 'modules', basename(build), `${basename(script)}.js.json`);
  return Object.keys(JSON.parse(readFileSync(file, 'utf8')));
}
