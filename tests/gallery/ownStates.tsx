import { ConfirmPage } from '../../components/confirm/ConfirmPage.tsx';
import { PopupPage } from '../../components/popup/PopupPage.tsx';
import { type SettingsActions, SettingsPage } from '../../components/settings/SettingsPage.tsx';
import { type FirstRunActions, FirstRunPage } from '../../components/setup/FirstRunPage.tsx';
import type { FirstRun } from '../../utils/setup/FirstRun.ts';
import { parseSiteAddress } from '../../utils/sites/parseSiteAddress.ts';
import type { TabState } from '../../utils/sites/tabStateOf.ts';
import { NO_POLICY } from '../../utils/storage/policy.ts';
import { samplePreview } from '../unit/components/samples.ts';
import * as data from './ownData.ts';
import { CHANGE_PREVIEW, DIAGNOSIS, ISSUE_PREVIEW, THREAD_PREVIEW } from './panelData.ts';
import type { State } from './State.ts';

type Given = {
  sites?: typeof data.SITES;
  runs?: typeof data.RUNS;
  presets?: (typeof data.OWN_PRESET)[];
  policy?: typeof data.POLICY;
  choices?: Awaited<ReturnType<SettingsActions['listChoices']>>;
};

const network = async () => ({ ok: false, failure: { kind: 'network' } }) as const;

function actionsOf(given: Given): SettingsActions & FirstRunActions {
  const { sites = [], runs = [], presets = [], policy = NO_POLICY, choices = [] } = given;
  let state: FirstRun = { step: 'site', site: null, project: null };
  return {
    parseAddress: parseSiteAddress,
    grant: async () => true,
    save: network,
    signIn: network,
    tokenPages: (root) => ({ scoped: `${root}/tokens`, fineGrained: `${root}/fine` }),
    redirectAddress: async () => 'https://extension.test/',
    listSites: async () => sites,
    listKnownSites: async () => [],
    findOpenSites: async () => [
      { root: 'https://git.acme.test', username: 'mia', project: 'acme/webshop' },
    ],
    openIssue: async () => undefined,
    removeSite: async () => undefined,
    openFirstRun: async () => undefined,
    worksInPrivate: async () => false,
    getPolicy: async () => policy,
    watchPolicy: () => () => undefined,
    listChoices: async () => choices,
    saveChoice: network,
    listRuns: async () => runs,
    listUnseen: async () => runs.slice(0, 1).map(({ id }) => id),
    seeRuns: async () => undefined,
    eraseRuns: async () => undefined,
    getSettings: async () => ({ notify: true, dailyCapUsd: null, budgetBytes: null }),
    saveSettings: async () => undefined,
    listPresets: async () => presets,
    savePreset: async () => ({ ok: true }),
    removePreset: async () => undefined,
    reviewPresets: async () => ({ ok: true, changes: [] }),
    importPresets: async () => ({ ok: true }),
    exportPresets: async () => '',
    exportSettings: async () => '',
    reviewSettings: async () => ({ ok: true, changes: [] }),
    importSettings: async () => ({ ok: true }),
    projects: async () => ({ ok: true, value: data.PROJECTS }),
    issues: async () => ({ ok: true, value: data.ISSUES }),
    look: async () => ({ ok: true, value: data.OUTLOOK }),
    plan: async () => ({ ok: true, value: data.PLAN }),
    carryOut: async () => ({ ok: true, value: { done: data.WRITTEN } }),
    performFix: network,
    diagnose: async () => ({ ok: true, value: DIAGNOSIS }),
    getState: async () => state,
    saveState: async (next) => {
      state = next;
    },
    mountExample: () => () => undefined,
  };
}

type Shown = Partial<State>;

const nothing = () => undefined;

