import type { LineCounter, YAMLParseError } from 'yaml';

/** What a parser's error says, in one line, and where it stands. */
export function problemOf({ message, pos }: YAMLParseError, lines: LineCounter): string {
  const { line, col } = lines.linePos(pos[0]);
  return `${message.split('\n')[0] ?? ''} at line ${line}, column ${col}`;
}
