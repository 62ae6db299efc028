import { LineDrawing } from './LineDrawing.tsx';

const PATHS = {
  external: 'M9.5 2.5h4v4m0-4L7.5 8.5M6.5 3.5h-3a1 1 0 0 0-1 1v8a1 1 0 0 0 1 1h8a1 1 0 0 0 1-1v-3',
  copy: 'M5.5 5.5v-2a1 1 0 0 1 1-1h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-2m-7-5h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-6a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1Z',
  retry: 'M13 3v3.5H9.5M12.9 6.5A5.2 5.2 0 1 0 13 9.8',
  history: 'M3 3v3.5h3.5M3.1 6.5A5.2 5.2 0 1 1 3 9.8M8 5.2V8l2 1.5',
  edit: 'M10.5 3.2 12.8 5.5 5.5 12.8l-3 .7.7-3 7.3-7.3Z',
  left: 'M13 8H5m3.5-3.5L5 8l3.5 3.5M2.5 3v10',
  right: 'M3 8h8M7.5 4.5 11 8l-3.5 3.5M13.5 3v10',
  dock: 'M3 2.5h10a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1Zm6.5 0v11',
  higher: 'M3.5 10 8 5.5l4.5 4.5',
  lower: 'M3.5 6 8 10.5 12.5 6',
} as const;
export type DetailIconName = keyof typeof PATHS;

/** A drawing that the panel's first script never shows: apart, so that it does not carry it. */
export function DetailIcon({ name }: { name: DetailIconName }) {
  return <LineDrawing path={PATHS[name]} name={name} />;
}
