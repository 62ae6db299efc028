import { LineDrawing } from './icons/LineDrawing.tsx';

const PATHS = {
  close: 'M3.5 3.5l9 9m0-9l-9 9',
  warning: 'M8 2.2 14.6 13.6H1.4L8 2.2Zm0 4.3v3.2m0 2v.1',
  check: 'M3 8.5l3.2 3.2L13 4.8',
  chevron: 'M6 3.5 10.5 8 6 12.5',
  branch:
    'M4.5 5.5v5m0-5a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5Zm0 5a1.75 1.75 0 1 0 0 3.5 1.75 1.75 0 0 0 0-3.5Zm7-4.5a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5Zm0 0c0 3-3 3-5.5 4',
  lock: 'M4.5 7V5.5a3.5 3.5 0 0 1 7 0V7m-8 0h9a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1Z',
  eye: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8Zm6.5 2a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  refresh: 'M13 3v3.5H9.5M3 13V9.5h3.5M12.7 6.5A5 5 0 0 0 4 5M3.3 9.5A5 5 0 0 0 12 11',
  comment:
    'M3.5 2.5h9a1.5 1.5 0 0 1 1.5 1.5v5.5a1.5 1.5 0 0 1-1.5 1.5H8l-3.5 3V11h-1A1.5 1.5 0 0 1 2 9.5V4a1.5 1.5 0 0 1 1.5-1.5Z',
} as const;
export type IconName = keyof typeof PATHS;

/** A drawing that several places use. */
export function Icon({ name }: { name: IconName }) {
  return <LineDrawing path={PATHS[name]} name={name} />;
}
