import { fillChoices } from '../fillChoices.ts';
import { fillEndpoints } from '../endpoints.ts';
import { programPins, unpackProgram } from '../packedProgram.ts';
import { rootFileFrom } from '../rootFileFrom.ts';
import { smallJob, smallRoot, type SmallRoot, tagsLine } from '../smallRoot.ts';
import type { Kept } from './keptOf.ts';
import type { Provider } from './Provider.ts';

/** What set-up writes so that a project has the job. */
export interface JobFiles {
  /** The runner branch's root file. */
  root(inputs: boolean): string;
  /** The jobs alone, to be included. */
  jobs: string;
  /** To lie beside it as the project's own copy; null where the file brings it along, or gets it from elsewhere. */
  program: string | null;
}

/** The files with the program packed, which need nothing beside them. */
export function packedFiles(template: string, jobs: string, kept: Kept): JobFiles {
  const filled = fillEndpoints(jobs, kept.endpoints);
  const settled = programPins(template) === null ? filled : fillChoices(filled, kept.choices);
  const whole = onMachine(settled, kept);
  return {
    root: (inputs) => rootFileFrom(whole, { inputs }),
    jobs: whole,
    program: null,
  };
}

const IMAGE = /^ {2}image: \S+\n/m;

/** The jobs with an image and tags of the project's own. */
function onMachine(jobs: string, { image, tags = [] }: Kept): string {
  const [as = ''] = IMAGE.exec(jobs) ?? [];
  const wanted = image === undefined ? as : `  image: ${image}\n`;
  return jobs.replace(IMAGE, () => `${wanted}${tagsLine(tags)}`);
}

/**
 * The files of one screen, which know the program by its hash.
 * @returns null where the template brings no program along
 */
export async function smallFiles(
  template: string,
  provider: Provider,
  kept: Kept,
): Promise<JobFiles | null> {
  const wanted = smallOf(template, provider, kept);
  if (wanted === null) return null;
  return {
    root: (inputs) => smallRoot({ ...wanted, inputs }),
    jobs: smallJob(wanted),
    program: kept.program === undefined ? await unpackProgram(template) : null,
  };
}

/** What a file of one screen is made of; null where the template brings no program along. */
export function smallOf(template: string, provider: Provider, kept: Kept): SmallRoot | null {
  const pins = programPins(template);
  return pins && { ...kept, ...pins, provider };
}
