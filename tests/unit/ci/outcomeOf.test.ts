// What an outcome is made of is tried in one place: longer than most.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { askClaude, type ClaudeWork } from '../../../ci/claude/askClaude.ts';
import { deliverChanges } from '../../../ci/deliverChanges.ts';
import { Fault } from '../../../ci/Fault.ts';
import type { Job } from '../../../ci/Job.ts';
import { outcomeOf } from '../../../ci/outcomeOf.ts';
import { prepareTree } from '../../../ci/request/prepareTree.ts';
import type { Lock, MergeRequest } from '../../../ci/request/readMergeRequest.ts';
import { readRequest, type Request } from '../../../ci/request/readRequest.ts';
import type { ClaudeResult } from '../../../ci/claude/claudeResult.ts';
import type { OpenedClaude } from '../../../ci/claude/openClaude.ts';
import { NO_RESULT } from '../../../ci/writeResult.ts';
import { aJob, aWork } from './aJob.ts';
import { recordedApi } from './recordedApi.ts';

vi.mock('../../../ci/claude/askClaude.ts', { spy: true });
vi.mock('../../../ci/deliverChanges.ts', { spy: true });
vi.mock('../../../ci/request/prepareTree.ts', { spy: true });

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e';
const ask = readRequest({ AI_FLOW_INPUT: 'x', AI_FLOW_RESOURCE: 'issue/12' });
const replying: Request = { ...ask, reply: 'note' };
const change: Request = { ...ask, mode: 'change' };
const ANSWERED: ClaudeResult = {
  subtype: 'success',
  isError: false,
  answer: 'Because of key-123.',
  message: null,
  errors: [],
  turns: 3,
  costUsd: 0.5,
  sessionId: 's',
  denied: [],
  outOfTime: false,
};
const MERGE_REQUEST: MergeRequest = {
  iid: 34,
  webUrl: 'https://git.test/-/34',
  sourceBranch: 'feature/vouchers',
  targetBranch: 'main',
  sha: null,
  baseSha: null,
  failedPipelineId: null,
  locked: null,
};
const WORK = aWork();
/** Nothing is asked of it here. */
const OPENING: Promise<OpenedClaude> = new Promise(() => undefined);
const PATCH = Buffer.from('the patch');

beforeEach(() => {
  vi.mocked(prepareTree).mockResolvedValue(WORK);
  vi.mocked(deliverChanges).mockResolvedValue({ changes: {}, patch: null });
});

async function outcome(
  request: Request,
  claude: Partial<ClaudeResult> = {},
  more: Partial<Job> = {},
  checked: Partial<ClaudeWork> = {},
) {
  vi.mocked(askClaude).mockResolvedValue({
    claude: { ...ANSWERED, ...claude },
    verified: 'none',
    checkWords: '',
    ...checked,
  });
  const job = await aJob({ request, ...more });
  return { ...(await outcomeOf(job, OPENING)), lines: job.lines };
}

/** A writer whose project takes comments on issue 12. */
function writer(): NonNullable<Job['writer']> {
  return {
    project: recordedApi({ 'POST /issues/12/notes': { id: 5 } }),
    server: recordedApi({}),
    credential: { user: 'oauth2', password: 'access-token' },
  };
}

