import { defineConfig } from 'wxt';
import product, { DEVELOPMENT_KEY, LOOPBACK_HOSTS, productManifest } from './wxt.config.ts';

/** The build for end-to-end tests: the product's code byte for byte, under a manifest with loopback hosts and, for Chromium, a fixed id. */
export default defineConfig({
  ...product,
  outDirTemplate: '{{browser}}-mv{{manifestVersion}}-e2e',
  manifest(env) {
    const manifest = productManifest(env);
    return {
      ...manifest,
      host_permissions: [...(manifest.host_permissions ?? []), ...LOOPBACK_HOSTS],
      ...(env.browser === 'firefox' ? {} : { key: DEVELOPMENT_KEY }),
    };
  },
});
