/** Over 250 lines: one table of cases, with the attacks beside what holds; best read in one place. */

import { describe, expect, test } from 'vitest';
import type { Discussion, Job, Note } from '../../../utils/gitlab/entities.ts';
import type { GitLab } from '../../../utils/gitlab/GitLab.ts';
import type { Outcome } from '../../../utils/outcome/Outcome.ts';
import { readOutcome } from '../../../utils/outcome/readOutcome.ts';
import { aRun } from '../fakes/aRun.ts';
import { aDiff, aDiscussion, aJob, aMergeRequest, aNote, dev, mia } from '../fakes/entities.ts';
import { STATUS_WORDS } from '../../../utils/page/notes/statusNote.ts';
import { fails, fakeGitLab, ok } from '../fakes/fakeGitLab.ts';

async function outcome(answers: Partial<GitLab>, job: Job = aJob('success')): Promise<Outcome> {
  const result = await readOutcome(fakeGitLab(answers), aRun(), job);
  if (!result.ok) throw new Error(result.failure.kind);
  return result.value;
}

function file(more: Record<string, unknown>): Partial<GitLab> {
  const result = { version: 1, outcome: 'answered', answer: 'Because.', ...more };
  return { artifact: async () => ok(JSON.stringify(result)) };
}

test('the result file is read whole, what is unknown in it is ignored', async () => {
  const answers = file({
    outcome: 'changed',
    branch: 'claude/issue-12',
    commits: ['e'.repeat(40)],
    merge_request: { iid: 35, web_url: 'https://gitlab.test/mr/35', extra: 1 },
    turns: 4,
    cost_usd: 0.12,
    denied_tools: ['Bash'],
    limit: null,
    errors: [],
    session_id: 'x',
    later: true,
  });
  expect(await outcome(answers)).toEqual({
    kind: 'changed',
    answer: 'Because.',
    branch: 'claude/issue-12',
    commits: ['e'.repeat(40)],
    mergeRequest: { iid: 35, webUrl: 'https://gitlab.test/mr/35' },
    turns: 4,
    costUsd: 0.12,
    deniedTools: ['Bash'],
    limit: null,
    errors: [],
  });
});

const PAGE = 'https://gitlab.test/git/acme/webshop/-/issues/12';

test('attack: an answer that the result file does not keep is the very note that it names, whatever others post before and after', async () => {
  const job = aJob('success');
  const stranger = (id: number) => aNote(`Do this instead. ${job.web_url}`, { id });
  const told = aNote(`Two causes. [Job](${job.web_url})`, { id: 21 });
  const notes = [stranger(20), told, stranger(22)];
  const answers = { discussions: async () => ok([aDiscussion(notes)]) };
  const named = (url: string) =>
    outcome({ ...file({ answer: '', note_url: url }), ...answers }, job);
  expect(await named(`${PAGE}#note_21`)).toMatchObject({ kind: 'answered', answer: told.body });
  for (const url of [
    `${PAGE}#note_99`,
    `${PAGE}3#note_20`,
    'https://evil.test/-/issues/12#note_20',
  ])
    expect((await named(url)).answer).toBe('');
});

describe('the first true kind is taken', () => {
  test.each<[Record<string, unknown>, string, string]>([
    [{ outcome: 'cancelled' }, 'success', 'cancelled'],
    [{}, 'canceled', 'cancelled'],
    [{ outcome: 'failed', limit: 'turns' }, 'failed', 'failed'],
    [{}, 'failed', 'failed'],
    [{ outcome: 'limit', limit: 'turns', branch: 'b' }, 'success', 'limit'],
    [{ outcome: 'changed', branch: null }, 'success', 'changed'],
    [{ denied_tools: ['Bash'] }, 'success', 'answered'],
    [{ outcome: 'denied', answer: '', denied_tools: ['Bash'] }, 'success', 'denied'],
    [{}, 'success', 'answered'],
    [{ answer: ' ' }, 'success', 'nothing'],
    [{ outcome: 'answered', answer: '', note_url: 'https://x.test' }, 'success', 'answered'],
    [{ outcome: 'nothing' }, 'success', 'nothing'],
    [{ outcome: 'strange', answer: '' }, 'success', 'nothing'],
  ])('%j of a job that is %s: %s', async (more, status, kind) => {
    expect((await outcome(file(more), aJob(status))).kind).toBe(kind);
  });
});

test('the commit that was read is a SHA, or nothing', async () => {
  const readCommit = 'ba5e'.repeat(10);
  expect(await outcome(file({ read_commit: readCommit }))).toMatchObject({ readCommit });
  expect(await outcome(file({ read_commit: '../../main' }))).not.toHaveProperty('readCommit');
});

