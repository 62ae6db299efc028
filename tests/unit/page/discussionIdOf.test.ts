// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { discussionIdOf } from '../../../utils/page/discussionIdOf.ts';

const ID = '4b66bf81044a2d318cc07150a72f5c4721b9635d';

function thread(id: string | null): Element {
  const element = document.createElement('li');
  if (id !== null) element.setAttribute('data-discussion-id', id);
  return element;
}

test.each([
  ['the bare id of a merge request', ID],
  ['the global id of a work item', `gid://gitlab/Discussion/${ID}`],
  ['the global id of another class', `gid://gitlab/IndividualNoteDiscussion/${ID}`],
])('reads %s', (_what, value) => {
  expect(discussionIdOf(thread(value))).toBe(ID);
});

test.each([
  ['no id', null],
  ['an empty one', ''],
  ['a draft’s', 'draft_12'],
  ['41 digits', `a${ID}`],
  ['more after it', `${ID}?x`],
  ['capitals', ID.toUpperCase()],
])('refuses %s', (_what, value) => {
  expect(discussionIdOf(thread(value))).toBeNull();
});
