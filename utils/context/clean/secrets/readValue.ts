/** What something is set to, and where it stands in the text. */
export interface Value {
  text: string;
  start: number;
  end: number;
  quoted: boolean;
  /** Whether it is no name of code: in quotes, or as a setting, an option or a person writes it (`a=b`, `a: b`, `--a b`, up to a blank). */
  literal: boolean;
}

/** What may stand between a name's known word and its value: the rest of the name, what closes it, a type, and the sign. */
const BETWEEN =
  /([\w.-]{0,24})(?:\\?["'`]|[\])]){0,3}(?:[ \t]{0,8}:?[ \t]{1,8}[A-Za-z_][\w.]{0,20}(?=[ \t]{1,8}=))?[ \t]{0,20}(?::{0,3}=>?|\|\||\?{1,2}=|[.+]=|[:=＝：]|(,)(?=[ \t]{0,8}["'`])|(?<![\s"'`])(>)|,?[ \t]{0,8}\/?>?\r?\n?[ \t+<-]{0,60}\\?["']?\bvalue\\?["']?[ \t]{0,8}[:=])(?:[ \t]{0,8}[|>][+-]?[ \t]{0,8}\r?\n[+-]?)?[ \t]{0,60}/iy;
const QUOTED = /(\\?)(["'`])((?:(?!\1\2)[^\n]){1,500})\1\2/y;
/** So much of a value tells what it is; `wholeValue` reads on where that matters, which keeps the work linear. */
const BARE = /["'`]?([^\s"'`,<>(){}[\]|\\]{4,200})(?![([])/y;
const MORE = /[^\s"'`,<>(){}[\]|\\]*/y;
const FEW_MORE = /[^\s"'`,<>(){}[\]|\\]{0,3}/y;
const CODE = /[([]/y;
/** In an element the value may stand on a line of its own. */
const IN_ELEMENT = /\s{0,60}([^\s<>"']{4,500})(?=\s{0,60}<\/)/y;
/** How settings and people write it: no blank before the sign, and none behind `=`. */
const AS_SETTING = /(?:(?:^|[^ \t:=|?+.])=|[:：][ \t]{0,8})$/;
/** Where a name of code would go on, or be one of several. */
const ENDS = /[\s&"'`\\]|$/y;
const AFTER_OPTION = /[\w-]{0,24}[ \t]{1,4}(?=[^-\s])/y;

function run(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function found(match: RegExpExecArray, group: number, quoted: boolean): Value {
  const text = match[group] ?? '';
  const start = match.index + match[0].lastIndexOf(text, match[0].length);
  return { text, start, end: start + text.length, quoted, literal: quoted };
}

function isSetting(text: string, between: string, { end }: Value, isCode: boolean): boolean {
  return AS_SETTING.test(between) && (!isCode || run(ENDS, text, end) !== null);
}

/** An alternative (`${A:+b}`) or a message (`${A:?b}`) of a shell's variable, or what is tried where the first is nothing (`a || b`): none of them is what the name is set to. */
function isOther(text: string, between: string, from: number): boolean {
  return /\|\|[ \t]*$/.test(between) || (between.endsWith(':') && '+?'.includes(text.charAt(from)));
}

/** Where another pair of a query or of a connection string begins, or a statement ends, the value is at its end. */
function withoutNext(value: Value): Value {
  const next = value.text.search(/[;&](?:amp;)?[\w.%-]{1,40}=/);
  let length = next === -1 ? value.text.length : next;
  while (';&.'.includes(value.text.charAt(length - 1)) && length > 0) length -= 1;
  return { ...value, text: value.text.slice(0, length), end: value.start + length };
}

/** A name that something is called or looked up by, or what ends in dots, is no value. */
function isCut(text: string, { text: value, end }: Value): boolean {
  const next = run(FEW_MORE, text, end)?.[0] ?? '';
  return (
    next.length < 3 &&
    (run(CODE, text, end + next.length) !== null || (value + next).endsWith('..'))
  );
}

/** A value to its end, however long. */
export function wholeValue(text: string, value: Value): Value {
  if (value.quoted || value.text.length < 199) return value;
  const more = run(MORE, text, value.end)?.[0] ?? '';
  const end = value.end + more.length;
  return withoutNext({ ...value, text: text.slice(value.start, end), end });
}

/**
 * Reads what a name is set to, in whatever syntax: `a = b`, `"a": "b"`, `a := b`, `set("a", "b")`, `<a>b</a>`, `name: a` with `value: b` below,
 * `--a b`. Null where it is set to nothing that stands there.
 * @param at where the known word of the name ends
 * @param isOption whether the name began with `--`
 * @param isCode whether the text is code, where a bare word may be a name
 * @returns the value, and the rest of the name behind the known word
 */
export function readValue(
  text: string,
  at: number,
  { isOption = false, isCode = true }: { isOption?: boolean; isCode?: boolean } = {},
): { value: Value; tail: string } | null {
  const between = run(BETWEEN, text, at);
  if (between === null) {
    const option = isOption ? run(AFTER_OPTION, text, at) : null;
    if (option === null) return null;
    const from = at + option[0].length;
    const match = run(QUOTED, text, from) ?? run(BARE, text, from);
    if (match === null) return null;
    const value = found(match, match[3] === undefined ? 1 : 3, false);
    return { value: { ...value, literal: true }, tail: '' };
  }
  const [all, tail = '', comma, element] = between;
  const from = at + all.length;
  const quoted = run(QUOTED, text, from);
  if (quoted !== null) return { value: { ...found(quoted, 3, true) }, tail };
  if (comma !== undefined) return null;
  if (element !== undefined) {
    const match = run(IN_ELEMENT, text, from);
    return match && { value: found(match, 1, false), tail };
  }
  const bare = isOther(text, all, from) ? null : run(BARE, text, from);
  if (bare === null) return null;
  const value = found(bare, 1, false);
  if (isCut(text, value)) return null;
  return { value: { ...withoutNext(value), literal: isSetting(text, all, value, isCode) }, tail };
}
