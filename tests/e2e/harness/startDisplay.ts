import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** A screen that nobody sees, with a window manager: without one no window gets the keyboard. */
export interface Display {
  /** `:N` */
  name: string;
  /** Real key presses, in xdotool's words: `alt+shift+k`. */
  press(keys: string): Promise<void>;
  /** A real click at a place on the screen, in pixels. */
  click(x: number, y: number): Promise<void>;
  /** Opens the right-click menu of what is there. */
  rightClick(x: number, y: number): Promise<void>;
  /** Centre of the largest patch of the icon's colour in the top `height` pixels of the screen's right half (tabs, with icons of pages, are on the left); null when there is none. */
  findIcon(height: number): Promise<{ x: number; y: number } | null>;
  stop(): Promise<void>;
}

/** Background of the toolbar icon (`public/icon/mark.svg`). */
const ICON_COLOUR = [0xd9, 0x77, 0x57] as const;

export async function startDisplay(width = 1400, height = 1000): Promise<Display> {
  const server = spawn(
    'Xvfb',
    ['-displayfd', '1', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp'],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const [number] = await once(createInterface(server.stdout), 'line');
  const name = `:${String(number)}`;
  const env = { ...process.env, DISPLAY: name };
  const half = width / 2;
  const manager = spawn('openbox', [], { env, stdio: 'ignore' });
  const xdotool = (...args: string[]) => execute('xdotool', args, { env });
  return {
    name,
    press: async (keys) => void (await xdotool('key', keys)),
    click: async (x, y) =>
      void (await xdotool('mousemove', String(x), String(y), 'sleep', '0.2', 'click', '1')),
    rightClick: async (x, y) =>
      void (await xdotool('mousemove', String(x), String(y), 'sleep', '0.2', 'click', '3')),
    findIcon: async (rows) => {
      const { stdout } = await execute(
        'import',
        ['-window', 'root', '-crop', `${half}x${rows}+${half}+0`, '-depth', '8', 'rgb:-'],
        { env, encoding: 'buffer', maxBuffer: 1 << 26 },
      );
      const patch = largestPatch(stdout, half, rows);
      return patch && { x: patch.x + half, y: patch.y };
    },
    stop: async () => {
      await end(manager);
      await end(server);
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.kill();
  await closed;
}

/** Flood-fills pixels of the icon's colour; patches under 40 pixels are no icon. */
function largestPatch(
  pixels: Buffer,
  width: number,
  height: number,
): { x: number; y: number } | null {
  const matches = (index: number) =>
    ICON_COLOUR.every(
      (value, channel) => Math.abs((pixels[index * 3 + channel] ?? 0) - value) < 12,
    );
  const seen = new Set<number>();
  let best = { size: 40, x: 0, y: 0, found: false };
  for (let start = 0; start < width * height; start += 1) {
    if (seen.has(start) || !matches(start)) continue;
    const patch = [start];
    seen.add(start);
    for (let next = 0; next < patch.length; next += 1) {
      const pixel = patch[next] ?? 0;
      for (const neighbour of [pixel - 1, pixel + 1, pixel - width, pixel + width]) {
        if (neighbour < 0 || neighbour >= width * height || seen.has(neighbour)) continue;
        if (!matches(neighbour)) continue;
        seen.add(neighbour);
        patch.push(neighbour);
      }
    }
    if (patch.length <= best.size) continue;
    const columns = patch.map((pixel) => pixel % width);
    const rows = patch.map((pixel) => Math.floor(pixel / width));
    best = {
      size: patch.length,
      x: Math.round((Math.min(...columns) + Math.max(...columns)) / 2),
      y: Math.round((Math.min(...rows) + Math.max(...rows)) / 2),
      found: true,
    };
  }
  return best.found ? { x: best.x, y: best.y } : null;
}
