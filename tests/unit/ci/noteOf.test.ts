import { expect, it } from 'vitest';
import { checkWords, isNoteOf, limitWords, noteOf, statusNote } from '../../../ci/noteOf.ts';
import { aPlace } from './aPlace.ts';
import { statusOf, withStatus } from '../../../utils/page/notes/statusNote.ts';
import { NO_RESULT } from '../../../ci/writeResult.ts';

const place = aPlace({
  serverUrl: 'https://gitlab.example.com',
  pipelineUrl: 'https://gitlab.example.com/acme/webshop/-/pipelines/77',
  jobUrl: 'https://gitlab.example.com/acme/webshop/-/jobs/9',
  asker: { id: 3, name: '@all [Devon](https://evil.example)', email: 'dev@acme.example' },
});
const ISSUE = { type: 'issue' as const, iid: 12 };
const FOOTER = /asked by @\u2060all \\\[Devon\\\]\(https:\u2060\/\/evil\.example\)\.\*$/;

it('says nothing when there is nothing to tell', () => {
  expect(noteOf(NO_RESULT, place, ISSUE)).toBe('');
});

it('tells the answer, and who asked, without notifying anybody', () => {
  const note = noteOf({ ...NO_RESULT, answer: 'Yes.\n/close' }, place, ISSUE);
  expect(note).toContain('Yes.\n\\/close');
  expect(note).toMatch(FOOTER);
  expect(note).toContain('[CI job](https://gitlab.example.com/acme/webshop/-/jobs/9)');
});

it('tells of changes also when Claude said nothing', () => {
  const mergeRequest = {
    iid: 35,
    webUrl: 'https://gitlab.example.com/acme/webshop/-/merge_requests/35',
  };
  const note = noteOf(
    { ...NO_RESULT, branch: 'claude/issue-12-1a2b', commits: ['c0ffee'], mergeRequest },
    place,
    ISSUE,
  );
  expect(note).toContain(
    `Changes: ${mergeRequest.webUrl} (c0ffee on the branch \`claude/issue-12-1a2b\`).`,
  );
});

it('does not link the merge request that it is written in', () => {
  const mergeRequest = {
    iid: 34,
    webUrl: 'https://gitlab.example.com/acme/webshop/-/merge_requests/34',
  };
  const result = { ...NO_RESULT, branch: 'feature/vouchers', commits: ['c0ffee'], mergeRequest };
  const note = noteOf(result, place, { type: 'merge_request', iid: 34 });
  expect(note).toContain('Changes: c0ffee on the branch `feature/vouchers`.');
});

it('is known again by the pipeline in its last line, and by nothing that the answer says', () => {
  const note = noteOf({ ...NO_RESULT, answer: 'Yes.' }, place, ISSUE);
  expect(isNoteOf(note, place)).toBe(true);
  const pipelineUrl = 'https://gitlab.example.com/acme/webshop/-/pipelines/78';
  const other = { ...place, pipelineId: 78, pipelineUrl };
  const quoting = noteOf({ ...NO_RESULT, answer: note }, other, ISSUE);
  expect(isNoteOf(quoting, place)).toBe(false);
});

it('that holds no answer is known again, and told from whatever an answer says', () => {
  const working = statusNote('working', place);
  expect(isNoteOf(working, place)).toBe(true);
  expect(statusOf(working)).toBe('working');
  expect(statusOf(noteOf({ ...NO_RESULT, answer: 'Yes.' }, place, ISSUE))).toBeNull();
  expect(statusOf(noteOf({ ...NO_RESULT, answer: working }, place, ISSUE))).toBeNull();
  expect(statusOf(`${working}\nMore.`)).toBeNull();
  expect(statusOf(`I said: ${working}`)).toBeNull();
  expect(withStatus(working, 'cancelled')).toBe(statusNote('cancelled', place));
});

it('says that the work may not be whole where a limit was reached', () => {
  const note = noteOf({ ...NO_RESULT, kind: 'limit', limit: 'turns' }, place, ISSUE);
  expect(note).toContain('Claude stopped at its limit of turns');
});

it('tells how the project’s check went, and why work that was cut off is a draft', () => {
  const changed = { ...NO_RESULT, kind: 'changed' as const, branch: 'claude/x', commits: ['c0'] };
  const more = { check: 'npm test' };
  expect(noteOf({ ...changed, verified: 'passed' }, place, ISSUE, more)).toContain(
    'The project’s check passed: `npm test`.',
  );
  expect(noteOf({ ...changed, verified: 'failed' }, place, ISSUE, more)).toContain(
    'check failed, so this is a draft: `npm test`.',
  );
  expect(noteOf({ ...changed, verified: 'not_allowed' }, place, ISSUE, more)).toContain(
    'The project’s check was not run',
  );
  expect(noteOf({ ...changed, verified: 'none' }, place, ISSUE, more)).not.toContain('check');
  const failed = { ...changed, kind: 'failed' as const, errors: ['API Error: 529'] };
  expect(noteOf(failed, place, ISSUE, more)).toContain('Claude was cut off');
});

