import { addressOf } from './addressOf.ts';
import { escapeText } from './escapeText.ts';

/** Needs no marks around it. */
const PLAIN = /^https?:\/\/[\w.:/?=%#-]*[\w/]$/;

/**
 * A link as Markdown that hides nothing: this GitLab's own addresses stay behind their words, another's stands in full beside them,
 * and one that may be no link is words.
 * @param words what the link says, without marks
 * @param text the same as harmless Markdown
 */
export function writeLink(href: string, words: string, text: string, origin: string): string {
  const address = addressOf(href, origin);
  const bare = words === '' || words === href || words === address?.url;
  if (address === null) return bare ? escapeText(href) : `${text} (${escapeText(href)})`;
  const { url, own } = address;
  if (/^https?:/.test(url) && bare) return `<${url}>`;
  if (!own) return `${text} (${PLAIN.test(url) ? url : `<${url}>`})`;
  // What stands for a character by its name would be read as that character.
  return words === '' ? escapeText(url) : `[${text}](${url.replaceAll('&', '&amp;')})`;
}
