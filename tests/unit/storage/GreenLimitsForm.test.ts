import { expect, test } from 'vitest';
import { HIGHEST_LIMITS, USUAL_LIMITS } from '../../../utils/runs/untilGreen/UntilGreen.ts';
import { GreenLimitsForm } from '../../../utils/storage/GreenLimitsForm.ts';

test('the limits that the panel lets one choose are those that are taken', () => {
  expect(GreenLimitsForm.safeParse(USUAL_LIMITS).success).toBe(true);
  expect(GreenLimitsForm.safeParse(HIGHEST_LIMITS).success).toBe(true);
  for (const name of ['asks', 'costUsd', 'minutes'] as const) {
    const higher = { ...HIGHEST_LIMITS, [name]: HIGHEST_LIMITS[name] + 1 };
    expect(GreenLimitsForm.safeParse(higher).success, name).toBe(false);
  }
});
