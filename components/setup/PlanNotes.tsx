import { i18n } from '#i18n';
import type { NoteKind, PlanNote } from '../../utils/setup/addJob/SetupPlan.ts';
import { Icon } from '../ui/Icon.tsx';

/** Those that only tell; the others ask for thought. */
const QUIET: ReadonlySet<NoteKind> = new Set(['up_to_date', 'kept_out']);

/** What the user has to know before the press. */
export function PlanNotes({ notes }: { notes: readonly PlanNote[] }) {
  return (
    <ul class="notes">
      {notes.map(({ kind, names }) => (
        <li
          key={kind}
          class={QUIET.has(kind) ? 'note quiet' : 'note warn'}
          data-testid="setup-note"
          data-kind={kind}
        >
          <Icon name={QUIET.has(kind) ? 'check' : 'warning'} />
          <p>{i18n.t(`addJob.notes.${kind}`, [names.join(', ')])}</p>
        </li>
      ))}
    </ul>
  );
}
