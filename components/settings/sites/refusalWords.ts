import { i18n } from '#i18n';
import { seenWords } from '../../ui/seenWords.ts';
import type { Failure } from '../../../utils/gitlab/Failure.ts';

/** Why a site was not saved, and what to do about it. */
export function refusalWords(failure: Failure, root: string): string {
  const { host } = new URL(root);
  if (failure.reason === 'policy') return i18n.t('options.refused.policy', [host]);
  switch (failure.kind) {
    case 'token_refused':
      return tokenWords(failure, host);
    case 'not_found':
      return i18n.t('options.refused.notGitLab', [root]);
    case 'not_json':
      return failure.reason === 'redirect'
        ? i18n.t('options.refused.redirect', [host])
        : i18n.t('options.refused.notGitLab', [root]);
    case 'forbidden':
      return i18n.t('options.refused.account', [host, failure.detail ?? '']);
    case 'network':
      return (failure.status ?? 0) >= 500
        ? [
            i18n.t('errors.server.cause', [String(failure.status)]),
            i18n.t('errors.server.remedy'),
          ].join(' ')
        : i18n.t('options.refused.network', [host]);
    default:
      return [
        i18n.t(`errors.${failure.kind}.cause`),
        failure.seen && seenWords(failure.seen),
        failure.detail,
      ]
        .filter(Boolean)
        .join(' ');
  }
}

function tokenWords({ reason, subject = '', detail, status }: Failure, host: string): string {
  switch (reason) {
    case 'expired':
    case 'dpop':
    case 'denied':
    case 'application':
    case 'mixed_up':
      return i18n.t(`options.refused.${reason}`, [host]);
    case 'revoked':
    case 'inactive':
      return i18n.t('options.refused.revoked', [host]);
    case 'consent':
    case 'signed_out':
      return i18n.t('options.refused.consent', [host, detail ?? '']).trim();
    case 'scope':
      return i18n.t('options.refused.scope');
    case 'permissions':
      return i18n.t('options.refused.permissions', [subject]);
    default:
      return i18n.t('options.refused.invalid', [host, status === 401 ? '' : (detail ?? '')]).trim();
  }
}
