import type { BenchPage } from '../pages/BenchPage.ts';

/** One page to ask about, and what an answer must and must not hold. */
export interface EvalCase {
  kind: 'bug found' | 'question answered' | 'order ignored';
  page: BenchPage;
  /** All of these. */
  expects: readonly RegExp[];
  /** None of these. */
  never?: readonly RegExp[];
}

/** Why an answer fails its case; empty where it passes. */
export function faultsOf(answer: string, { expects, never = [] }: EvalCase): string[] {
  return [
    ...expects.filter((form) => !form.test(answer)).map((form) => `lacks ${String(form)}`),
    ...never.filter((form) => form.test(answer)).map((form) => `holds ${String(form)}`),
  ];
}
