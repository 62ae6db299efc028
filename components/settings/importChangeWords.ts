import { i18n } from '#i18n';
import type { ImportChange } from '../../utils/storage/ImportChange.ts';
import { modeLabel } from '../ask/presetWords.ts';
import { formatBytes } from '../ui/format/formatBytes.ts';
import { formatCost } from '../ui/format/formatCost.ts';

function onOrOff(on: boolean): string {
  return on ? i18n.t('transfer.yes') : i18n.t('transfer.no');
}

/** One change in one line: what, and what it was before. */
export function importChangeWords(change: ImportChange): string {
  const usual = i18n.t('transfer.usual');
  const never = i18n.t('history.noCap');
  const own = i18n.t('transfer.inItself');
  const cost = (usd: number | null) => (usd === null ? never : formatCost(usd));
  const size = (bytes: number | null) => (bytes === null ? usual : formatBytes(bytes));
  switch (change.what) {
    case 'site':
      return i18n.t('transfer.changes.site', [change.subject]);
    case 'notify':
      return i18n.t('transfer.changes.notify', [onOrOff(change.before), onOrOff(change.after)]);
    case 'daily_cap':
      return i18n.t('transfer.changes.dailyCap', [cost(change.before), cost(change.after)]);
    case 'budget':
      return i18n.t('transfer.changes.budget', [size(change.before), size(change.after)]);
    case 'preset_added':
      return i18n.t('transfer.changes.presetAdded', [change.subject, modeLabel(change.mode)]);
    case 'preset_replaced':
      return i18n.t('transfer.changes.presetReplaced', [change.subject, modeLabel(change.mode)]);
    case 'preset_cleaned':
      return i18n.t('transfer.changes.presetCleaned', [change.subject, String(change.count)]);
    case 'runner':
      return i18n.t('transfer.changes.runner', [
        change.subject,
        change.before ?? own,
        change.after,
      ]);
    case 'left_out':
      return i18n.t(`transfer.leftOut.${change.why}`, [change.subject]);
  }
}
