import { locales } from 'virtual:locales';
import { i18nOf } from '../unit/components/i18nOf.ts';

/** In the place of `#i18n`: the words of the locale that the document names. */
export const i18n = i18nOf(() => locales[document.documentElement.dataset['locale'] ?? 'en']);
