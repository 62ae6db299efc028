import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../../utils/outcome/Outcome.ts';
import type { Run } from '../../../utils/runs/Run.ts';
import { lacksToken, wasAnswered } from '../../../utils/runs/knownOfProject.ts';
import { sampleOutcome, sampleRun } from '../components/samples.ts';

function run(day: number, outcome: Partial<Outcome>, more: Partial<Run> = {}): Run {
  return sampleRun({
    createdAt: `2026-11-0${day}T10:00:00Z`,
    state: 'finished',
    outcome: sampleOutcome(outcome),
    ...more,
  });
}

function of(known: typeof wasAnswered, runs: Run[]): boolean {
  const { site, projectPath } = sampleRun();
  return known(runs, site, projectPath);
}

describe('that the project’s key is good', () => {
  test('is known once a model answered', () => {
    expect(of(wasAnswered, [run(1, { turns: 3 })])).toBe(true);
    expect(of(wasAnswered, [])).toBe(false);
    expect(of(wasAnswered, [run(1, { turns: null, kind: 'failed' })])).toBe(false);
  });

  test('is known no longer once it was refused', () => {
    const refused = run(2, { kind: 'failed', turns: null, cause: 'sign_in' });
    expect(of(wasAnswered, [run(1, { turns: 3 }), refused])).toBe(false);
  });

  test('is not known from another project, nor from one of that name on another site', () => {
    for (const elsewhere of [{ projectPath: 'acme/other' }, { site: 'https://other.test' }])
      expect(of(wasAnswered, [run(1, { turns: 3 }, elsewhere)])).toBe(false);
  });

  test('is not known from a run that has not ended', () => {
    const { outcome: _none, ...open } = run(1, {});
    expect(of(wasAnswered, [open])).toBe(false);
  });
});

describe('that a token to push with is missing', () => {
  const patch = { kind: 'changed', branch: null } as const;
  const errors = ['There is no GITLAB_ACCESS_TOKEN: the changes are in the job’s artifacts.'];

  test('is known from the newest change', () => {
    expect(of(lacksToken, [run(1, { ...patch, errors }, { mode: 'change' })])).toBe(true);
    expect(of(lacksToken, [run(1, {}, { mode: 'ask' })])).toBe(false);
    expect(of(lacksToken, [])).toBe(false);
  });

  test('is not forgotten over answers, nor over a change that came to nothing', () => {
    const missed = run(1, { ...patch, errors }, { mode: 'change' });
    const later = [run(2, {}, { mode: 'ask' }), run(3, { kind: 'nothing' }, { mode: 'change' })];
    expect(of(lacksToken, [missed, ...later])).toBe(true);
  });

  test('is known no longer once one was pushed', () => {
    const pushed = run(2, { kind: 'changed', branch: 'claude/issue-12-1' }, { mode: 'change' });
    expect(of(lacksToken, [run(1, { ...patch, errors }, { mode: 'change' }), pushed])).toBe(false);
  });
});
