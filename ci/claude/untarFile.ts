import { createReadStream, createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { createGunzip } from 'node:zlib';

const BLOCK = 512;
/** Bytes that are read and unpacked at a time: with the usual few thousand, a program of hundreds of megabytes takes longer. */
export const PIECE = 1024 * 1024;

/**
 * Takes one file out of a gzipped tar archive.
 * @returns whether it was there
 */
export async function untarFile(archive: string, name: string, target: string): Promise<boolean> {
  const packed = createReadStream(archive, { highWaterMark: PIECE });
  const stream = packed.pipe(createGunzip({ chunkSize: PIECE }));
  let rest = Buffer.alloc(0);
  /** Bytes of the present file that are still to come, and its padding. */
  let [left, padding] = [0, 0];
  let output: ReturnType<typeof createWriteStream> | null = null;
  for await (const chunk of stream) {
    rest = Buffer.concat([rest, Buffer.from(chunk)]);
    for (;;) {
      if (left > 0) {
        const part = rest.subarray(0, left);
        if (part.length === 0) break;
        rest = rest.subarray(part.length);
        left -= part.length;
        if (output && !output.write(part)) await once(output, 'drain');
        if (left > 0) break;
        if (output) {
          output.end();
          await once(output, 'close');
          stream.destroy();
          return true;
        }
      }
      if (rest.length < padding + BLOCK) break;
      const header = rest.subarray(padding, padding + BLOCK);
      rest = rest.subarray(padding + BLOCK);
      left = Number.parseInt(header.toString('latin1', 124, 136), 8) || 0;
      padding = (BLOCK - (left % BLOCK)) % BLOCK;
      const path = header.toString('utf8', 0, 100).replace(/\0.*$/s, '');
      if (path === name) output = createWriteStream(target, { mode: 0o755, flags: 'wx' });
    }
  }
  return false;
}
