import { i18n } from '#i18n';
import type { Failure } from '../../utils/gitlab/Failure.ts';

/** Why a site was not saved, and what to do about it. */
export function refusalWords(failure: Failure, root: string): string {
  const { host } = new URL(root);
  switch (failure.kind) {
    case 'token_refused':
      return tokenWords(failure, host);
    case 'not_found':
    case 'not_json':
      return i18n.t('options.refused.notGitLab', [root]);
    case 'network':
      return i18n.t('options.refused.network', [host]);
    default:
      return [i18n.t(`errors.${failure.kind}.cause`), failure.detail].filter(Boolean).join(' ');
  }
}

function tokenWords({ subject, detail }: Failure, host: string): string {
  switch (subject) {
    case 'expired':
      return i18n.t('options.refused.expired', [host]);
    case 'revoked':
    case 'inactive':
      return i18n.t('options.refused.revoked', [host]);
    case 'api':
      return i18n.t('options.refused.scope');
    case undefined:
      return i18n.t('options.refused.invalid', [host, detail ?? '']).trim();
    default:
      return i18n.t('options.refused.permissions', [subject]);
  }
}
