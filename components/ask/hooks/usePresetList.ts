import { useEffect, useState } from 'preact/hooks';
import type { CallBackground } from '../../../utils/messages/callBackground.ts';
import type { PresetList } from '../../../utils/prompt/PresetList.ts';
import type { PresetView } from '../../../utils/prompt/Preset.ts';

export interface PresetListState extends PresetList {
  /** False until it is known what there is beside the presets that are always there. */
  known: boolean;
}

/** The presets of a page or thread: those that are always there at once, the others when the background has read what there is. */
export function usePresetList(
  call: CallBackground,
  discussionId: string | undefined,
  always: readonly PresetView[],
): PresetListState & { load(): void } {
  const [list, setList] = useState<PresetList | null>(null);
  const [answered, setAnswered] = useState(false);

  async function load(): Promise<void> {
    const answer = await call('listPresets', discussionId === undefined ? {} : { discussionId });
    setAnswered(true);
    if (answer.ok && answer.value.ok) setList(answer.value.value);
  }
  useEffect(() => {
    void load();
  }, [call, discussionId]);

  const found = list ?? { presets: [...always], bad: [] };
  return {
    ...found,
    known: answered,
    // What went wrong stands in the preview; once that is mended, so is this.
    load: () => {
      if (list === null && answered) void load();
    },
  };
}
