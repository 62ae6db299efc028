import type { Run } from '../../../utils/runs/Run.ts';
import { SITE } from './entities.ts';

/** When runs of these tests are sent. */
export const START = Date.parse('2026-10-04T08:00:00Z');

export const REQUEST_ID = '6f1c9f8e-0000-4000-8000-000000000000';
export const NAME = `Ask Claude issue/12 ${REQUEST_ID}`;

/** The time so many seconds after the start. */
export function after(seconds: number): string {
  return new Date(START + seconds * 1000).toISOString();
}

export function aRun(more: Partial<Run> = {}): Run {
  return {
    id: REQUEST_ID,
    site: SITE,
    projectId: 5,
    projectPath: 'acme/webshop',
    page: { type: 'issue', iid: 12, title: 'Cart total ignores quantities' },
    preset: 'ask',
    mode: 'ask',
    label: 'Why?',
    ref: 'ask-claude',
    pipelineName: NAME,
    named: true,
    jobName: 'claude',
    newestPipelineId: 41,
    state: 'sending',
    createdAt: after(0),
    ...more,
  };
}
