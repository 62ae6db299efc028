import type { Edit } from './Edit.ts';
import type { Attribute, Tag } from './htmlTag.ts';

/** Addresses are where a link leads; `alt` stays because GitLab shows it where an image fails to load, reads it aloud, and Claude has nothing else of the image. */
const KEPT = /^(?:href|src|srcset|cite|alt)$/;
/** Seen only by those who hover, or by nobody. */
const UNSEEN =
  /^(?:title|aria-(?:label|description|roledescription|valuetext)|placeholder|summary|content|label|value)$/;
const LONGEST = 40;
/** Not prose in themselves, but room for it. */
const LOOKS = /^(?:style|class)$/;
/** More bare words than a type parameter such as `<T extends Cart>` has are a sentence. */
const BARE_WORDS = 2;

function words(value: string): number {
  return value.trim().split(/\s+/).length;
}

function isUnseen({ name, value }: Attribute, bare: number): boolean {
  if (value === null) return bare > BARE_WORDS || name.length > LONGEST;
  if (KEPT.test(name)) return false;
  if (LOOKS.test(name)) return words(value) > 6 || value.length > 3 * LONGEST;
  return (UNSEEN.test(name) && /\p{L}/u.test(value)) || words(value) > 2 || value.length > LONGEST;
}

/** Attributes of an element that is shown, when readers never see them and they can hold a sentence. */
export function unseenAttributes(tag: Tag, text: string): Edit[] {
  const bare = tag.attributes.filter(({ value }) => value === null).length;
  const unseen = tag.attributes.filter((attribute) => isUnseen(attribute, bare));
  const edits: Edit[] = [];
  for (const { start, end } of unseen) {
    const last = edits.at(-1);
    if (last?.end === start) last.end = end;
    else edits.push({ start, end, instead: '' });
  }
  return edits.map((edit) => ({ ...edit, name: text.slice(edit.start, edit.end) }));
}
