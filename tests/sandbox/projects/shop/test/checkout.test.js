import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addItem, createCart } from '../src/cart.js';
import { shipping, total } from '../src/checkout.js';

test('shipping is free from 50 euros', () => {
  assert.equal(shipping(5000), 0);
  assert.equal(shipping(4999), 490);
});

test('the total includes shipping', () => {
  const cart = createCart();
  addItem(cart, 'mug');
  assert.equal(total(cart), 1740);
});
