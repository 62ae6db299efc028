import type { Engine } from '../../sandbox/World.ts';

/** A planner that finds one job in every CI file, and a runner that never takes it. */
export const PLANNED: Partial<Engine> = {
  planPipeline: () =>
    Promise.resolve({
      name: null,
      stages: ['test'],
      jobs: [
        {
          name: 'test',
          stage: 'test',
          allowFailure: false,
          when: 'on_success',
          resourceGroup: null,
        },
      ],
    }),
  lintCi: () =>
    Promise.resolve({
      valid: true,
      errors: [],
      warnings: [],
      merged_yaml: '---\ntest:\n  script:\n  - date\n',
      includes: [],
      jobs: [
        {
          name: 'test',
          stage: 'test',
          before_script: [],
          script: ['date'],
          after_script: [],
          tag_list: ['rec'],
          only: { refs: ['branches', 'tags'] },
          except: null,
          environment: null,
          when: 'on_success',
          allow_failure: false,
          needs: null,
        },
      ],
    }),
  runPipeline: () => Promise.resolve(),
};
