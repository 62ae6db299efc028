const PATHS = {
  close: 'M3.5 3.5l9 9m0-9l-9 9',
  warning: 'M8 2.2 14.6 13.6H1.4L8 2.2Zm0 4.3v3.2m0 2v.1',
  check: 'M3 8.5l3.2 3.2L13 4.8',
  chevron: 'M6 3.5 10.5 8 6 12.5',
  branch:
    'M4.5 5.5v5m0-5a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5Zm0 5a1.75 1.75 0 1 0 0 3.5 1.75 1.75 0 0 0 0-3.5Zm7-4.5a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5Zm0 0c0 3-3 3-5.5 4',
  external: 'M9.5 2.5h4v4m0-4L7.5 8.5M6.5 3.5h-3a1 1 0 0 0-1 1v8a1 1 0 0 0 1 1h8a1 1 0 0 0 1-1v-3',
} as const;

/** A line drawing of 16 px in the colour of the text around it; says nothing to screen readers. */
export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
