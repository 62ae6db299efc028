import { i18n } from '#i18n';
import { useEffect, useRef } from 'preact/hooks';
import type { CallBackground } from '../../utils/messages/callBackground.ts';
import type { Run, RunState } from '../../utils/runs/Run.ts';
import type { AskState } from '../ask/hooks/useAsk.ts';
import { RunBoundary } from './RunBoundary.tsx';
import { RunItem } from './RunItem.tsx';
import type { Propose } from './useProposal.ts';

interface Props {
  call: CallBackground;
  /** What the box below holds. */
  ask?: AskState;
  runs: readonly Run[];
  /** The run that was just sent from this panel. */
  sentId?: string | null;
  onPropose: Propose;
  /** Something of a run was written on the page. */
  onWritten?: () => void;
}

/** Four things are told of a run; that its pipeline was made is none. */
function told(state: RunState): RunState {
  return state === 'created' ? 'sending' : state;
}

/** Runs of the page, newest first; a change of the newest is told to screen readers. One that was just sent is brought into view and gets the focus. */
export function RunList({ call, ask, runs, sentId = null, onPropose, onWritten }: Props) {
  const newest = runs[0];
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (sentId === null || newest?.id !== sentId) return;
    const first = list.current?.firstElementChild;
    first?.scrollIntoView({ block: 'nearest' });
    const heading = first?.querySelector('h4');
    const root = heading?.getRootNode();
    const isActive =
      root instanceof Document || root instanceof ShadowRoot ? root.activeElement : null;
    // Whoever went on to something else meanwhile stays there.
    const isWaiting =
      isActive === null || isActive === document.body || isActive.contains(heading ?? null);
    if (isWaiting) heading?.focus({ preventScroll: true });
  }, [newest?.id, sentId]);
  const outcome = newest?.outcome && i18n.t(`outcomes.${newest.outcome.kind}`);
  return (
    <section class="runs" hidden={!newest}>
      <h3 class="only-heard">{i18n.t('runs.title')}</h3>
      <p class="only-heard" role="status" aria-live="polite">
        {newest && (outcome ?? i18n.t(`states.${told(newest.state)}`))}
      </p>
      <ol ref={list}>
        {runs.map((run, index) => (
          <RunBoundary key={run.id} run={run}>
            <RunItem
              call={call}
              ask={ask}
              run={run}
              open={index === 0}
              onPropose={onPropose}
              onWritten={onWritten}
            />
          </RunBoundary>
        ))}
      </ol>
    </section>
  );
}
