import { i18n } from '#i18n';
import { useEffect, useState } from 'preact/hooks';
import type { CallBackground } from '../../../utils/messages/callBackground.ts';
import type { Usual } from '../../../utils/runs/costs/usualOf.ts';
import { costRange } from '../../ui/costWords.ts';
import { formatElapsed } from '../../ui/format/formatElapsed.ts';

interface Props {
  call: CallBackground;
  preset: string;
  /** Runs that have ended: each may change what is usual. */
  ended: number;
}

/** What such a request usually costs and takes here, by earlier runs. */
export function UsualLine({ call, preset, ended }: Props) {
  const [usual, setUsual] = useState<Usual | null>(null);
  useEffect(() => {
    let over = false;
    async function learn(): Promise<void> {
      const answer = await call('getUsual', { preset });
      if (!over) setUsual(answer.ok ? answer.value : null);
    }
    void learn();
    return () => {
      over = true;
    };
  }, [call, preset, ended]);
  if (!usual) return null;
  const { low, high, milliseconds } = usual;
  return (
    <>
      <span class="usual-gap"> · </span>
      <span class="usual" data-testid="ask-claude-usual">
        {i18n.t('panel.usual', [costRange(low, high), formatElapsed(milliseconds)])}
      </span>
    </>
  );
}
