import { i18n } from '#i18n';
import type { Step } from '../../../utils/outcome/jobLog.ts';

/** Steps in view; the log has them all. */
const SHOWN = 5;

/** A tool and what it was used on, as `Read src/cart.js`. */
function toolWords(text: string): string {
  const [tool = '', ...rest] = text.split(' ');
  const about = rest.join(' ');
  if (about === '') return i18n.t('steps.tool', [tool]);
  switch (tool) {
    case 'Read':
      return i18n.t('steps.read', [about]);
    case 'Edit':
    case 'Write':
    case 'MultiEdit':
    case 'NotebookEdit':
      return i18n.t('steps.edit', [about]);
    case 'Grep':
    case 'Glob':
      return i18n.t('steps.search', [about]);
    default:
      return i18n.t('steps.toolOn', [tool, about]);
  }
}

function wordsOf({ kind, text }: Step): string {
  switch (kind) {
    case 'tool':
      return toolWords(text);
    case 'says':
      return text;
    case 'merge-request':
      return i18n.t('steps.mergeRequest', [text]);
    default:
      return i18n.t(`steps.${kind}`, [text]);
  }
}

/** The last steps of a job, the newest last. */
export function StepList({ steps, count }: { steps: readonly Step[]; count: number }) {
  const shown = steps.slice(-SHOWN);
  if (shown.length === 0) return null;
  return (
    <ol class="steps" data-testid="ask-claude-steps">
      {count > shown.length && (
        <li class="steps-before">{i18n.t('steps.before', count - shown.length)}</li>
      )}
      {shown.map((step, index) => (
        <li
          key={count - shown.length + index}
          data-kind={step.kind}
          data-last={index === shown.length - 1 || undefined}
        >
          {wordsOf(step)}
        </li>
      ))}
    </ol>
  );
}
