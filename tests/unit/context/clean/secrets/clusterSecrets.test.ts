import { expect, test } from 'vitest';
import { maskSecrets } from '../../../../../utils/context/clean/secrets.ts';

const VALUE = 'YWRtaW46cGFzc3dvcmQ=';
const MASKED = '[MASKED kubernetes-secret]';

/** `*` is what must be masked, `=` a value of the same form that must stay. */
function expectMasked(manifest: string): void {
  const source = manifest.replaceAll('*', VALUE).replaceAll('=', VALUE);
  expect(maskSecrets(source).text).toBe(manifest.replaceAll('*', MASKED).replaceAll('=', VALUE));
}

test.each([
  ['data and stringData', 'kind: Secret\ndata:\n  one: *\nstringData:\n  two: *\n'],
  ['a quoted value', 'kind: "Secret"\ndata:\n  "one": "*"\n'],
  ['with empty lines between', 'kind: Secret\ndata:\n\n  one: *\n   \n  two: *\n'],
  ['in a block', 'kind: Secret\ndata:\n  one: |\n    *\n  two: >-\n    *\n'],
  ['in a block of many lines', 'kind: Secret\ndata:\n  one: |\n    *\n    *\n    *\n'],
  ['where the kind comes last', 'data:\n  one: *\nkind: Secret\n'],
  ['in a list', 'items:\n  - kind: Secret\n    data:\n      one: *\n'],
  ['in a file with CRLF', 'kind: Secret\r\ndata:\r\n  one: *\r\n'],
  ['in the second document', 'kind: Service\n---\nkind: Secret\ndata:\n  one: *\n'],
  ['in a diff', ' kind: Secret\n data:\n-  one: *\n+  one: *\n'],
])('the data of a Kubernetes Secret are masked: %s', (_, manifest) => {
  expectMasked(manifest);
});

test.each([
  ['of another kind', 'kind: ConfigMap\ndata:\n  one: =\n'],
  [
    'of another document',
    'kind: ConfigMap\ndata:\n  one: =\n---\nkind: Secret\ndata:\n  one: *\n---\nkind: ConfigMap\ndata:\n  one: =\n',
  ],
  [
    'of another document in a diff',
    '+kind: ConfigMap\n+data:\n+  one: =\n+---\n+kind: Secret\n+data:\n+  one: *\n',
  ],
  ['before the data', 'kind: Secret\nmetadata:\n  uid: =\ndata:\n  one: *\n'],
  ['behind the data', 'kind: Secret\ndata:\n  one: *\nmetadata:\n  uid: =\n  other: =\n'],
  ['behind the data of a list', 'kind: Secret\n  data:\n    one: *\n  uid: =\n'],
  ['in words below a value', 'kind: Secret\ndata:\n  one: *\n    =\n'],
])('what is not the data of a Secret stays: %s', (_, manifest) => {
  expectMasked(manifest);
});

test('a block ends with its lines', () => {
  const manifest = 'kind: Secret\ndata:\n  one: |\n    *\n  two: a b\n    =\n';
  expectMasked(manifest);
});
