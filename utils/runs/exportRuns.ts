import type { Run } from './Run.ts';

/** The history as JSON: without anything of what was asked. */
export function exportRuns(runs: readonly Run[]): string {
  const told = runs.map(({ label: _label, ...run }) => run);
  return `${JSON.stringify({ version: 1, runs: told }, null, 2)}\n`;
}

/** Runs in which each word is found: in title, project, number, preset, label, state or answer. */
export function searchRuns(runs: readonly Run[], words: string): Run[] {
  const wanted = words.toLowerCase().split(/\s+/);
  return runs.filter(({ page, projectPath, preset, label, state, outcome, pipelineId }) => {
    const mark = page.type === 'issue' ? '#' : '!';
    const known = [page.title, projectPath, `${mark}${page.iid}`, preset, label, state];
    const text = [...known, outcome?.kind, outcome?.answer, pipelineId].join('\n').toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
