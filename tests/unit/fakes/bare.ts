import { HEAD } from '../../../utils/context/describe/heads.ts';

/** A text with its heads as `=== `, without the place of the boundary. */
export function bare(text: string | undefined): string {
  return (text ?? '').replaceAll(HEAD, '=== ');
}
