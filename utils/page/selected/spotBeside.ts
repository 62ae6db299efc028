/** A rectangle in the window, in CSS pixels. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Between what is selected and what stands beside it, and at the window's edge, in CSS pixels. */
const GAP = 6;

function overlaps(one: Box, other: Box): boolean {
  return (
    one.left < other.right &&
    other.left < one.right &&
    one.top < other.bottom &&
    other.top < one.bottom
  );
}

/**
 * Where something of a size stands beside what is selected, over none of it and wholly within the room: below its end, else above its
 * beginning, else at its right or left. Null where there is no such place.
 * @param lines what is selected, line by line
 */
export function spotBeside(
  lines: readonly Box[],
  size: { width: number; height: number },
  room: Box,
): { left: number; top: number } | null {
  const seen = lines.filter((line) => overlaps(line, room));
  const [first, last] = [seen[0], seen.at(-1)];
  if (!first || !last) return null;
  const across = (left: number) =>
    Math.max(room.left + GAP, Math.min(left, room.right - size.width - GAP));
  const down = (top: number) =>
    Math.max(room.top + GAP, Math.min(top, room.bottom - size.height - GAP));
  const lowest = Math.max(...seen.map(({ bottom }) => bottom));
  const highest = Math.min(...seen.map(({ top }) => top));
  const rightmost = Math.max(...seen.map(({ right }) => right));
  const leftmost = Math.min(...seen.map(({ left }) => left));
  const spots = [
    { left: across(last.right - size.width / 2), top: lowest + GAP },
    { left: across(first.left), top: highest - GAP - size.height },
    { left: across(last.right + GAP), top: down(last.top) },
    { left: rightmost + GAP, top: down(last.top) },
    { left: leftmost - GAP - size.width, top: down(first.top) },
  ];
  const fits = spots.find((spot) => {
    const box = { ...spot, right: spot.left + size.width, bottom: spot.top + size.height };
    const inside =
      box.left >= room.left &&
      box.top >= room.top &&
      box.right <= room.right &&
      box.bottom <= room.bottom;
    return inside && !seen.some((line) => overlaps(box, line));
  });
  return fits ?? null;
}
