/** In UTF-16 units: nobody writes a longer one, and GitLab's own limit is not much higher. */
const LONGEST = 300_000;

/** Whether a CI file is too long to be read here at all. */
export function isTooLong(ciFile: string): boolean {
  return ciFile.length > LONGEST;
}
