import type { Conversation, Turn } from './Turn.ts';

/** One of the shop's two problems: what is read, what is wrong there, and what is said about it. */
interface Plot {
  file: string;
  wrong: RegExp;
  fixed: string;
  opening: string;
  changed: string;
  commit: readonly [title: string, body: string];
  answered: string;
  reviewed: string;
  /** What a review says of the whole, and finds, where that is wanted one by one. */
  judged?: string;
  found?: readonly Record<string, unknown>[];
}

const CART: Plot = {
  file: 'src/cart.js',
  wrong: /sum \+ item\.price(?! \*)/,
  fixed: 'sum + item.price * item.quantity',
  opening: 'I’ll look at how the cart adds up its lines first.',
  changed: `The cart total now takes the quantity of each line into account.

**What was wrong:** \`subtotal(items)\` in \`src/cart.js\` added up \`item.price\` alone, so two of the same article cost as much as one.

**What I changed**

- \`src/cart.js\`: each line counts as \`item.price * item.quantity\`

An empty cart still comes to \`0\`, and carts with one of each article keep their total. I did not run the tests: a pipeline for the merge request will.`,
  commit: [
    'Count quantities in the cart total',
    'subtotal(items) added up item.price alone, so two of the same article cost as much as one.',
  ],
  answered: `The total is too low because **quantities are ignored**: \`subtotal(items)\` in \`src/cart.js\` adds \`item.price\` once for each line.

\`\`\`js
return items.reduce((sum, item) => sum + item.price, 0);
\`\`\`

- A line with \`quantity: 3\` counts once, so three mugs at 12.00 come to 12.00 instead of 36.00.
- Carts with one of each article are right, which is why the tests did not notice.
- Multiplying by \`item.quantity\` there is enough; everything that shows a total goes through this function.`,
  reviewed: `I read the change and the code around it. One thing should be fixed before it is merged:

1. **Wrong total** – \`src/cart.js\`: \`subtotal(items)\` ignores \`item.quantity\`. Multiply before adding.
2. **Missing test** – no test has a line with more than one article; one such case would have caught this.
3. *Minor:* prices are floating-point numbers. Whole cents would avoid sums like \`0.30000000000000004\`.`,
};

const VOUCHER: Plot = {
  file: 'src/voucher.js',
  wrong: /total - voucher\.amount(?!\))/,
  fixed: 'Math.max(0, total - voucher.amount)',
  opening: 'I’ll read how a voucher is taken off the total.',
  changed: `A voucher can no longer push the total below zero.

- \`src/voucher.js\`: the result is now \`Math.max(0, total - voucher.amount)\`

A voucher that is worth more than the cart brings it to \`0\`; what is left of it is not kept, as before.`,
  commit: [
    'Never let a voucher push the total below zero',
    'The total was the amount less the voucher, without a lower bound.',
  ],
  answered: `Yes, the total can go below zero: \`src/voucher.js\` subtracts the voucher without a lower bound.

- With a cart of 15.00 and a voucher of 20.00, \`total - voucher.amount\` gives −5.00.
- Nothing after it corrects that, so the customer would be shown a negative amount.
- \`Math.max(0, total - voucher.amount)\` in the same line is enough. What should happen to the remaining 5.00 is a question for the product.`,
  reviewed: `I read the diff and the files it touches. In order of weight:

1. **Negative totals** – \`src/voucher.js\`: \`total - voucher.amount\` has no lower bound; a voucher worth more than the cart gives a negative total. \`Math.max(0, …)\` fixes it.
2. **Expiry is not checked** – a voucher past its date is accepted like any other.
3. **Tests** – the happy path is covered; add one for a voucher larger than the total.

The rest reads well: small functions, and no change to how the cart itself is summed up.`,
  judged:
    'Vouchers are taken off in the right place. Three things should be looked at before this is merged; the rest reads well.',
  found: [
    {
      file: 'src/checkout.js',
      side: 'new',
      start_line: 15,
      end_line: 15,
      severity: 'major',
      quote: '  const sum = amount + shipping(amount);',
      text: '**A voucher also pays for shipping.** It is taken off the sum with shipping in it, so a voucher over the whole amount ships for free.',
      suggestion: null,
    },
    {
      file: 'src/voucher.js',
      side: 'new',
      start_line: 8,
      end_line: 8,
      severity: 'critical',
      quote: '  return vouchers.get(code.trim().toUpperCase());',
      text: '**Checkout fails without a code.** `code` is `undefined` for customers who enter none, and `trim` throws.',
      suggestion: "  return vouchers.get((code ?? '').trim().toUpperCase());",
    },
    {
      file: 'src/voucher.js',
      side: 'new',
      start_line: 2,
      end_line: 3,
      severity: 'minor',
      quote: "  ['WELCOME5', { code: 'WELCOME5', amount: 500 }],",
      text: 'Codes in the source cannot be withdrawn without a release.',
      suggestion: null,
    },
    {
      file: 'src/payment.js',
      side: 'new',
      start_line: 4,
      end_line: 4,
      severity: 'minor',
      quote: 'charge(total);',
      text: 'A total of zero is charged, too.',
      suggestion: null,
    },
  ],
};

/** What a helpful model does with the sandbox's shop: it really reads, and really edits where it may. */
export function storyTurn(conversation: Conversation): Turn {
  const { prompt, results, tools, folder } = conversation;
  const plot = count(prompt, /voucher/gi) > count(prompt, /quantit|\bcart\b/gi) ? VOUCHER : CART;
  const file = `${folder}/${plot.file}`;
  if (results.length === 0 && tools.includes('Read'))
    return { kind: 'tool', name: 'Read', input: { file_path: file }, say: plot.opening };

  const read = results[0] ?? '';
  const wrong = plot.wrong.exec(read)?.[0];
  if (conversation.wantsFindings && plot.found)
    return { kind: 'text', text: plot.judged ?? '', findings: plot.found };
  const review = /\breview (this|the) (change|merge request|code|diff)/i.test(prompt);
  if (!tools.includes('Edit'))
    return { kind: 'text', text: review ? plot.reviewed : plot.answered };
  if (wrong === undefined)
    return {
      kind: 'text',
      text: `I read \`${plot.file}\` and found nothing to change there: what you describe is already handled.`,
    };
  if (results.length === 1)
    return {
      kind: 'tool',
      name: 'Edit',
      input: { file_path: file, old_string: wrong, new_string: plot.fixed },
      say: `\`${plot.file}\` has the mistake; one line is enough to fix it.`,
    };
  return { kind: 'text', text: plot.changed, commit: plot.commit };
}

function count(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}
