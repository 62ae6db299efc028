import { expect, test } from 'vitest';
import { findWorkingNote, finishWorkingNote } from '../../../utils/runs/workingNote.ts';
import type { Run } from '../../../utils/runs/Run.ts';
import { STATUS_WORDS } from '../../../utils/page/notes/statusNote.ts';
import { aRun } from '../fakes/aRun.ts';
import { aNote, SITE } from '../fakes/entities.ts';
import { fails, fakeGitLab, ok } from '../fakes/fakeGitLab.ts';

const FOOTER = (pipeline: number) =>
  `\n\n---\n*Claude Code in a CI job of [pipeline ${pipeline}](https://git.test/77), asked by Mia.*`;
const WORKING = `${STATUS_WORDS.working}${FOOTER(77)}`;
const run: Run = aRun({ site: SITE, pipelineId: 77, state: 'cancelled' });

function pageWith(...bodies: string[]) {
  const notes = bodies.map((body, index) => aNote(body, { id: 5 + index }));
  return fakeGitLab({
    discussions: async () => ok([{ id: 'd', individual_note: false, notes }]),
    editNote: async () => ok(aNote('x', { id: 5 })),
  });
}

test('a comment that still says that a run’s Claude is working is found by the pipeline that it names', async () => {
  const found = await findWorkingNote(pageWith('Hello.', WORKING), run);
  expect(found).toEqual(ok({ webUrl: `${SITE}/acme/webshop/-/issues/12#note_6` }));
});

test.each([
  ['of another pipeline', `${STATUS_WORDS.working}${FOOTER(78)}`],
  ['that says more', `${WORKING}\nAnd more.`],
  ['that says how the run ended', `${STATUS_WORDS.cancelled}${FOOTER(77)}`],
  ['of a person', `I read: ${STATUS_WORDS.working}`],
])('a comment %s is none, and is never changed', async (_which, body) => {
  const gitLab = pageWith(body);
  expect(await findWorkingNote(gitLab, run)).toEqual(ok(null));
  expect(await finishWorkingNote(gitLab, run)).toEqual(ok(null));
  expect(gitLab.calls.filter((call) => call.startsWith('editNote'))).toEqual([]);
});

test.each([
  ['cancelled', 'cancelled'],
  ['superseded', 'cancelled'],
  ['failed', 'failed'],
] as const)('it says how the run ended, by one change: %s', async (state, status) => {
  const gitLab = pageWith(WORKING);
  expect(await finishWorkingNote(gitLab, { ...run, state })).toEqual(ok(null));
  const body = JSON.stringify(`${STATUS_WORDS[status]}${FOOTER(77)}`);
  expect(gitLab.calls.at(-1)).toBe(`editNote "issue" 12 5 ${body}`);
});

test('what GitLab refuses is told', async () => {
  const refusing = { ...pageWith(WORKING), editNote: async () => fails('forbidden') };
  expect(await finishWorkingNote(refusing, run)).toEqual(fails('forbidden'));
  expect(await findWorkingNote(fakeGitLab(), run)).toEqual(fails('not_found'));
});
