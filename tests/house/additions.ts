/** Text that is put right behind another, which stands in the file once. */
type Insertion = [behind: string, text: string];

/** Something added to the product, as small as one of its kind can be. */
export interface Addition {
  what: string;
  files: Record<string, Insertion[]>;
  /** New files, by their path. */
  created?: Record<string, string>;
  /** English words by their key; each locale gets its own. */
  words: Record<string, string>;
}

/** One of each kind that `CONTRIBUTING.md` describes. */
export const ADDITIONS: Addition[] = [
  {
    what: 'a message',
    files: {
      'utils/messages/pageMessages.ts': [
        [
          '    openOptions: message(Nothing, async (_, caller) => {\n      siteOfCaller(caller);\n      await services.openOptions();\n    }),\n',
          `    /** How many runs of the page are known. */
    countRuns: message(Nothing, async (_, caller) => {
      const page = pageOfCaller(caller);
      return (await services.listRuns()).filter((run) => isRunOf(run, page)).length;
    }),
`,
        ],
      ],
      'components/runs/CapNotice.tsx': [
        [
          '  const [spending, setSpending] = useState<{ today: number; capUsd: number | null } | null>(null);\n',
          '  const [count, setCount] = useState(0);\n',
        ],
        [
          "      const answer = await call('getSpending', {});\n",
          "      const counted = await call('countRuns', {});\n      if (!over && counted.ok) setCount(counted.value);\n",
        ],
        [
          "      {i18n.t('runs.cap', [formatCost(spending.today), formatCost(spending.capUsd)])}\n",
          "      {i18n.t('runs.countHere', [String(count)])}\n",
        ],
      ],
    },
    words: { 'runs.countHere': 'Runs here: $1' },
  },
  {
    what: 'a setting',
    files: {
      'utils/storage/settings.ts': [
        [
          'export interface Settings {\n',
          '  /** Play a sound when a run ends. */\n  sound: boolean;\n',
        ],
        ['export const USUAL_SETTINGS: Settings = {\n', '  sound: false,\n'],
        ['const SETTING_NAMES = {\n', "  sound: 'sound',\n"],
        ['export const SettingsForm = z.object({\n', '  sound: z.boolean().default(false),\n'],
      ],
      'components/settings/RunSettings.tsx': [
        [
          "      <h2>{i18n.t('history.settings')}</h2>\n",
          `      <label class="choice">
        <input
          type="checkbox"
          data-testid="setting-sound"
          checked={settings.sound}
          onChange={(event) => change({ sound: event.currentTarget.checked })}
        />
        {i18n.t('history.sound')}
      </label>
`,
        ],
      ],
    },
    words: { 'history.sound': 'Play sounds', 'transfer.changes.sound': 'Sounds: $2 (now $1).' },
  },
  {
    what: 'a check of the doctor',
    files: {
      'utils/setup/doctor/diagnose.ts': [
        [
          "import { judgeCentral } from './checks/judgeCentral.ts';\n",
          "import { judgeVisibility } from './checks/judgeVisibility.ts';\n",
        ],
        ['  instructions: judgeInstructions,\n', '  visibility: judgeVisibility,\n'],
      ],
    },
    created: {
      'utils/setup/doctor/checks/judgeVisibility.ts': `import type { DoctorLine } from '../Diagnosis.ts';
import type { Facts } from '../Facts.ts';
import { amber, fine } from '../lines.ts';

/** Whether everybody can read what jobs write. */
export function judgeVisibility({ role, home }: Facts): DoctorLine[] {
  return role === null
    ? [amber('visibility', 'visibility_unknown')]
    : [fine('visibility', 'visibility', home.path_with_namespace)];
}
`,
    },
    words: {
      'doctor.checks.visibility': 'Visibility',
      'doctor.fine.visibility': '$1 is fine.',
      'doctor.trouble.visibility_unknown.cause': 'Visibility unknown.',
      'doctor.trouble.visibility_unknown.remedy': 'Ask Maintainers.',
    },
  },
  {
    what: 'a reason of errors',
    files: {
      'utils/gitlab/Failure.ts': [
        ['  // Why GitLab does not let an account in.\n', "  'account_archived',\n"],
      ],
      'utils/gitlab/network/failureOf.ts': [
        [
          "  [/must accept the Terms of Service/, 'terms'],\n",
          "  [/\\baccount has been archived\\b/, 'account_archived'],\n",
        ],
      ],
    },
    words: {
      'reasons.account_archived.cause': 'Account archived.',
      'reasons.account_archived.remedy': 'Ask administrators.',
    },
  },
];
