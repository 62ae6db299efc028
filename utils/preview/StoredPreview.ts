import type { PipelineOrder } from '../gitlab/GitLab.ts';
import type { Preview, PreviewRequest } from './Preview.ts';
import type { Run } from '../runs/Run.ts';

/** A preview with everything that its POST needs, so that Send reads nothing. Plain JSON. */
export interface StoredPreview extends Preview {
  projectId: number;
  /** Exactly what is sent. */
  order: PipelineOrder;
  /** The run that Send starts; its times are set then. */
  run: Run;
  /** What it was made of. */
  request: PreviewRequest;
  /** Set once it was fired: no preview is fired twice. */
  sent?: boolean;
}

/** Where previews are kept until they are sent: longer than the background lives. */
export interface PreviewStore {
  get(id: string): Promise<StoredPreview | null>;
  /** Keeps it under its `id`. */
  set(preview: StoredPreview): Promise<void>;
}
