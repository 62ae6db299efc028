import { i18n } from '#i18n';
import type { ComponentChildren } from 'preact';
import { useErrorBoundary } from 'preact/hooks';
import type { Run } from '../../utils/runs/Run.ts';

/** What a run brings back was written elsewhere: where one cannot be drawn, its words are shown as they are, and the others stay. */
export function RunBoundary({ run, children }: { run: Run; children: ComponentChildren }) {
  const [error] = useErrorBoundary();
  if (error === undefined) return <>{children}</>;
  return (
    <li class="run" data-testid="ask-claude-run" data-state={run.state}>
      <p class="run-note">{i18n.t('runs.undrawable')}</p>
      <pre tabIndex={0}>{run.outcome?.answer ?? run.label}</pre>
    </li>
  );
}
