/** A day as the reader's language writes it; `day` is `YYYY-MM-DD`. */
export function formatDate(day: string): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(day),
  );
}

/** A month as the reader's language writes it; `month` is `YYYY-MM`. */
export function formatMonth(month: string): string {
  const form = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(undefined, form).format(new Date(`${month}-01`));
}