test('an address that is no web address makes no link', async () => {
  const answers = file({ outcome: 'changed', merge_request: { iid: 1, web_url: 'javascript:x' } });
  expect((await outcome(answers)).mergeRequest).toBeNull();
  expect(await outcome(file({ note_url: 'javascript:x' }))).not.toHaveProperty('noteUrl');
  const noteUrl = 'https://gitlab.test/a/b/-/issues/12#note_1';
  expect(await outcome(file({ note_url: noteUrl }))).toMatchObject({ noteUrl });
});

describe('without a result', () => {
  const log = [
    '\u001b[0KRunning with gitlab-runner 18.0\u001b[0;m',
    'section_start:1:step_script\r\u001b[0K\u001b[36;1m$ npm i -g @anthropic-ai/claude-code\u001b[0;m',
    'added 1 package',
    '\u001b[32;1m$ claude -p "${AI_FLOW_INPUT}"\u001b[0;m',
    'The quantity is ignored.',
    'section_end:2:step_script\r\u001b[0KCleaning up project directory and file based variables',
    'Job succeeded',
  ].join('\n');

  test('what the command printed is the answer of a foreign job', async () => {
    expect(await outcome({ trace: async () => ok(log) })).toMatchObject({
      kind: 'answered',
      answer: 'The quantity is ignored.',
    });
  });

  test('a line that the runner has cut into several is one', async () => {
    const stamped = log
      .replace('is ignored', 'is ig\n2026-11-21T08:00:00.2Z 01O+nored')
      .replace(/^(?!2026)/gm, '2026-11-21T08:00:00.1Z 01O ');
    expect(await outcome({ trace: async () => ok(stamped) })).toMatchObject({
      answer: 'The quantity is ignored.',
    });
  });

  test('a job that shows nothing came to nothing, though it succeeded', async () => {
    const silent = log.replace('The quantity is ignored.\n', '');
    expect((await outcome({ trace: async () => ok(silent) })).kind).toBe('nothing');
    expect((await outcome({})).kind).toBe('nothing');
  });

  test('a failed job says why, as far as it is known', async () => {
    const job = aJob('failed', { failure_reason: 'script_failure' });
    const tail = { trace: async () => ok('one\r\n\u001b[31mERROR: no key\u001b[0m\n') };
    expect(await outcome(tail, job)).toMatchObject({
      kind: 'failed',
      errors: ['one\nERROR: no key'],
      cause: 'script',
    });
    const unknown = aJob('failed', { failure_reason: 'eaten_by_a_whale' });
    expect(await outcome({}, unknown)).toMatchObject({
      cause: 'other',
      errors: ['eaten_by_a_whale'],
    });
  });

  test('a cancelled one was cancelled, a timeout is named', async () => {
    expect((await outcome({}, aJob('canceled'))).kind).toBe('cancelled');
    const late = aJob('failed', { failure_reason: 'job_execution_timeout' });
    expect(await outcome({}, late)).toMatchObject({ kind: 'failed', limit: 'time' });
  });
});

test('a result that cannot be read is named, and shows nothing', async () => {
  for (const text of [
    '<html>',
    '{"version": 2}',
    '[]',
    '{"version":1,"outcome":"answered","answer":3}',
  ]) {
    const result = await outcome({ artifact: async () => ok(text) });
    expect(result.kind).toBe('nothing');
    expect(result).toMatchObject({ unreadable: true, errors: [] });
  }
});

test('GitLab that cannot be asked just now is a failure, to be asked again', async () => {
  for (const answers of [
    { artifact: async () => fails('network') },
    { trace: async () => fails('rate_limited') },
  ]) {
    expect((await readOutcome(fakeGitLab(answers), aRun(), aJob('success'))).ok).toBe(false);
  }
});

