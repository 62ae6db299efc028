const encoder = new TextEncoder();

/** Bytes that a value takes in `storage`, which keeps JSON. */
export function bytesOf(value: unknown): number {
  return encoder.encode(JSON.stringify(value) ?? '').byteLength;
}
