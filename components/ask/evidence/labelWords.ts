import { i18n } from '#i18n';
import type { Label } from '../../../utils/context/Label.ts';
import { formatDate } from '../../ui/format/formatDate.ts';

/** `day` as GitLab writes it, or unchanged where it is no date. */
function dayWords(day: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(day) ? formatDate(day) : day;
}

/** Names something of a page in the reader's language; what stands there as others wrote it stays so. */
export function labelWords(label: Label): string {
  if (typeof label === 'string') return label;
  switch (label.what) {
    case 'description':
    case 'selection':
      return i18n.t(`parts.${label.what}`);
    case 'comment':
    case 'thread':
      return i18n.t(`labels.${label.what}`, [label.author, dayWords(label.day)]);
    case 'commit':
    case 'pipeline':
      return i18n.t(`labels.${label.what}`, [label.id]);
    case 'job':
    case 'trigger_job':
      return i18n.t(`labels.${label.what}`, [label.name]);
    case 'part':
      return i18n.t('labels.part', [label.path, String(label.part), String(label.parts)]);
  }
}
