import { i18n } from '#i18n';
import { formatCost } from './format/formatCost.ts';

const centsOf = (usd: number) => Math.round(usd * 100);

/** US dollars as people say them: `about 2 cents`, `less than a cent`; from a dollar on `$1.20`. */
export function costWords(usd: number): string {
  const cents = centsOf(usd);
  if (cents >= 100) return formatCost(usd);
  return cents < 1 ? i18n.t('cost.less') : i18n.t('cost.cents', cents);
}

/** From one amount to another: `1–3 cents`; one that is hardly more is one amount. */
export function costRange(low: number, high: number): string {
  const [from, to] = [Math.max(1, centsOf(low)), centsOf(high)];
  if (to <= from) return costWords(high);
  return to >= 100
    ? `${formatCost(low)}–${formatCost(high)}`
    : i18n.t('cost.range', [String(from), String(to)]);
}
