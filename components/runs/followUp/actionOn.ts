import { i18n } from '#i18n';
import type { Run } from '../../../utils/runs/Run.ts';
import { presetOfRun } from '../../ask/presetWords.ts';

/** What a button says, and for which run, to those who hear it alone. */
export function actionOn(run: Run, label: string): string {
  return i18n.t('runs.actionOn', [label, run.label || presetOfRun(run.preset)]);
}
