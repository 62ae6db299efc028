import { i18n } from '#i18n';
import type { Failure } from '../../utils/gitlab/Failure.ts';

export interface FailureWords {
  /** One sentence. */
  cause: string;
  /** One sentence: what to do. */
  remedy: string;
  /** True where they name the failure's subject themselves. */
  named: boolean;
}

/** Cause and remedy of a failure, as particular as what is known of it. */
export function failureWords({ kind, reason, subject = '', status = 0 }: Failure): FailureWords {
  if (reason === 'permissions')
    return {
      cause: i18n.t('reasons.permissions.cause', [subject]),
      remedy: i18n.t('reasons.permissions.remedy'),
      named: true,
    };
  if (reason)
    return {
      cause: i18n.t(`reasons.${reason}.cause`),
      remedy: i18n.t(`reasons.${reason}.remedy`),
      named: false,
    };
  if (kind === 'network' && status >= 500)
    return {
      cause: i18n.t('errors.server.cause', [String(status)]),
      remedy: i18n.t('errors.server.remedy'),
      named: false,
    };
  return {
    cause: i18n.t(`errors.${kind}.cause`),
    remedy: i18n.t(`errors.${kind}.remedy`),
    named: false,
  };
}