it('tells where changes stay that were not pushed', () => {
  const note = noteOf({ ...NO_RESULT, kind: 'changed' }, place, ISSUE);
  expect(note).toMatch(/^The changes were not pushed: the CI job keeps them as a patch\.\n/);
});

it('links the merge request where an issue of that number is answered', () => {
  const mergeRequest = { iid: 12, webUrl: 'https://gitlab.example.com/-/merge_requests/12' };
  const result = { ...NO_RESULT, branch: 'a`b', commits: ['c0ffee'], mergeRequest };
  expect(noteOf(result, place, ISSUE)).toContain(
    `Changes: ${mergeRequest.webUrl} (c0ffee on the branch \`\` a\`b \`\`).`,
  );
  expect(noteOf(result, place, { type: 'merge_request', iid: 34 })).toContain(mergeRequest.webUrl);
});

it('names nobody where it is not known who asked, and links no job without an address', () => {
  const unknown = { ...place, jobUrl: '', asker: { ...place.asker, name: ' ' } };
  expect(noteOf({ ...NO_RESULT, answer: 'Yes.' }, unknown, ISSUE)).toBe(
    `Yes.\n\n---\n*Claude Code in a CI job of [pipeline 77](${place.pipelineUrl}).*`,
  );
});

it('is the answer, what became of the changes, what went wrong, and the footer, a blank line apart', () => {
  const result = {
    ...NO_RESULT,
    kind: 'failed' as const,
    answer: 'Half.',
    branch: 'claude/x',
    commits: ['c0', 'c1'],
    errors: ['API *Error*: 529', 'and more'],
    verified: 'passed' as const,
  };
  const asker = { id: 3, name: 'Devon', email: '' };
  const note = noteOf(result, { ...place, asker, jobUrl: '' }, ISSUE, {
    check: 'make `all`',
    withRemarks: true,
  });
  expect(note).toBe(
    [
      'Half.',
      'Changes: c0 c1 on the branch `claude/x`.',
      'Claude was cut off, and this is what was done until then: API \\*Error\\*: 529',
      'The project’s check passed: `` make `all` ``.',
      '- API \\*Error\\*: 529\n- and more',
      `---\n*Claude Code in a CI job of [pipeline 77](${place.pipelineUrl}), asked by Devon.*`,
    ].join('\n\n'),
  );
});

it('keeps what went wrong to the artifact unless there is none to read', () => {
  const result = { ...NO_RESULT, answer: 'Yes.', errors: ['It rained.'] };
  expect(noteOf(result, place, ISSUE)).not.toContain('rained');
  expect(noteOf(result, place, ISSUE, { check: '', withRemarks: true })).toContain('- It rained.');
});

it('tells of a failure only where it left changes, and no more of it than a few lines', () => {
  const failed = { ...NO_RESULT, kind: 'failed' as const, errors: ['x'.repeat(1_000)] };
  expect(noteOf(failed, place, ISSUE)).toBe('');
  const changed = { ...failed, branch: 'claude/x', commits: ['c0'] };
  expect(/x{2,}/.exec(noteOf(changed, place, ISSUE))?.[0]).toHaveLength(300);
  const wordless = noteOf({ ...changed, errors: [] }, place, ISSUE);
  expect(wordless).toContain('what was done until then: \n\n---');
});

it.each([
  ['turns', 'turns'],
  ['cost', 'cost'],
  ['time', 'time'],
] as const)('names the limit of %s', (limit, words) => {
  expect(limitWords(limit)).toBe(
    `Claude stopped at its limit of ${words}: this is what was done until then.`,
  );
  expect(limitWords(null)).toBe('');
});

it('says nothing of a check where none was run', () => {
  expect(['none' as const, undefined].map((verified) => checkWords(verified, 'make'))).toEqual([
    '',
    '',
  ]);
});

it('is no note of this job where its footer stands above the last line, or it is empty', () => {
  const note = noteOf({ ...NO_RESULT, answer: 'Yes.' }, place, ISSUE);
  expect(isNoteOf(`${note}\n\n  \n`, place)).toBe(true);
  expect(isNoteOf(`${note}\nThanks!`, place)).toBe(false);
  expect(isNoteOf('', place)).toBe(false);
});
