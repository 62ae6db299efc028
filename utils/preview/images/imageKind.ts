/** What an image is, named as its file's ending. */
export type ImageKind = 'png' | 'jpg' | 'gif' | 'webp';

/** How files of each kind begin; of WebP there is a length in between. */
const BEGINNINGS: readonly [ImageKind, RegExp][] = [
  ['png', /^\x89PNG\r\n\x1A\n/],
  ['jpg', /^\xFF\xD8\xFF/],
  ['gif', /^GIF8[79]a/],
  ['webp', /^RIFF[^]{4}WEBP/],
];

/** What the bytes are, whatever the file's name says; null for all that Claude cannot look at. */
export function imageKind(bytes: Uint8Array): ImageKind | null {
  const beginning = String.fromCharCode(...bytes.subarray(0, 12));
  return BEGINNINGS.find(([, form]) => form.test(beginning))?.[0] ?? null;
}
