/** What YAML makes something of: ends of lines, colons, commas, brackets, entries of lists. */
const MARK = /[\n:,[\]{}]|- /g;
/** Some 200 kB as people write them, and at most a fifth of a second of reading. */
const MOST = 20_000;

/** Whether YAML texts, all together, take too long to be read in one piece: that goes by what stands in them, not by their length alone. */
export function isTooDense(texts: string | readonly string[], most = MOST): boolean {
  let marks = 0;
  for (const text of [texts].flat()) marks += text.match(MARK)?.length ?? 0;
  return marks > most;
}
