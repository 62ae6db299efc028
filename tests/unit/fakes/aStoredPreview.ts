import type { StoredPreview } from '../../../utils/preview/StoredPreview.ts';
import { samplePreview } from '../components/samples.ts';
import { aRun } from './aRun.ts';

/** A preview that is ready to be sent. */
export function aStoredPreview(more: Partial<StoredPreview> = {}): StoredPreview {
  return {
    ...samplePreview(),
    projectId: 5,
    order: { ref: 'ask-claude', inputs: {} },
    request: { words: 'Why?', preset: 'ask', parts: {} },
    run: aRun({ id: 'ask-1' }),
    ...more,
  };
}
