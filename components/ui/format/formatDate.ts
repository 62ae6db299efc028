/** A day as the reader's language writes it; `day` is `YYYY-MM-DD`. */
export function formatDate(day: string): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(day),
  );
}
