import { shorten } from './Cleaned.ts';
import { maskSecrets } from './secrets.ts';

/** Long enough for whatever credential begins within what is shown. */
const LOOKED_AT = 20_000;

/** What was taken out, short enough to show, without credentials and without anything that turns the text around it. */
export function harmless(text: string): string {
  const { text: masked } = maskSecrets(text.slice(0, LOOKED_AT));
  return shorten(masked.replace(/\p{C}/gu, ' '));
}
