import { describe, expect, test } from 'vitest';
import { checkBeside } from '../../../../utils/setup/ciChecks/checkBeside.ts';
import { sourceOf } from '../../../../utils/setup/ciChecks/CiSource.ts';

const CI = 'build:\n  script:\n    - docker build -t shop .\n';

function found(beside: Record<string, string | null>, ci = CI): string[] {
  return checkBeside(sourceOf(ci), new Map(Object.entries(beside))).map(
    ({ kind, path, line }) => `${path}:${line} ${kind}`,
  );
}

function copying(dockerfile: string, ignore: string): string[] {
  return found({ Dockerfile: dockerfile, '.dockerignore': ignore });
}

describe('what .dockerignore keeps out and the Dockerfile copies', () => {
  test.each([
    ['a folder', 'FROM scratch\nCOPY vendor/ /app/vendor/\n', '.git\nvendor\n'],
    ['a file', 'FROM scratch\nCOPY go.mod go.sum ./\n', '*.sum\n'],
    ['what lies within', 'FROM scratch\nADD --chown=1 dist/app.js /\n', '/dist/\n'],
    ['a name at any depth', 'FROM scratch\nCOPY ["a/b/.env", "/"]\n', '**/.env\n'],
    ['all but another', 'FROM scratch\nCOPY src .\n', '*\n!dist\n'],
    ['over two lines', 'FROM scratch\nCOPY \\\n  vendor /\n', 'vendor\n'],
  ])('%s', (_, dockerfile, ignore) => {
    expect(copying(dockerfile, ignore)).toEqual(['Dockerfile:2 ci_dockerignore']);
  });

  test.each([
    ['what an exception brings back', 'COPY src /', '*\n!src\n'],
    ['a part of it that an exception brings back', 'COPY vendor /', 'vendor\n!vendor/keep\n'],
    ['a folder of which some is kept out', 'COPY src /', 'src/*.log\n**/node_modules\n'],
    ['all that is there', 'COPY . /app', 'vendor\n'],
    ['what another stage made', 'COPY --from=build vendor /', 'vendor\n'],
    ['what a variable names', 'COPY $DIR /', '*\n'],
    ['what stands deeper', 'COPY lib/vendor /', 'vendor\n'],
    ['what a comment says', '# COPY vendor /', 'vendor\n'],
    ['what a class of letters may keep out', 'COPY vendor /', '[v]endor\n'],
  ])('is not %s', (_, line, ignore) => {
    expect(copying(`FROM scratch\n${line}\n`, ignore)).toEqual([]);
  });
});

describe('an image that make builds in another way', () => {
  const made = 'image:\n\tdocker build --build-arg VERSION=$(V) --target prod \\\n\t  -t shop .\n';

  test('has arguments that the CI file does not know', () => {
    expect(found({ Makefile: made })).toEqual(['Makefile:2 ci_makefile_flags']);
  });

  test.each([
    ['the same', 'a:\n  script:\n    - docker build --build-arg VERSION=1 --target prod .\n'],
    ['by make itself', 'a:\n  script:\n    - make image\n    - docker build x\n'],
    ['with arguments from elsewhere', 'a:\n  script: [docker build $BUILD_ARGS .]\n'],
    ['not at all', 'a:\n  script: [npm test]\n'],
  ])('is well where the CI file builds %s', (_, ci) => {
    expect(found({ Makefile: made }, ci)).toEqual([]);
  });
});

test('a Jenkinsfile beside jobs is left over', () => {
  expect(found({ Jenkinsfile: null })).toEqual(['Jenkinsfile:1 ci_jenkinsfile']);
  expect(found({ Jenkinsfile: null }, '.a: {script: [x]}\ninclude: b.yml\n')).toEqual([]);
});

test('attack: patterns of many stars are read at once', () => {
  const ignore = `${'**/*'.repeat(70)}x\n`.repeat(100);
  const copies = `COPY ${'a/'.repeat(60)} /\n`.repeat(100);
  expect(found({ Dockerfile: copies, '.dockerignore': ignore })).toEqual([]);
});
