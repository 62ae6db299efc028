import { expect, it } from 'vitest';
import { networkSettings } from '../../../ci/networkSettings.ts';

it('passes proxies on, and certificate authorities that the image brought along', () => {
  const settings = {
    HTTPS_PROXY: 'http://proxy.acme.test:3128',
    NODE_EXTRA_CA_CERTS: '/etc/ssl/certs/acme.pem',
  };
  expect(networkSettings({ ...settings, NODE_OPTIONS: '--require x' })).toEqual(settings);
});

it('passes every proxy on that is set, under its own name', () => {
  const proxies = Object.fromEntries(
    ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'].map(
      (name) => [name, `of ${name}`],
    ),
  );
  expect(networkSettings(proxies)).toEqual(proxies);
  expect(networkSettings({ HTTP_PROXY: '' })).toEqual({});
});

it.each([
  'ANTHROPIC_BEDROCK_BASE_URL',
  'ANTHROPIC_VERTEX_BASE_URL',
  'AWS_ENDPOINT_URL_STS',
  'GOOGLE_STS_ENDPOINT',
  'GOOGLE_IAM_ENDPOINT',
])('lets no proxy read what goes to %s by plain http', (address) => {
  const proxy = { HTTPS_PROXY: 'http://proxy.acme.test:3128' };
  expect(networkSettings({ ...proxy, [address]: 'http://gateway.test' })).toEqual({});
  expect(networkSettings({ ...proxy, [address]: 'https://gateway.test' })).toEqual(proxy);
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
