import { expect, test } from 'vitest';
import { projectPathOf } from '../../../utils/setup/projectPathOf.ts';

const ROOT = 'https://git.acme.test/gitlab';

test.each([
  ['acme/webshop', 'acme/webshop'],
  [' acme/shops/webshop ', 'acme/shops/webshop'],
  ['/acme/webshop/', 'acme/webshop'],
  [`${ROOT}/acme/webshop`, 'acme/webshop'],
  [`${ROOT}/acme/webshop.git`, 'acme/webshop'],
  [`${ROOT}/acme/webshop/-/merge_requests/34?tab=diffs#note_1`, 'acme/webshop'],
])('%s is the project %s', (typed, path) => {
  expect(projectPathOf(typed, ROOT)).toBe(path);
});

test.each(['', 'webshop', 'https://other.test/acme/webshop', 'acme/../admin x', 'acme/web shop'])(
  '"%s" is none',
  (typed) => {
    expect(projectPathOf(typed, ROOT)).toBe('');
  },
);