function popup(name: string, tab: TabState, ready: boolean, runs: typeof data.RUNS = []): State {
  return {
    name: `popup-${name}`,
    surface: 'popup',
    given: { tab, runs },
    until: ['h1'],
    draw: () => (
      <PopupPage
        {...{ tab, ready, runs }}
        unseen={data.UNSEEN}
        onSeen={nothing}
        onStop={nothing}
        onAdd={nothing}
        onSettings={nothing}
        onHistory={nothing}
      />
    ),
  };
}

function options(name: string, given: Given, more: Shown = {}): State {
  return {
    name: `options-${name}`,
    surface: 'options',
    given: [given, DIAGNOSIS],
    until: ['[data-testid="history-section"]'],
    ...more,
    draw: () => <SettingsPage key={name} actions={actionsOf(given)} address="" />,
  };
}

function firstRun(step: FirstRun['step'], until: string, more: Shown = {}): State {
  const at: FirstRun = { step, site: 'https://gitlab.com', project: 'acme/webshop' };
  return {
    name: `first-run-${step}`,
    surface: 'first-run',
    given: [at, data, DIAGNOSIS],
    until: [until],
    ...more,
    draw: () => (
      <FirstRunPage
        key={step}
        actions={{
          ...actionsOf({ sites: step === 'site' ? [] : data.SITES }),
          getState: async () => (step === 'site' ? { ...at, site: null, project: null } : at),
        }}
      />
    ),
  };
}

function confirm(name: string, asked: Parameters<typeof ConfirmPage>[0]['asked']): State {
  return {
    name: `confirm-${name}`,
    surface: 'confirm',
    given: asked,
    until: [asked === null ? 'h1' : '[data-testid="confirm-send"]:not(:disabled)'],
    draw: () => (
      <ConfirmPage asked={asked} confirm={async () => true} close={() => undefined} armMs={0} />
    ),
  };
}

const FULL: Given = {
  sites: data.SITES,
  runs: data.RUNS,
  presets: [data.OWN_PRESET],
  policy: data.POLICY,
  choices: [
    {
      site: 'https://gitlab.com',
      projectPath: 'acme/webshop',
      runnerProject: 'acme/claude-runner',
      trigger: true,
      atOnce: 'questions',
      acknowledge: true,
    },
  ],
};

/** The extension's own pages, as far as they go. */
export const ownStates: readonly State[] = [
  popup('new', { kind: 'other' }, false),
  popup('addable', { kind: 'addable', host: 'git.acme.test', root: 'https://git.acme.test' }, true),
  popup('runs', { kind: 'on' }, true, data.RUNS),
  popup('inbox', { kind: 'on' }, true, data.INBOX),
  options('new', {}),
  options('full', FULL),
  options('project', FULL, {
    press: '[data-testid="project-item"] .button:not([data-testid])',
    brings: '[data-testid="project-mentions"]',
  }),
  firstRun('site', '[data-testid="site-origin"]'),
  firstRun('project', '[data-testid="setup-write"]:not(:disabled)'),
  firstRun('project', '[data-testid="setup-write"]:not(:disabled)', {
    name: 'first-run-unfolded',
    unfold: '.more, .diff',
    brings: '[data-testid="ask-claude-doctor-line"]',
  }),
  firstRun('project', '[data-testid="setup-write"]:not(:disabled)', {
    name: 'first-run-written',
    press: '[data-testid="setup-write"]',
    brings: '.written',
  }),
  firstRun('ask', '[data-testid="first-run-issue"]'),
  confirm('change', {
    preview: samplePreview({
      ...ISSUE_PREVIEW,
      ...CHANGE_PREVIEW,
      otherJobs: [{ name: 'deploy', certain: true }],
      confirm: 'other_user',
    }),
    tokenUser: 'release-bot',
  }),
  confirm('comment', {
    preview: samplePreview({ ...ISSUE_PREVIEW, ...THREAD_PREVIEW, confirm: 'mention' }),
    tokenUser: 'mia',
  }),
  confirm('over', null),
];
