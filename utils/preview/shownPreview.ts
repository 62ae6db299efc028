import type { Preview } from './Preview.ts';
import type { StoredPreview } from './StoredPreview.ts';

/** Only what the panel may see: never the order or the run. */
export function shownPreview(stored: StoredPreview): Preview {
  const {
    order: _order,
    run: _run,
    projectId: _projectId,
    request: _request,
    sent: _sent,
    ...preview
  } = stored;
  return preview;
}
