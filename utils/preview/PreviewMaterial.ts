import type { Result } from '../gitlab/Failure.ts';
import type { PageRef } from '../page/PageRef.ts';
import type { Reply } from '../pipeline/flowVariables.ts';
import type { AskOptions } from '../prompt/AskOptions.ts';
import type { Preset } from '../prompt/Preset.ts';
import type { Earlier } from './earlier.ts';
import type { Gathered } from './gather.ts';
import type { ReadImages } from './images/readImages.ts';
import type { PreviewRequest } from './Preview.ts';

/** What one preview is made of. */
export interface PreviewMaterial {
  page: PageRef;
  preset: Preset;
  request: PreviewRequest;
  gathered: Gathered;
  requestId: string;
  boundary: string;
  /** Where the project wants answers. */
  reply: Reply | undefined;
  /** Whether the project wants threads that are done to be marked as resolved. */
  resolves?: boolean;
  /** Model, limits and language of this ask. */
  options: AskOptions;
  /** The conversation that it continues. */
  earlier: Earlier;
  /** What was read of the page's images; absent: nothing. */
  images?: ReadImages;
  /** Findings that the job is to post, in the place of a prompt; or why there are none. */
  review?: Result<string>;
}
