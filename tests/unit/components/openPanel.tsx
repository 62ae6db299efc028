import { AskPanel, type AskPanelProps } from '../../../components/ask/AskPanel.tsx';
import { generalPresets } from '../../../utils/prompt/catalogue.ts';
import type { CallBackground } from '../../../utils/messages/callBackground.ts';
import { PAGE } from './samples.ts';
import { show } from './show.tsx';

/** In milliseconds: longer than the panel waits for more words. */
export const TYPING_PAUSE = 400;

/** Opens the panel of an issue, or draws the open one anew; what is not given is as it is without runs. */
export const openPanel = (call: CallBackground, given: Partial<AskPanelProps> = {}) =>
  show(
    <AskPanel
      call={call}
      page={PAGE}
      presets={generalPresets('issue', 'page')}
      runs={[]}
      gone={false}
      focusTurn={1}
      suspectTurn={0}
      onClose={() => undefined}
      {...given}
    />,
  );
