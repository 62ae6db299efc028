import { readFileSync } from 'node:fs';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable's value; one of type `file` holds the path that the runner wrote it to. */
export function valueOf(environment: Environment, key: string): string {
  const value = environment[key] ?? '';
  const path = `${environment['CI_PROJECT_DIR'] ?? ''}.tmp/${key}`;
  return value === path ? readFileSync(path, 'utf8') : value;
}

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
 * The runner's proxies and the image's own certificate authorities, for programs that reach the provider or npm. An authority
 * from anywhere else could be a sender's: with a proxy it would read the provider's key. So would any proxy where a provider is
 * reached by plain http.
 */
export function networkSettings(environment: Environment): Record<string, string> {
  const settings: Record<string, string> = {};
  const isPlain = ADDRESSES.some((key) => environment[key]?.startsWith('http:'));
  for (const key of isPlain ? [] : PROXIES) {
    const value = environment[key];
    if (value) settings[key] = value;
  }
  const authorities = environment['NODE_EXTRA_CA_CERTS'] ?? '';
  if (/^\/(etc|usr)\//.test(authorities) && !authorities.includes('..'))
    settings['NODE_EXTRA_CA_CERTS'] = authorities;
  return settings;
}
