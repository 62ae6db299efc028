import { expect, test } from 'vitest';
import {
  type FileKind,
  fileKindOf,
  languageOf,
} from '../../../../utils/context/describe/fileKind.ts';

const PATHS: Record<FileKind, string[]> = {
  source: [
    'src/cart.ts',
    'src/file-lock.ts',
    'spin-lock.rs',
    'src/lock.ts',
    'clock.js',
    'src/distance/a.ts',
    'locksmith.py',
    'app/vendor/list.rb',
    'src/history.ts',
    'lib/license.go',
    'web/index.html',
    'db/schema.sql',
    'cmd/contest.go',
    'src/latest.py',
    'src/inspect.js',
    'main.tf',
  ],
  tests: [
    'test/cart.js',
    'src/cart.test.ts',
    'src/cart_test.go',
    'tests/test_cart.py',
    'spec/models/cart_spec.rb',
    'src/CartTest.java',
    'pkg/__tests__/cart.tsx',
    'tests/fixtures/cart.json',
    'conftest.py',
  ],
  config: [
    '.gitlab-ci.yml',
    'package.json',
    'tsconfig.json',
    'vite.config.ts',
    'Dockerfile',
    'Makefile',
    'go.mod',
    'pyproject.toml',
    'requirements.txt',
    'openapi-spec.yaml',
    '.github/workflows/ci.yml',
    'deploy/values.yaml',
  ],
  docs: ['README.md', 'CHANGELOG', 'docs/conf.py', 'guide/start.adoc', 'LICENSE.txt'],
  generated: [
    'package-lock.json',
    'yarn.lock',
    'go.sum',
    'web/app.min.js',
    'vendor/x/y.go',
    'Cargo.lock',
    '.terraform.lock.hcl',
    'pnpm-lock.yaml',
    'src/__snapshots__/a.snap',
    'api/cart.pb.go',
  ],
};

test.each(Object.entries(PATHS).flatMap(([kind, paths]) => paths.map((path) => [path, kind])))(
  '%s counts as %s',
  (path, kind) => {
    expect(fileKindOf({ new_path: path })).toBe(kind);
  },
);

test('what GitLab calls generated is', () => {
  expect(fileKindOf({ new_path: 'src/cart.ts', generated_file: true })).toBe('generated');
});

test('endings of one language are one', () => {
  expect(['a.tsx', 'a.mts', 'b.TS', 'Makefile', 'x/y.h'].map(languageOf)).toEqual([
    'ts',
    'ts',
    'ts',
    '',
    'c',
  ]);
});
