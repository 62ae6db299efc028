/** In characters. */
const LONGEST = 60;

/** A preset's name in kebab-case, made from what people call it; `preset` where nothing of that can stand in a name. */
export function presetName(title: string): string {
  const words = title
    .normalize('NFC')
    .toLocaleLowerCase()
    .match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu);
  const name = [...(words ?? []).join('-')].slice(0, LONGEST).join('');
  return name.replace(/(?<!-)-+$/, '') || 'preset';
}
