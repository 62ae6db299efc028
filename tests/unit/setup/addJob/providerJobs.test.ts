import { expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  endpointsIn,
  jobsOfProvider,
  providersIn,
} from '../../../../utils/setup/addJob/providerJobs.ts';
import { jobsFile, rootFile } from '../../../../utils/setup/jobFiles.ts';

const JOBS = `.ask-claude:
  script: [ask]

claude: # the usual one
  extends: .ask-claude

# By way of AWS.
claude-bedrock:
  extends: .ask-claude
  id_tokens: { TOKEN: { aud: x } }
claude-vertex:
  extends: .ask-claude
`;

it('knows the jobs file’s own job, in the root file too', () => {
  expect(providersIn(jobsFile({}))).toContain('claude');
  expect(providersIn(rootFile({}).split('\n---\n')[1] ?? '')).toContain('claude');
});

it.each(['claude', 'claude-bedrock', 'claude-vertex'] as const)(
  'keeps %s and no other provider’s job',
  (provider) => {
    const kept = jobsOfProvider(JOBS, provider);
    expect(providersIn(kept)).toEqual([provider]);
    expect(Object.keys(parse(kept))).toEqual(['.ask-claude', provider]);
  },
);

it('changes nothing in a file with one job alone', () => {
  const one = jobsOfProvider(jobsFile({}), 'claude');
  expect(jobsOfProvider(one, 'claude')).toBe(one);
});

it('reads the addresses that stand in a file', () => {
  expect(endpointsIn(rootFile({ anthropic: 'https://gateway.test/v1' }))).toEqual({
    anthropic: 'https://gateway.test/v1',
  });
  expect(endpointsIn(jobsFile({}))).toEqual({});
});
