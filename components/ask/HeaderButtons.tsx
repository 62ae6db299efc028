import { useEffect, useRef } from 'preact/hooks';
import type { CallBackground } from '../../utils/messages/callBackground.ts';
import type { Placement } from '../../utils/page/PanelLayout.ts';
import { arrowStep, SIDEWAYS } from '../ui/arrowStep.ts';
import { HistoryButton } from './HistoryButton.tsx';
import { LayoutButtons } from './LayoutButtons.tsx';

interface Props {
  call: CallBackground;
  /** Absent where its page has the panel stand elsewhere. */
  placement: Placement | undefined;
}

/** In the panel's header, beside the button that closes it: that one is the stop of the Tab key for them all, and arrow keys move among them. */
export function HeaderButtons({ call, placement }: Props) {
  const own = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const toolbar = own.current?.parentElement;
    function move(event: KeyboardEvent): void {
      if (!toolbar || !SIDEWAYS.test(event.key)) return;
      const step = arrowStep(event.key, toolbar);
      if (!step) return;
      event.preventDefault();
      const buttons = [...toolbar.querySelectorAll('button')];
      let at = buttons.findIndex((button) => button.matches(':focus')) + step;
      // Those that a sheet, or a panel over the page, does not show take no focus.
      for (let button = buttons[at]; button; button = buttons[(at += step)]) {
        button.focus();
        if (button.matches(':focus')) return;
      }
    }
    toolbar?.addEventListener('keydown', move);
    return () => toolbar?.removeEventListener('keydown', move);
  }, []);
  return (
    <span ref={own} class="header-more">
      <HistoryButton call={call} />
      {placement && <LayoutButtons {...placement} />}
    </span>
  );
}
