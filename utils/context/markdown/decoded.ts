/** An address without its percent signs, where they mean something. */
export function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    // A stray percent sign: judged as it is written.
    return address;
  }
}
