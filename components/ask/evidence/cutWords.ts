import { i18n } from '#i18n';
import type { Cut, Why } from '../../../utils/context/Cut.ts';
import { formatBytes } from '../../ui/format/formatBytes.ts';
import { labelWords } from './labelWords.ts';

const LIST = new Intl.ListFormat(undefined, { style: 'short', type: 'unit' });

function whyWords(why: Why, bytes: number): string {
  const words =
    typeof why === 'string'
      ? i18n.t(`cuts.why.${why}`)
      : i18n.t('cuts.why.parts', [String(why.gone), String(why.parts)]);
  return bytes === 0 ? words : `${words} (${formatBytes(bytes)})`;
}

/** The first few names, and how many more there are. */
function listWords(names: readonly string[], count: number): string {
  const more = count - names.length;
  return LIST.format(more > 0 ? [...names, i18n.t('cuts.andMore', [String(more)])] : names);
}

/** What is left out or not known, in one line of the reader's language. */
export function cutWords(cut: Cut): string {
  switch (cut.kind) {
    case 'omitted':
      return i18n.t('cuts.one', [labelWords(cut.label), whyWords(cut.why, cut.bytes)]);
    case 'folder':
      return i18n.t('cuts.folder', [
        cut.folder,
        String(cut.count),
        whyWords(cut.why, cut.bytes),
        listWords(cut.names, cut.count),
      ]);
    case 'several':
      return i18n.t('cuts.one', [
        whyWords('left_out', cut.bytes),
        listWords(cut.labels.map(labelWords), cut.count),
      ]);
    case 'shortened':
      return i18n.t('cuts.shortened', [
        labelWords(cut.label),
        formatBytes(cut.kept),
        formatBytes(cut.bytes),
      ]);
    case 'more':
      return i18n.t('cuts.andMore', [String(cut.count)]);
    case 'unreached':
      return i18n.t('cuts.unreached', [labelWords(cut.label)]);
    case 'unread_log':
      return i18n.t('cuts.unreadLog', [cut.job]);
    case 'fields':
      return i18n.t('cuts.fields', [LIST.format(cut.names)]);
    case 'files_given':
      return i18n.t('cuts.filesGiven', [String(cut.given), cut.of]);
    case 'strangers':
      return i18n.t('cuts.strangers', cut.count);
    case 'unread_list':
      return i18n.t('cuts.unreadList', [
        i18n.t(`cuts.lists.${cut.of}.${cut.relation}`),
        i18n.t(`errors.${cut.failure}.cause`),
      ]);
  }
}
