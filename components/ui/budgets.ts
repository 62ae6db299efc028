/** How large an ask may be, in bytes, for the user to choose from; the second is in force by itself. */
export const BUDGETS: readonly number[] = [32_768, 98_304, 262_144, 786_432];
