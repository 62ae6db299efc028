import type { Diff } from '../../gitlab/entities.ts';
import type { Absence } from '../Cut.ts';

const BINARY = /^Binary files [^\n]* differ\n?$/;

/** Why there is no text of a changed file, or null where there is. Before 18.4 GitLab does not say which. */
export function absenceOf({
  diff,
  too_large: tooLarge,
  collapsed,
  renamed_file: renamed,
}: Diff): Absence | null {
  if (tooLarge) return 'too_large';
  if (collapsed) return 'collapsed';
  if (BINARY.test(diff)) return 'binary';
  // What GitLab puts in place of a text whose encoding it cannot tell.
  if (diff.startsWith('--broken encoding')) return 'not_utf8';
  if (diff !== '' || renamed) return null;
  return tooLarge === false ? 'without_text' : 'no_text';
}
