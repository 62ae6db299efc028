import { i18n } from '#i18n';
import type { PageRef } from '../../utils/page/PageRef.ts';
import type { Propose } from '../runs/useProposal.ts';
import { useDetails } from '../details/Details.ts';
import { Mark } from '../ui/Mark.tsx';
import type { AskState } from './hooks/useAsk.ts';

interface Props {
  ask: AskState;
  page: PageRef;
  inThread: boolean;
  onPropose: Propose;
}

/** What stands where runs will: what this is good for, and, until something is chosen, what the page itself suggests. */
export function Start({ ask, page, inThread, onPropose }: Props) {
  const details = useDetails();
  const about = inThread ? 'thread' : page.type;
  const isOpen = ask.wordsMissing && !inThread;
  return (
    <div class="start">
      <Mark />
      <p class="start-title">{i18n.t(`panel.start.${about}`)}</p>
      <p class="subtle">{i18n.t('panel.start.how')}</p>
      {isOpen && details && (
        <details.Suggestions preview={ask.preview} presets={ask.presets} onPropose={onPropose} />
      )}
    </div>
  );
}
