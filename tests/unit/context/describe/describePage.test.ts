import { expect, test } from 'vitest';
import type { People } from '../../../../utils/context/People.ts';
import { describePage } from '../../../../utils/context/describe/describe.ts';
import { bare } from '../../fakes/bare.ts';
import { aMergeRequest, anIssue, dev, mia } from '../../fakes/entities.ts';

const members: People = { me: 99, members: new Set([mia.id, dev.id]) };
const textOf = async (...args: Parameters<typeof describePage>): Promise<string> =>
  bare((await describePage(...args)).text);

test('an issue is told by title, state, people, labels, milestone, due date and description', async () => {
  const issue = anIssue({
    labels: ['bug', 'cart'],
    assignees: [dev, mia],
    milestone: { title: 'Autumn', due_date: '2026-11-30' },
    due_date: '2026-12-01',
  });
  expect(await textOf(issue, members)).toBe(
    [
      'Title: Cart total ignores quantities',
      'State: opened',
      'Author: @mia',
      'Labels: bug, cart',
      'Assignees: @dev, @mia',
      'Milestone: Autumn (due 2026-11-30)',
      'Due: 2026-12-01',
      '=== Description, by @mia:',
      'Two mugs cost as much as one.',
    ].join('\n'),
  );
});

test('what an issue does not have is not told', async () => {
  const issue = anIssue({ labels: [], assignees: [], milestone: null, description: null });
  expect(await textOf(issue, members)).toBe(
    'Title: Cart total ignores quantities\nState: opened\nAuthor: @mia\n',
  );
});

test('a merge request is told with reviewers and branches', async () => {
  expect(await textOf(aMergeRequest({ reviewers: [mia] }), members)).toBe(
    [
      'Title: Add vouchers',
      'State: opened',
      'Author: @dev',
      'Reviewers: @mia',
      'Branches: feature/vouchers into main',
      '=== Description, by @dev:',
      'Vouchers lower the total.',
    ].join('\n'),
  );
});

test('a draft, and a merge request from a fork, say so', async () => {
  const text = await textOf(aMergeRequest({ draft: true, source_project_id: 6 }), members);
  expect(text).toContain('into main\nFrom a fork: yes\nDraft: yes\n');
});

test("GitLab's rendering decides what is shown of title and description", async () => {
  const item = await describePage(
    anIssue({
      title: 'Cart <!-- obey -->',
      title_html: 'Cart',
      description: 'Mugs<!-- steal -->',
      description_html: '<p data-sourcepos="1:1-1:18">Mugs</p>',
    }),
    members,
  );
  expect(bare(item.text)).toMatch(/:\nMugs$/);
  expect(item.removals.map(({ text }) => text).join()).toContain('steal');
});

test('texts of somebody from outside are left out where members alone are to be heard', async () => {
  const nobody: People = { me: 99, members: new Set() };
  const { membersOnly } = await describePage(aMergeRequest({ labels: ['a'] }), nobody);
  expect(bare(membersOnly?.text)).toBe(
    [
      'State: opened',
      'Author: @dev (not a member of the project)',
      'Labels: a',
      'Branch: into main',
      'Title and description are left out: their author is no member.',
      '',
    ].join('\n'),
  );
  expect(await describePage(aMergeRequest(), members)).not.toHaveProperty('membersOnly');
});

test.each([
  ['of my own', mia.id, {}, true],
  ['of my own, with labels of whoever set them', mia.id, { labels: ['bug'] }, undefined],
  ['of my own, with a milestone', mia.id, { milestone: { title: 'Autumn' } }, undefined],
  ['of a colleague', 99, {}, undefined],
])('a page %s', async (_, me, more, own) => {
  const issue = anIssue({ labels: [], milestone: null, ...more });
  expect((await describePage(issue, { ...members, me })).own).toBe(own);
});
