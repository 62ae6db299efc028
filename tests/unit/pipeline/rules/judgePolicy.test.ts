import { describe, expect, test } from 'vitest';
import { judgePolicy } from '../../../../utils/pipeline/rules/judgePolicy.ts';

const known = new Map<string, string | null>([
  ['CI_PIPELINE_SOURCE', 'api'],
  ['CI_PROJECT_PATH', 'acme/webshop'],
  ['CI_COMMIT_BRANCH', 'main'],
  ['CI_COMMIT_REF_NAME', 'main'],
  ['CI_COMMIT_TAG', null],
]);

function knowing(...more: [name: string, value: string | null][]): Map<string, string | null> {
  return new Map([...known, ...more]);
}

describe('on a branch', () => {
  test.each([
    ['branches', 'true'],
    ['tags', 'false'],
    ['main', 'true'],
    ['mai', 'false'],
    ['api', 'true'],
    ['web', 'false'],
    ['/^ma/', 'true'],
    ['/^MA/', 'false'],
    ['/^MA/i', 'true'],
    ['/^x/', 'false'],
    ['/(?=main)/', 'unknown'],
    ['main@acme/webshop', 'true'],
    ['main@acme/other', 'false'],
    ['branches@acme/webshop', 'true'],
    ['branches@acme/other', 'false'],
    ['/^ma/@acme/webshop', 'true'],
    ['other@acme/webshop', 'false'],
  ])('only %s: %s', (ref, truth) => {
    expect(judgePolicy({ only: [ref] }, known)).toBe(truth);
    expect(judgePolicy({ only: { refs: ['nothing', ref] } }, known)).toBe(truth);
  });

  test('but for what is excepted', () => {
    expect(judgePolicy({ except: ['main'] }, known)).toBe('false');
    expect(judgePolicy({ except: ['other'] }, known)).toBe('true');
    expect(judgePolicy({ except: ['/(?=main)/'] }, known)).toBe('unknown');
    expect(judgePolicy({ only: ['main'], except: ['web', 'api'] }, known)).toBe('false');
    expect(judgePolicy({ only: null, except: null }, known)).toBe('true');
  });
});

test.each([
  ['push', 'pushes'],
  ['web', 'web'],
  ['trigger', 'triggers'],
  ['schedule', 'schedules'],
  ['pipeline', 'pipelines'],
  ['merge_request_event', 'merge_requests'],
  ['external_pull_request_event', 'external_pull_requests'],
])('a pipeline of source %s is one of %s', (source, name) => {
  const variables = knowing(['CI_PIPELINE_SOURCE', source]);
  expect(judgePolicy({ only: [name] }, variables)).toBe('true');
  expect(judgePolicy({ only: ['api'] }, variables)).toBe('false');
});

test('a tag’s pipeline is one of tags alone', () => {
  const tag = knowing(
    ['CI_COMMIT_TAG', 'v1'],
    ['CI_COMMIT_REF_NAME', 'v1'],
    ['CI_COMMIT_BRANCH', null],
  );
  expect(judgePolicy({ only: ['tags'] }, tag)).toBe('true');
  expect(judgePolicy({ only: ['branches'] }, tag)).toBe('false');
  expect(judgePolicy({ only: ['v1'] }, tag)).toBe('true');
});

function without(...names: string[]): Map<string, string | null> {
  return new Map([...known].filter(([name]) => !names.includes(name)));
}

describe('where it is not known', () => {
  test.each([
    ['which project it is', without('CI_PROJECT_PATH'), 'main@acme/webshop', 'unknown'],
    ['which project it is', without('CI_PROJECT_PATH'), 'main', 'true'],
    ['which source it has', without('CI_PIPELINE_SOURCE'), 'api', 'unknown'],
    ['what its ref is called', without('CI_COMMIT_REF_NAME'), 'main', 'true'],
    ['what its ref is', without('CI_COMMIT_REF_NAME', 'CI_COMMIT_BRANCH'), 'main', 'unknown'],
    ['what its ref is', without('CI_COMMIT_REF_NAME', 'CI_COMMIT_BRANCH'), 'branches', 'true'],
    ['anything', new Map(), 'branches', 'unknown'],
    ['anything', new Map(), 'tags', 'unknown'],
  ])('%s, only %3$s is %4$s', (_, variables, ref, truth) => {
    expect(judgePolicy({ only: [ref] }, variables)).toBe(truth);
  });
});

describe('keywords', () => {
  test.each([
    [{ refs: ['main'], variables: ['$CI_COMMIT_TAG'] }, 'false'],
    [{ refs: ['main'], variables: ['$CI_COMMIT_TAG', '$CI_COMMIT_BRANCH'] }, 'true'],
    [{ refs: ['main'], variables: ['$SECRET'] }, 'unknown'],
    [{ refs: ['other'], variables: ['$SECRET'] }, 'false'],
    [{ variables: [5] }, 'unknown'],
    [{ changes: ['a'] }, 'true'],
    [{ kubernetes: 'active' }, 'unknown'],
    [{ refs: null }, 'true'],
  ])('only %j: %s', (only, truth) => {
    expect(judgePolicy({ only }, known)).toBe(truth);
  });

  test('changes are not known of a push', () => {
    const push = knowing(['CI_PIPELINE_SOURCE', 'push']);
    expect(judgePolicy({ only: { changes: ['a'] } }, push)).toBe('unknown');
  });
});
