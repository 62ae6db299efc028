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
