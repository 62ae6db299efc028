import type { Finding } from '../../../utils/outcome/Finding.ts';

/** On lines that the webshop's !34 adds. */
export const TRIM: Finding = {
  path: 'src/voucher.js',
  side: 'new',
  from: 8,
  to: 8,
  severity: 'critical',
  quote: '  return vouchers.get(code.trim().toUpperCase());',
  text: 'Checkout fails for customers who enter no code: `trim` of undefined throws.',
  suggestion: "  return vouchers.get((code ?? '').trim().toUpperCase());",
};
export const SHIPPING: Finding = {
  ...TRIM,
  path: 'src/checkout.js',
  from: 15,
  to: 15,
  severity: 'major',
  quote: '  const sum = amount + shipping(amount);',
  text: 'A voucher is taken off the shipping fee as well, so orders ship for free.',
  suggestion: null,
};
