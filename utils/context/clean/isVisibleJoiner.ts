/** Keys of the scripts (with those of shared marks) whose letters join or stack, so that a joiner changes what is read. */
const JOINED =
  'Arab Syrc Nkoo Mong Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Khmr Mymr Tibt Thaa Mand Phag Adlm Rohg Mani Java Bali Sund Lana Cakm Newa Gran Mtei Kthi Shrd Tirh Sidd Modi Takr Brah';
/** Scripts written without blanks, in which a zero-width space tells where a line may break. */
const UNSPACED = 'Khmr Thai Laoo Mymr Tibt Java Bali';
const RIGHT_TO_LEFT = 'Hebr Arab Syrc Thaa Nkoo Adlm Rohg Mand Samr';

function ofScripts(keys: string): RegExp {
  return new RegExp(`[${keys.replace(/\w+ ?/g, (key) => `\\p{scx=${key.trim()}}`)}]`, 'u');
}

const joined = ofScripts(JOINED);
const unspaced = ofScripts(UNSPACED);
const rightToLeft = ofScripts(RIGHT_TO_LEFT);
const EMOJI_END = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F\u{E007F}]/u;
const PICTOGRAPH = /\p{Extended_Pictographic}/u;
/** Punctuation and quotes that have a standardised form for Chinese and Japanese. */
const CJK_PUNCTUATION = /[、。，．：；！？‘’“”]/;

/** Whether `text` has letters that are written from right to left. */
export function isRightToLeft(text: string): boolean {
  return rightToLeft.test(text);
}

/** Whether a variation selector chooses a form that Unicode gives the character before it; elsewhere it shows nothing and can only carry data. */
function selects(selector: number, before: string, after: string): boolean {
  if (selector >= 0xe0100) return selector <= 0xe011f && /\p{sc=Han}/u.test(before);
  if (selector >= 0xfe0e) {
    if (/[\d#*]/.test(before)) return after === '\u20E3';
    return /\p{Emoji}/u.test(before);
  }
  if (selector <= 0xfe02 && /\p{sc=Han}/u.test(before)) return true;
  if (selector <= 0xfe01 && CJK_PUNCTUATION.test(before)) return true;
  return selector === 0xfe00 && /[0\p{Sm}\p{scx=Mymr}\p{scx=Phag}\p{scx=Mani}]/u.test(before);
}

/** Whether an invisible character is part of what its neighbours show: of an emoji, or of a script that needs it. */
export function isVisibleJoiner(char: string, before: string, after: string): boolean {
  const code = char.codePointAt(0) ?? 0;
  if (code === 0x200d && EMOJI_END.test(before) && PICTOGRAPH.test(after)) return true;
  // Between a foreign word and a Persian ending it is spelling, too.
  if (code === 0x200c) return joined.test(before) || joined.test(after);
  if (code === 0x200d) return joined.test(before);
  if (code === 0x200b) return unspaced.test(before) && unspaced.test(after);
  if (code >= 0x180b && code <= 0x180f) return /\p{scx=Mong}/u.test(before);
  if (code === 0x34f) return /\p{M}/u.test(after) && /\p{M}/u.test(before);
  return isSelector(code) && selects(code, before, after);
}

export function isSelector(code: number): boolean {
  return (code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0100 && code <= 0xe01ef);
}
