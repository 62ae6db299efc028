import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import type { Run } from '../../../utils/runs/Run.ts';
import { hasUnsavedText, noteOnPage, reloadAt } from '../../../utils/page/notes/noteOnPage.ts';
import { presetOfRun } from '../../ask/presetWords.ts';
import { SmallButton } from '../../ui/SmallButton.tsx';

/** Leads to the comment that holds an answer: where the page shows it, else by a reload, which waits for one more press where that would drop text. */
export function ShowNote({ run, noteUrl }: { run: Run; noteUrl: string }) {
  const [warned, setWarned] = useState(false);
  const words = warned ? i18n.t('outcome.reload') : i18n.t('outcome.show');

  function press(): void {
    const show = noteOnPage(document, noteUrl);
    if (show) {
      setWarned(false);
      show();
    } else if (!warned && hasUnsavedText(document)) setWarned(true);
    else reloadAt(location, noteUrl);
  }
  return (
    <>
      <SmallButton
        testId="ask-claude-show-note"
        name={i18n.t('runs.actionOn', [words, run.label || presetOfRun(run.preset)])}
        onClick={press}
      >
        {words}
      </SmallButton>
      <span role="status">{warned && i18n.t('outcome.unsaved')}</span>
    </>
  );
}
