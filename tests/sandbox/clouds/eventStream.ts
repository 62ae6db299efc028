import { crc32 } from 'node:zlib';

/** An event of a Bedrock answer in the framing of `application/vnd.amazon.eventstream`: lengths, headers, payload, checksums. */
export function eventFrame(event: unknown): Buffer {
  const headers = Buffer.concat([
    header(':event-type', 'chunk'),
    header(':content-type', 'application/json'),
    header(':message-type', 'event'),
  ]);
  const bytes = Buffer.from(JSON.stringify(event)).toString('base64');
  const payload = Buffer.from(JSON.stringify({ bytes }));
  const prelude = Buffer.alloc(8);
  prelude.writeUInt32BE(prelude.length + 4 + headers.length + payload.length + 4, 0);
  prelude.writeUInt32BE(headers.length, 4);
  const message = Buffer.concat([prelude, checksum(prelude), headers, payload]);
  return Buffer.concat([message, checksum(message)]);
}

/** Its name with a length of one byte, the type 7 (text), the text with a length of two. */
function header(name: string, value: string): Buffer {
  const size = Buffer.alloc(2);
  size.writeUInt16BE(Buffer.byteLength(value));
  return Buffer.concat([
    Buffer.from([Buffer.byteLength(name)]),
    Buffer.from(name),
    Buffer.from([7]),
    size,
    Buffer.from(value),
  ]);
}

function checksum(bytes: Buffer): Buffer {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(bytes));
  return sum;
}
