import { i18n } from '#i18n';
import { useEffect, useRef } from 'preact/hooks';

export interface TryOutActions {
  /** Shows the panel on an example, inside that element; the answer takes it away. `onClose`: its own button was pressed. */
  mountExample(host: HTMLElement, onClose: () => void): () => void;
}

/** The panel on a made-up issue: nothing is sent, nobody is asked. */
export function TryOut({ actions, onEnd }: { actions: TryOutActions; onEnd(): void }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return undefined;
    return actions.mountExample(place.current, onEnd);
  }, [actions]);
  return (
    <section class="step" aria-labelledby="try-title">
      <header>
        <h2 id="try-title">{i18n.t('firstRun.tryTitle')}</h2>
        <p class="quiet">{i18n.t('firstRun.tryIntro')}</p>
      </header>
      <div class="example" ref={place} />
    </section>
  );
}
