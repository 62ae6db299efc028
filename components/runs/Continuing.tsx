import { i18n } from '#i18n';
import type { Run } from '../../utils/runs/Run.ts';
import { presetOfRun } from '../ask/presetWords.ts';
import { Icon } from '../ui/Icon.tsx';

interface Props {
  run: Run;
  /** Whether a bot posts what that run found, in the place of Claude's reading it. */
  byBot: boolean;
  onEnd(): void;
}

/** Which earlier run the next ask follows up, and a way out of that. */
export function Continuing({ run, byBot, onEnd }: Props) {
  return (
    <div class="notice continuing" data-testid="ask-claude-continues" data-run-id={run.id}>
      <p>
        <strong>{i18n.t('runs.continues', [run.label || presetOfRun(run.preset)])}</strong>{' '}
        <span class="subtle">
          {byBot ? i18n.t('presets.post_review.about') : i18n.t('runs.continuesWhy')}
        </span>
      </p>
      <button
        type="button"
        class="icon-button"
        aria-label={i18n.t('runs.endContinue')}
        title={i18n.t('runs.endContinue')}
        onClick={onEnd}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