describe('an ask', () => {
  it('brings the answer, without secrets, and what it took', async () => {
    const { result, patch, lines } = await outcome({ ...ask, refused: ['model: no'] });
    expect(patch).toBeNull();
    expect(result).toEqual({
      ...NO_RESULT,
      kind: 'answered',
      answer: 'Because of [MASKED].',
      turns: 3,
      costUsd: 0.5,
      readCommit: 'abcdef0123'.repeat(4),
      sessionId: 's',
      verified: 'none',
    });
    expect(lines).toEqual([
      'checked ask on issue/12',
      'warning model: no',
      'hide acme/webshop',
      'prepared the default branch at abcdef01',
    ]);
    expect(deliverChanges).not.toHaveBeenCalled();
  });

  it('about a merge request names it, and hides its branches', async () => {
    vi.mocked(prepareTree).mockResolvedValue({ ...WORK, mergeRequest: MERGE_REQUEST });
    const { lines } = await outcome(ask);
    expect(lines.slice(1)).toEqual([
      'hide acme/webshop',
      'hide feature/vouchers',
      'hide main',
      'prepared !34 at abcdef01',
    ]);
  });

  it('gets the Claude that was made ready meanwhile', async () => {
    await outcome(ask);
    expect(vi.mocked(askClaude).mock.lastCall?.[2]).toBe(OPENING);
  });

  it('is prepared with the token that pushes, where there is one', async () => {
    const reader = recordedApi({});
    const access = writer();
    for (const one of [access, null]) {
      await outcome(ask, {}, { reader, writer: one });
      const apis = vi.mocked(prepareTree).mock.lastCall?.[2];
      expect(apis?.reader).toBe(reader);
      expect(apis?.writer).toBe(one === null ? null : access.project);
    }
  });

  it('is answered where it was asked', async () => {
    const { result, lines } = await outcome(replying, {}, { writer: writer() });
    expect(result.noteUrl).toBe('https://git.test/acme/webshop/-/issues/12#note_5');
    expect(result.errors).toEqual([]);
    expect(lines.at(-1)).toBe('note commented');
  });

  it('tells why the answer was not posted, and ends where it could be nowhere else', async () => {
    const silent = { ...writer(), project: recordedApi({}) };
    const { result } = await outcome(replying, { errors: ['one'] }, { writer: silent });
    expect(result.errors).toEqual(['one', 'The answer was not posted: GitLab answered 404']);
    expect(result).not.toHaveProperty('noteUrl');
    await expect(outcome(replying, {}, { writer: silent, closed: true })).rejects.toThrow(
      'The answer was not posted: GitLab answered 404',
    );
  });
});

describe('what Claude’s end means', () => {
  const aborted = AbortSignal.abort();
  it.each<[string, Partial<ClaudeResult>, Partial<Job>, object]>([
    ['cancelled', { outOfTime: true }, { cancelled: aborted }, { limit: 'time' }],
    ['limit', { outOfTime: true, isError: true }, {}, { limit: 'time' }],
    ['limit', { subtype: 'error_max_turns', isError: true }, {}, { limit: 'turns' }],
    ['limit', { subtype: 'error_max_budget_usd' }, {}, { limit: 'cost' }],
    ['failed', { isError: true, answer: '', errors: ['key-123'] }, {}, { errors: ['[MASKED]'] }],
    ['denied', { denied: ['Bash'], answer: ' ' }, {}, { deniedTools: ['Bash'], answer: ' ' }],
    ['answered', { denied: ['Bash'] }, {}, { deniedTools: ['Bash'] }],
    ['nothing', { answer: '\n' }, {}, { answer: '\n' }],
  ])('%s: %j', async (kind, claude, more, expected) => {
    const { result } = await outcome(ask, claude, more);
    expect(result).toMatchObject({ kind, ...expected });
  });

  it('a provider’s error in the place of the answer is an error', async () => {
    const { result } = await outcome(ask, { isError: true, answer: 'API 529', errors: ['two'] });
    expect(result).toMatchObject({ kind: 'failed', answer: '', errors: ['API 529', 'two'] });
  });

  it('what was cancelled delivers and posts nothing', async () => {
    const wanted = { ...change, reply: 'note' as const };
    const access = writer();
    await outcome(wanted, { answer: 'x' }, { cancelled: aborted, writer: access });
    expect(access.project).toMatchObject({ asked: [] });
    expect(deliverChanges).not.toHaveBeenCalled();
  });

  it('what has failed posts nothing, unless work was saved', async () => {
    const wanted = { ...change, reply: 'note' as const };
    const access = writer();
    await outcome(wanted, { isError: true, answer: 'API Error: 529' }, { writer: access });
    expect(access.project).toMatchObject({ asked: [] });
    const changes = { kind: 'failed' as const, branch: 'claude/issue-12', commits: ['c0ffee'] };
    vi.mocked(deliverChanges).mockResolvedValue({ changes, patch: PATCH });
    const { result, patch } = await outcome(
      wanted,
      { isError: true, answer: 'API Error: 529', costUsd: 0.7 },
      { writer: access },
    );
    expect(result).toMatchObject({ ...changes, costUsd: 0.7, errors: ['API Error: 529'] });
    expect(patch).toBe(PATCH);
    const body = JSON.stringify(access.project);
    expect(body).toContain('Claude was cut off');
    expect(body).toContain('c0ffee on the branch `claude/issue-12`');
  });

  it('the project’s check has the last word on changes', async () => {
    const checked = { verified: 'failed' as const, checkWords: '1 test failed with key-123' };
    const { result } = await outcome(change, {}, {}, checked);
    expect(result).toMatchObject({
      verified: 'failed',
      errors: ['The project’s check failed: 1 test failed with [MASKED]'],
    });
  });

  it('of a check that printed much, the end is told', async () => {
    const checkWords = `${'a'.repeat(1000)}${'b'.repeat(2000)}`;
    const { result } = await outcome(change, {}, {}, { verified: 'failed', checkWords });
    expect(result.errors).toEqual([`The project’s check failed: ${'b'.repeat(2000)}`]);
  });

  it('what the asker should know of the code comes first', async () => {
    vi.mocked(prepareTree).mockResolvedValue(aWork({ remarks: ['The code is gone.'] }));
    const { result } = await outcome(ask, { errors: ['one'] });
    expect(result.errors).toEqual(['The code is gone.', 'one']);
  });
});

