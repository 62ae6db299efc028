import { expect, test } from 'vitest';
import { parseMarkdown } from '../../../../utils/outcome/markdown/parseMarkdown.ts';

test.each([
  ['an address by itself', 'https://xn--80ak6aa92e.test/%41%2e'],
  ['an address in brackets', '<https://xn--80ak6aa92e.test/%41%2e>'],
])('%s is shown as it was written: none looks like another one', (_, text) => {
  const address = 'https://xn--80ak6aa92e.test/%41%2e';
  expect(parseMarkdown(text)).toEqual([
    {
      type: 'paragraph',
      children: [{ type: 'link', href: address, children: [{ type: 'text', text: address }] }],
    },
  ]);
});
