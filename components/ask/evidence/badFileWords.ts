import { i18n } from '#i18n';
import type { BadFileReason } from '../../../utils/prompt/BadFileReason.ts';

const NUMBER = new Intl.NumberFormat();

/** Why a file of the repository is not used. */
export function badFileWords(why: BadFileReason): string {
  switch (why.kind) {
    case 'malformed':
      return why.detail;
    case 'too_long':
      return i18n.t('badFiles.too_long', [NUMBER.format(why.most)]);
    case 'too_much':
    case 'no_name':
    case 'no_text':
      return i18n.t(`badFiles.${why.kind}`);
    default:
      return i18n.t(`errors.${why.kind}.cause`);
  }
}
