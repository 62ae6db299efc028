import type { Environment } from './Environment.ts';
import { DEFAULTS, type Settings } from './Settings.ts';

const PROXIES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'];

const ADDRESSES = [
  'ANTHROPIC_BASE_URL',
  'ANTHROPIC_BEDROCK_BASE_URL',
  'ANTHROPIC_VERTEX_BASE_URL',
  'AWS_ENDPOINT_URL_STS',
  'GOOGLE_STS_ENDPOINT',
  'GOOGLE_IAM_ENDPOINT',
];

/**
 * The runner's proxies and the image's own certificate authorities, or the file's, for programs that reach the provider or npm. An authority
 * from anywhere else could be a sender's: with a proxy it would read the provider's key. So would any proxy where a provider is
 * reached by plain http.
 */
export function networkSettings(
  environment: Environment,
  { proxy, ca, foundry }: Pick<Settings, 'proxy' | 'ca' | 'foundry'> = DEFAULTS,
): Record<string, string> {
  const network: Record<string, string> = {};
  const addresses = [foundry, ...ADDRESSES.map((key) => environment[key] ?? '')];
  const isPlain = addresses.some((address) => address.startsWith('http:'));
  for (const key of isPlain ? [] : PROXIES) {
    const value = /^no_proxy$/i.test(key) ? environment[key] : proxy || environment[key];
    if (value) network[key] = value;
  }
  const authorities = ca || (environment['NODE_EXTRA_CA_CERTS'] ?? '');
  if (ca !== '' || (/^\/(etc|usr)\//.test(authorities) && !authorities.includes('..')))
    network['NODE_EXTRA_CA_CERTS'] = authorities;
  return network;
}
