import type { Failure } from '../../gitlab/Failure.ts';
import type { Fix } from '../Fix.ts';
import type { CheckName, FineCause, TroubleCause } from './Cause.ts';
import type { DoctorLine, FilePlace } from './Diagnosis.ts';

/** A green line. */
export function fine(check: CheckName, cause: FineCause, ...values: string[]): DoctorLine {
  return { check, light: 'green', cause, ...(values.length > 0 && { values }) };
}

interface More {
  values?: string[];
  detail?: string | undefined;
  places?: FilePlace[];
  fix?: Fix | null;
}

function trouble(
  light: 'amber' | 'red',
  check: CheckName,
  cause: TroubleCause,
  { values, detail, places, fix }: More,
): DoctorLine {
  return {
    check,
    light,
    cause,
    ...(values && { values }),
    ...(detail && { detail: detail.slice(0, 1000) }),
    ...(places && { places }),
    ...(fix && { fix }),
  };
}

/** An amber line. */
export function amber(check: CheckName, cause: TroubleCause, more: More = {}): DoctorLine {
  return trouble('amber', check, cause, more);
}

/** A red line. */
export function red(check: CheckName, cause: TroubleCause, more: More = {}): DoctorLine {
  return trouble('red', check, cause, more);
}

/** The line of a check whose facts could not be read: because of the user's role or token, or for another reason. */
export function unread(check: CheckName, failure: Failure): DoctorLine {
  const forbidden = failure.kind === 'forbidden' || failure.kind === 'token_refused';
  return forbidden
    ? amber(check, 'not_readable')
    : amber(check, 'not_answered', { detail: failure.detail });
}
