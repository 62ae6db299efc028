import type { CallBackground } from '../../../utils/messages/callBackground.ts';
import { Doctor } from './Doctor.tsx';

interface Props {
  call: CallBackground;
  /** Puts words into the box of the panel. */
  onAsk?: ((words: string) => void) | undefined;
}

/** The doctor in the panel: looks at the page's project at once. It changes nothing from there; the settings do. */
export function PageDoctor({ call, onAsk }: Props) {
  const openSettings = () => void call('openOptions', {});
  return (
    <Doctor
      atOnce
      actions={{
        async diagnose() {
          const answer = await call('diagnose', {});
          return answer.ok
            ? answer.value
            : { ok: false, failure: { kind: 'unknown', detail: answer.error } };
        },
        newToken: openSettings,
        openSettings,
        ...(onAsk && { ask: onAsk }),
      }}
    />
  );
}
