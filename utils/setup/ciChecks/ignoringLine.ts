/** Nobody writes longer patterns, or patterns with more pieces. */
const LONGEST = 300;
const MOST_PIECES = 20;

/** Whether a name fits a piece of a pattern in which `*` stands for any letters and `?` for one. */
function fitsName(pattern: string, name: string): boolean {
  let [at, star, mark] = [0, -1, 0];
  let place = 0;
  while (at < name.length) {
    const sign = pattern[place];
    if (sign === '*') {
      [star, mark] = [place, at];
      place += 1;
    } else if (sign !== undefined && (sign === '?' || sign === name[at])) {
      place += 1;
      at += 1;
    } else if (star !== -1) {
      place = star + 1;
      mark += 1;
      at = mark;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(place));
}

/** Whether a path, or a folder above it, fits a pattern; `**` stands for any folders. */
function fits(pattern: readonly string[], path: readonly string[]): boolean {
  // How many pieces of the path may be used up by the pieces of the pattern so far.
  let used = new Set([0]);
  for (const piece of pattern) {
    const next = new Set<number>();
    for (const count of used) {
      const name = path[count];
      if (piece === '**') for (let more = count; more <= path.length; more += 1) next.add(more);
      else if (name !== undefined && fitsName(piece, name)) next.add(count + 1);
    }
    used = next;
  }
  return used.size > 0;
}

function piecesOf(path: string): string[] {
  return path.split('/').filter((piece) => piece !== '' && piece !== '.');
}

/**
 * The line of a `.dockerignore` that keeps a path out of the build, from 1; null where none does, or where it cannot be told: a later
 * exception may bring back some of what lies below.
 * Source: moby's `patternmatcher`, by which Docker, BuildKit and Podman read it: the last line that fits counts.
 */
export function ignoringLine(dockerignore: string, path: string): number | null {
  const wanted = piecesOf(path);
  if (wanted.length > MOST_PIECES) return null;
  let line: number | null = null;
  for (const [index, written] of dockerignore.split(/\r?\n/).entries()) {
    const text = written.trim();
    if (text === '' || text.startsWith('#')) continue;
    if (/[[\]\\]|\.\./.test(text) || text.length > LONGEST) return null;
    if (text.split('/').length > MOST_PIECES) return null;
    if (text.startsWith('!')) {
      // It may bring back part of a folder that is ignored.
      const back = piecesOf(text.slice(1).trim());
      const within =
        back.includes('**') ||
        back.slice(0, wanted.length).every((piece, at) => fitsName(piece, wanted[at] ?? ''));
      if (within || fits(back, wanted)) line = null;
    } else if (fits(piecesOf(text), wanted)) line = index + 1;
  }
  return line;
}
