/** Cents as text: `1250` gives `12.50 €`. */
export function formatMoney(cents) {
  return `${(cents / 100).toFixed(2)} €`;
}
