import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeArtifactFolder, NO_RESULT, writeResult } from '../../../ci/writeResult.ts';
import { withoutContent } from '../../../ci/withoutContent.ts';
import { parseResult } from '../../../utils/outcome/parseResult.ts';
import { aFolder } from './aJob.ts';

const changed = {
  ...NO_RESULT,
  kind: 'changed' as const,
  answer: 'Done.',
  branch: 'claude/issue-12',
  commits: ['c0ffee'],
  mergeRequest: { iid: 35, webUrl: 'https://git.test/-/35' },
  turns: 3,
  costUsd: 0.5,
  deniedTools: ['Bash'],
  limit: 'turns' as const,
  errors: ['one'],
  noteUrl: 'https://git.test/-/issues/12#note_5',
  readCommit: 'ba5e',
  sessionId: 's',
  verified: 'passed' as const,
};

describe('the artifact', () => {
  it('is made anew, whatever stands in its place', async () => {
    const folder = await aFolder();
    mkdirSync(join(folder, 'elsewhere'));
    writeFileSync(join(folder, 'elsewhere/kept'), '');
    symlinkSync(join(folder, 'elsewhere'), join(folder, '.claude-ci'));
    const made = await makeArtifactFolder(folder);
    expect(made).toBe(join(folder, '.claude-ci'));
    writeFileSync(join(made, 'old'), '');
    await makeArtifactFolder(folder);
    expect(readdirSync(made)).toEqual([]);
    expect(existsSync(join(folder, 'elsewhere/kept'))).toBe(true);
  });

  it('holds the outcome in the names that the extension reads, and the patch', async () => {
    const folder = await aFolder();
    await writeResult(folder, changed, Buffer.from('gr\u00f6\u00dfe', 'latin1'));
    expect(JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8'))).toEqual({
      version: 1,
      outcome: 'changed',
      answer: 'Done.',
      branch: 'claude/issue-12',
      commits: ['c0ffee'],
      merge_request: { iid: 35, web_url: 'https://git.test/-/35' },
      turns: 3,
      cost_usd: 0.5,
      denied_tools: ['Bash'],
      limit: 'turns',
      errors: ['one'],
      note_url: 'https://git.test/-/issues/12#note_5',
      read_commit: 'ba5e',
      session_id: 's',
      verified: 'passed',
    });
    expect(readFileSync(join(folder, 'changes.patch'), 'latin1')).toBe('größe');
  });

  it('has no patch where nothing changed, and no note where none was posted', async () => {
    const folder = await aFolder();
    await writeResult(folder, NO_RESULT, null);
    expect(readdirSync(folder)).toEqual(['result.json']);
    const written = JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8'));
    expect(written).toMatchObject({ note_url: null, read_commit: null, merge_request: null });
  });

  it('never writes over what is there, where a link could lead away', async () => {
    const folder = await aFolder();
    writeFileSync(join(folder, 'result.json'), 'old');
    await expect(writeResult(folder, NO_RESULT, null)).rejects.toThrow('EEXIST');
    writeFileSync(join(folder, 'changes.patch'), 'old');
    await expect(writeResult(folder, NO_RESULT, Buffer.from('new'))).rejects.toThrow('EEXIST');
  });
});

describe('a central runner project’s artifact', () => {
  it('tells how it ended and where, none of the words and no commit that was read', () => {
    const { readCommit: _, ...publicly } = changed;
    expect(withoutContent({ result: changed, patch: Buffer.from('the patch') }, 'claude/')).toEqual(
      {
        result: { ...publicly, answer: '', errors: ['Remarks in the comment: 1.'] },
        patch: null,
      },
    );
  });

  it('names no branch that people named', () => {
    const named = { ...changed, branch: 'feature/vouchers', errors: [] };
    const { result } = withoutContent({ result: named, patch: null }, 'claude/');
    expect(result).toMatchObject({ branch: null, errors: [] });
    expect(withoutContent({ result: NO_RESULT, patch: null }, 'claude/').result.branch).toBeNull();
  });

  it('names a branch of the job’s own, whatever the project has those begin with', () => {
    const own = { ...changed, branch: 'ai/issue-12' };
    const branchOf = (prefix: string) =>
      withoutContent({ result: own, patch: null }, prefix).result.branch;
    expect([branchOf('ai/'), branchOf('claude/')]).toEqual(['ai/issue-12', null]);
  });

  it('tells what failed', () => {
    const failed = { ...NO_RESULT, kind: 'failed' as const, errors: ['API 529'] };
    expect(withoutContent({ result: failed, patch: null }, 'claude/').result.errors).toEqual([
      'API 529',
    ]);
  });
});

it('what a review found is read back as it was, and stays out of a central runner project', async () => {
  const folder = await aFolder();
  const finding = {
    path: 'src/a.ts',
    side: 'old' as const,
    from: 3,
    to: 4,
    severity: 'nit' as const,
    text: 'Why?',
    quote: 'a',
    suggestion: null,
  };
  const result = { ...NO_RESULT, kind: 'answered' as const, answer: 'Fine.', findings: [finding] };
  await writeResult(folder, result, null);
  const written = readFileSync(join(folder, 'result.json'), 'utf8');
  expect(parseResult(written, 'success')).toMatchObject({
    value: { kind: 'answered', findings: [finding] },
  });
  expect(withoutContent({ result, patch: null }, 'claude/').result.findings).toBeUndefined();
});
