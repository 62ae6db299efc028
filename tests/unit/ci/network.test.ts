import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import tls from 'node:tls';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { machineEnvironment, proxiesOf, useNetwork } from '../../../ci/network.ts';
import { DEFAULTS } from '../../../ci/Settings.ts';
import { aFolder } from './aJob.ts';

const PROXY = { https_proxy: 'http://proxy.acme.test:3128', NO_PROXY: 'db.acme.test' };
const HTTPS = { CI_SERVER_URL: 'https://git.test', ...PROXY };
const HTTP = { CI_SERVER_URL: 'http://git.test', ...PROXY };

describe('the proxies on the way to GitLab', () => {
  it('are the environment’s where GitLab is reached by https', () => {
    expect(proxiesOf(HTTPS, DEFAULTS, null)).toEqual(PROXY);
  });

  it('are the machine’s alone by plain http: a sender’s would see the job’s tokens', () => {
    expect(proxiesOf(HTTP, DEFAULTS, null)).toEqual({});
    const machine = { http_proxy: 'http://machine.test', CI: 'true' };
    expect(proxiesOf(HTTP, DEFAULTS, machine)).toEqual({ http_proxy: 'http://machine.test' });
  });

  it('are the file’s above all', () => {
    const proxy = 'http://filed.test:8080';
    expect(proxiesOf(HTTP, { ...DEFAULTS, proxy }, null)).toMatchObject({ http_proxy: proxy });
    expect(proxiesOf(HTTPS, { ...DEFAULTS, proxy }, null)).toEqual({
      HTTP_PROXY: proxy,
      HTTPS_PROXY: proxy,
      http_proxy: proxy,
      https_proxy: proxy,
      NO_PROXY: 'db.acme.test',
    });
  });
});

/** A program that runs in this environment alone; its id. */
async function started(environment: Record<string, string>): Promise<number> {
  const child = spawn('/bin/sleep', ['60'], { env: environment });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'spawn');
  return child.pid ?? 0;
}

describe('the machine’s environment', () => {
  it('is what the shell was started with', async () => {
    const pid = await started({ http_proxy: 'http://p.test', A: 'b=c' });
    expect(machineEnvironment(pid)).toEqual({ http_proxy: 'http://p.test', A: 'b=c' });
  });

  it('is not known where it holds a job’s variables, or cannot be read', async () => {
    expect(machineEnvironment(await started({ CI_JOB_ID: '9', http_proxy: 'x' }))).toBeNull();
    expect(machineEnvironment(await started({ CI_JOB_TOKEN: 't' }))).toBeNull();
    expect(machineEnvironment(2_000_000_000)).toBeNull();
  });
});

function pem(name: string): string {
  return `-----BEGIN CERTIFICATE-----\n${name}\n-----END CERTIFICATE-----`;
}

describe('a network that is used', () => {
  it('is set for this process and the programs that it starts', async () => {
    const set = vi.fn<(proxies: Record<string, string>) => void>();
    const real: unknown = Reflect.get(http, 'setGlobalProxyFromEnv');
    Reflect.set(http, 'setGlobalProxyFromEnv', set);
    onTestFinished(() => void Reflect.set(http, 'setGlobalProxyFromEnv', real));
    const folder = await aFolder();
    const authority = join(folder, 'acme.pem');
    writeFileSync(authority, 'ACME');
    const environment = { ...HTTPS, HTTP_PROXY: 'x', CI_SERVER_TLS_CA_FILE: authority };
    expect(await useNetwork(environment, DEFAULTS, folder, null)).toEqual([]);
    expect(set).toHaveBeenCalledWith({ ...PROXY, HTTP_PROXY: 'x' });
    const bundle = readFileSync(join(folder, 'authorities.pem'), 'utf8');
    // Git takes it in the place of its own.
    expect(bundle).toMatch(/^ACME\n-----BEGIN CERTIFICATE-----/);
    expect(environment).toMatchObject({ GIT_SSL_CAINFO: join(folder, 'authorities.pem') });
  });

  it('trusts each authority that the file, the runner and the image name, and the well-known ones', async () => {
    const trust = vi.spyOn(tls, 'setDefaultCACertificates').mockReturnValue();
    const folder = await aFolder();
    const file = (name: string, ...held: string[]): string => {
      writeFileSync(join(folder, name), held.map(pem).join('\n# next\n'));
      return join(folder, name);
    };
    const ca = file('own.pem', 'OWN', 'SECOND');
    const environment: Record<string, string> = {
      CI_SERVER_TLS_CA_FILE: file('runner.pem', 'RUNNER'),
      NODE_EXTRA_CA_CERTS: file('image.pem', 'IMAGE'),
    };
    expect(await useNetwork(environment, { ...DEFAULTS, ca }, folder, null)).toEqual([]);
    const further = ['OWN', 'SECOND', 'RUNNER', 'IMAGE'].map(pem);
    expect(trust).toHaveBeenCalledExactlyOnceWith([...further, ...tls.rootCertificates]);
    const bundle = readFileSync(join(folder, 'authorities.pem'), 'utf8');
    for (const one of further) expect(bundle.split(one)).toHaveLength(2);
  });

  it('leaves the one file that Node.js has read by itself to it', async () => {
    const trust = vi.spyOn(tls, 'setDefaultCACertificates').mockReturnValue();
    const folder = await aFolder();
    const own = join(folder, 'own.pem');
    writeFileSync(own, 'OWN');
    const environment = { CI_SERVER_TLS_CA_FILE: own, NODE_EXTRA_CA_CERTS: own };
    await useNetwork(environment, DEFAULTS, folder, null);
    expect(trust).not.toHaveBeenCalled();
    expect(readFileSync(join(folder, 'authorities.pem'), 'utf8').split('OWN')).toHaveLength(2);
  });

  it('has its own authorities where the file’s cannot be read', async () => {
    const trust = vi.spyOn(tls, 'setDefaultCACertificates').mockReturnValue();
    const folder = await aFolder();
    const environment: Record<string, string> = {};
    const settings = { ...DEFAULTS, ca: '/nonexistent/own.pem' };
    expect(await useNetwork(environment, settings, folder, null)).toEqual([]);
    expect(trust).not.toHaveBeenCalled();
    expect(environment).toEqual({});
  });

  it('takes no proxy for hosts that need none, which is nothing to tell Node.js', async () => {
    const set = vi.spyOn(http, 'setGlobalProxyFromEnv').mockReturnValue(() => {});
    const environment = { CI_SERVER_URL: 'https://git.test', NO_PROXY: 'a', no_proxy: 'b' };
    expect(await useNetwork(environment, DEFAULTS, await aFolder(), null)).toEqual([]);
    expect(set).not.toHaveBeenCalled();
  });

  it('tells where this Node.js knows no proxies', async () => {
    const real: unknown = Reflect.get(http, 'setGlobalProxyFromEnv');
    Reflect.set(http, 'setGlobalProxyFromEnv', undefined);
    onTestFinished(() => void Reflect.set(http, 'setGlobalProxyFromEnv', real));
    expect(await useNetwork({ ...HTTPS }, DEFAULTS, await aFolder(), null)).toEqual([
      expect.stringContaining('this Node.js knows no proxies'),
    ]);
  });

  it('loses the proxies that do not count, and authorities that a sender named', async () => {
    const folder = await aFolder();
    const environment = { ...HTTP, GIT_SSL_CAINFO: '/tmp/evil.pem' };
    expect(await useNetwork(environment, DEFAULTS, folder, null)).toEqual([]);
    expect(environment).toEqual({ CI_SERVER_URL: 'http://git.test' });
  });
});
