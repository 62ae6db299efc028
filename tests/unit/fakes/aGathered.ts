import type { Context, ContextItem, ContextPart } from '../../../utils/context/Context.ts';
import type { Lint } from '../../../utils/gitlab/entities.ts';
import type { RunPlace } from '../../../utils/pipeline/choosePlace.ts';
import type { Gathered } from '../../../utils/preview/gather.ts';
import { runnerMerged } from './ciFiles.ts';
import { aBranch, aProject } from './entities.ts';
import { ok } from './fakeGitLab.ts';

/** A project's own job that hands the prompt to Claude, and one that hands on both. */
export const FOREIGN_JOB = 'claude:\n  script: [claude -p "$AI_FLOW_INPUT"]\n';
export const FOREIGN_JOB_BOTH =
  'claude:\n  script: [claude -p "$AI_FLOW_CONTEXT $AI_FLOW_INPUT"]\n';

export function anItem(text: string, more: Partial<ContextItem> = {}): ContextItem {
  return { label: text, text, removals: [], worth: 1, ...more };
}

export function aPart(name: ContextPart['name'], ...items: ContextItem[]): ContextPart {
  return { name, items, cut: [] };
}

export function aContext(more: Partial<Context> = {}): Context {
  return {
    title: 'Cart total ignores quantities',
    private: false,
    parts: [aPart('description', anItem('Two mugs cost as much as one.'))],
    ids: { id: 1012, iid: 12 },
    ...more,
  };
}

export function aPlace(more: Partial<RunPlace> = {}): RunPlace {
  return {
    ref: {
      name: 'ask-claude',
      kind: 'runner',
      unprotected: false,
      uncertain: false,
      reason: 'runner_branch',
    },
    branch: aBranch('ask-claude'),
    rootFile: runnerMerged,
    transport: 'variables',
    ...more,
  };
}

export function aLint(merged: string): Lint {
  return { valid: true, errors: [], merged_yaml: merged };
}

/** What was read of a project with our runner branch. */
export function aGathered(more: Partial<Gathered> = {}): Gathered {
  const project = aProject();
  return {
    project,
    home: project,
    context: aContext(),
    place: ok(aPlace()),
    repository: {
      settings: Promise.resolve({
        settings: { defaultPreset: {}, modes: null, options: {}, presets: [] },
        bad: [],
      }),
      commands: Promise.resolve({ presets: [], bad: [] }),
    },
    version: null,
    newestPipelineId: 41,
    lint: async () => ok(aLint(runnerMerged)),
    runnerIsNew: false,
    trigger: false,
    acknowledge: false,
    included: async () => new Map(),
    refused: async () => null,
    image: async () => ({ state: 'unread', failure: { kind: 'not_found' } }),
    mayFetch: async () => false,
    settings: async () => null,
    head: async () => 'c0ffee',
    user: 'mia',
    lintPushes: async () => ok(aLint('test:\n  script: [make]\n')),
    delivery: async () => ({ to: 'new_branch' }),
    ...more,
  };
}
