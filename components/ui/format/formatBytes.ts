const UNITS = ['KB', 'MB'] as const;

/** A count of bytes for people: `312 B`, `1.2 KB`, `96 KB`; a KB is 1,024 bytes. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kilo = bytes / 1024;
  const [value, unit] = kilo < 1000 ? [kilo, UNITS[0]] : [kilo / 1024, UNITS[1]];
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`;
}
