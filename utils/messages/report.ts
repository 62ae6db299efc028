/** For work that nobody waits for: its failure is said in the background's console instead of being lost. */
export function report(work: Promise<unknown>): void {
  work.catch((error: unknown) => console.error(error));
}
