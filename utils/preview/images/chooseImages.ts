import type { ShownImage } from '../../context/imagesOf.ts';
import { uploadId } from '../../context/Upload.ts';
import type { PreviewImage } from '../Preview.ts';
import type { KnownImage } from './createImageReader.ts';
import { LARGEST_IMAGE, MOST_IMAGES, OFF_ABOVE } from './limits.ts';

/** What decides which images reach the job, and how. */
export interface ImageTerms {
  /** Switched by the user, by `PreviewImage.id`. */
  switched: Readonly<Record<string, boolean>>;
  /** Whether the project's job takes images. */
  taken: boolean;
  /** Bytes that go along with the ask, as Base64. */
  room: number;
  /** Whether the job may have a token that reads uploads: its own does not (GitLab 18.9). */
  mayFetch: boolean;
  /** Bytes that an organisation lets out as images. */
  most: number;
  /** Where people see an upload. */
  addressOf(image: ShownImage): string;
}

/** An image of an ask. */
export interface ChosenImage extends PreviewImage {
  secret: string;
  /** 64 hex digits; absent where it does not reach the job. */
  sha256?: string;
  /** Its name in the job's folder. */
  file?: string;
  /** Base64 of what goes along. */
  data?: string;
}

/** A name that means nothing but a file to any program. */
function fileOf(number: number, filename: string, kind: string): string {
  const stem = filename
    .replace(/\.[^.]*$/, '')
    .replace(/[^A-Za-z0-9_-]+/g, '_')
    .slice(0, 60);
  return `${number}-${stem}.${kind}`;
}

type Way = Pick<ChosenImage, 'on' | 'way' | 'problem' | 'data'>;

/** Hands out the room, in the order of the images. */
function createWays({ switched, taken, room, mayFetch, most }: ImageTerms) {
  let left = room;
  let allowed = most;
  return (id: string, known: KnownImage): Way => {
    if (!taken) return { on: false, problem: 'job' };
    if (known.state === 'unread') return { on: false, problem: 'unread' };
    if (known.state === 'no_image') return { on: false, problem: 'no_image' };
    if (known.state === 'larger') {
      const isTooLarge = (known.bytes ?? 0) > LARGEST_IMAGE || switched[id] === true;
      return { on: false, ...(isTooLarge && { problem: 'large' }) };
    }
    const { bytes, data } = known;
    const isSent = data !== null && data.length <= left;
    if (!isSent && !mayFetch) return { on: false, problem: 'token' };
    if (bytes > allowed) return { on: false, problem: 'policy' };
    if (!(switched[id] ?? bytes <= OFF_ABOVE)) return { on: false };
    allowed -= isSent ? data.length : bytes;
    if (!isSent) return { on: true, way: 'fetched' };
    left -= data.length;
    return { on: true, way: 'sent', data };
  };
}

/** The images of an ask: which go along with it, which the job fetches, and why others do neither. */
export function chooseImages(
  shown: readonly ShownImage[],
  known: ReadonlyMap<string, KnownImage>,
  terms: ImageTerms,
): ChosenImage[] {
  const wayOf = createWays(terms);
  let files = 0;
  return shown.slice(0, MOST_IMAGES).flatMap((image) => {
    const id = uploadId(image);
    const file = known.get(id);
    if (file === undefined) return [];
    const way = wayOf(id, file);
    const { secret, filename, place } = image;
    return [
      {
        id,
        secret,
        filename,
        place,
        bytes: file.state === 'unread' ? null : file.bytes,
        address: terms.addressOf(image),
        ...way,
        ...(way.on &&
          file.state === 'read' && {
            sha256: file.sha256,
            file: fileOf((files += 1), filename, file.kind),
          }),
      },
    ];
  });
}

/** Bytes that an image takes, as it goes along or as it is. */
export function bytesTaken({ on, data, bytes }: ChosenImage): number {
  return on ? (data?.length ?? bytes ?? 0) : 0;
}

/** The images as the job is told of them, in `ask_claude.images`. */
export function sentImages(images: readonly ChosenImage[]): Record<string, string>[] {
  return images.flatMap(({ file, secret, filename, sha256, data }) =>
    file === undefined || sha256 === undefined
      ? []
      : [{ file, secret, filename, sha256, ...(data !== undefined && { data }) }],
  );
}

/** The images as the panel is told of them: without their bytes. */
export function shownImages(images: readonly ChosenImage[]): PreviewImage[] {
  return images.map(({ id, filename, place, bytes, on, way, problem, address }) => ({
    id,
    filename,
    place,
    bytes,
    on,
    ...(way && { way }),
    ...(problem && { problem }),
    address,
  }));
}
