import { addItem, createCart } from './cart.js';
import { total } from './checkout.js';
import { formatMoney } from './money.js';

const cart = createCart();
addItem(cart, 'mug');
addItem(cart, 'tee');
console.log(formatMoney(total(cart)));
