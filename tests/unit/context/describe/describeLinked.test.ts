import { expect, test } from 'vitest';
import type { Linked } from '../../../../utils/gitlab/entities.ts';
import {
  describeLinked,
  type LinkedList,
} from '../../../../utils/context/describe/describeLinked.ts';
import { bare } from '../../fakes/bare.ts';
import { dev, mia } from '../../fakes/entities.ts';
import { fails, ok } from '../../fakes/fakeGitLab.ts';
import { cutText } from '../../../../utils/context/Cut.ts';

const people = { me: mia.id, members: new Set([mia.id, dev.id]) };

function linked(iid: number, more: Partial<Linked> = {}): Linked {
  return {
    id: 100 + iid,
    iid,
    project_id: 5,
    title: `Thing ${iid}`,
    description: null,
    state: 'opened',
    labels: [],
    author: dev,
    web_url: `https://gitlab.test/acme/webshop/-/issues/${iid}`,
    ...more,
  };
}

const issues = (...list: Linked[]): LinkedList => ({
  kind: 'issue',
  relation: 'related',
  result: ok(list),
});

const merges = (relation: LinkedList['relation']): LinkedList => ({
  kind: 'merge_request',
  relation,
  result: ok([linked(34)]),
});

test('names reference, relation, title, state, author, labels and description', async () => {
  const one = linked(3, {
    labels: ['bug'],
    description: 'It <!-- not --> breaks.',
    link_type: 'blocks',
  });
  const [item] = (await describeLinked([issues(one)], 5, people)).items;
  expect(bare(item?.text)).toBe(
    '=== Issue #3 (blocked by this): Thing 3\nState: opened\nAuthor: @dev\nLabels: bug\n=== Its description:\nIt  breaks.',
  );
  expect(item).not.toHaveProperty('restricted');
});

test('what is confidential or of another project is off, under its own id', async () => {
  const secret = linked(4, { confidential: true });
  const foreign = linked(7, { project_id: 8, references: { full: 'acme/other#7' } });
  const both = linked(9, { project_id: 8, confidential: true });
  const part = await describeLinked([issues(secret, foreign, both)], 5, people);
  expect(part.items.map(({ restricted }) => restricted)).toEqual([
    { id: 'issue:5/4', visibility: 'confidential' },
    { id: 'issue:8/7', visibility: 'other_project' },
    { id: 'issue:8/9', visibility: 'confidential' },
  ]);
  expect(part.items[1]?.label).toBe('acme/other#7 Thing 7');
});

test("an outside tracker's issue is named as that tracker does", async () => {
  const jira = linked(0, { id: 'SHOP-12', iid: null, project_id: null, title: 'From Jira' });
  const [item] = (await describeLinked([issues(jira)], 5, people)).items;
  expect(item?.text).toContain('Issue SHOP-12 (related to this): From Jira');
  expect(item?.restricted?.visibility).toBe('other_project');
});

test('a merge request that both closes and names an issue stands once', async () => {
  const part = await describeLinked([merges('closes'), merges('names')], 5, people);
  expect(part.items.map(({ text }) => bare(text).split('\n')[0])).toEqual([
    '=== Merge request !34 (closes this): Thing 34',
  ]);
});

test('a list that cannot be read is named; only when none can, the part is missing', async () => {
  const dead: LinkedList = {
    kind: 'merge_request',
    relation: 'closes',
    result: fails('network'),
  };
  const part = await describeLinked([issues(linked(3)), dead], 5, people);
  expect(part.items).toHaveLength(1);
  expect(part.cut.map(cutText)).toEqual([
    'merge requests, closes this: could not be read (network)',
  ]);
  expect((await describeLinked([dead], 5, people)).failure).toEqual({ kind: 'network' });
});

test('another project’s issue is named by its address where GitLab gives no reference, and by its number without one', async () => {
  const url = 'https://gitlab.test/acme/other/-/issues/7';
  const list = issues(
    linked(7, { project_id: 8, web_url: url }),
    linked(9, { project_id: 8, web_url: '' }),
  );
  const { items } = await describeLinked([list], 5, people);
  expect(items.map(({ label }) => label)).toEqual([`${url} Thing 7`, '#9 Thing 9']);
});

test('only what the asker wrote, labels too, is the asker’s own', async () => {
  const list = issues(
    linked(3, { author: mia }),
    linked(4, { author: mia, labels: ['bug'] }),
    linked(6, { author: dev }),
  );
  const { items } = await describeLinked([list], 5, people);
  expect(items.map(({ own }) => own)).toEqual([true, undefined, undefined]);
});
