import { THREADS_PRESET } from '../prompt/presetNames.ts';
import type { Preview } from './Preview.ts';
import type { PreviewMaterial } from './PreviewMaterial.ts';

/** A thread is answered in the thread, a change is told where it was asked for, everything else is quiet, unless the project says otherwise. A central runner project keeps no answers, so there every answer is told. */
export function replyOf({
  preset,
  request,
  reply,
  gathered,
  review,
}: PreviewMaterial): Preview['reply'] {
  if (review !== undefined) return 'review';
  if (reply === 'none') return 'none';
  if (request.discussionId !== undefined || preset.name === THREADS_PRESET) return 'thread';
  const told = preset.mode === 'change' || gathered.home.id !== gathered.project.id;
  return reply === 'note' || (reply === undefined && told) ? 'note' : 'none';
}
