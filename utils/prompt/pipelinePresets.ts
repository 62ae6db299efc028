import type { PartName } from '../context/Context.ts';
import type { Mode, PresetGroup } from './Preset.ts';
import type { PresetFacts } from './catalogue.ts';

const PARTS: readonly PartName[] = ['description', 'threads', 'comments', 'diff', 'selection'];
const WITH_JOBS: readonly PartName[] = [...PARTS, 'jobs'];

function preset<Name extends string>(
  name: Name,
  group: PresetGroup,
  mode: Mode,
  parts: readonly PartName[] = PARTS,
) {
  return {
    name,
    group,
    mode,
    pages: ['issue', 'merge_request'] as const,
    from: ['page'] as const,
    parts,
    needsWords: false,
    inView: false,
  };
}

/** Presets for container pipelines: offered where the page touches CI files, Docker files or a Jenkinsfile. */
export const PIPELINE_PRESETS = [
  preset('survey-build', 'start', 'ask'),
  preset('draft-pipeline', 'start', 'plan'),
  preset('tighten-pipeline', 'start', 'change'),
  preset('try-on-branch', 'start', 'plan'),
  preset('cache-layers', 'build', 'change'),
  preset('drop-docker-daemon', 'build', 'change'),
  preset('pin-versions', 'build', 'change'),
  preset('match-local-build', 'build', 'ask'),
  preset('cache-scan-database', 'scan', 'change'),
  preset('scan-in-two-passes', 'scan', 'change'),
  preset('bump-tools', 'scan', 'change'),
  preset('stage-then-promote', 'push', 'change'),
  preset('retag-by-digest', 'push', 'change'),
  preset('who-can-promote', 'push', 'ask'),
  preset('clean-registry', 'push', 'change'),
  preset('migrate-jenkinsfile', 'migrate', 'plan'),
  preset('notify-on-failure', 'migrate', 'change'),
  preset('migration-risks', 'migrate', 'ask'),
  preset('order-jobs', 'optimise', 'change'),
  preset('find-slow-jobs', 'optimise', 'ask', WITH_JOBS),
  preset('fix-failed-job', 'optimise', 'change', WITH_JOBS),
  preset('explain-pipeline', 'understand', 'ask'),
  preset('annotate-pipeline', 'understand', 'ask'),
  preset('review-pipeline-shape', 'understand', 'ask'),
  preset('weigh-pipeline-choices', 'understand', 'ask'),
  preset('save-conventions', 'understand', 'change'),
  preset('hand-over-pipeline', 'understand', 'ask'),
] as const satisfies readonly PresetFacts[];
