import type { Run } from '../../../utils/runs/Run.ts';

/** A run of issue 12, but for what is said otherwise. */
export function aRun(more: Partial<Run> = {}): Run {
  return {
    id: 'run',
    site: 'https://gitlab.com',
    projectId: 5,
    projectPath: 'acme/webshop',
    page: { type: 'issue', iid: 12, title: 'Cart total ignores quantities' },
    preset: 'ask',
    mode: 'ask',
    label: 'Why?',
    ref: 'ask-claude',
    pipelineName: 'Ask Claude issue/12 run',
    named: true,
    jobName: 'claude',
    newestPipelineId: 900,
    state: 'running',
    createdAt: '2026-11-21T08:00:00.000Z',
    ...more,
  };
}
