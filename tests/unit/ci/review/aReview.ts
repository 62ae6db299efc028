import type { BotFinding, BotReview } from '../../../../utils/review/BotReview.ts';

export const HEAD = 'c0ffee'.repeat(6) + 'c0ff';
export const LINE_CODE = `${'ab'.repeat(20)}_7_8`;

/** A finding at line 8 of `src/voucher.js`. */
export function aFinding(more: Partial<BotFinding> = {}): BotFinding {
  return {
    place: 'src/voucher.js:8',
    text: '**Major:** `trim` of undefined throws.',
    suggestion: null,
    applies: false,
    at: {
      position: {
        position_type: 'text',
        base_sha: 'a'.repeat(40),
        start_sha: 'b'.repeat(40),
        head_sha: HEAD,
        old_path: 'src/voucher.js',
        new_path: 'src/voucher.js',
        new_line: 8,
      },
      lineCode: LINE_CODE,
    },
    ...more,
  };
}

export function aReview(...findings: BotFinding[]): BotReview {
  return { head: HEAD, heading: 'Additional findings', findings };
}
