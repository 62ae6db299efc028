import type { CodeLine } from '../../../utils/review/Review.ts';

/** The code that a finding is about, with the lines above it. */
export function ReviewCode({ lines }: { lines: readonly CodeLine[] }) {
  if (lines.length === 0) return null;
  return (
    <pre class="review-code" tabIndex={0}>
      {lines.map(({ sign, number, text, meant }) => (
        <code key={`${sign}${number}`} data-sign={sign} data-meant={meant}>
          <span class="review-number">{number}</span>
          <span class="review-sign">{sign}</span>
          {`${text}\n`}
        </code>
      ))}
    </pre>
  );
}
