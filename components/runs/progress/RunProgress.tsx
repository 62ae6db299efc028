import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import type { CallBackground } from '../../../utils/messages/callBackground.ts';
import type { Progress, Waiting } from '../../../utils/outcome/Progress.ts';
import { saidLast } from '../../../utils/outcome/saidLast.ts';
import { isFinal, type Run } from '../../../utils/runs/Run.ts';
import { formatCost } from '../../ui/format/formatCost.ts';
import { Icon } from '../../ui/Icon.tsx';
import { LogText } from '../../ui/LogText.tsx';
import { Markdown } from '../../ui/markdown/Markdown.tsx';
import { NoRunner } from './NoRunner.tsx';
import { RunLinks } from './RunLinks.tsx';
import { StepList } from './StepList.tsx';
import { useProgress } from './useProgress.ts';

/** From here on a wait is told as one that may not end by itself; in seconds. */
const LONG_WAIT = 60;

/** Where the run is: one line of words, for screen readers too. */
function placeOf(run: Run, progress: Progress | null): string | null {
  switch (run.state) {
    case 'finished':
    case 'failed':
    case 'cancelled':
      return null;
    case 'waiting':
      if (run.jobStatus === 'waiting_for_resource') return i18n.t('progress.resource');
      return run.jobStatus === 'preparing'
        ? i18n.t('progress.preparing')
        : i18n.t('stateNotes.waiting');
    case 'running':
      return progress === null ? i18n.t('stateNotes.running') : i18n.t(`stages.${progress.stage}`);
    default:
      return i18n.t(`stateNotes.${run.state}`);
  }
}

/** GitLab's own count; where there is none, since the word was first seen. */
function secondsOf({ seconds }: Waiting, { jobStatusSince }: Run): number {
  if (seconds !== null) return seconds;
  return jobStatusSince === undefined ? 0 : (Date.now() - Date.parse(jobStatusSince)) / 1000;
}

/** The cost so far where it is known, else what the model has read. */
function spentOf({ costUsd, tokens }: Progress): string {
  if (costUsd !== null) return ` · ${i18n.t('progress.cost', [formatCost(costUsd)])}`;
  if (tokens === null) return '';
  const short = new Intl.NumberFormat(undefined, { notation: 'compact' }).format(tokens);
  return ` · ${i18n.t('progress.tokens', [short])}`;
}

/** How far a run is: what Claude says, where its answer will be; its place, Claude's steps, its cost so far, its log on demand, and where it can be looked at. */
export function RunProgress({ call, run }: { call: CallBackground; run: Run }) {
  const [logOpen, setLogOpen] = useState(false);
  const progress = useProgress(call, run, logOpen);
  const goesOn = !isFinal(run.state);
  const place = placeOf(run, progress);
  const told = saidLast(progress?.steps ?? []);
  const waiting = goesOn ? progress?.waiting : undefined;
  const waited = waiting ? secondsOf(waiting, run) : 0;
  return (
    <>
      {told.said !== '' && !run.outcome && (
        <div class="said" data-testid="ask-claude-said" aria-busy={goesOn}>
          <Markdown text={told.said} />
        </div>
      )}
      {place !== null && (
        <p
          class="run-note"
          data-testid="ask-claude-progress"
          data-stage={goesOn ? (progress?.stage ?? '') : undefined}
        >
          {place}
          {goesOn && progress && <span>{spentOf(progress)}</span>}
        </p>
      )}
      {waiting && waited >= LONG_WAIT && <NoRunner {...waiting} waited={waited} />}
      {goesOn && progress && (
        <StepList steps={told.steps} count={progress.stepCount - told.lines} />
      )}
      {run.jobId !== undefined && (
        <details
          class="log"
          data-testid="ask-claude-log"
          onToggle={(event) => setLogOpen(event.currentTarget.open)}
        >
          <summary>
            <Icon name="chevron" />
            {i18n.t('runs.log')}
          </summary>
          {progress?.tail !== undefined && logOpen && <LogText text={progress.tail} />}
        </details>
      )}
      <RunLinks run={run} />
    </>
  );
}
