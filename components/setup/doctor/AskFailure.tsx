import { useDetails } from '../../details/Details.ts';
import { FailureMessage } from '../../ui/FailureMessage.tsx';
import type { AskFailureProps } from './FailureWithHelp.tsx';

/** Why an ask cannot be sent, or was refused: with what helps, once the second script is there. */
export function AskFailure(props: AskFailureProps) {
  const details = useDetails();
  if (details) return <details.FailureWithHelp {...props} />;
  const { call, failure, onRetry } = props;
  return (
    <FailureMessage
      failure={failure}
      onOpenSettings={() => void call('openOptions', {})}
      onRetry={onRetry}
    />
  );
}
