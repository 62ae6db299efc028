/** A line drawing of 16 px in the colour of the text around it; says nothing to screen readers. */
export function LineDrawing({ path, name = '' }: { path: string; name?: string }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
