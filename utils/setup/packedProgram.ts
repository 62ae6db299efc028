/** What a small file says of the program that a template brings along. */
export interface ProgramPins {
  /** In hexadecimal digits. */
  sha256: string;
  /** Version of Claude Code that the program wants. */
  version: string;
}

const SHA256 = /"\$ASK_CLAUDE_PROGRAM" ([0-9a-f]{64}) <<'END_OF_ASK_CLAUDE'\n/;
const VERSION = /^ +key: ask-claude-([\w.-]{1,40})$/m;
const END = '    END_OF_ASK_CLAUDE\n';

/** Hash and version of the program that a template brings along packed; null where it brings none. */
export function programPins(template: string): ProgramPins | null {
  const sha256 = SHA256.exec(template)?.[1];
  const version = VERSION.exec(template)?.[1];
  return sha256 === undefined || version === undefined ? null : { sha256, version };
}

/** Whether a CI file brings the program along packed. */
export function isPacked(ciFile: string): boolean {
  return ciFile.includes(END);
}

/**
 * The program that a template brings along.
 * @throws Error where it brings none
 */
export async function unpackProgram(template: string): Promise<string> {
  const start = SHA256.exec(template);
  const end = template.indexOf(END);
  if (start === null || end < 0) throw new Error('The template brings no program along.');
  const packed = template.slice(start.index + start[0].length, end).replace(/\s/g, '');
  const bytes = Uint8Array.from(atob(packed), (one) => one.charCodeAt(0));
  const opened = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(opened).text();
}
