import { useState } from 'preact/hooks';
import type { Failure, FailureKind, Reason } from '../../../utils/gitlab/Failure.ts';
import type { CallBackground } from '../../../utils/messages/callBackground.ts';
import { FailureMessage } from '../../ui/FailureMessage.tsx';
import { FailureHelp } from '../maintainer/FailureHelp.tsx';
import type { ProjectPlace } from '../maintainer/MaintainerHelp.tsx';
import { PageDoctor } from './PageDoctor.tsx';

/** Failures whose cause may lie in the project's set-up. */
const OF_SETUP: readonly FailureKind[] = [
  'forbidden',
  'not_found',
  'variables_forbidden',
  'no_job',
  'no_ci_file',
  'no_ref',
  'refused',
];

/** What is known to lie with the user, this browser or GitLab: the project's set-up could be well. */
const NOT_OF_SETUP: readonly (Reason | undefined)[] = [
  'already_sent',
  'on_its_way',
  'used_up',
  'other_page',
  'ref_not_accepted',
  'jobs_not_accepted',
  'not_confirmed',
  'words_too_long',
  'no_threads',
  'too_many_threads',
  'no_answer',
  'answer_private',
  'earlier_private',
  'policy',
  'changed',
  'quick_actions',
  'moved',
  'account_blocked',
  'account_deactivated',
  'account_unconfirmed',
  'password_expired',
  'terms',
];

export interface AskFailureProps {
  call: CallBackground;
  failure: Failure;
  /** The project that was asked in. */
  place: ProjectPlace;
  onRetry?: (() => void) | undefined;
  /** Puts words into the box of the panel. */
  onAsk?: (words: string) => void;
}

/** A failure of an ask with what helps: words for a maintainer, and one press for the doctor where the project's set-up may be the cause. */
export function FailureWithHelp({ call, failure, place, onRetry, onAsk }: AskFailureProps) {
  const [asked, setAsked] = useState(false);
  const { kind, reason } = failure;
  const offered = OF_SETUP.includes(kind) && !NOT_OF_SETUP.includes(reason) && !asked;
  return (
    <>
      <FailureMessage
        failure={failure}
        onOpenSettings={() => void call('openOptions', {})}
        onRetry={onRetry}
        onDiagnose={offered ? () => setAsked(true) : undefined}
      >
        <FailureHelp place={place} failure={failure} />
      </FailureMessage>
      {asked && <PageDoctor call={call} onAsk={onAsk} />}
    </>
  );
}
