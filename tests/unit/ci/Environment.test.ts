import { expect, it } from 'vitest';
import { networkSettings } from '../../../ci/Environment.ts';

it('passes proxies on, and certificate authorities that the image brought along', () => {
  const settings = {
    HTTPS_PROXY: 'http://proxy.acme.test:3128',
    NODE_EXTRA_CA_CERTS: '/etc/ssl/certs/acme.pem',
  };
  expect(networkSettings({ ...settings, NODE_OPTIONS: '--require x' })).toEqual(settings);
});

it.each([
  '/builds/acme/webshop.tmp/NODE_EXTRA_CA_CERTS',
  '/etc/../builds/x.pem',
  '/proc/self/environ',
])('does not trust an authority at %s', (path) => {
  expect(networkSettings({ NODE_EXTRA_CA_CERTS: path })).toEqual({});
});

it('lets no proxy read what goes to a provider by plain http', () => {
  const settings = { HTTPS_PROXY: 'http://proxy.acme.test:3128', http_proxy: 'http://p.test' };
  const gateway = { ANTHROPIC_BASE_URL: 'http://gateway.acme.test' };
  expect(networkSettings({ ...settings, ...gateway })).toEqual({});
});
