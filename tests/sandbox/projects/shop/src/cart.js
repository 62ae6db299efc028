import { findProduct } from './catalogue.js';

/** An empty cart. */
export function createCart() {
  return { items: [] };
}

/** Adds a product to the cart, or more of it when it is there already. */
export function addItem(cart, sku, quantity = 1) {
  const known = cart.items.find((item) => item.sku === sku);
  if (known) {
    known.quantity += quantity;
    return cart;
  }
  const product = findProduct(sku);
  cart.items.push({ sku, name: product.name, price: product.price, quantity });
  return cart;
}

/** Sum of the items in cents, before shipping and vouchers. */
export function subtotal(items) {
  return items.reduce((sum, item) => sum + item.price, 0);
}
