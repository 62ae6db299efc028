const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
};

/** The arrow keys that go along a line. */
export const SIDEWAYS = /Left|Right/;

/** Which way an arrow key goes in a row, as one sees it: lines may be written from right to left. Undefined for every other key. */
export function arrowStep(key: string, row: Element): number | undefined {
  const step = STEPS[key];
  return step && SIDEWAYS.test(key) && getComputedStyle(row).direction === 'rtl' ? -step : step;
}
