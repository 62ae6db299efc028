import { expect, test } from 'vitest';
import type { Note } from '../../../utils/gitlab/entities.ts';
import type { Result } from '../../../utils/gitlab/Failure.ts';
import { createMentions } from '../../../utils/mentions/createMentions.ts';
import type { PageRef } from '../../../utils/page/PageRef.ts';
import { fails, fakeGitLab, ok } from '../fakes/fakeGitLab.ts';

const SITE = 'https://gitlab.example.com';
const ISSUE: PageRef = { site: SITE, projectPath: 'acme/webshop', type: 'issue', iid: 12 };
const MERGE_REQUEST: PageRef = { ...ISSUE, type: 'merge_request', iid: 34 };
const THREAD = 'a'.repeat(40);
const NOW = Date.parse('2026-11-28T10:00:00Z');

function aNote(body: string, more: Partial<Note> = {}): Note {
  const author = { id: 2, username: 'dev', name: 'Dev' };
  return { id: 515, body, author, created_at: '2026-11-28T09:59:58Z', system: false, ...more };
}

function mentionsOf(note: Result<Note>, username = 'dev') {
  return createMentions({
    gitLabFor: async () => ok(fakeGitLab({ note: async () => note })),
    tokenUser: async () => ({ username }),
    presets: async () =>
      ok({
        presets: ['repo:ship-it', 'post-review'].map((name) => ({
          name,
          group: 'repository' as const,
          mode: 'change' as const,
          parts: [],
          needsWords: false,
          inView: false,
        })),
      }),
    now: () => NOW,
  });
}

const verdictOf = async (note: Note) => {
  const checked = await mentionsOf(ok(note)).check(ISSUE, { noteId: 515 });
  return checked.ok ? checked.value : checked.failure;
};
const askOf = (page: PageRef, note: Note, discussionId?: string) =>
  mentionsOf(ok(note)).ask(page, { noteId: 515, ...(discussionId && { discussionId }) });

test('a comment of the own user that was just saved is offered', async () => {
  expect(await verdictOf(aNote('@claude why?'))).toEqual({ verdict: 'offer' });
});

test.each<[string, Note, string | undefined, boolean]>([
  ['as it was written', aNote('**@claude** why?'), '@claude why?', true],
  ['changed since', aNote('@claude why not?'), '@claude why?', false],
  ['to which the mention was added later', aNote('why? @claude'), 'why?', false],
  ['of a review', aNote('@claude why?'), undefined, false],
  ['that is internal', aNote('@claude why?', { internal: true }), '@claude why?', false],
  ['that is confidential', aNote('@claude why?', { confidential: true }), '@claude why?', false],
])('whether a comment %s may be asked with at once', async (_, note, written, atOnce) => {
  const comment = { noteId: 515, ...(written !== undefined && { written }) };
  const checked = await mentionsOf(ok(note)).check(ISSUE, comment);
  expect(checked).toEqual(ok({ verdict: 'offer', ...(atOnce && { atOnce }) }));
});

test.each([
  ['one that addresses nobody', aNote('why?')],
  ['one whose mention is code', aNote('`@claude`')],
  ['a system note', aNote('@claude', { system: true })],
  ['an old one', aNote('@claude why?', { created_at: '2026-11-28T09:30:00Z' })],
  ['one of an unknown time', aNote('@claude why?', { created_at: '' })],
])('%s is not', async (_, note) => {
  expect(await verdictOf(note)).toEqual({ verdict: 'none' });
});

test('one by another account than the token’s is told of, not offered', async () => {
  const author = { id: 3, username: 'mia', name: 'Mia' };
  expect(await verdictOf(aNote('@claude why?', { author }))).toEqual({
    verdict: 'other_user',
    author: 'mia',
  });
  const asked = await askOf(ISSUE, aNote('@claude why?', { author }));
  expect(asked.proposed.words).toBe('');
});

test('one that is gone is not offered; where GitLab does not answer, that is told', async () => {
  const gone = await mentionsOf(fails('not_found')).check(ISSUE, { noteId: 515 });
  expect(gone).toEqual(ok({ verdict: 'none' }));
  const silent = await mentionsOf(fails('network')).check(ISSUE, { noteId: 515 });
  expect(silent).toMatchObject({ ok: false, failure: { kind: 'network' } });
});

test('plain words become the words of an ask in the thread, or of the page', async () => {
  expect(await askOf(MERGE_REQUEST, aNote('@claude why is it so?'), THREAD)).toEqual({
    discussionId: THREAD,
    proposed: { words: 'why is it so?', preset: 'answer-thread' },
  });
  expect(await askOf(MERGE_REQUEST, aNote('So, @claude, why?'))).toEqual({
    proposed: { words: 'So, @claude, why?', preset: 'ask' },
  });
});

test.each([
  ['review', MERGE_REQUEST, undefined, 'review', undefined],
  ['plan it', ISSUE, THREAD, 'suggest-approach', THREAD],
  ['fix it', MERGE_REQUEST, THREAD, 'fix-thread', THREAD],
  ['implement', ISSUE, THREAD, 'make-change', THREAD],
  ['triage', ISSUE, THREAD, 'triage', undefined],
  ['/explain it', ISSUE, undefined, 'explain', undefined],
  ['/ship-it now', ISSUE, undefined, 'repo:ship-it', undefined],
])('"@claude %s" chooses its preset', async (words, page, thread, preset, place) => {
  const asked = await askOf(page, aNote(`@claude ${words}`), thread);
  expect([asked.proposed.preset, asked.discussionId]).toEqual([preset, place]);
  expect(asked.proposed.words).toBe(words.split(' ').slice(1).join(' '));
});

test.each([
  ['plan B is better', MERGE_REQUEST],
  ['/nothing-like-it please', MERGE_REQUEST],
  ['ship-it now', ISSUE],
  ['toString of it', ISSUE],
  ['/post-review', MERGE_REQUEST],
])('"@claude %s" chooses none: unknown words are words', async (words, page) => {
  expect((await askOf(page, aNote(`@claude ${words}`))).proposed).toEqual({ words, preset: 'ask' });
});

test('a comment on a line is never taken out of its thread by a preset of the page', async () => {
  const position = { new_path: 'a.js', old_path: 'a.js', new_line: 3, old_line: null };
  const asked = await askOf(MERGE_REQUEST, aNote('@claude review', { position }), THREAD);
  expect(asked).toEqual({
    discussionId: THREAD,
    proposed: { words: 'review', preset: 'answer-thread' },
  });
});

test.each([
  [
    'a position of an earlier version',
    { new_path: 'a.js', old_path: 'a.js', new_line: 3, head_sha: 'b'.repeat(40) },
  ],
  ['a file that is deleted', { new_path: null, old_path: 'gone.js', old_line: 3 }],
])('a comment on %s is asked with in its thread', async (_, position) => {
  const note = aNote('@claude fix it', { position });
  expect(await verdictOf(note)).toEqual({ verdict: 'offer' });
  expect(await askOf(MERGE_REQUEST, note, THREAD)).toEqual({
    discussionId: THREAD,
    proposed: { words: 'it', preset: 'fix-thread' },
  });
});

test('an internal comment keeps its ask private', async () => {
  const asked = await askOf(ISSUE, aNote('@claude why?', { internal: true }));
  expect(asked.proposed.amends).toEqual(['note_515']);
});
