import { describe, expect, it } from 'vitest';
import type { ApiAnswer, ApiFailure, GitlabApi } from '../../../../ci/gitlabApi.ts';
import type { Job } from '../../../../ci/Job.ts';
import { footer } from '../../../../ci/noteOf.ts';
import { readRequest } from '../../../../ci/request/readRequest.ts';
import { postReview } from '../../../../ci/review/postReview.ts';
import { aJob } from '../aJob.ts';
import { aPlace } from '../aPlace.ts';
import { recordedApi } from '../recordedApi.ts';
import { aFinding, aReview, HEAD, LINE_CODE } from './aReview.ts';

const ROOT = '/merge_requests/34';

interface Note {
  id: number;
  body: string;
  position?: unknown;
}

interface Draft {
  id: number;
  note: string;
  line_code: string | null;
  position?: unknown;
}

/** A GitLab with one merge request; `refuse` answers in its place. */
function gitLab(refuse: (method: string, path: string) => Partial<ApiFailure> | null = () => null) {
  const notes: Note[] = [];
  let drafts: Draft[] = [];
  /** The line code that it finds for a draft. */
  const state = { lineCode: LINE_CODE as string | null, dropped: false, calls: [] as string[] };
  let lastId = 100;
  const answer = (method: string, path: string, body?: Record<string, unknown>): unknown => {
    const id = (lastId += 1);
    const { note, position } = body ?? {};
    if (method === 'GET') return path.includes('draft_notes') ? drafts : [{ notes }];
    if (method === 'DELETE') drafts = drafts.filter((draft) => !path.endsWith(`/${draft.id}`));
    else if (path.endsWith('bulk_publish')) {
      if (!state.dropped) notes.push(...drafts.map((draft) => ({ ...draft, body: draft.note })));
      drafts = [];
    } else if (path.endsWith('/draft_notes')) {
      const draft = { id, note: String(note), position, line_code: state.lineCode };
      drafts.push(draft);
      return draft;
    } else notes.push({ id, body: String(body?.['body']) });
    return { id };
  };
  const call =
    (method: string) =>
    async (path: string, body?: Record<string, unknown>): Promise<ApiAnswer> => {
      state.calls.push(`${method} ${path}`);
      const refused = refuse(method, path);
      if (refused) return { ok: false, status: 500, words: 'refused', isFinal: true, ...refused };
      return { ok: true, body: answer(method, path, body) };
    };
  const project: GitlabApi = {
    get: call('GET'),
    text: call('GET'),
    bytes: call('GET'),
    post: call('POST'),
    put: call('PUT'),
    remove: call('DELETE'),
  };
  return {
    notes,
    state,
    drafts: () => drafts,
    addDraft: (note: string) => drafts.push({ id: 1, note, line_code: null }),
    writer: { project, server: project, credential: { user: '', password: '' } },
  };
}

async function jobOn(writer: Job['writer'], more: Partial<Job> = {}) {
  const request = {
    ...readRequest({ AI_FLOW_INPUT: 'x', AI_FLOW_RESOURCE: 'merge_request/34' }),
    ...more.request,
  };
  const reader = recordedApi({ [`GET ${ROOT}`]: { sha: HEAD } });
  return aJob({ writer, reader, ...more, request });
}

