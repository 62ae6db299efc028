import { isGenerated } from './isGenerated.ts';

/** What a changed file is, in the order in which a reader wants them. */
export const FILE_KINDS = ['source', 'tests', 'config', 'docs', 'generated'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

const TESTS =
  /(?:^|\/)(?:tests?|specs?|__tests__|e2e|features?\/steps|fixtures|testdata|test[-_]data|mocks|__mocks__)\/|(?:^|\/)(?:conftest\.py|test_[^/]+\.\w+)$|(?:\.(?:test|spec|e2e|cy)|_(?:tests?|spec))\.\w+$|(?<=[a-z0-9])(?:Tests?|Spec|IT)\.(?:java|kt|kts|cs|scala|swift|php|groovy|fs|vb)$/;
const DOCS =
  /(?:^|\/)(?:readme|changelog|changes|contributing|license|copying|authors|notice|news|todo|history)(?:\.txt)?$|\.(?:md|mdx|markdown|rst|adoc|asciidoc|org|tex|pod)$|^docs?\//i;
const SETTINGS =
  /\.(?:json[c5]?|ya?ml|toml|ini|cfg|conf|config|properties|env|plist|xml|lock|gradle|kts|csproj|fsproj|vbproj|sln|props|targets|editorconfig|cmake|mk|nix|txt|csv|tsv|po|pot|strings|resx|xlf|svg|pem|crt)$/i;
const SETTINGS_NAMED =
  /(?:^|\/)(?:\.[^/]+|Makefile|GNUmakefile|Dockerfile[^/]*|Containerfile|Jenkinsfile|Vagrantfile|Procfile|Gemfile|Rakefile|Podfile|Brewfile|Justfile|Taskfile|CODEOWNERS|go\.(?:mod|work)|[^/]+\.(?:config|conf|rc|setup)\.[cm]?[jt]s|setup\.(?:py|cfg)|build\.(?:sbt|sc)|BUILD(?:\.bazel)?|WORKSPACE|meson\.build|mix\.exs|[^/]+\.gemspec|[^/]+\.podspec)$/;
/** Settings of CI, editors and tools lie in folders whose names begin with a dot. */
const SETTINGS_FOLDER =
  /(?:^|\/)\.(?:github|gitlab|circleci|vscode|idea|husky|changeset|devcontainer)\//;

/** What a changed file is, by its path; what is of no known kind is source. */
export function fileKindOf(file: Parameters<typeof isGenerated>[0]): FileKind {
  const path = file.new_path;
  if (isGenerated(file)) return 'generated';
  if (TESTS.test(path)) return 'tests';
  if (SETTINGS_NAMED.test(path) || SETTINGS_FOLDER.test(path)) return 'config';
  if (DOCS.test(path)) return 'docs';
  return SETTINGS.test(path) ? 'config' : 'source';
}

/** Endings of one language are one. */
const SAME: Record<string, string> = {
  tsx: 'ts',
  mts: 'ts',
  cts: 'ts',
  jsx: 'js',
  mjs: 'js',
  cjs: 'js',
  h: 'c',
  hh: 'cpp',
  hpp: 'cpp',
  cc: 'cpp',
  cxx: 'cpp',
  pyi: 'py',
};

/** The language of a file as its ending tells it; empty where it has none. */
export function languageOf(path: string): string {
  const ending = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  return SAME[ending] ?? ending;
}
