import { i18n } from '#i18n';
import type { ImportChange } from '../../utils/storage/ImportChange.ts';
import type { SettingChange } from '../../utils/storage/settings.ts';
import { modeLabel } from '../ask/presetWords.ts';
import { formatBytes } from '../ui/format/formatBytes.ts';
import { formatCost } from '../ui/format/formatCost.ts';

/** A setting's value. */
function valueWords({ what }: SettingChange, value: SettingChange['before']): string {
  if (typeof value === 'boolean') return value ? i18n.t('transfer.yes') : i18n.t('transfer.no');
  if (what === 'daily_cap') return value === null ? i18n.t('history.noCap') : formatCost(value);
  return value === null ? i18n.t('transfer.usual') : formatBytes(value);
}

/** One change in one line: what, and what it was before. */
export function importChangeWords(change: ImportChange): string {
  const own = i18n.t('transfer.inItself');
  switch (change.what) {
    case 'site':
      return i18n.t('transfer.changes.site', [change.subject]);
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
    default:
      return i18n.t(`transfer.changes.${change.what}`, [
        valueWords(change, change.before),
        valueWords(change, change.after),
      ]);
  }
}
