/** A time as GitLab gives it, to the minute and in UTC: `2026-01-19 08:05 UTC`; empty where it is not a time. */
export function minuteOf(time: string): string {
  const date = new Date(time);
  if (time === '' || Number.isNaN(date.getTime())) return '';
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
