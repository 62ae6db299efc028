import { useState } from 'preact/hooks';
import type { Failure, FailureKind } from '../../utils/gitlab/Failure.ts';
import type { CallBackground } from '../../utils/messages/callBackground.ts';
import { FailureMessage } from '../ui/FailureMessage.tsx';
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

interface Props {
  call: CallBackground;
  failure: Failure;
  onRetry?: (() => void) | undefined;
  /** Puts words into the box of the panel. */
  onAsk?: (words: string) => void;
}

/** Why an ask cannot be sent, or was refused; where the project's set-up may be the cause, one press has the doctor look at it here. */
export function AskFailure({ call, failure, onRetry, onAsk }: Props) {
  const [asked, setAsked] = useState(false);
  const offered = OF_SETUP.includes(failure.kind) && !asked;
  return (
    <>
      <FailureMessage
        failure={failure}
        onOpenSettings={() => void call('openOptions', {})}
        onRetry={onRetry}
        onDiagnose={offered ? () => setAsked(true) : undefined}
      />
      {asked && <PageDoctor call={call} onAsk={onAsk} />}
    </>
  );
}
