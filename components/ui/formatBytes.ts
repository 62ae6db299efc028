const UNITS = ['kB', 'MB'] as const;

/** A count of bytes for people: `312 B`, `1.2 kB`, `48 kB`; a kB is 1,000 bytes. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const kilo = bytes / 1000;
  const [value, unit] = kilo < 1000 ? [kilo, UNITS[0]] : [kilo / 1000, UNITS[1]];
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`;
}