describe('changes', () => {
  it('are part of the outcome', async () => {
    const changes = { kind: 'changed' as const, branch: 'claude/issue-12' };
    vi.mocked(deliverChanges).mockResolvedValue({ changes, patch: PATCH });
    const { result, patch } = await outcome(change);
    expect(result).toMatchObject({ ...changes, answer: 'Because of [MASKED].' });
    expect(patch).toBe(PATCH);
    const posted = await outcome({ ...change, reply: 'note' }, {}, { writer: writer() });
    expect(posted).toMatchObject({ patch: PATCH, result: { branch: 'claude/issue-12' } });
    const unposted = await outcome({ ...change, reply: 'note' });
    expect(unposted).toMatchObject({ patch: PATCH, result: { branch: 'claude/issue-12' } });
  });

  it('to a merge request from elsewhere are refused where no patch may be kept', async () => {
    const lockedBy = (why: Lock['why']) => {
      const mergeRequest = { ...MERGE_REQUEST, locked: { why, words: '' } };
      vi.mocked(prepareTree).mockResolvedValue({ ...WORK, mergeRequest });
    };
    lockedBy('elsewhere');
    const closed = { closed: true };
    await expect(outcome(change, {}, closed)).rejects.toThrow('keeps free of content');
    expect((await outcome(change)).result.kind).toBe('answered');
    expect((await outcome(ask, {}, closed)).result.kind).toBe('answered');
    lockedBy('protected');
    expect((await outcome(change, {}, closed)).result.kind).toBe('answered');
    vi.mocked(prepareTree).mockResolvedValue({ ...WORK, mergeRequest: MERGE_REQUEST });
    expect((await outcome(change, {}, closed)).result.kind).toBe('answered');
  });
});

describe('an older pipeline of the same request', () => {
  const NAME = `Ask Claude issue/12 ${ID}`;
  const asked: Request = { ...ask, requestId: ID };
  const LIST = `GET /pipelines?${new URLSearchParams({ name: NAME, per_page: '100', page: '1' }).toString()}`;

  it('does the work, whatever becomes of reading the code meanwhile', async () => {
    vi.mocked(askClaude).mockClear();
    vi.mocked(prepareTree).mockRejectedValue(new Fault('git fetch failed'));
    const own = recordedApi({
      [LIST]: [
        { id: 70, name: NAME },
        { id: 77, name: NAME },
      ],
    });
    const { result, patch } = await outcome(asked, {}, { own });
    const errors = ['Pipeline 70 was made for the same request and does the work.'];
    expect([result, patch]).toEqual([{ ...NO_RESULT, errors }, null]);
    expect(askClaude).not.toHaveBeenCalled();
  });

  it('is not there', async () => {
    const own = recordedApi({ [LIST]: [{ id: 77, name: NAME }] });
    const { result, lines } = await outcome(asked, {}, { own });
    expect(result.kind).toBe('answered');
    expect(lines.filter((line) => line.startsWith('warning'))).toEqual([]);
  });

  it('cannot be told, which is said', async () => {
    const own = recordedApi({ [LIST]: [{ id: 77, name: null }] });
    const { result, lines } = await outcome(asked, {}, { own });
    expect(result.kind).toBe('answered');
    expect(lines).toContain(
      'warning older pipelines could not be looked for: pipelines have no names here',
    );
  });
});

