import type { Range } from './Range.ts';

/** A black flag, a region, a part of it in one to three letters or digits, a cancel tag: the only use of tag characters that Unicode knows (UTS 51, ED-14a). */
const TAG_FLAG =
  /\u{1F3F4}([\u{E0061}-\u{E007A}]{2})[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{1,3}\u{E007F}/gu;
const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** The ASCII text that Unicode tag characters spell. */
export function spelledByTags(tags: string): string {
  return [...tags]
    .map((char) => (char.codePointAt(0) ?? 0) - 0xe0000)
    .map((code) => (code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : ''))
    .join('');
}

/** Where flags such as England's stand, that are written with tag characters. */
export function tagFlags(text: string): Range[] {
  if (!text.includes('\u{1F3F4}')) return [];
  return [...text.matchAll(TAG_FLAG)]
    .filter(([, region]) => regions.of(spelledByTags(region ?? '').toUpperCase()) !== undefined)
    .map(({ index, 0: flag }) => ({ start: index, end: index + flag.length }));
}
