import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addItem, createCart, subtotal } from '../src/cart.js';

test('an empty cart costs nothing', () => {
  assert.equal(subtotal(createCart().items), 0);
});

test('different products are summed', () => {
  const cart = createCart();
  addItem(cart, 'mug');
  addItem(cart, 'pin');
  assert.equal(subtotal(cart.items), 1700);
});

test('the same product twice stays one item', () => {
  const cart = createCart();
  addItem(cart, 'mug');
  addItem(cart, 'mug');
  assert.equal(cart.items.length, 1);
  assert.equal(cart.items[0].quantity, 2);
});
