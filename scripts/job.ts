import { parseArgs } from 'node:util';
import { settingsOf } from '../ci/Settings.ts';
import { PROVIDERS } from '../utils/setup/addJob/Provider.ts';
import { ENDPOINT_NAMES } from '../utils/setup/endpoints.ts';
import { settingsLiteral } from '../utils/setup/fillChoices.ts';
import { JOBS_INCLUDE } from '../utils/setup/includeFiles.ts';
import {
  componentFile,
  dockerFile,
  jobsFile,
  programFile,
  rootFile,
  smallRootFile,
} from '../utils/setup/jobFiles.ts';

// Prints what runs the job (docs/ci-job.md); without a choice the jobs file:
//   --root        the runner branch's root CI file, which brings the program along
//   --small       the same of one screen, which gets the program by its SHA-256: from the project's own copy
//                 (.gitlab/ask-claude.mjs), or from --program URL; [--provider claude|claude-bedrock|claude-vertex] [--image I] [--tag T]
//   --include     the entry of `include` that takes the jobs file in beside other jobs
//   --component   the CI/CD component, --program-text the program, --dockerfile an image for the job
// with the endpoints given: [--anthropic URL] [--bedrock URL] [--vertex URL] [--aws-sts URL] [--google-sts URL] [--google-iam URL]
// and with what the project decides: [--gitlab-tools] [--federation] [--serve a/b --serve c/ [--openly]] [--set check='npm test' --set sign_off=true ...]

const { values } = parseArgs({
  options: {
    root: { type: 'boolean' },
    small: { type: 'boolean' },
    include: { type: 'boolean' },
    component: { type: 'boolean' },
    'program-text': { type: 'boolean' },
    dockerfile: { type: 'boolean' },
    serve: { type: 'string', multiple: true },
    openly: { type: 'boolean' },
    'gitlab-tools': { type: 'boolean' },
    federation: { type: 'boolean' },
    set: { type: 'string', multiple: true },
    program: { type: 'string' },
    provider: { type: 'string' },
    image: { type: 'string' },
    tag: { type: 'string', multiple: true },
    anthropic: { type: 'string' },
    bedrock: { type: 'string' },
    vertex: { type: 'string' },
    'aws-sts': { type: 'string' },
    'google-sts': { type: 'string' },
    'google-iam': { type: 'string' },
  },
});

/** `name=value` pairs; a number, `true` and `false` are what they look like. */
function settingsFrom(pairs: readonly string[]): Record<string, string | number | boolean> {
  const settings = Object.fromEntries(
    pairs.map((pair) => {
      const [name = '', ...rest] = pair.split('=');
      const value = rest.join('=');
      if (value === 'true' || value === 'false') return [name, value === 'true'];
      return [name, /^\d+(\.\d+)?$/.test(value) ? Number(value) : value];
    }),
  );
  // What the job would refuse is refused here.
  settingsOf({ ASK_CLAUDE_SETTINGS: settingsLiteral(settings) });
  return settings;
}

const { serve = [], openly = false, federation = false } = values;
const { 'gitlab-tools': gitlabTools = false } = values;
const choices = {
  serve,
  openly,
  gitlabTools,
  federation,
  settings: settingsFrom(values.set ?? []),
};
const endpoints = Object.fromEntries(
  ENDPOINT_NAMES.flatMap((name) => {
    const address = values[name];
    return address === undefined ? [] : [[name, address]];
  }),
);

function printed(): string {
  if (values.include) return `include:\n${JOBS_INCLUDE}`;
  if (values.component) return componentFile();
  if (values['program-text']) return programFile();
  if (values.dockerfile) return dockerFile();
  if (!values.small)
    return values.root ? rootFile(endpoints, choices) : jobsFile(endpoints, choices);
  const provider = PROVIDERS.find((one) => one === (values.provider ?? 'claude'));
  if (provider === undefined) throw new Error(`--provider is none of ${PROVIDERS.join(', ')}.`);
  const { program, image, tag: tags } = values;
  return smallRootFile({
    provider,
    endpoints,
    choices,
    ...(program === undefined ? {} : { program }),
    ...(image === undefined ? {} : { image }),
    ...(tags === undefined ? {} : { tags }),
  });
}

process.stdout.write(printed());
