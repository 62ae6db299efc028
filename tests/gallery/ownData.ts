import type { DoneStep, SetupOptions, SetupPlan } from '../../utils/setup/addJob/SetupPlan.ts';
import type { SiteView } from '../../utils/sites/Site.ts';
import { NO_POLICY, type Policy } from '../../utils/storage/policy.ts';
import type { WrittenPreset } from '../../utils/storage/WrittenPreset.ts';
import { sampleRun } from '../unit/components/samples.ts';
import { aGreen } from '../unit/runs/untilGreen/aGreen.ts';
import { ANSWERED, CHANGED, DENIED, FAILED, PLANNED, REVIEWED, RUNNING } from './panelRuns.ts';

export const SITES: SiteView[] = [
  {
    root: 'https://gitlab.com',
    user: { username: 'mia', name: 'Mia Hansen' },
    scopes: ['api'],
    expiresAt: '2099-05-01',
  },
  {
    root: 'https://git.acme.test/gitlab',
    user: { username: 'mia.hansen', name: 'Mia Hansen' },
    scopes: [],
    expiresAt: null,
    signIn: 'oauth',
    forSession: true,
  },
];

export const RUNS = [
  RUNNING,
  ANSWERED,
  CHANGED,
  DENIED,
  FAILED,
  PLANNED,
  ...[21, 22, 23, 24, 25, 26, 27, 28].map((iid) =>
    sampleRun({
      ...ANSWERED,
      id: `run-${iid}`,
      page: { type: 'merge_request', iid, title: 'Vouchers in the cart' },
    }),
  ),
];

const [UNTIL_GREEN, STILL_RED] = (['fixing', 'ended'] as const).map((phase) => ({
  ...CHANGED,
  id: `green-${phase}`,
  untilGreen: aGreen({ phase, ...(phase === 'ended' && { end: 'asks' as const }) }),
}));
export const INBOX = [PLANNED, REVIEWED, STILL_RED, ANSWERED, UNTIL_GREEN].flatMap(
  (run) => run ?? [],
);

/** Of `RUNS` and `INBOX`, the ends that were not looked at. */
export const UNSEEN = [ANSWERED.id, FAILED.id, 'green-ended'];

export const OWN_PRESET: WrittenPreset = {
  name: 'release-notes',
  title: 'Release notes',
  mode: 'ask',
  pages: ['issue', 'merge_request'],
  from: ['page'],
  parts: ['description'],
  words: 'Write release notes for {{title}}.',
};

export const POLICY: Policy = {
  ...NO_POLICY,
  hosts: ['git.acme.test'],
  transports: ['inputs'],
  hiddenPresets: ['implement-issue'],
  maxPromptBytes: 20_000,
  maxCostUsd: 2,
  dailyCapUsd: 10,
};

const PROJECT = {
  id: 5,
  path: 'acme/webshop',
  webUrl: 'https://gitlab.com/acme/webshop',
  defaultBranch: 'main',
};

export const OUTLOOK: SetupOptions = {
  project: PROJECT,
  providers: ['claude', 'claude-bedrock', 'claude-vertex'],
  provider: null,
  runner: 'absent',
  maintainer: true,
  inputs: true,
  variablesOff: false,
  hasClaudeMd: false,
  variables: {
    claude: [
      { key: 'ANTHROPIC_API_KEY', secret: true, present: false },
      { key: 'GITLAB_ACCESS_TOKEN', secret: true, present: true },
    ],
    'claude-bedrock': [{ key: 'AWS_REGION', secret: false, present: null }],
    'claude-vertex': [],
    foundry: [{ key: 'ANTHROPIC_FOUNDRY_API_KEY', secret: true, present: null }],
    federation: [{ key: 'ANTHROPIC_FEDERATION_RULE_ID', secret: false, present: null }],
  },
};

export const PLAN: SetupPlan = {
  project: PROJECT,
  digest: 'plan',
  notes: [{ kind: 'unprotected', names: ['ask-claude'] }],
  steps: [
    {
      kind: 'commit',
      branch: 'ask-claude',
      startBranch: 'main',
      message: 'Run Claude',
      files: [
        {
          action: 'update',
          path: '.gitlab-ci.yml',
          before: 'test:\n  script: [npm test]\n',
          after: 'claude:\n  script: [node .gitlab/ask-claude.mjs]\n',
        },
      ],
    },
    { kind: 'protect', branch: 'ask-claude' },
  ],
};

export const WRITTEN: DoneStep[] = [
  {
    kind: 'commit',
    name: 'ask-claude',
    webUrl: 'https://gitlab.com/acme/webshop/-/tree/ask-claude',
  },
  {
    kind: 'protect',
    name: 'ask-claude',
    webUrl: 'https://gitlab.com/acme/webshop/-/settings/repository',
  },
];

export const PROJECTS = [
  { path: 'acme/webshop', webUrl: 'https://gitlab.com/acme/webshop' },
  { path: 'acme/platform/payments', webUrl: 'https://gitlab.com/acme/platform/payments' },
];
export const ISSUES = [
  { iid: 14, title: 'Vouchers in the cart', webUrl: 'https://gitlab.com/acme/webshop/-/issues/14' },
  {
    iid: 12,
    title: 'Cart total ignores quantities',
    webUrl: 'https://gitlab.com/acme/webshop/-/issues/12',
  },
];
