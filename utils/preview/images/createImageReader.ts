import { type Upload, uploadId } from '../../context/Upload.ts';
import type { Failure, Result } from '../../gitlab/Failure.ts';
import type { GitLab } from '../../gitlab/GitLab.ts';
import { type ImageKind, imageKind } from './imageKind.ts';
import { LARGEST_SENT } from './limits.ts';

/** What is known of an image's file. */
export type KnownImage =
  | {
      state: 'read';
      kind: ImageKind;
      bytes: number;
      /** 64 hex digits. */
      sha256: string;
      /** Base64 of a small one, as long as there is room for it; else null. */
      data: string | null;
    }
  | { state: 'larger'; bytes: number | null }
  | { state: 'no_image'; bytes: number }
  | { state: 'unread'; failure: Failure };

/** Reads an image in at most `most` bytes; each once. */
export type ImageReader = (image: Upload, most: number) => Promise<KnownImage>;

/** What is kept of one page's images, in characters of Base64. */
const MOST_KEPT = 4_000_000;

function hexOf(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return btoa(text);
}

/** Reads the images of one project. */
export function createImageReader(gitLab: Pick<GitLab, 'upload'>, projectId: number): ImageReader {
  const asked = new Map<string, Promise<KnownImage>>();
  let kept = 0;

  async function known(
    answer: Promise<Result<{ bytes: Uint8Array<ArrayBuffer> | null; size: number | null }>>,
  ): Promise<KnownImage> {
    const file = await answer;
    if (!file.ok) return { state: 'unread', failure: file.failure };
    const { bytes, size } = file.value;
    if (bytes === null) return { state: 'larger', bytes: size };
    const kind = imageKind(bytes);
    if (kind === null) return { state: 'no_image', bytes: bytes.length };
    const sha256 = hexOf(await crypto.subtle.digest('SHA-256', bytes));
    const length = Math.ceil(bytes.length / 3) * 4;
    const isKept = bytes.length <= LARGEST_SENT && kept + length <= MOST_KEPT;
    if (isKept) kept += length;
    const data = isKept ? base64Of(bytes) : null;
    return { state: 'read', kind, bytes: bytes.length, sha256, data };
  }

  return (image, most) => {
    const key = `${uploadId(image)} ${most}`;
    const answer = asked.get(key) ?? known(gitLab.upload(projectId, image, most));
    asked.set(key, answer);
    return answer;
  };
}
