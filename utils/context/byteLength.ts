const encoder = new TextEncoder();

/** Length of `text` in UTF-8 bytes. */
export function byteLength(text: string): number {
  return encoder.encode(text).length;
}

/** The longest beginning of `text` of at most `bytes` UTF-8 bytes, ending at the end of a line where one is near, never within a character. */
export function cutToBytes(text: string, bytes: number): string {
  const encoded = encoder.encode(text);
  if (encoded.length <= bytes) return text;
  let end = Math.max(0, bytes);
  while (end > 0 && ((encoded[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  const beginning = new TextDecoder().decode(encoded.subarray(0, end));
  const line = beginning.lastIndexOf('\n');
  return line > beginning.length / 2 ? beginning.slice(0, line) : beginning;
}

/** A number of bytes for people: `17.0 KB`, `40 bytes`. */
export function inKilobytes(bytes: number): string {
  if (bytes < 52) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  return `${(bytes / 1024).toFixed(1)} KB`;
}

/** UTF-8 bytes of an item, about where it says so itself. */
export function sizeOf(item: { size?: number; readonly text: string }): number {
  return item.size ?? byteLength(item.text);
}
