import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import type { CallBackground } from '../../utils/messages/callBackground.ts';
import { onPress } from '../ui/onPress.ts';
import { PageDoctor } from './PageDoctor.tsx';

interface Props {
  call: CallBackground;
  /** Puts words into the box of the panel. */
  onAsk(words: string): void;
}

/** At the end of the panel: looks at the page's project, whether or not something failed. */
export function ProjectCheck({ call, onAsk }: Props) {
  const [asked, setAsked] = useState(false);
  return (
    <div class="project-check">
      {asked ? (
        <PageDoctor call={call} onAsk={onAsk} />
      ) : (
        <button
          type="button"
          data-testid="ask-claude-check-project"
          onClick={onPress(() => setAsked(true))}
        >
          {i18n.t('doctor.checkProject')}
        </button>
      )}
    </div>
  );
}
