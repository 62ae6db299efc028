import { i18n } from '#i18n';
import type { CallBackground } from '../../utils/messages/callBackground.ts';
import type { PageRef } from '../../utils/page/PageRef.ts';
import type { Run } from '../../utils/runs/Run.ts';
import { useDetails } from '../details/Details.ts';
import { AskFailure } from '../setup/doctor/AskFailure.tsx';
import { FailureMessage } from '../ui/FailureMessage.tsx';
import { UpdatedNotice } from './notices/UpdatedNotice.tsx';
import type { AskState } from './hooks/useAsk.ts';

interface Props {
  call: CallBackground;
  ask: AskState;
  page: PageRef;
  runs: readonly Run[];
  /** Puts words into the box. */
  onAsk(words: string): void;
}

/** What is in the way of sending, or was refused: above the runs, never among the fields. */
export function BeforeSend({ call, ask, page, runs, onAsk }: Props) {
  const { preview, sending, over } = ask;
  const details = useDetails();
  const reread = () => ask.again({ reread: true });
  // A refused run stands in the list below with the same words.
  const listed = runs[0]?.state === 'failed' && runs[0].failure?.kind === sending.failure?.kind;
  const known = over ? [] : [listed ? null : sending.failure, ask.failure];
  return (
    <div class="before-send">
      {over && <UpdatedNotice />}
      {known.map(
        (failure, index) =>
          failure && (
            <AskFailure
              key={index}
              call={call}
              failure={failure}
              place={page}
              onRetry={reread}
              onAsk={onAsk}
            />
          ),
      )}
      {preview?.parts.map(
        (part) =>
          part.failure && (
            <FailureMessage
              key={part.name}
              failure={part.failure}
              missing={i18n.t(`parts.${part.name}`)}
              onRetry={reread}
              onOpenSettings={() => void call('openOptions', {})}
            />
          ),
      )}
      {details && <details.CapNotice call={call} ended={ask.ended} />}
    </div>
  );
}
