import { subtotal } from './cart.js';
import { applyVoucher } from './voucher.js';

const FREE_SHIPPING_FROM = 5000;
const SHIPPING = 490;

/** Shipping in cents for a cart's subtotal. */
export function shipping(amount) {
  return amount >= FREE_SHIPPING_FROM ? 0 : SHIPPING;
}

/** What the customer pays, in cents. */
export function total(cart, voucher) {
  const amount = subtotal(cart.items);
  const sum = amount + shipping(amount);
  return voucher ? applyVoucher(sum, voucher) : sum;
}
