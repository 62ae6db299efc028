/**
 * Writes a pipeline variable's value so that the job sees `text` byte for byte: GitLab and then its runner each expand `$X`, `${X}` and `%X%` in it.
 * `${}` is passed over by GitLab and swallowed by the runner, so `%${}` comes out as `%`. Applied once, to values only.
 */
export function escapeForCi(text: string): string {
  return text.replace(/[$%]/g, (char) => (char === '$' ? '$$' : '%${}'));
}

/** JSON of `value` without `$` and `%`, which nothing then expands: the escapes are JSON's own. */
export function jsonForCi(value: unknown): string {
  return JSON.stringify(value).replaceAll('$', '\\u0024').replaceAll('%', '\\u0025');
}
