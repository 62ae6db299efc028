import type { Element } from 'domhandler';
import type { Upload } from '../Upload.ts';
import { decoded } from './decoded.ts';

/** An upload's address as its author wrote it (`data-canonical-src`) or as the page has it, and its file's name: letters, digits, `_`, `.`, `-` and `+` (18.9). */
const UPLOAD =
  /^((?:\/(?!\/)\S{0,500})?)\/uploads\/([0-9a-f]{32})\/([\p{L}\p{M}\p{N}_.+-]{1,80})$/u;

/** What a picture, a video or a sound shows, where it was uploaded to this GitLab: `isOwn` where that is the page's own project. */
export function uploadOf({ attribs }: Element): (Upload & { isOwn: boolean }) | null {
  const { src = '', 'data-src': lazy = src, 'data-canonical-src': address = lazy } = attribs;
  const [, root = '', secret = '', filename = ''] = UPLOAD.exec(decoded(address)) ?? [];
  if (filename === '') return null;
  // GitLab reads an address without a project's path as one of the page's project.
  const isShown = decoded(lazy).endsWith(`/uploads/${secret}/${filename}`);
  return { secret, filename, isOwn: root === '' && isShown };
}
