const WORD_JOINER = '\u2060';

/**
 * All that means something in Markdown as CommonMark and GitLab read it. An index such as `a[0]`, and `_` within a word, mean
 * nothing. Each is looked at by its neighbours alone; at the end it counts, since anything may follow there.
 */
const MARK =
  /(?<=\w)\[\w{0,40}\](?=[^([:])|\\(?=[!-/:-@[-`{-~]|$)|[`*$~[\]]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|<(?=[A-Za-z/!?]|$)|&(?=[#\w]|$)|\{(?=[+-])|(?<![A-Za-z0-9])@(?=\S|$)|(?<=https?):(?=\/\/|$)/gi;

/**
 * Words in one line as Markdown that shows just them: nobody is mentioned, `$` begins no formula.
 * @param emphasis leaves `*`, `_` and `~` as they are: they only change how words look
 */
export function escapeText(text: string, emphasis = false): string {
  return text.replace(/\p{Cc}/gu, ' ').replace(MARK, (mark) => {
    if (mark === '<') return '&lt;';
    if (mark === '&') return '&amp;';
    // A backslash would be enough for newer GitLabs alone.
    // An address that is written as words is none that may be a link.
    if (mark === '@' || mark === ':') return mark + WORD_JOINER;
    if (mark.length > 1 || (emphasis && /[*_~]/.test(mark))) return mark;
    return `\\${mark}`;
  });
}
