const LETTERS = 'aåbƀcçdđeéfƒgğhĥiíjĵkķlļmɱnñoópƥqɋrřsštŧuúvṽwŵxẋyýzž';

function accented(text: string): string {
  return text.replace(/\$\d|[a-z]/gi, (letter) => {
    const at = letter.length > 1 ? -1 : LETTERS.indexOf(letter.toLowerCase());
    const mark = at === -1 ? letter : (LETTERS[at + 1] ?? letter);
    return letter === letter.toLowerCase() ? mark : mark.toUpperCase();
  });
}

/** The words after it by two fifths: what other languages need more than English. */
function longer(text: string): string {
  const words = text.match(/[a-z]{2,}/gi) ?? [];
  let missing = Math.ceil(text.length * 0.4);
  const more: string[] = [];
  for (let turn = 0; missing > 0; turn += 1) {
    const word = words[turn % Math.max(words.length, 1)] ?? 'ø';
    more.push(word);
    missing -= word.length + 1;
  }
  return `${text} ${more.join(' ')}`;
}

function mapTexts(node: unknown, change: (text: string) => string): unknown {
  if (typeof node === 'string') return change(node);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, mapTexts(value, change)]),
  );
}

/**
 * Locales that nobody speaks, made from the English words, to try the layout on. `long`: longer by two fifths. `rtl`: from right
 * to left. In both every letter has a mark, so that a text which is in no locale shows by its plain letters.
 */
export function pseudoLocales(english: unknown): { long: unknown; rtl: unknown } {
  return {
    long: mapTexts(english, (text) => accented(longer(text))),
    rtl: mapTexts(english, (text) => `\u202b${accented(text)}\u202c`),
  };
}
