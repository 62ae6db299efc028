/** What GitLab draws, by a picture of another server's or by a script: shown as code. */
const DRAWN = [
  'mermaid|math|json:table|plantuml|c4plantuml|kroki|\\w+diag|bpmn|bytefield|d2|dbml|diagramsnet',
  'ditaa|dot|erd|excalidraw|graphviz|nomnoml|pikchr|structurizr|svgbob|symbolator|tikz|umlet',
  'vega|vegalite|wavedrom|wireviz|stl|geojson|topojson',
];
const IS_DRAWN = new RegExp(`^(?:${DRAWN.join('|')})$`, 'i');
const LANGUAGE = /^(?:[\w+#.-]{1,40}|suggestion:-\d{1,3}\+\d{1,3})$/;

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, { length }) => Math.max(longest, length), 0);
}

/** Code in one line, byte for byte but for everybody's name. */
export function codeSpan(text: string): string {
  const plain = text.replaceAll('\n', ' ').replace(/@(?=all\b)/gi, '@ ');
  const marks = '`'.repeat(longestRun(plain) + 1);
  const pad = /^`|`$|^ /.test(plain) ? ' ' : '';
  return plain.trim() === '' ? plain : `${marks}${pad}${plain}${pad}${marks}`;
}

/** Code byte for byte, but for what GitLab might do in it: a line that begins with a command, everybody's name. */
export function fenced(language: string, text: string): string {
  const marks = '`'.repeat(Math.max(3, longestRun(text) + 1));
  const info = LANGUAGE.test(language) && !IS_DRAWN.test(language) ? language : '';
  const code = text.replace(/^([ \t]*)\/(?=\w)/gm, '$1 /').replace(/@(?=all\b)/gi, '@ ');
  return `${marks}${info}\n${code}\n${marks}`;
}
