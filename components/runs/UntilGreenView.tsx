import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import type { Failure } from '../../utils/gitlab/Failure.ts';
import type { CallBackground } from '../../utils/messages/callBackground.ts';
import type { Run } from '../../utils/runs/Run.ts';
import type { UntilGreen } from '../../utils/runs/untilGreen/UntilGreen.ts';
import { FailureMessage } from '../ui/FailureMessage.tsx';
import { formatCost } from '../ui/format/formatCost.ts';
import { Link } from '../ui/Link.tsx';
import { hrefOn } from '../ui/safeHref.ts';
import { SmallButton } from '../ui/SmallButton.tsx';

const STEPS = ['pushed', 'red', 'fixing', 'green'] as const;

function stepOf({ phase, end }: UntilGreen): (typeof STEPS)[number] | null {
  if (phase === 'ended') return end === 'green' ? 'green' : null;
  return phase === 'asked' ? null : phase;
}

/** How much of the limits is used up. */
function usedOf({ limits, fixes, spentUsd, until }: UntilGreen): string {
  const time = new Date(until).toLocaleTimeString(undefined, {
    hour: '2-digit',
    minute: '2-digit',
  });
  const cost =
    limits.costUsd === null
      ? formatCost(spentUsd)
      : i18n.t('untilGreen.of', [formatCost(spentUsd), formatCost(limits.costUsd)]);
  return [
    i18n.t('untilGreen.used', [String(fixes.length), String(limits.asks)]),
    cost,
    i18n.t('untilGreen.until', [time]),
  ].join(' · ');
}

/** How far a run is from its green pipeline, live, with the press that stops it; what ended it. */
export function UntilGreenView({ call, run }: { call: CallBackground; run: Run }) {
  const [pressed, setPressed] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { untilGreen } = run;
  if (!untilGreen) return null;
  const { phase, end, pipeline, fixes } = untilGreen;
  const step = stepOf(untilGreen);
  // Green at once: nothing failed on the way.
  const steps = end === 'green' && fixes.length === 0 ? (['pushed', 'green'] as const) : STEPS;
  const at = steps.findIndex((name) => name === step);

  async function stop(): Promise<void> {
    setPressed(true);
    setFailure(null);
    const answer = await call('stopUntilGreen', { runId: run.id });
    setPressed(false);
    if (!answer.ok) setFailure({ kind: 'unknown', detail: answer.error });
    else if (!answer.value.ok) setFailure(answer.value.failure);
  }

  return (
    <div
      role="group"
      class="until-green"
      data-testid="ask-claude-until-green"
      data-phase={phase}
      data-end={end}
      aria-label={i18n.t('untilGreen.tick')}
    >
      <div class="until-green-line">
        <strong>{i18n.t('untilGreen.tick')}</strong>
        {phase !== 'ended' && (
          <SmallButton
            testId="ask-claude-until-green-stop"
            disabled={pressed}
            onClick={() => void stop()}
          >
            {i18n.t('untilGreen.stop')}
          </SmallButton>
        )}
      </div>
      {(end === undefined || end === 'green') && (
        <ol>
          {steps.map((name, index) => (
            <li
              key={name}
              data-step={name}
              data-done={index < at || undefined}
              aria-current={name === step ? 'step' : undefined}
            >
              {i18n.t(`untilGreen.steps.${name}`)}
            </li>
          ))}
        </ol>
      )}
      <p role="status">
        {phase === 'ended'
          ? i18n.t(`untilGreen.ends.${end ?? 'stopped'}`)
          : i18n.t(`untilGreen.phases.${phase}`)}
        {pipeline && (
          <>
            {' '}
            <Link href={hrefOn(run.site, pipeline.webUrl)}>
              {i18n.t('runs.pipeline')} #{pipeline.id}
            </Link>
          </>
        )}
      </p>
      {phase !== 'ended' && (
        <p class="subtle">
          {usedOf(untilGreen)} · {i18n.t('untilGreen.closed')}
        </p>
      )}
      {untilGreen.failure && <FailureMessage failure={{ kind: untilGreen.failure }} />}
      {failure && <FailureMessage failure={failure} />}
    </div>
  );
}
