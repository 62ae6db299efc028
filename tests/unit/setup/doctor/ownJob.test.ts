import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { aMergeRequest, aProject, SITE } from '../../fakes/entities.ts';
import { fails, fakeGitLab, ok } from '../../fakes/fakeGitLab.ts';
import { ownProvider } from '../../../../utils/setup/addJob/ownProvider.ts';
import { jobsOfProvider } from '../../../../utils/setup/addJob/providerJobs.ts';
import { knownProvider } from '../../../../utils/setup/doctor/providerKnown.ts';
import { readPending } from '../../../../utils/setup/doctor/readPending.ts';
import { fillEndpoints } from '../../../../utils/setup/endpoints.ts';
import { smallRootFile } from '../../../../utils/setup/jobFiles.ts';
import { rootFileFrom } from '../../../../utils/setup/rootFileFrom.ts';
import { aPlace, aVariable } from './healthy.ts';

const template = readFileSync(new URL('../../../../templates/claude.yml', import.meta.url), 'utf8');
const bedrock = jobsOfProvider(template, 'claude-bedrock');
const SMALL = { provider: 'claude-bedrock', endpoints: {}, choices: {} } as const;
const unseen = { variables: [], complete: false };

function withOne(more: Parameters<typeof aMergeRequest>[0]) {
  return fakeGitLab({ mergeRequestsSince: async () => ok([aMergeRequest(more)]) });
}

describe('a root file that set-up wrote', () => {
  test.each([
    ['as it is', rootFileFrom(bedrock)],
    ['for an older GitLab', rootFileFrom(bedrock, { inputs: false })],
    ['with a gateway', rootFileFrom(fillEndpoints(bedrock, { bedrock: 'https://gate.test/v1' }))],
    ['of one screen', smallRootFile(SMALL)],
    ['of one screen, for an older GitLab', smallRootFile({ ...SMALL, inputs: false })],
    ['of one screen, with an image', smallRootFile({ ...SMALL, image: 'acme/claude:1' })],
  ])('is known, %s', (_how, file) => {
    expect(ownProvider(template, file)).toBe('claude-bedrock');
  });

  test('is another once a byte of it was changed', () => {
    expect(ownProvider(template, `${rootFileFrom(bedrock)}#`)).toBeNull();
  });

  test('is taken at its word where a group’s variables cannot be seen', () => {
    const place = ok(aPlace({ rootFile: 'ours' }));
    expect(knownProvider(ok([]), unseen, place, () => 'claude')).toBeNull();
    expect(knownProvider(ok([]), unseen, place, () => 'claude-vertex')).toBe('vertex');
    expect(knownProvider(ok([]), unseen, place, () => null)).toBeUndefined();
    const set = ok([aVariable('CLAUDE_PROVIDER', { provider: 'bedrock' })]);
    expect(knownProvider(set, unseen, place, () => 'claude')).toBe('bedrock');
  });
});

describe('a merge request of set-up', () => {
  const now = Date.parse('2026-11-28T10:00:00Z');
  test('is found while it is open', async () => {
    const gitLab = withOne({ source_branch: 'claude-job-2', iid: 7, web_url: `${SITE}/x/7` });
    expect(await readPending(gitLab, aProject(), now)).toEqual({ iid: 7, webUrl: `${SITE}/x/7` });
  });

  test.each([
    ['merged', { source_branch: 'claude-job', state: 'merged' }],
    ['of somebody else', { source_branch: 'claude-jobs-for-all' }],
  ])('is none where it is %s', async (_what, more) => {
    expect(await readPending(withOne(more), aProject(), now)).toBeNull();
  });

  test('is not missed where they cannot be listed', async () => {
    const gitLab = fakeGitLab({ mergeRequestsSince: async () => fails('forbidden') });
    expect(await readPending(gitLab, aProject(), now)).toBeNull();
  });
});
