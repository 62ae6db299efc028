import { i18n } from '#i18n';
import type { Run } from '../../utils/runs/Run.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { DetailIcon, type DetailIconName } from '../ui/icons/DetailIcon.tsx';
import { actionOn } from './followUp/actionOn.ts';

interface Props {
  run: Run;
  /** Puts what the run asked into the box again; the user goes on there. */
  onRecall(focus: 'words' | 'send'): void;
}

/** Small drawings beside a run's outcome: copy its answer, ask again, edit what was asked. Nothing here fires. */
export function RunTools({ run, onRecall }: Props) {
  const answer = run.outcome?.answer ?? '';
  const tool = (icon: DetailIconName, testId: string, label: string, focus: 'words' | 'send') => (
    <button
      type="button"
      class="icon-button small"
      data-testid={testId}
      aria-label={actionOn(run, label)}
      title={label}
      onClick={() => onRecall(focus)}
    >
      <DetailIcon name={icon} />
    </button>
  );
  const copy = i18n.t('runs.copy');
  return (
    <span class="run-tools">
      {answer !== '' && <CopyButton text={answer} label={copy} name={actionOn(run, copy)} />}
      {tool('retry', 'ask-claude-again', i18n.t('runs.again'), 'send')}
      {tool('edit', 'ask-claude-edit', i18n.t('runs.edit'), 'words')}
    </span>
  );
}
