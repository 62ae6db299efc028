import { expect, test } from 'vitest';
import type { Discussion } from '../../../utils/gitlab/entities.ts';
import type { Finding } from '../../../utils/outcome/Finding.ts';
import { saidIn } from '../../../utils/review/isSaid.ts';
import { aNote } from '../fakes/entities.ts';

const FINDING: Finding = {
  path: 'src/cart.ts',
  side: 'new',
  from: 20,
  to: 20,
  severity: 'major',
  quote: '',
  text: 'The total ignores the quantity of each line, so two mugs cost as much as one.',
  suggestion: null,
};
const at = (line: number, path = 'src/cart.ts') => ({
  position: { old_path: path, new_path: path, old_line: null, new_line: line },
});
function said(body: string, more: object = {}) {
  const thread: Discussion = {
    id: 'd',
    individual_note: false,
    notes: [aNote(body, { id: 7, ...more })],
  };
  return saidIn([thread])(FINDING, null, [FINDING.path]);
}

test('a few words, which the user wrote themselves, are told as they are at their line', () => {
  const few = { ...FINDING, text: 'Guests enter no code.' };
  const notes = (line: number) => [
    aNote(`**major:** ${few.text}\n\nAsked by mia.`, { id: 7, ...at(line) }),
  ];
  const told = (line: number) =>
    saidIn([{ id: 'd', individual_note: false, notes: notes(line) }])(few, null, [few.path]);
  expect([told(20), told(80)]).toEqual([expect.objectContaining({ noteId: 7 }), null]);
});

test.each([
  ['the same words at the line', FINDING.text, at(20)],
  ['other words for it, near', 'Total ignores quantity: two mugs cost the price of one?', at(22)],
  ['the same words further below', `${FINDING.text} Really.`, at(80)],
  ['a comment on the whole that names the file', `In src/cart.ts: ${FINDING.text}`, {}],
  ['a thread that is resolved', FINDING.text, { ...at(20), resolved: true }],
])('it was said by %s', (_, body, more) => {
  expect(said(body, more)).toMatchObject({ noteId: 7 });
});

test.each([
  ['something else at the line', 'Please rename this function, its name tells nothing.', at(20)],
  ['the same words in another file', FINDING.text, at(20, 'src/other.ts')],
  ['a comment on the whole that names no file', FINDING.text, {}],
  ['a few words', 'The total?', at(20)],
  ['GitLab itself', FINDING.text, { ...at(20), system: true }],
])('it was not said by %s', (_, body, more) => {
  expect(said(body, more)).toBeNull();
});
