import { expect, test } from 'vitest';
import { providerKeys } from '../../../../utils/setup/doctor/checks/providerKeys.ts';
import { claudeJobsOf } from '../../../../utils/setup/doctor/claudeJobs.ts';

/** What a project's own job is said to need of the project, `|` between those of which one is enough. */
function needed(job: string): string[] {
  const [one] = claudeJobsOf(`review:\n  ${job}\n`);
  if (!one) throw new Error('No job that calls Claude.');
  return providerKeys(one).map(({ anyOf }) => anyOf.join('|'));
}

const ANY = 'ANTHROPIC_API_KEY|ANTHROPIC_AUTH_TOKEN|CLAUDE_CODE_OAUTH_TOKEN';

test.each([
  ['nothing is said', `script: ['claude -p x']`, [ANY]],
  [
    'another variable is handed on',
    `variables: {ANTHROPIC_API_KEY: $TEAM_KEY}\n  script: ['claude -p x']`,
    ['TEAM_KEY'],
  ],
  [
    'the script hands it on',
    `script: ['export ANTHROPIC_AUTH_TOKEN="\${TEAM_KEY}"', 'claude -p x']`,
    ['TEAM_KEY'],
  ],
  [
    'a vault of the job’s own has it',
    `secrets: {ANTHROPIC_API_KEY: {vault: a/b}}\n  script: ['claude -p x']`,
    [],
  ],
  [
    'a vault has it under another name',
    `secrets:\n    TEAM_KEY: {vault: a/b}\n  variables: {ANTHROPIC_API_KEY: $TEAM_KEY}\n  script: ['claude -p x']`,
    [],
  ],
  ['a command gets it', `script: ['export ANTHROPIC_API_KEY=$(get key)', 'claude -p x']`, []],
  ['a file is read for it', `script: ['. ./keys.sh', 'claude -p x']`, []],
  ['a program runs Claude with it', `script: ['doppler run -- claude -p x']`, []],
  [
    'a gateway stands before it',
    `variables: {ANTHROPIC_BASE_URL: "https://g.test"}\n  script: ['claude -p x']`,
    [],
  ],
  [
    'another cloud is used',
    `variables: {CLAUDE_CODE_USE_FOUNDRY: "1"}\n  script: ['claude -p x']`,
    [],
  ],
])('where %s', (_, job, keys) => {
  expect(needed(job)).toEqual(keys);
});
