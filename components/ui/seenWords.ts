import { i18n } from '#i18n';
import type { Observation } from '../../utils/gitlab/Failure.ts';
import { formatBytes } from './format/formatBytes.ts';
import { formatCost } from './format/formatCost.ts';

const FORMATS: Partial<Record<Observation['what'], (value: string) => string>> = {
  rule_size: (bytes) => formatBytes(Number(bytes)),
  rule_cap: (usd) => formatCost(Number(usd)),
};

/** What was seen, in one sentence. */
export function seenWords({ what, values }: Observation): string {
  const [first = '', second = ''] = values.map(FORMATS[what] ?? String);
  return i18n.t(`seen.${what}`, [first, second]);
}
