/** Stands in an item's text where the boundary of the prompt comes: as long as one, of characters that no text by others keeps. */
const PLACE = '\0'.repeat(32);

/** How the line begins that says whose words follow: nobody who wrote one of them can have known the boundary. */
export const HEAD = `=== ${PLACE} `;

/** A text by others without what only our heads may hold. */
export function withoutPlaces(text: string): string {
  return text.replaceAll('\0', '');
}

/** An item's text with its heads, and the boundary nowhere else; of a head that was cut nothing stays. */
export function withBoundary(text: string, boundary: string): string {
  return text
    .replaceAll(boundary, '')
    .replaceAll(HEAD, () => `=== ${boundary} `)
    .replaceAll('\0', '');
}
