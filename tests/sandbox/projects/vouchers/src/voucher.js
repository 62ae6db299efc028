const vouchers = new Map([
  ['WELCOME5', { code: 'WELCOME5', amount: 500 }],
  ['FOX20', { code: 'FOX20', amount: 2000 }],
]);

/** The voucher with this code, or undefined. */
export function findVoucher(code) {
  return vouchers.get(code.trim().toUpperCase());
}

/** The total in cents after a voucher. */
export function applyVoucher(total, voucher) {
  return total - voucher.amount;
}