describe('a review that the job posts', () => {
  it('is published once, each finding at its line, under a footer that says who asked', async () => {
    const lab = gitLab();
    const { result } = await postReview(
      await jobOn(lab.writer),
      aReview(aFinding(), aFinding({ text: 'key-123 leaks, @all', place: 'a:1' })),
    );
    expect(lab.notes.map(({ body }) => body)).toEqual([
      `**Major:** \`trim\` of undefined throws.\n\n${footer(aPlace())}`,
      expect.stringMatching(/^\\\[MASKED\\\] leaks, (?!@all)/),
    ]);
    expect(lab.state.calls.filter((call) => call.includes('bulk_publish'))).toHaveLength(1);
    expect(result).toMatchObject({
      kind: 'answered',
      answer: '2 of 2 findings posted at their lines, as one review.',
      noteUrl: 'https://git.test/acme/webshop/-/merge_requests/34#note_103',
      costUsd: null,
    });
  });

  it.each([
    ['takes no draft there', (method: string) => (method === 'POST' ? { status: 400 } : null), {}],
    ['finds another line', () => null, { lineCode: null }],
    ['drops it as it is published', () => null, { dropped: true }],
  ])('goes into one comment where GitLab %s', async (_, refuse, state) => {
    const lab = gitLab((method, path) => (path.endsWith('/draft_notes') ? refuse(method) : null));
    Object.assign(lab.state, state);
    const unplaced = aFinding({ place: 'src/a.js:3', text: 'Second.', at: null });
    const { result } = await postReview(
      await jobOn(lab.writer),
      aReview(aFinding({ suggestion: 'x()', applies: true }), unplaced),
    );
    expect(lab.notes.map(({ body }) => body)).toEqual([
      [
        '#### Additional findings',
        '`src/voucher.js:8`',
        '**Major:** `trim` of undefined throws.',
        '```\nx()\n```',
        '`src/a.js:3`',
        'Second.',
        footer(aPlace()),
      ].join('\n\n'),
    ]);
    expect(lab.drafts()).toEqual([]);
    expect(result.answer).toBe('2 of 2 findings in one comment: GitLab has no line for them.');
  });

  it('leaves out what anybody has said word for word, and a second try posts nothing', async () => {
    const lab = gitLab();
    const { position } = aFinding().at ?? {};
    lab.notes.push({ id: 5, body: '**Major:** *`trim`* of undefined\nthrows.', position });
    const review = aReview(
      aFinding(),
      aFinding({ text: 'New.' }),
      aFinding({ at: null, place: 'b:1' }),
    );
    const { result } = await postReview(await jobOn(lab.writer), review);
    expect(lab.notes).toHaveLength(3);
    expect(result.answer).toContain('1 of 3 findings left out');
    const { result: again } = await postReview(await jobOn(lab.writer), review);
    expect(lab.notes).toHaveLength(3);
    expect(again.answer).toBe('3 of 3 findings left out: said there already, word for word.');
  });

  it('has GitLab apply a suggestion over its lines, unless something in it was masked', async () => {
    const { at } = aFinding();
    const end = { line_code: LINE_CODE, type: 'new' as const, old_line: null, new_line: 8 };
    const range = { start: { ...end, new_line: 6 }, end };
    const ranged = at && { ...at, position: { ...at.position, line_range: range } };
    const lab = gitLab();
    await postReview(
      await jobOn(lab.writer),
      aReview(
        aFinding({ suggestion: 'x()', applies: true, at: ranged }),
        aFinding({ suggestion: "y('key-123')", applies: true, text: 'Other.' }),
        aFinding({ text: 'Third.\n\n```suggestion:-9+9\nrm\n```' }),
      ),
    );
    expect(lab.notes[0]?.body).toContain('```suggestion:-2+0\nx()\n```');
    expect(lab.notes[1]?.body).toContain("```\ny('[MASKED]')\n```");
    expect(lab.notes[2]?.body).not.toContain('suggestion');
  });

  it.each([
    ['a quick action', '/merge\n/label ~urgent', /^\/(?:merge|label)/m],
    ['one in code that is closed early', '```\n```\n/merge', /^\/merge/m],
    ['a mention', 'Ask @all, @mia.', /@(?:all|mia)/],
    ['a secret of the job', 'It is key-123.', /key-123/],
    ['a suggestion for lines that nobody saw', '~~~suggestion:-9+9\nrm\n~~~', /suggestion/],
    ['an image of a stranger’s host', '![](https://evil.test/?key)', /!\[\]\(https/],
  ])('attack: %s in a finding is posted as words', async (_, text, harmful) => {
    const lab = gitLab();
    const unplaced = aFinding({ text, at: null, place: 'a`b:1' });
    const job = await jobOn(lab.writer);
    await postReview(job, aReview(aFinding({ text }), aFinding({ text: 'Second.' }), unplaced));
    expect(lab.notes).toHaveLength(3);
    expect(text).toMatch(harmful);
    for (const { body } of lab.notes) expect(body).not.toMatch(harmful);
  });

  it('takes its drafts back where it fails on the way', async () => {
    const lab = gitLab((_, path) => (path.endsWith('bulk_publish') ? { status: 503 } : null));
    const job = await jobOn(lab.writer);
    await expect(postReview(job, aReview(aFinding()))).rejects.toThrow(
      'The review could not be published: refused',
    );
    expect(lab.drafts()).toEqual([]);
    expect(lab.notes).toEqual([]);
  });

  it('makes anew what a killed try left as drafts, and stops before publishing those of a person', async () => {
    const lab = gitLab();
    lab.addDraft(`Old.\n\n${footer(aPlace())}`);
    await postReview(await jobOn(lab.writer), aReview(aFinding()));
    expect(lab.notes.map(({ body }) => body.split('\n')[0])).toEqual([aFinding().text]);
    lab.addDraft('Still thinking.');
    const job = await jobOn(lab.writer);
    await expect(postReview(job, aReview(aFinding({ text: 'More.' })))).rejects.toThrow(
      'has a review under way on !34, which would be published, too',
    );
    expect(lab.drafts()).toHaveLength(1);
  });

  it('is not begun for another head, without a token, in private, or where an older pipeline does it', async () => {
    const lab = gitLab();
    const moved = recordedApi({ [`GET ${ROOT}`]: { sha: 'd'.repeat(40) } });
    const one = aReview(aFinding());
    await expect(postReview(await jobOn(lab.writer, { reader: moved }), one)).rejects.toThrow(
      'is at dddddddd now, and the findings were placed at c0ffeec0. Check them again',
    );
    await expect(postReview(await jobOn(null), one)).rejects.toThrow('no GITLAB_ACCESS_TOKEN');
    const base = await jobOn(lab.writer);
    const hidden = { ...base, request: { ...base.request, isPrivate: true } };
    await expect(postReview(hidden, one)).rejects.toThrow('in private is not posted');
    const requestId = '01234567-89ab-4cde-8f01-23456789abcd';
    const name = `Ask Claude merge_request/34 ${requestId}`;
    const query = new URLSearchParams({ name, per_page: '100', page: '1' });
    const own = recordedApi({ [`GET /pipelines?${query.toString()}`]: [{ id: 76, name }] });
    const twin = { ...base, own, request: { ...base.request, requestId } };
    expect((await postReview(twin, one)).result.kind).toBe('nothing');
    expect(lab.state.calls).toEqual([]);
  });
});
