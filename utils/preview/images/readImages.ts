import type { Context } from '../../context/Context.ts';
import { imagesOf } from '../../context/imagesOf.ts';
import { uploadId } from '../../context/Upload.ts';
import { isOn } from '../../prompt/buildPrompt.ts';
import type { Preset } from '../../prompt/Preset.ts';
import type { PreviewRequest } from '../Preview.ts';
import type { ImageReader, KnownImage } from './createImageReader.ts';
import { LARGEST_IMAGE, MOST_IMAGES, OFF_ABOVE } from './limits.ts';

/** What was read of a page's images. */
export interface ReadImages {
  /** By `uploadId`. */
  known: ReadonlyMap<string, KnownImage>;
  /** Whether the job may have a token to fetch those that cannot go along. */
  mayFetch: boolean;
}

/** Images of fewer characters in Base64 go along by every way that there is. */
const ALWAYS_FITS = 100_000;

/** Characters of Base64 that would go along; infinite where one is too large for it. */
function lengthOf(image: KnownImage): number {
  return image.state === 'read' ? (image.data?.length ?? Infinity) : 0;
}

/** Reads the images of the parts that are on: small ones, and what the user switched on beyond. */
export async function readImages(
  { parts }: Pick<Context, 'parts'>,
  preset: Pick<Preset, 'parts'>,
  { parts: switchedParts, images: switched = {} }: Pick<PreviewRequest, 'parts' | 'images'>,
  { image: read, mayFetch }: { image: ImageReader; mayFetch(): Promise<boolean> },
): Promise<ReadImages> {
  const on = parts.filter((part) => isOn(part, { preset, switchedParts }));
  const known = imagesOf(on)
    .slice(0, MOST_IMAGES)
    .map(async (image): Promise<[string, KnownImage]> => {
      const id = uploadId(image);
      return [id, await read(image, switched[id] === true ? LARGEST_IMAGE : OFF_ABOVE)];
    });
  const images = new Map(await Promise.all(known));
  const length = [...images.values()].reduce((sum, image) => sum + lengthOf(image), 0);
  return { known: images, mayFetch: length > ALWAYS_FITS && (await mayFetch()) };
}
