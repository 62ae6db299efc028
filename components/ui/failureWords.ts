import { i18n } from '#i18n';
import type { Failure } from '../../utils/gitlab/Failure.ts';

/** Why a token is not taken, where more is known than that. */
const TOKEN = ['expired', 'revoked', 'dpop', 'signed_out', 'trigger'] as const;

export interface FailureWords {
  /** One sentence. */
  cause: string;
  /** One sentence: what to do. */
  remedy: string;
  /** True where both say all that the failure's subject does. */
  told: boolean;
}

/** Cause and remedy of a failure, as particular as what is known of it. */
export function failureWords({ kind, refusal, subject, status }: Failure): FailureWords {
  const told = true;
  if (refusal)
    return {
      cause: i18n.t(`refusals.${refusal}.cause`),
      remedy: i18n.t(`refusals.${refusal}.remedy`),
      told: false,
    };
  if (subject === 'policy')
    return { cause: i18n.t('errors.policy.cause'), remedy: i18n.t('errors.policy.remedy'), told };
  if (subject === 'redirect' && kind === 'not_json')
    return {
      cause: i18n.t('errors.redirect.cause'),
      remedy: i18n.t('errors.redirect.remedy'),
      told,
    };
  if (kind === 'refused' && status === 405)
    return { cause: i18n.t('errors.moved.cause'), remedy: i18n.t('errors.moved.remedy'), told };
  const why = kind === 'token_refused' ? TOKEN.find((one) => one === subject) : undefined;
  if (why !== undefined)
    return {
      cause: i18n.t(`errors.token.${why}.cause`),
      remedy: i18n.t(`errors.token.${why}.remedy`),
      told,
    };
  if (kind === 'token_refused' && status === 403 && subject?.includes(':'))
    return {
      cause: i18n.t('errors.token.permissions.cause', [subject]),
      remedy: i18n.t('errors.token.permissions.remedy'),
      told,
    };
  return {
    cause: i18n.t(`errors.${kind}.cause`),
    remedy: i18n.t(`errors.${kind}.remedy`),
    told: kind === 'answer_lost' && subject === 'redirect',
  };
}
