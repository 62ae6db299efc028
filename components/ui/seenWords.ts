import { i18n } from '#i18n';
import type { Observation } from '../../utils/gitlab/Failure.ts';
import { formatBytes } from './format/formatBytes.ts';
import { formatCost } from './format/formatCost.ts';
import { transportWords } from './transportWords.ts';

const NUMBER = new Intl.NumberFormat();

const FORMATS: Partial<Record<Observation['what'], (value: string) => string>> = {
  rule_size: (bytes) => formatBytes(Number(bytes)),
  rule_transport: transportWords,
  too_long: (bytes) => formatBytes(Number(bytes)),
  too_many: (count) => NUMBER.format(Number(count)),
  rule_cap: (usd) => formatCost(Number(usd)),
};

/** What was seen, in one sentence. */
export function seenWords({ what, values }: Observation): string {
  const [first = '', second = ''] = values.map(FORMATS[what] ?? String);
  return i18n.t(`seen.${what}`, [first, second]);
}
