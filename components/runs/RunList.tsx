import { i18n } from '#i18n';
import { useEffect, useRef } from 'preact/hooks';
import type { CallBackground } from '../../utils/messages/callBackground.ts';
import type { Run } from '../../utils/runs/Run.ts';
import { RunBoundary } from './RunBoundary.tsx';
import { RunItem } from './RunItem.tsx';
import type { Propose } from './useProposal.ts';

interface Props {
  call: CallBackground;
  runs: readonly Run[];
  onPropose: Propose;
}

/** Runs of the page, newest first; a change of the newest is told to screen readers. */
export function RunList({ call, runs, onPropose }: Props) {
  const newest = runs[0];
  const list = useRef<HTMLOListElement>(null);
  const known = useRef<string | null>(null);
  useEffect(() => {
    // Those of earlier visits come first and at once; only one that was just sent is brought into view.
    if (known.current !== null && newest && newest.id !== known.current) {
      list.current?.firstElementChild?.scrollIntoView({ block: 'nearest' });
    }
    known.current = newest?.id ?? '';
  }, [newest?.id]);
  const outcome = newest?.outcome && i18n.t(`outcomes.${newest.outcome.kind}`);
  return (
    <section class="runs" hidden={!newest}>
      <h3>{i18n.t('runs.title')}</h3>
      <p class="only-heard" role="status" aria-live="polite">
        {newest &&
          i18n.t('runs.changed', [newest.label, outcome ?? i18n.t(`states.${newest.state}`)])}
      </p>
      <ol ref={list}>
        {runs.map((run, index) => (
          <RunBoundary key={run.id} run={run}>
            <RunItem call={call} run={run} open={index === 0} onPropose={onPropose} />
          </RunBoundary>
        ))}
      </ol>
    </section>
  );
}
