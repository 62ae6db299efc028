import { i18n } from '#i18n';
import { onPress } from '../../ui/onPress.ts';

/** Asks for a look at the page's project, whether or not something failed. */
export function ProjectCheck({ onCheck }: { onCheck(): void }) {
  return (
    <div class="project-check">
      <button type="button" data-testid="ask-claude-check-project" onClick={onPress(onCheck)}>
        {i18n.t('doctor.checkProject')}
      </button>
    </div>
  );
}
