import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { builtExtension } from '../../scripts/buildExtension.ts';
import { modulesOf } from './modulesOf.ts';

const BROWSERS = ['chromium', 'firefox'] as const;

interface Manifest {
  permissions: string[];
  host_permissions: string[];
  optional_host_permissions: string[];
  content_scripts?: unknown[];
  web_accessible_resources?: unknown[];
  key?: string;
  commands: Record<string, { suggested_key: { default: string } }>;
}

function manifestOf(browser: (typeof BROWSERS)[number], mode: 'production' | 'e2e'): Manifest {
  return JSON.parse(readFileSync(join(builtExtension(browser, mode), 'manifest.json'), 'utf8'));
}

/** One of the background's scripts. */
function textOf(browser: (typeof BROWSERS)[number], name: 'background' | 'on-demand'): string {
  return readFileSync(join(builtExtension(browser, 'production'), `${name}.js`), 'utf8');
}

/** Every file below a folder by its path there, in order. */
function filesOf(folder: string): Map<string, Buffer> {
  return new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .toSorted()
      .filter((path) => statSync(join(folder, path)).isFile())
      .map((path) => [path, readFileSync(join(folder, path))]),
  );
}

describe.each(BROWSERS)('the build for %s', (browser) => {
  const folder = builtExtension(browser, 'production');

  test('asks for these permissions and no others: a later version may never require more', () => {
    const manifest = manifestOf(browser, 'production');
    expect(manifest.permissions.toSorted()).toEqual([
      'activeTab',
      'alarms',
      'contextMenus',
      'identity',
      'notifications',
      'scripting',
      'storage',
    ]);
    expect(manifest.host_permissions).toEqual(['https://gitlab.com/*']);
    expect(manifest.optional_host_permissions).toEqual([
      'https://*/*',
      'http://127.0.0.1/*',
      'http://localhost/*',
    ]);
  });

  test('runs nothing on a page by itself and shows no file to pages', () => {
    const manifest = manifestOf(browser, 'production');
    expect(manifest.content_scripts ?? []).toEqual([]);
    expect(manifest.web_accessible_resources ?? []).toEqual([]);
  });

  test('carries no key', () => {
    expect(manifestOf(browser, 'production')).not.toHaveProperty('key');
  });

  test('is what end-to-end tests run, file by file, but for the manifest', () => {
    const product = filesOf(folder);
    expect(product.size).toBeGreaterThan(20);
    const tested = filesOf(builtExtension(browser, 'e2e'));
    expect([...tested.keys()]).toEqual([...product.keys()]);
    const different = [...product].filter(([path, bytes]) => !tested.get(path)?.equals(bytes));
    expect(different.map(([path]) => path)).toEqual(['manifest.json']);
  });

  test('has the manifest that end-to-end tests run, but for loopback hosts and a key', () => {
    const product = manifestOf(browser, 'production');
    const { key, ...tested } = manifestOf(browser, 'e2e');
    expect(tested).toEqual({
      ...product,
      host_permissions: [...product.host_permissions, 'http://127.0.0.1/*', 'http://localhost/*'],
    });
    expect(key === undefined).toBe(browser === 'firefox');
  });

  test('suggests a shortcut that neither GitLab nor the browser uses', () => {
    expect(manifestOf(browser, 'production').commands['open-panel']?.suggested_key.default).toBe(
      'Alt+Shift+K',
    );
  });

  test('has a page script of at most 16 kB', () => {
    const bytes = statSync(join(folder, 'content-scripts', 'gitlab.js')).size;
    console.log(`${browser}: gitlab.js ${bytes} bytes`);
    expect(bytes).toBeLessThanOrEqual(16_000);
  });

  test('has a second page script of at most 24 kB, which a page gets when it needs it', () => {
    const bytes = statSync(join(folder, 'content-scripts', 'extras.js')).size;
    console.log(`${browser}: extras.js ${bytes} bytes`);
    expect(bytes).toBeLessThanOrEqual(24_000);
  });

  test.each([
    ['background', 400_000, 115_000],
    ['on-demand', 900_000, 344_000],
    ['content-scripts/panel', 90_000, 31_000],
    ['panel-details', 175_000, 64_000],
  ])('has a script %s of at most %i bytes, packed %i', (name, most, mostPacked) => {
    const bytes = readFileSync(join(folder, `${name}.js`));
    const packed = gzipSync(bytes, { level: 9 }).length;
    console.log(`${browser}: ${name}.js ${bytes.length} bytes, packed ${packed}`);
    expect(bytes.length).toBeLessThanOrEqual(most);
    expect(packed).toBeLessThanOrEqual(mostPacked);
  });

  test('draws with one Preact: the panel’s second script takes that of the first', () => {
    const preact = expect.stringMatching(/^node_modules\/preact\//);
    expect(modulesOf(browser, 'content-scripts/panel')).toContainEqual(preact);
    expect(modulesOf(browser, 'panel-details')).not.toContainEqual(preact);
  });

  test('parses nothing at the background’s start that only an ask, set-up or the doctor needs', () => {
    // The job's template, the rules for secrets, RE2, Markdown, HTML and YAML.
    for (const mark of [
      /END_OF_ASK_CLAUDE/,
      /glpat-/,
      /RE2JS/,
      /linkify/,
      /decodeEntities/,
      /YAMLParseError/,
    ]) {
      expect(textOf(browser, 'background'), String(mark)).not.toMatch(mark);
      expect(textOf(browser, 'on-demand'), String(mark)).toMatch(mark);
    }
    // What is in both is a copy more.
    expect(textOf(browser, 'on-demand')).not.toMatch(/gitbeaker|PRIVATE-TOKEN/i);
  });

  test('keeps the API client, the parser and every token out of page scripts', () => {
    for (const script of [
      'content-scripts/gitlab',
      'content-scripts/extras',
      'content-scripts/panel',
      'panel-details',
    ]) {
      const text = readFileSync(join(folder, `${script}.js`), 'utf8');
      for (const mark of [/gitbeaker/i, /ZodError|_zod/, /PRIVATE-TOKEN/i, /\/api\/v4/]) {
        expect(text, `${script}.js, ${mark}`).not.toMatch(mark);
      }
    }
  });

  test('has none of gitbeaker’s own rate limits, which are never used', () => {
    const text = readFileSync(join(folder, 'background.js'), 'utf8');
    expect(text).toContain('rate limits are not built in');
    // The limiter's prefix for keys, and picomatch's name for its classes.
    for (const mark of [/rlflx/, /POSIX_REGEX_SOURCE/]) expect(text).not.toMatch(mark);
  });

  test.each(['background', 'on-demand'] as const)(
    '%s has no JSON Schema of zod’s, which is never asked for',
    (name) => {
      const text = textOf(browser, name);
      expect(text).toContain('JSON Schema is not built in');
      expect(text).not.toContain('json-schema.org');
    },
  );

  test('has nothing in the panel of what normalizes links, which it shows as they are written', () => {
    const text = readFileSync(join(folder, 'panel-details.js'), 'utf8');
    expect(text).toContain('normalizing of links is not built in');
    expect(modulesOf(browser, 'panel-details')).not.toContainEqual(
      expect.stringMatching(/mdurl\/lib/),
    );
  });

  test('has no names of HTML’s characters in the panel, whose browser knows them', () => {
    const modules = modulesOf(browser, 'panel-details');
    expect(modules).toContain('utils/outcome/markdown/decodeByBrowser.ts');
    expect(modules.filter((path) => path.includes('/entities/'))).toEqual([]);
  });

  test('has none of WXT’s watching of addresses, which is never started', () => {
    expect(modulesOf(browser, 'content-scripts/panel')).not.toContainEqual(
      expect.stringMatching(/location-watcher/),
    );
  });

  test('has the names of HTML’s characters once', () => {
    const tables = modulesOf(browser, 'on-demand').filter((path) => path.includes('data-html'));
    expect(tables).toHaveLength(1);
  });

  test('does keep them in the background, so that the check above can fail', () => {
    const text = readFileSync(join(folder, 'background.js'), 'utf8');
    for (const mark of [/_zod/, /PRIVATE-TOKEN/i, /\/api\/v4|api\/v/]) expect(text).toMatch(mark);
  });
});
