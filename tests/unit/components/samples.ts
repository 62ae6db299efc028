import type { Preview } from '../../../utils/preview/Preview.ts';
import type { Outcome } from '../../../utils/outcome/Outcome.ts';
import type { PageRef } from '../../../utils/page/PageRef.ts';
import type { Run } from '../../../utils/runs/Run.ts';

export const PAGE: PageRef = {
  site: 'https://gitlab.example.com',
  projectPath: 'acme/webshop',
  type: 'issue',
  iid: 12,
};

export function samplePreview(change: Partial<Preview> = {}): Preview {
  return {
    id: 'preview-1',
    page: PAGE,
    title: 'Cart total ignores quantities',
    mode: 'ask',
    reply: 'none',
    variables: [{ key: 'AI_FLOW_INPUT', value: 'Why?' }],
    transport: 'inputs',
    ref: { name: 'ask-claude', kind: 'runner', unprotected: false, uncertain: false },
    jobName: 'claude',
    otherJobs: [],
    pushJobs: [],
    parts: [{ name: 'description', bytes: 1240, on: true, cut: [] }],
    removals: [],
    size: { bytes: 1500, budget: 98_304, requested: 98_304, highest: 120_000 },
    layout: 'prompt',
    ours: true,
    private: false,
    ...change,
  };
}

export function sampleOutcome(change: Partial<Outcome> = {}): Outcome {
  return {
    kind: 'answered',
    answer: 'Because the quantity is left out.',
    branch: null,
    commits: [],
    mergeRequest: null,
    turns: 3,
    costUsd: 0.0421,
    deniedTools: [],
    limit: null,
    errors: [],
    ...change,
  };
}

export function sampleRun(change: Partial<Run> = {}): Run {
  return {
    id: 'run-1',
    site: PAGE.site,
    projectId: 5,
    projectPath: PAGE.projectPath,
    page: { type: 'issue', iid: 12, title: 'Cart total ignores quantities' },
    preset: 'ask',
    mode: 'ask',
    label: 'Why?',
    ref: 'ask-claude',
    pipelineName: 'Ask Claude issue/12 run-1',
    named: true,
    jobName: 'claude',
    newestPipelineId: 8000,
    state: 'sending',
    createdAt: '2026-11-21T08:00:00.000Z',
    ...change,
  };
}
