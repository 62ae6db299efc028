// @vitest-environment happy-dom
import { decodeHTMLStrict as decodeByPackage } from 'entities';
import { expect, test } from 'vitest';
import { decodeHTMLStrict } from '../../../../utils/outcome/markdown/decodeByBrowser.ts';

test.each([
  '&copy;',
  '&amp;',
  '&lt;',
  '&gt;',
  '&quot;',
  '&nbsp;',
  '&Uuml;',
  '&hellip;',
  '&unknown;',
])('%s is read as the package reads it', (entity) => {
  expect(decodeHTMLStrict(entity)).toBe(decodeByPackage(entity));
});

test('markup in the place of an entity stays without effect', () => {
  expect(decodeHTMLStrict('<img src=x onerror="document.title = `owned`">&lt;')).toBe('<');
  expect(document.title).not.toBe('owned');
});
