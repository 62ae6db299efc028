import { parseAnsiSequences, type Color, type ParseToken } from 'ansi-sequence-parser';
import { useEffect, useMemo, useRef } from 'preact/hooks';

/** The first sixteen colours of the table are the named ones. */
const NAMED = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const;

/** One channel of xterm's cube of 6 × 6 × 6. */
function level(digit: number): number {
  return digit === 0 ? 0 : 55 + digit * 40;
}

/** Named colours follow the panel's theme; others are taken over as they are. */
function colourOf(color: Color | null): string | undefined {
  if (color === null) return undefined;
  if (color.type === 'rgb') return `rgb(${color.rgb.join(' ')})`;
  if (color.type === 'named') return `var(--ansi-${nameOf(color.name)})`;
  const { index } = color;
  if (index < 16) return `var(--ansi-${NAMED[index % 8] ?? 'white'})`;
  if (index >= 232)
    return `rgb(${Array(3)
      .fill(8 + (index - 232) * 10)
      .join(' ')})`;
  const cube = index - 16;
  const levels = [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map(level);
  return `rgb(${levels.join(' ')})`;
}

/** `brightRed` is drawn like `red`: the theme picks the shade that can be read. */
function nameOf(name: string): string {
  return name.replace('bright', '').toLowerCase();
}

function tokenNode({ value, foreground, decorations }: ParseToken, index: number) {
  const color = colourOf(foreground);
  const bold = decorations.has('bold');
  if (color === undefined && !bold) return value;
  return (
    <span key={index} style={{ ...(color && { color }), ...(bold && { fontWeight: 600 }) }}>
      {value}
    </span>
  );
}

/** The end of a job's log with its colours, as nodes; it stays at its end while it grows, unless somebody scrolled up. */
export function LogText({ text }: { text: string }) {
  const box = useRef<HTMLPreElement>(null);
  const atEnd = useRef(true);
  const tokens = useMemo(() => parseAnsiSequences(text), [text]);
  useEffect(() => {
    const pre = box.current;
    if (pre && atEnd.current) pre.scrollTop = pre.scrollHeight;
  }, [text]);
  return (
    <pre
      ref={box}
      class="log-text"
      tabIndex={0}
      data-testid="ask-claude-log-text"
      onScroll={({ currentTarget: pre }) => {
        atEnd.current = pre.scrollHeight - pre.scrollTop - pre.clientHeight < 24;
      }}
    >
      {tokens.map(tokenNode)}
    </pre>
  );
}
