import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import { isFinal, type Run } from '../../../utils/runs/Run.ts';
import { TextBox } from '../../ui/typing/TextBox.tsx';
import { actionOn } from './actionOn.ts';
import { AddedActions, type AddedProps } from './AddedActions.tsx';
import { SmallButton } from '../../ui/SmallButton.tsx';

/** Whether something can be added to a run's ask: while it goes on. */
function takesMore({ state, cancelWanted }: Run): boolean {
  return !isFinal(state) && state !== 'canceling' && cancelWanted !== true;
}

/** Something to add to what was asked. It is kept while the run goes on, and longer. */
export function Adding(props: AddedProps) {
  const { run, followUp } = props;
  const [open, setOpen] = useState(false);
  const { added = '', add } = followUp;
  if (added === '' && !takesMore(run)) return null;
  if (added === '' && !open) {
    return (
      <SmallButton
        testId="ask-claude-add"
        name={actionOn(run, i18n.t('runs.add'))}
        onClick={() => setOpen(true)}
      >
        {i18n.t('runs.add')}
      </SmallButton>
    );
  }
  return (
    <div class="adding">
      <TextBox
        testId="ask-claude-added"
        label={i18n.t('runs.add')}
        placeholder={i18n.t('runs.add')}
        words={added}
        focused={open}
        onWords={add}
      />
      {!isFinal(run.state) && (
        <>
          <p class="run-note">{i18n.t('runs.addKept')}</p>
          <div class="adding-actions">
            <AddedActions {...props} onDiscard={() => setOpen(false)} />
          </div>
        </>
      )}
    </div>
  );
}
