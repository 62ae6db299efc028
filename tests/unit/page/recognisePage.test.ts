// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { examinePage, recognisePage } from '../../../utils/page/recognisePage.ts';
import { fixture, parsePage } from './fixtures.ts';

const SITE = 'https://gitlab.example.com';
const ISSUE = `${SITE}/acme/webshop/-/issues/12`;

test.each([
  ['work_item_18_9', ISSUE],
  ['work_item_19_3', `${SITE}/acme/webshop/-/work_items/12`],
  ['legacy_issue', `${SITE}/acme/webshop/-/issues/13`],
  ['merge_request', `${SITE}/acme/webshop/-/merge_requests/34`],
  ['changes_classic', `${SITE}/acme/webshop/-/merge_requests/34/diffs`],
  ['changes_rapid', `${SITE}/acme/webshop/-/merge_requests/34/diffs`],
])('recognises %s', (name, url) => {
  expect(recognisePage(url, parsePage(fixture(name)), SITE)?.projectPath).toBe('acme/webshop');
});

test('the address decides, not what the document was first rendered for', () => {
  const page = recognisePage(
    `${SITE}/acme/webshop/-/work_items/77`,
    parsePage(fixture('work_item_18_9')),
    SITE,
  );
  expect(page).toMatchObject({ type: 'issue', iid: 77 });
});

test('refuses a page without GitLab’s marks, whatever its address: not_gitlab', () => {
  expect(examinePage(ISSUE, parsePage(fixture('not_gitlab')), SITE)).toEqual({
    refusal: 'not_gitlab',
  });
});

test('refuses a GitLab page that shows no issue and no merge request: no_item', () => {
  const list = parsePage(fixture('work_item_19_3'));
  expect(examinePage(`${SITE}/acme/webshop/-/issues`, list, SITE)).toEqual({ refusal: 'no_item' });
});
