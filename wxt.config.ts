import { fileURLToPath } from 'node:url';
import { preact } from '@preact/preset-vite';
import { leaveOut } from './scripts/build/leaveOut.ts';
import { recordModules } from './scripts/build/recordModules.ts';
import { takeFromPanel } from './scripts/build/takeFromPanel.ts';
import { useInstead } from './scripts/build/useInstead.ts';
import { HTML, TYPOGRAPHY, withoutRegions } from './scripts/build/withoutRegions.ts';
import { type ConfigEnv, type UserManifest, defineConfig } from 'wxt';

/** Public half of a throw-away key: fixes the extension id in development and end-to-end builds (`mmakgipaemchpmoioeafijeeadgeoobp`), so that a profile can pin the icon. The store sets its own. */
export const DEVELOPMENT_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAt6Y9KfnqqKmqgEbkzdYTFGBR5be3G8Q96Txn8k1+xFr6YS+1V3kGGlvEiqHBTd6/GYvbm/J5VbJk6xFjLN0ZGrcZ2UNWiwela6Gs58ycM24CF+BUdiCuwR+MG67Ier3966ZtpMZvIFpwaoQMbcrVLjytxnSIEm8K4gcyxVxAqF7YAalHMhZny0HB2vr7CLXzxzEuTb50z6IM8SQjPurqsE2RIWpf38wrPVPwkIhdvnrkWfOEMeXgEOwyMFiUGM6mIhNfFFRH6OdeAhNKLm/Z5ak6g8yKwM/xGh+O618R4nd8OVDtjQi/c7lZKEqHsM4pu55nZq43PoBl0MdI84xtRQIDAQAB';

/** Hosts on the user's own machine: asked for when such a site is added, granted from the start to the end-to-end build. */
export const LOOPBACK_HOSTS = ['http://127.0.0.1/*', 'http://localhost/*'];

/** The manifest of the product, and of the development build, which has a key. */
export function productManifest({ browser, mode }: ConfigEnv): UserManifest {
  return {
    name: '__MSG_name__',
    description: '__MSG_description__',
    default_locale: 'en',
    permissions: [
      'storage',
      'scripting',
      'alarms',
      'notifications',
      'activeTab',
      'contextMenus',
      'identity',
    ],
    host_permissions: ['https://gitlab.com/*'],
    optional_host_permissions: ['https://*/*', ...LOOPBACK_HOSTS],
    action: { default_area: 'navbar', default_title: '__MSG_name__' },
    commands: {
      'open-panel': {
        suggested_key: { default: 'Alt+Shift+K' },
        description: '__MSG_commandOpenPanel__',
      },
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'ask-claude@gitlab-extension.example',
              strict_min_version: '128.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : {
          storage: { managed_schema: 'policy.schema.json' },
          minimum_chrome_version: '116',
          ...(mode === 'production' ? {} : { key: DEVELOPMENT_KEY }),
        }),
  };
}

const UNUSED_LIMITERS = fileURLToPath(
  new URL('utils/gitlab/network/unusedLimiters.ts', import.meta.url),
);

/** What zod has for JSON Schema, which nothing asks for: 20 kB in each of the background's scripts. */
const JSON_SCHEMA = /\/zod\/v4\/core\/(to-json-schema|json-schema-processors)\.js$/;

/** By what markdown-it normalizes links, which `parseMarkdown` does not let it do. */
const ADDRESSES = /\/node_modules\/(mdurl\/index|punycode\.js\/punycode\.es6)\.m?js$/;

const NO_LOCATION_WATCHER = fileURLToPath(
  new URL('utils/page/noLocationWatcher.ts', import.meta.url),
);

export default defineConfig({
  imports: false,
  hooks: {
    // WXT 0.21 brings in what it knows all the same, wherever a word such as `storage` stands, and be it in a pattern.
    'config:resolved'(wxt) {
      Object.assign(wxt.config.imports, { autoImport: false });
    },
    'vite:build:extendConfig'([entrypoint], config) {
      if (entrypoint?.name === 'panel-details')
        config.plugins?.push(
          takeFromPanel(),
          leaveOut(ADDRESSES, 'normalizing of links'),
          withoutRegions(HTML),
          useInstead('entities', 'utils/outcome/markdown/decodeByBrowser.ts'),
        );
    },
  },
  modules: ['@wxt-dev/i18n/module'],
  targetBrowsers: ['chrome', 'firefox'],
  vite: () => ({
    plugins: [
      preact(),
      leaveOut(JSON_SCHEMA, 'JSON Schema'),
      withoutRegions(TYPOGRAPHY),
      recordModules(),
    ],
    resolve: {
      // markdown-it brings a second copy, of the same version.
      dedupe: ['entities'],
      alias: {
        'rate-limiter-flexible': UNUSED_LIMITERS,
        'picomatch-browser': UNUSED_LIMITERS,
        './internal/location-watcher.mjs': NO_LOCATION_WATCHER,
      },
    },
    build: { chunkSizeWarningLimit: 600 },
  }),
  manifest: productManifest,
});