describe('what the job made counts where its result is missing', () => {
  const job = aJob('success', {
    started_at: '2026-10-04T08:00:10Z',
    finished_at: '2026-10-04T08:01:00Z',
  });
  const within = '2026-10-04T08:00:30Z';
  const note = (more: Partial<Note>): Discussion =>
    aDiscussion([aNote('Because.', { created_at: within, ...more })]);
  const BOT = { id: 9, username: 'project_5_bot_1f', name: 'Claude' };

  test('a note by a bot of this project while it ran, or by the job’s own user that names the job', async () => {
    const own = { ...job, user: { id: 2 } };
    for (const made of [
      note({ author: BOT }),
      note({ author: dev, body: `Because. ${job.web_url}` }),
    ]) {
      const result = await outcome({ discussions: async () => ok([made]) }, own);
      expect(result).toMatchObject({ kind: 'answered', source: 'made' });
      expect(result.answer).toContain('Because.');
      expect(result.noteUrl).toMatch(/\/-\/issues\/12#note_\d+$/);
    }
  });

  test('attack: nobody else, nor at another time, whatever they name', async () => {
    const body = `Because. ${job.web_url}`;
    const others = [
      note({}),
      note({ body }),
      note({ author: dev, body: 'I wait for it.' }),
      note({ author: BOT, created_at: '2026-10-04T07:59:00Z' }),
      note({ author: BOT, created_at: '2026-10-04T09:59:00Z' }),
      note({ author: BOT, system: true }),
      note({ author: BOT, body: `${STATUS_WORDS.working}\n\n---\n*Claude Code in a CI job.*` }),
      note({ author: BOT, body: `Another. ${job.web_url}1` }),
      note({ author: { ...BOT, id: 10, username: 'project_6_bot_2a' }, body }),
      note({ author: { ...BOT, id: 11, username: 'group_7_bot_2a' }, body }),
    ];
    const found = await outcome(
      { discussions: async () => ok(others) },
      { ...job, user: { id: 2 } },
    );
    expect(found.kind).toBe('nothing');
  });

  test('a bot of a group above counts, being a member', async () => {
    const author = { ...BOT, id: 11, username: 'group_7_bot_2a' };
    const answers: Partial<GitLab> = {
      discussions: async () => ok([note({ author })]),
      members: async () => ok({ items: [{ id: author.id }], complete: true }),
    };
    expect((await outcome(answers, job)).kind).toBe('answered');
  });

  test('attack: a stranger’s merge request that names the job is no outcome', async () => {
    const description = `Closes it. ${job.web_url}`;
    const made = aMergeRequest({ iid: 36, author: mia, created_at: within, description });
    const answers = { mergeRequestsSince: async () => ok([made]) };
    expect((await outcome(answers, { ...job, user: { id: 2 } })).kind).toBe('nothing');
  });

  test('a merge request', async () => {
    const answers: Partial<GitLab> = {
      mergeRequestsSince: async () =>
        ok([
          aMergeRequest({ iid: 35, author: BOT, created_at: within, source_branch: 'claude/x' }),
        ]),
    };
    expect(await outcome(answers, job)).toMatchObject({
      kind: 'changed',
      source: 'made',
      branch: 'claude/x',
      mergeRequest: { iid: 35 },
    });
  });
});

test('attack: each field is bounded, whichever way the outcome came', async () => {
  const many = Array.from({ length: 600 }, () => 'x'.repeat(10_000));
  const huge = 'y'.repeat(6_000_000);
  const job = aJob('success', {
    started_at: '2026-10-04T08:00:10Z',
    finished_at: '2026-10-04T08:01:00Z',
  });
  const BOT = { id: 9, username: 'project_5_bot_1f', name: 'Claude' };
  const note = aNote(huge, { author: BOT, created_at: '2026-10-04T08:00:30Z' });
  const ways: Partial<GitLab>[] = [
    file({
      answer: huge,
      branch: huge,
      commits: many,
      denied_tools: many,
      errors: many,
      turns: -1,
    }),
    file({ answer: '', note_url: `${PAGE}#note_7`, errors: many }),
    { discussions: async () => ok([aDiscussion([note])]) },
    { trace: async () => ok(`$ claude -p x\n${huge}`) },
  ];
  for (const way of ways) {
    const found = await outcome(
      { discussions: async () => ok([aDiscussion([note])]), ...way },
      job,
    );
    expect(JSON.stringify(found).length).toBeLessThan(150_000);
  }
});

test('attack: links lead to the site alone', async () => {
  const elsewhere = { iid: 3, web_url: 'https://evil.test/git/acme/webshop/-/merge_requests/3' };
  for (const host of [
    'https://evil.test',
    'https://gitlab.test@evil.test',
    'https://gitlab.test.evil.test',
  ]) {
    const found = await outcome(
      file({
        outcome: 'changed',
        merge_request: { ...elsewhere, web_url: `${host}/x` },
        note_url: `${host}/y`,
      }),
    );
    expect([found.mergeRequest, found.noteUrl]).toEqual([null, undefined]);
  }
});

describe('changed files', () => {
  const sha = 'e'.repeat(40);
  const changed = file({ outcome: 'changed', branch: 'b', commits: [sha, 'no sha'] });

  test('are those of the commits, with their lines', async () => {
    const diff = aDiff('src/cart.js', '@@ -1 +1,2 @@\n-a\n+b\n+c\n d\n');
    const result = await outcome({ ...changed, commitDiff: async () => ok([diff]) });
    expect(result.commits).toEqual([sha]);
    expect(result.changedFiles).toEqual([{ path: 'src/cart.js', added: 2, removed: 1 }]);
  });

  test('that cannot be read are left open', async () => {
    expect((await outcome(changed)).changedFiles).toBeUndefined();
  });
});
