/** True in our pipelines alone: nobody else sets this variable. */
export const ONLY_OURS = '$AI_FLOW_INPUT';
export const NOT_OURS = '$AI_FLOW_INPUT == null';

/** How a CI file is laid out, for what is written into it. */
export interface Style {
  end: '\n' | '\r\n';
  /** Sequences stand under their key without being moved to the right. */
  flush: boolean;
  /** `{ a: b }` with blanks, `{a: b}` without. */
  padded: boolean;
}

/** Whether a sequence stands under its key without being moved to the right. */
function hasFlushSequence(text: string): boolean {
  const lines = text.split('\n');
  return lines.some((line, index) => {
    const margin = /^ *(?=[^\s#-])/.exec(line)?.[0];
    if (margin === undefined || !line.trimEnd().endsWith(':')) return false;
    return lines[index + 1]?.startsWith(`${margin}- `) === true;
  });
}

export function styleOf(text: string): Style {
  return {
    end: text.includes('\r\n') ? '\r\n' : '\n',
    flush: hasFlushSequence(text),
    padded: /[[{] \S/.test(text),
  };
}

/** The lines of a rule, below a key of an entry that begins at `margin`. */
export function ruleLines(condition: string, margin: string, { end, flush }: Style): string {
  return `${margin}rules:${end}${margin}${flush ? '' : '  '}- if: '${condition}'${end}`;
}

/** The lines of the entry that brings our jobs file, with its dash at `margin`. */
export function entryLines(path: string, margin: string, style: Style): string {
  const below = ruleLines(ONLY_OURS, `${margin}  `, style);
  return `${margin}- local: /${path}${style.end}${below}`;
}

/** What is written into braces or brackets. */
export function flowRule(condition: string, { padded }: Style): string {
  const blank = padded ? ' ' : '';
  return `rules: [${blank}{${blank}if: '${condition}'${blank}}${blank}]`;
}

export function flowMap(place: string, source: string, condition: string, style: Style): string {
  const blank = style.padded ? ' ' : '';
  return `{${blank}${place}: ${source}, ${flowRule(condition, style)}${blank}}`;
}

export function flowEntry(path: string, style: Style): string {
  return flowMap('local', `/${path}`, ONLY_OURS, style);
}
