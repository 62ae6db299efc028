import { describe, expect, test } from 'vitest';
import { pageOfUrl, pipelineOfUrl } from '../../../utils/page/pageOfUrl.ts';

const SITE = 'https://gitlab.example.com';
const RELATIVE = 'https://git.example.com/gitlab';

describe('pageOfUrl', () => {
  test.each([
    ['/acme/webshop/-/issues/12', 'issue', 12],
    ['/acme/webshop/-/issues/incident/12', 'issue', 12],
    ['/acme/webshop/-/issues/12/designs/shot.png', 'issue', 12],
    ['/acme/webshop/-/issues/incident/12/timeline', 'issue', 12],
    ['/acme/webshop/-/issues/incident/12/alerts', 'issue', 12],
    ['/acme/webshop/-/issues/12/metrics', 'issue', 12],
    ['/acme/webshop/-/work_items/12?show=eyJpaWQiOiI3In0%3D#note_3', 'issue', 12],
    ['/acme/webshop/-/merge_requests/34', 'merge_request', 34],
    ['/acme/webshop/-/merge_requests/34/', 'merge_request', 34],
    ['/acme/webshop/-/merge_requests/34/diffs?rapid_diffs=true', 'merge_request', 34],
    ['/acme/webshop/-/merge_requests/34/commits', 'merge_request', 34],
    ['/acme/webshop/-/merge_requests/34/pipelines', 'merge_request', 34],
    ['/acme/webshop/-/merge_requests/34/reports/security', 'merge_request', 34],
  ] as const)('reads %s', (path, type, iid) => {
    const page = { site: SITE, projectPath: 'acme/webshop', type, iid };
    expect(pageOfUrl(SITE + path, SITE)).toEqual(page);
  });

  test('takes a project of any depth', () => {
    expect(pageOfUrl(`${SITE}/a/b/c/d/-/issues/1`, SITE)?.projectPath).toBe('a/b/c/d');
  });

  test('strips the relative URL root, and only that', () => {
    expect(pageOfUrl(`${RELATIVE}/acme/webshop/-/issues/1`, RELATIVE)).toEqual({
      site: RELATIVE,
      projectPath: 'acme/webshop',
      type: 'issue',
      iid: 1,
    });
    expect(pageOfUrl('https://git.example.com/gitlab2/acme/-/issues/1', RELATIVE)).toBeNull();
    expect(pageOfUrl('https://git.example.com/acme/webshop/-/issues/1', RELATIVE)).toBeNull();
  });

  test.each([
    ['a group’s item', '/groups/acme/-/work_items/3'],
    ['a list', '/acme/webshop/-/issues'],
    ['a form', '/acme/webshop/-/merge_requests/new'],
    ['an editor', '/acme/webshop/-/issues/12/edit'],
    ['iid nought', '/acme/webshop/-/issues/0'],
    ['a file that is named so', '/acme/webshop/-/blob/main/-/issues/x'],
    ['the front page', '/'],
  ])('finds nothing to ask about on %s', (_what, path) => {
    expect(pageOfUrl(SITE + path, SITE)).toBeNull();
  });

  test('finds nothing on another origin, another port, or where there is no address', () => {
    expect(pageOfUrl('https://evil.example.com/acme/webshop/-/issues/1', SITE)).toBeNull();
    expect(pageOfUrl(`${SITE}:8443/acme/webshop/-/issues/1`, SITE)).toBeNull();
    expect(pageOfUrl('', SITE)).toBeNull();
  });
});

test.each([
  ['/acme/webshop/-/pipelines/5', 'pipeline', 5],
  ['/acme/webshop/-/pipelines/5/builds', 'pipeline', 5],
  ['/acme/webshop/-/jobs/77', 'job', 77],
])('%s shows a pipeline or a job', (path, kind, id) => {
  expect(
    pipelineOfUrl(`https://git.acme.test/gitlab${path}`, 'https://git.acme.test/gitlab'),
  ).toEqual({
    site: 'https://git.acme.test/gitlab',
    projectPath: 'acme/webshop',
    kind,
    id,
  });
});

test.each([
  '/acme/webshop/-/pipelines',
  '/acme/webshop/-/jobs/0',
  '/acme/webshop/-/pipelines/5/../../x',
  '/acme/-/pipelines/5x',
  '/acme/webshop/-/merge_requests/5',
])('%s shows none', (path) => {
  expect(pipelineOfUrl(`https://gitlab.com${path}`, 'https://gitlab.com')).toBeNull();
});
