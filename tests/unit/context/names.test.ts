import { expect, test } from 'vitest';
import { describeDiscussions } from '../../../utils/context/describe/describeDiscussions.ts';
import { labelText } from '../../../utils/context/Label.ts';
import { aDiscussion, aNote, mia } from '../fakes/entities.ts';

test('attack: a user who is named like a file is no file, in text and label', async () => {
  const author = { ...mia, id: 66, username: 'prod.env' };
  const people = { me: 1, members: new Set([1]) };
  const { threads } = await describeDiscussions(
    [aDiscussion([aNote('Look.', { author })])],
    'merge_request',
    { id: undefined },
    people,
  );
  const [{ text, label } = { text: '', label: '' }] = threads;
  expect(text).toContain('\\@prod.env (not a member of the project)');
  expect(labelText(label)).toContain('\\@prod.env');
});
