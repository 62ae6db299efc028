/** US dollars as people read them: cents, and tenths of a cent below ten. */
export function formatCost(usd: number): string {
  return `$${usd.toFixed(usd > 0 && usd < 0.1 ? 3 : 2)}`;
}
