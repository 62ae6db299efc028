import { readFileSync } from 'node:fs';
import { fillEndpoints } from './endpoints.ts';
import type { Endpoints } from './endpoints.ts';
import { fillChoices } from './fillChoices.ts';
import type { Choices } from './fillChoices.ts';
import { rootFileFrom } from './rootFileFrom.ts';

const TEMPLATE = new URL('../../templates/claude.yml', import.meta.url);

/** The jobs alone, for a project that keeps them in its own CI file. Under Node; the extension brings the template along itself. */
export function jobsFile(endpoints: Endpoints, choices: Choices = {}): string {
  return fillChoices(fillEndpoints(readFileSync(TEMPLATE, 'utf8'), endpoints), choices);
}

/** The root CI file of the runner branch. */
export function rootFile(endpoints: Endpoints, choices: Choices = {}): string {
  return rootFileFrom(jobsFile(endpoints, choices));
}
