/** An answer in a language that is written from right to left. */
export const ARABIC = `## السبب

المجموع منخفض جداً لأن \`subtotal()\` يضيف كل سطر **مرة واحدة** فقط.

1. الملف \`src/cart.js:14\` يقرأ السعر وحده.
2. الفاتورة تضرب بنفسها.

\`\`\`js
return price * quantity;
\`\`\``;

/** What an answer's Markdown can be made of besides a table, tasks and a quote. */
export const RICH = `## What is wrong

- The cart:
  - adds each line **once**,
  - and the *invoice* multiplies by itself.
- ~~The voucher~~ is right.

1. A paragraph of its own.

   Another in the same item, with a [link](https://gitlab.example.com/acme/webshop).

2. The second item.

---

### How to mend it

\`\`\`diff
-  return price; // once
+  return price * quantity; // "each"
\`\`\`

\`\`\`ts
/* Adds what it is given. */
const sum = (lines: Line[]) => lines.length > 0 ? 'some' : null;
\`\`\``;
