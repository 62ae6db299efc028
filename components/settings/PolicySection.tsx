import { i18n } from '#i18n';
import { useEffect, useState } from 'preact/hooks';
import type { ParsedAddress } from '../../utils/sites/parseSiteAddress.ts';
import type { Policy } from '../../utils/storage/policy.ts';
import { formatBytes } from '../ui/format/formatBytes.ts';
import { formatCost } from '../ui/format/formatCost.ts';
import { transportWords } from '../ui/transportWords.ts';

const LIST = new Intl.ListFormat(undefined, { style: 'short', type: 'unit' });

/** Each rule in one line. */
function linesOf(policy: Policy): string[] {
  const { hosts, transports, hiddenPresets, presets } = policy;
  const { maxPromptBytes, maxCostUsd, dailyCapUsd, broken } = policy;
  return [
    ...broken.map((part) => i18n.t('policy.broken', [part])),
    ...(hosts === null ? [] : [i18n.t('policy.hosts', [LIST.format(hosts)])]),
    ...(transports === null
      ? []
      : [i18n.t('policy.transports', [LIST.format(transports.map(transportWords))])]),
    ...(maxPromptBytes === null ? [] : [i18n.t('policy.size', [formatBytes(maxPromptBytes)])]),
    ...(maxCostUsd === null ? [] : [i18n.t('policy.cost', [formatCost(maxCostUsd)])]),
    ...(dailyCapUsd === null ? [] : [i18n.t('policy.cap', [formatCost(dailyCapUsd)])]),
    ...(presets.length === 0
      ? []
      : [i18n.t('policy.presets', [LIST.format(presets.map(({ name, title }) => title ?? name))])]),
    ...(hiddenPresets.length === 0 ? [] : [i18n.t('policy.hidden', [LIST.format(hiddenPresets)])]),
  ];
}

/** What an administrator registers with each application that the policy names: the address differs by browser and by site. */
async function redirectLines({ sites }: Policy, actions: PolicyActions): Promise<string[]> {
  const roots = sites.flatMap(({ address, applicationId }) => {
    const parsed = actions.parseAddress(address);
    return applicationId && parsed.ok ? [parsed.root] : [];
  });
  return Promise.all(
    roots.map(async (root) =>
      i18n.t('policy.redirect', [root, await actions.redirectAddress(root)]),
    ),
  );
}

interface PolicyActions {
  getPolicy(): Promise<Policy>;
  watchPolicy(listener: () => void): () => void;
  parseAddress(typed: string): ParsedAddress;
  redirectAddress(root: string): Promise<string>;
}

async function readLines(actions: PolicyActions): Promise<string[]> {
  const policy = await actions.getPolicy();
  return [...linesOf(policy), ...(await redirectLines(policy, actions))];
}

interface Props {
  actions: PolicyActions;
  onFail(error: unknown): void;
}

/** What the organisation rules in this browser; nothing where nobody does. */
export function PolicySection({ actions, onFail }: Props) {
  const [lines, setLines] = useState<string[]>([]);
  useEffect(() => {
    const read = () => {
      readLines(actions).then(setLines, onFail);
    };
    read();
    return actions.watchPolicy(read);
  }, [actions, onFail]);
  if (lines.length === 0) return null;
  return (
    <section class="card" data-testid="policy-section">
      <h2>{i18n.t('policy.title')}</h2>
      <ul class="rules">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
