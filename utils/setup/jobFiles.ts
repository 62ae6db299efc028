import { readFileSync } from 'node:fs';
import { fillEndpoints } from './endpoints.ts';
import type { Endpoints } from './endpoints.ts';
import { rootFileFrom } from './rootFileFrom.ts';

const TEMPLATE = new URL('../../templates/claude.yml', import.meta.url);

/** The jobs alone, for a project that keeps them in its own CI file. Under Node; the extension brings the template along itself. */
export function jobsFile(endpoints: Endpoints): string {
  return fillEndpoints(readFileSync(TEMPLATE, 'utf8'), endpoints);
}

/** The root CI file of the runner branch. */
export function rootFile(endpoints: Endpoints): string {
  return rootFileFrom(jobsFile(endpoints));
}
