import type { ContextItem, ContextPart, PartName } from './Context.ts';
import type { Label } from './Label.ts';
import { isReadableImage, type Upload, uploadId } from './Upload.ts';

/** An image that texts of the page show. */
export interface ShownImage extends Upload {
  /** The first text that shows it, as it is named where it is left out; by others. */
  place: Label;
}

/** The parts whose images are of the page's own project: linked items may be of another. */
const PARTS: readonly PartName[] = ['description', 'threads', 'comments'];

/** The description first, then what is asked about, then the newest. */
function rank(part: ContextPart, { asked, worth }: ContextItem): number {
  if (part.name === 'description') return Infinity;
  return asked ? Number.MAX_VALUE : worth;
}

/** The images of these parts that Claude can look at, each once, those that matter most first. */
export function imagesOf(parts: readonly ContextPart[]): ShownImage[] {
  const places = parts
    .filter(({ name }) => PARTS.includes(name))
    .flatMap((part) => part.items.map((item) => ({ item, worth: rank(part, item) })))
    .toSorted((one, other) => other.worth - one.worth || 0);
  const found = new Map<string, ShownImage>();
  for (const { item } of places) {
    for (const image of item.images ?? []) {
      const id = uploadId(image);
      if (isReadableImage(image.filename) && !found.has(id))
        found.set(id, { ...image, place: item.label });
    }
  }
  return [...found.values()];
}
