import { expect, test } from 'vitest';
import type { ContextItem } from '../../../utils/context/Context.ts';
import { gatherContext } from '../../../utils/context/gather/gatherContext.ts';
import type { User } from '../../../utils/gitlab/entities.ts';
import type { GitLab } from '../../../utils/gitlab/GitLab.ts';
import { aDiscussion, aNote, anIssue, dev, issuePage, mia } from '../fakes/entities.ts';
import { fails, fakeGitLab, ok } from '../fakes/fakeGitLab.ts';

const sam: User = { id: 9, username: 'sam', name: 'Sam Stranger' };

async function itemsOf(more: Partial<GitLab>): Promise<ContextItem[]> {
  const gitLab = fakeGitLab({
    user: async () => ok(mia),
    members: async () => ok({ items: [{ id: mia.id }, { id: dev.id }], complete: true }),
    issue: async () => ok(anIssue()),
    discussions: async () => ok([]),
    ...more,
  });
  const context = await gatherContext(gitLab, issuePage);
  if (!context.ok) throw new Error(context.failure.kind);
  return context.value.parts.flatMap(({ items }) => items);
}

test('a text by members has no other version', async () => {
  const [description] = await itemsOf({});
  expect(description).not.toHaveProperty('membersOnly');
});

test('a description by somebody else is marked, and can do without its title and text', async () => {
  const [description] = await itemsOf({ issue: async () => ok(anIssue({ author: sam })) });
  expect(description?.text).toContain('Author: @sam (not a member of the project)');
  expect(description?.membersOnly?.text).toContain('Author: @sam (not a member of the project)');
  expect(description?.membersOnly?.text).not.toMatch(/quantities|mugs/);
});

test('of a thread only the notes by members stay, of a comment by somebody else nothing', async () => {
  const items = await itemsOf({
    discussions: async () =>
      ok([
        aDiscussion([aNote('from me'), aNote('from outside', { author: sam })]),
        aDiscussion([aNote('all from outside', { author: sam })]),
      ]),
  });
  expect(items[1]?.text).toContain('@sam (not a member of the project) at');
  expect(items[1]?.membersOnly?.text).toContain('from me');
  expect(items[1]?.membersOnly?.text).not.toContain('from outside');
  expect(items[2]?.membersOnly).toBeNull();
});

test('where members cannot be listed nobody passes for one but the asker', async () => {
  const items = await itemsOf({
    members: async () => fails('forbidden'),
    discussions: async () =>
      ok([aDiscussion([aNote('mine')]), aDiscussion([aNote('theirs', { author: dev })])]),
  });
  expect(items[1]).not.toHaveProperty('membersOnly');
  expect(items[2]?.text).toContain('@dev (membership unknown)');
  expect(items[2]?.membersOnly).toBeNull();
});

test('in a project of many members GitLab is asked for these writers alone', async () => {
  const asked: (readonly number[] | undefined)[] = [];
  const items = await itemsOf({
    members: async (_, userIds) => {
      asked.push(userIds);
      return ok({ items: userIds ? [{ id: dev.id }] : [{ id: 1000 }], complete: Boolean(userIds) });
    },
    discussions: async () =>
      ok([
        aDiscussion([aNote('one', { author: dev }), aNote('two', { author: dev })]),
        aDiscussion([aNote('three', { author: sam })]),
      ]),
  });
  expect(asked).toEqual([undefined, [dev.id, sam.id]]);
  expect(items[1]).not.toHaveProperty('membersOnly');
  expect(items[2]?.membersOnly).toBeNull();
});
