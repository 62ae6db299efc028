import { i18n } from '#i18n';
import { formatCost } from './format/formatCost.ts';

/** US dollars as people say them: `about 2 cents`, `less than a cent`; from a dollar on `$1.20`. */
export function costWords(usd: number): string {
  const cents = Math.round(usd * 100);
  if (cents >= 100) return formatCost(usd);
  return cents < 1 ? i18n.t('cost.less') : i18n.t('cost.cents', cents);
}
