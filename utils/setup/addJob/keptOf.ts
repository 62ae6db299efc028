import { isTooDense } from '../../context/clean/isTooDense.ts';
import { splitCiFile } from '../../pipeline/yaml/readCiFile.ts';
import { readYaml } from '../../pipeline/yaml/readYaml.ts';
import { type Choices, isServable } from '../fillChoices.ts';
import { literalsIn } from '../literalsIn.ts';
import { isEndpointAddress } from '../endpoints.ts';
import { isPlainWord } from '../isPlainWord.ts';
import type { SmallRoot } from '../smallRoot.ts';
import type { Provider } from './Provider.ts';
import { endpointsIn } from './providerJobs.ts';

/** What a project has decided about its job, and an update must not lose. */
export type Kept = Pick<SmallRoot, 'endpoints' | 'choices' | 'program' | 'image' | 'tags'>;

/** Reads that from a file with our job, packed or of one screen; what cannot stand in a file of set-up is left out. */
export function keptOf(ciFile: string, provider: Provider): Kept {
  // Somebody else's job has decided nothing for ours.
  if (!ciFile.includes('ASK_CLAUDE_PROGRAM'))
    return { endpoints: endpointsIn(ciFile), choices: {} };
  const program = /' '(https?:[^\s']{1,500})' "\$ASK_CLAUDE_PROGRAM"$/m.exec(ciFile)?.[1];
  const { image, tags } = jobIn(ciFile, provider);
  return {
    endpoints: endpointsIn(ciFile),
    choices: choicesIn(ciFile),
    ...(program !== undefined && isEndpointAddress(program) ? { program } : {}),
    ...(typeof image === 'string' && isPlainWord(image) ? { image } : {}),
    ...(Array.isArray(tags) && tags.length > 0 && tags.every((tag) => isPlainWord(String(tag)))
      ? { tags: tags.map(String) }
      : {}),
  };
}

function choicesIn(ciFile: string): Choices {
  const literals = literalsIn(ciFile);
  const literal = (name: string): string => literals.get(`ASK_CLAUDE_${name}`) ?? '';
  const serve = literal('SERVED_PROJECTS')
    .split(' ')
    .filter((path) => path !== '' && isServable(path));
  return {
    serve,
    openly: literal('SERVED_OPENLY') === 'yes',
    gitlabTools: literal('GITLAB_TOOLS') === 'yes',
    federation: /^[^#\n]*\bANTHROPIC_OIDC_TOKEN:/m.test(ciFile),
    settings: settingsIn(literal('SETTINGS')),
  };
}

function settingsIn(text: string): NonNullable<Choices['settings']> {
  try {
    const value: unknown = JSON.parse(text || '{}');
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(
      Object.entries(value).filter(([, one]) => /^(string|number|boolean)$/.test(typeof one)),
    );
  } catch {
    // Written by hand, and wrongly: the job would refuse it.
    return {};
  }
}

/** Image and tags of the job or what it extends. */
function jobIn(ciFile: string, provider: Provider): { image?: unknown; tags?: unknown } {
  const { body } = splitCiFile(ciFile);
  // Set-up writes none that holds so much.
  const read = isTooDense(body.text) ? null : readYaml(body.text);
  const jobs = read?.ok ? read.value : null;
  const recordAt = (key: string): object => {
    const value: unknown =
      typeof jobs === 'object' && jobs !== null
        ? Object.getOwnPropertyDescriptor(jobs, key)?.value
        : null;
    return typeof value === 'object' && value !== null ? value : {};
  };
  return { ...recordAt('.ask-claude'), ...recordAt(provider) };
}
