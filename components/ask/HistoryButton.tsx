import { i18n } from '#i18n';
import { useEffect, useState } from 'preact/hooks';
import type { CallBackground } from '../../utils/messages/callBackground.ts';
import { DetailIcon } from '../ui/icons/DetailIcon.tsx';
import { onPress } from '../ui/onPress.ts';

/** The badge has room for one digit. */
const MOST_COUNTED = 9;

/** In the panel's header: leads to the list of all runs, and counts those on other pages that wait for the user. */
export function HistoryButton({ call }: { call: CallBackground }) {
  const [waiting, setWaiting] = useState(0);
  useEffect(() => {
    const end = new AbortController();
    async function count(): Promise<void> {
      const answer = await call('countWaiting', {});
      if (answer.ok && !end.signal.aborted) setWaiting(answer.value);
    }
    void count();
    // They may have been looked at in another window or tab.
    window.addEventListener(
      'focus',
      onPress(() => void count()),
      { signal: end.signal },
    );
    return () => end.abort();
  }, [call]);
  const label = waiting === 0 ? i18n.t('panel.history') : i18n.t('panel.historyWaiting', waiting);
  return (
    <button
      type="button"
      class="icon-button history-button"
      tabIndex={-1}
      data-testid="ask-claude-history"
      aria-label={label}
      title={label}
      onClick={onPress(() => void call('openHistory', {}))}
    >
      <DetailIcon name="history" />
      {waiting > 0 && (
        <span class="history-badge" aria-hidden="true">
          {waiting > MOST_COUNTED ? `${MOST_COUNTED}+` : waiting}
        </span>
      )}
    </button>
  );
}
