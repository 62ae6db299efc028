import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from './Environment.ts';
import type { Settings } from './Settings.ts';

export const PROXY_VARIABLES = [
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'ALL_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'all_proxy',
  'no_proxy',
] as const;

/**
 * The proxies by which this GitLab is reached. The file's own stands above all. Where GitLab is reached by https no proxy can
 * read along, so the environment's count; by plain http those count alone that the machine's own environment has, since a
 * sender's could read the job's tokens.
 * @param machine the environment that the job's shell was started with; null where it holds a job's variables
 */
export function proxiesOf(
  environment: Environment,
  settings: Settings,
  machine: Environment | null,
): Record<string, string> {
  const { proxy } = settings;
  const isPlain = !/^https:/i.test(environment['CI_SERVER_URL'] ?? '');
  const trusted = isPlain ? (machine ?? {}) : environment;
  const found = Object.fromEntries(
    PROXY_VARIABLES.flatMap((key) => (trusted[key] ? [[key, trusted[key]]] : [])),
  );
  if (proxy === '') return found;
  const own = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy'].map((key) => [key, proxy]);
  return { ...found, ...Object.fromEntries(own) };
}

/**
 * The environment of the shell that runs the script, from before it exported anything; null where that holds a job's variables,
 * as a container's may: a sender's could be among them.
 */
export function machineEnvironment(parent: number = process.ppid): Environment | null {
  let text: string;
  try {
    text = readFileSync(`/proc/${parent}/environ`, 'utf8');
  } catch {
    return null;
  }
  const pairs = text.split('\0').flatMap((line) => {
    const end = line.indexOf('=');
    return end > 0 ? [[line.slice(0, end), line.slice(end + 1)] as const] : [];
  });
  const found = Object.fromEntries(pairs);
  return 'CI_JOB_ID' in found || 'CI_JOB_TOKEN' in found ? null : found;
}

/**
 * Has this process and the programs that it starts reach the network as the runner and the file say: by proxies and with
 * certificate authorities, in `process.env`. Node.js' own modules for that are loaded where they are used: each takes a
 * twentieth of a second.
 * @param folder the job's own, for a bundle of authorities
 * @returns what does not work here, in words
 */
export async function useNetwork(
  environment: NodeJS.ProcessEnv,
  settings: Settings,
  folder: string,
  machine: Environment | null,
): Promise<string[]> {
  const proxies = proxiesOf(environment, settings, machine);
  for (const key of PROXY_VARIABLES) delete environment[key];
  Object.assign(environment, proxies);
  const further = authoritiesOf(environment, settings);
  if (further.length === 0) delete environment['GIT_SSL_CAINFO'];
  else {
    const { default: tls } = await import('node:tls');
    // Git takes one file in the place of its own, so the well-known authorities go along.
    const all = [...further.map(({ text }) => text), ...tls.rootCertificates];
    const path = join(folder, 'authorities.pem');
    writeFileSync(path, all.join('\n'), { mode: 0o644, flag: 'wx' });
    environment['GIT_SSL_CAINFO'] = path;
    // Node.js has read the one file that its own variable names.
    const isKnown = further.every(({ path: one }) => one === environment['NODE_EXTRA_CA_CERTS']);
    const trust: unknown = isKnown ? null : Reflect.get(tls, 'setDefaultCACertificates');
    if (typeof trust === 'function') trust(all.flatMap((text) => text.match(CERTIFICATES) ?? []));
  }
  if (Object.keys(proxies).every((key) => /^no_proxy$/i.test(key))) return [];
  const { default: http } = await import('node:http');
  // Node 24.14 and later.
  const set: unknown = Reflect.get(http, 'setGlobalProxyFromEnv');
  if (typeof set !== 'function')
    return ['this Node.js knows no proxies: node:24-alpine does (24.14 or later)'];
  set(proxies);
  return [];
}

const CERTIFICATES = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Certificate authorities beside the well-known ones: the file's, the runner's for its GitLab and the image's own. */
function authoritiesOf(
  environment: Environment,
  settings: Settings,
): { path: string; text: string }[] {
  const named = [
    settings.ca,
    environment['CI_SERVER_TLS_CA_FILE'],
    environment['NODE_EXTRA_CA_CERTS'],
  ];
  return [...new Set(named)].flatMap((path) => {
    const text = path ? textOf(path) : null;
    return path && text !== null ? [{ path, text }] : [];
  });
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
