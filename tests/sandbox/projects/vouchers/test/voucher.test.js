import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyVoucher, findVoucher } from '../src/voucher.js';

test('a voucher is found whatever its case', () => {
  assert.equal(findVoucher(' welcome5 ').amount, 500);
});

test('a voucher lowers the total', () => {
  assert.equal(applyVoucher(2400, findVoucher('FOX20')), 400);
});
