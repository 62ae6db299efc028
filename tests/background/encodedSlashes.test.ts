import { afterAll, beforeAll, expect, test } from 'vitest';
import { createGitLab } from '../../utils/gitlab/createGitLab.ts';
import { ENCODED_SLASHES, faultAnswers } from '../sandbox/faults.ts';
import { ISSUE } from '../e2e/harness/flow.ts';
import { startStage, type Stage } from './harness/startStage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
  const { faults } = stage.sandbox;
  faults.next(ENCODED_SLASHES, faultAnswers.apacheNotFound(), Infinity);
});
afterAll(() => stage?.close());

test('behind a proxy that refuses encoded slashes an ask is previewed and fired', async () => {
  const tab = stage.open(ISSUE);
  const preview = await tab.preview('Why?');
  expect(preview.failure).toBeUndefined();
  expect(
    (await tab.ask('send', { previewId: preview.id, acceptedJobs: true, acceptedRef: true })).ok,
  ).toBe(true);
});

test('so are branches and files with slashes in their names', async () => {
  const { sandbox } = stage;
  const gitLab = createGitLab({ root: sandbox.url, token: sandbox.tokens.mia });
  const project = await gitLab.project('acme/webshop');
  if (!project.ok) throw new Error(JSON.stringify(project.failure));
  const { id, default_branch: main } = project.value;
  const tree = await gitLab.tree(id, '', main ?? '', { recursive: true });
  const path = tree.ok
    ? tree.value.find((one) => one.type === 'blob' && one.path.includes('/'))
    : null;
  const file = await gitLab.file(id, path?.path ?? '', main ?? '');
  expect(file.ok && file.value.length).toBeGreaterThan(0);
});
