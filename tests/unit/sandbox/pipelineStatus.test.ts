import { expect, test } from 'vitest';
import { pipelineStatus } from '../../sandbox/pipelines/pipelineStatus.ts';
import type { Job } from '../../sandbox/state/State.ts';

function job(status: Job['status'], allowFailure = false): Job {
  return {
    id: 1,
    name: 'claude',
    stage: 'test',
    status,
    allowFailure,
    failureReason: null,
    createdAt: '2026-11-01T00:00:00.000Z',
    startedAt: null,
    finishedAt: null,
    log: '',
    artifacts: null,
    token: '',
  };
}

test.each<[string, Job[]]>([
  ['created', [job('created'), job('created')]],
  ['pending', [job('pending'), job('created')]],
  ['running', [job('running'), job('created')]],
  ['running', [job('success'), job('created')]],
  ['success', [job('success'), job('skipped')]],
  ['failed', [job('success'), job('failed')]],
  ['skipped', [job('skipped')]],
  ['canceled', [job('success'), job('canceled')]],
  ['canceling', [job('canceling'), job('created')]],
  ['waiting_for_resource', [job('waiting_for_resource'), job('created')]],
])('a pipeline is %s', (status, jobs) => {
  expect(pipelineStatus(jobs)).toBe(status);
});

test('a failure that is allowed leaves the pipeline a success', () => {
  expect(pipelineStatus([job('success'), job('failed', true)])).toBe('success');
});
