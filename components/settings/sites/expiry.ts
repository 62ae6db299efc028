import { i18n } from '#i18n';
import { formatDate } from '../../ui/format/formatDate.ts';

const DAY_MS = 86_400_000;
const SOON_DAYS = 14;

/** When a token ends, for people; with what to do where that is near. */
export function expiryWords(expiresAt: string | null, now = Date.now()): string {
  if (expiresAt === null) return i18n.t('options.neverExpires');
  const day = formatDate(expiresAt);
  switch (expiryUrgency(expiresAt, now)) {
    case 'past':
      return i18n.t('options.hasExpired', [day]);
    case 'soon':
      return i18n.t('options.expiresSoon', [day]);
    case 'none':
      return i18n.t('options.expires', [day]);
  }
}

/** Whether a token's end needs the user's attention: it has come, or comes within two weeks. */
export function expiryUrgency(expiresAt: string | null, now: number): 'past' | 'soon' | 'none' {
  if (expiresAt === null) return 'none';
  const left = Date.parse(expiresAt) - now;
  if (left <= 0) return 'past';
  return left < SOON_DAYS * DAY_MS ? 'soon' : 'none';
}
