import type { Recorded } from './recordings.ts';

interface Kind {
  reason: string;
  area: RegExp;
  name: RegExp;
}

/** Kinds of cases that the sandbox does not model, each with its reason. */
const KINDS: Kind[] = [
  {
    reason: 'pages of somebody who is signed out: the sandbox has a sign-in page of its own',
    area: /^(?:pages|moved)$/,
    name: /^signed out: (?!sign-in)|^page with a PRIVATE-TOKEN|^the page of the moved issue|, the page of an issue/,
  },
  {
    reason: 'a push that would make the project: the sandbox refuses it',
    area: /^git-http$/,
    name: /^push: (?:project that does not exist|repository switched off|archived)$/,
  },
  {
    reason: 'policies of the allow-list by GraphQL: the sandbox answers 501',
    area: /^job-token-options$/,
    name: /^policies: /,
  },
  {
    reason: 'includes of other projects, templates and addresses: gitlab-ci-local fetches them',
    area: /^(?:lint|pipeline-create)$/,
    name: /include-(?:project-missing|project-forbidden|component|remote-refused|template|inputs-missing)/,
  },
  {
    reason: 'faults of a CI file that gitlab-ci-local words by its own schema',
    area: /^pipeline-create$/,
    name: /^file: (?:unknown-key|needs-unknown|blank|only-pre)$/,
  },
  {
    reason: "where a fault of YAML stands: another parser's words",
    area: /^(?:lint|pipeline-create|trigger)$/,
    name: /yaml.error/,
  },
  {
    reason: 'an old number that GitLab works out for a draft on an unchanged line, now and then',
    area: /^draft-notes$/,
    name: /^alone: an unchanged line by its new number alone: create$/,
  },
  {
    reason: 'what lint still merges of a CI file that is wrong',
    area: /^lint$/,
    name: /^(?:GET|POST) (?:no-script|bad-stage)$/,
  },
  {
    reason: 'keywords that jobs take from `default:` in the list of jobs that lint gives',
    area: /^lint$/,
    name: /^(?:GET|POST) (?:ok|filtered-workflow|no-jobs|name)$/,
  },
];

/** Why a recorded case is not modelled, or null where it is. */
export function notModelled({ area, name }: Recorded): string | null {
  return KINDS.find((kind) => kind.area.test(area) && kind.name.test(name))?.reason ?? null;
}
