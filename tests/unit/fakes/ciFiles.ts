import { INPUT_OF } from '../../../utils/pipeline/flowVariables.ts';
import { JOB_VERSION } from '../../../utils/pipeline/jobVersion.ts';

const inputs = Object.values(INPUT_OF)
  .map((name) => `    ${name}: {default: ''}`)
  .join('\n');

/** The runner branch's merged file: the name by which pipelines are found, and the job alone. */
export const runnerMerged = `
workflow:
  name: 'Ask Claude $AI_FLOW_RESOURCE $AI_FLOW_REQUEST_ID'
  rules:
    - if: '$CI_PIPELINE_SOURCE =~ /^(api|trigger|web)$/ && $AI_FLOW_INPUT'
claude:
  rules:
    - if: '$CLAUDE_PROVIDER == null || $CLAUDE_PROVIDER == "anthropic"'
  script: ['ASK_CLAUDE_JOB=${JOB_VERSION} node "$ASK_CLAUDE_PROGRAM"']
claude-bedrock:
  rules:
    - if: '$CLAUDE_PROVIDER == "bedrock"'
  script: ['ASK_CLAUDE_JOB=${JOB_VERSION} node "$ASK_CLAUDE_PROGRAM"']
`;

/** The runner branch's root file. */
export const runnerRoot = `spec:\n  inputs:\n${inputs}\n---\n${runnerMerged}`;

/** A project's own file: the Claude job beside others. */
export const ownFile = `
stages: [test, deploy]
test:
  stage: test
  script: [npm test]
deploy:
  stage: deploy
  script: [./deploy.sh]
docs:
  script: [make]
  rules:
    - if: '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH'
      when: manual
nightly:
  script: [make]
  rules:
    - if: '$NIGHTLY'
claude:
  rules:
    - if: '$CI_PIPELINE_SOURCE =~ /^(api|trigger)$/ && $AI_FLOW_INPUT'
  script: [claude -p]
`;