describe('a review', () => {
  const found = {
    path: 'src/a.ts',
    side: 'new',
    from: 3,
    to: 3,
    severity: 'major',
    text: 'It prints key-123.',
    quote: 'print("key-123")',
    suggestion: 'print("key-123".length)',
  } as const;
  const message = { answer: '', title: '', body: '', findings: [found], leftOut: 2 };

  it('brings what it found, without secrets, and says how much of it had no form', async () => {
    const { result } = await outcome(ask, { answer: '', message });
    expect(result).toMatchObject({
      kind: 'answered',
      findings: [
        {
          text: 'It prints [MASKED].',
          quote: 'print("[MASKED]")',
          suggestion: 'print("[MASKED]".length)',
        },
      ],
      errors: ['Findings without a place, or too many or too long: 2.'],
    });
  });

  it('that failed, found nothing', async () => {
    const { result } = await outcome(ask, { isError: true, message });
    expect(result.findings).toBeUndefined();
  });
});

describe('a note that says that Claude is at work', () => {
  const acknowledged: Request = { ...replying, acknowledge: true };
  const PUT = 'PUT /issues/12/notes/5';
  const working = () => ({
    ...writer(),
    project: recordedApi({ 'POST /issues/12/notes': { id: 5 }, [PUT]: { id: 5 } }),
  });
  /** The notes' texts as they were sent, in order. */
  const textsOf = ({ project }: ReturnType<typeof working>) =>
    project.asked.flatMap(([what, body]) => (body ? [[what, String(body['body'])]] : []));
  const BEGUN = ['POST /issues/12/notes', expect.stringContaining('Claude is working on this.')];

  it.each<[string, Partial<ClaudeResult>, string]>([
    ['the answer', {}, 'Because of '],
    ['what was done until a limit', { subtype: 'error_max_turns' }, 'stopped at its limit'],
    ['that there is no answer', { answer: '' }, 'Claude ended without an answer.'],
    ['that a tool was refused', { answer: '', denied: ['Bash'] }, 'without an answer.'],
    ['that it failed', { isError: true }, 'the job failed.'],
  ])('becomes %s', async (_what, claude, words) => {
    const access = working();
    const { result } = await outcome(acknowledged, claude, { writer: access });
    expect(textsOf(access)).toEqual([BEGUN, [PUT, expect.stringContaining(words)]]);
    expect(result.noteUrl).toMatch(/#note_5$/);
  });

  it('says that the request was canceled', async () => {
    const access = working();
    const cancelling = new AbortController();
    vi.mocked(askClaude).mockImplementation(async () => {
      cancelling.abort();
      return { claude: ANSWERED, verified: 'none', checkWords: '' };
    });
    const more = { request: acknowledged, writer: access, cancelled: cancelling.signal };
    const { result } = await outcomeOf(await aJob(more), OPENING);
    expect(result.kind).toBe('cancelled');
    expect(textsOf(access)).toEqual([BEGUN, [PUT, expect.stringContaining('was canceled')]]);
  });

  it.each([
    ['the code', prepareTree],
    ['Claude', askClaude],
  ])('says that the job failed where a fault ends it: %s', async (_what, faulty) => {
    const access = working();
    vi.mocked(askClaude).mockResolvedValue({ claude: ANSWERED, verified: 'none', checkWords: '' });
    vi.mocked(faulty).mockRejectedValue(new Fault('git fetch failed'));
    const job = await aJob({ request: acknowledged, writer: access });
    await expect(outcomeOf(job, OPENING)).rejects.toThrow('git fetch failed');
    expect(textsOf(access)).toEqual([BEGUN, [PUT, expect.stringContaining('the job failed.')]]);
  });

  it('is none where an older pipeline does the work', async () => {
    const access = working();
    const name = `Ask Claude issue/12 ${ID}`;
    const query = new URLSearchParams({ name, per_page: '100', page: '1' }).toString();
    const own = recordedApi({ [`GET /pipelines?${query}`]: [{ id: 70, name }] });
    await outcome({ ...acknowledged, requestId: ID }, {}, { own, writer: access });
    expect(textsOf(access)).toEqual([]);
  });
});
