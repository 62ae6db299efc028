/** Over 250 lines: one table of all findings, each with a file that shows it and one that does not. */

import { describe, expect, test } from 'vitest';
import { checkCiFile } from '../../../../utils/setup/ciChecks/checkCiFile.ts';
import { sourceOf } from '../../../../utils/setup/ciChecks/CiSource.ts';
import { CI_FINDINGS } from '../../../../utils/setup/ciChecks/CiFinding.ts';
import { jobsFile, rootFile } from '../../../../utils/setup/jobFiles.ts';

function found(text: string): string[] {
  return checkCiFile(sourceOf(text)).map(({ kind, job, line }) => `${line} ${kind} ${job ?? '-'}`);
}

const AGENT = 'claude -p --max-turns 9 --setting-sources user --output-format json';

/** Each finding with a file that shows it, and one that is as it should be. */
const SHOWN: readonly (readonly [kind: string, bad: string, good: string])[] = [
  ['1 ci_image_unpinned -', 'image: node\n', 'image: node:24.1\n'],
  [
    '3 ci_image_unpinned a',
    'a:\n  script: [x]\n  image: {name: "b/c:latest"}\n',
    'a:\n  script: [x]\n  image: {name: "b:5000/c@sha256:00"}\n',
  ],
  [
    '3 ci_old_syntax a',
    'a:\n  script: [x]\n  only: [main]\n',
    'a:\n  script: [x]\n  rules: [{if: $CI_COMMIT_TAG}]\n',
  ],
  [
    '4 ci_docker_in_docker a',
    'a:\n  script: [x]\n  services:\n    - docker:27-dind\n',
    'a:\n  script: [x]\n  services: [postgres:17]\n',
  ],
  [
    '2 ci_secret_written -',
    'variables:\n  DEPLOY_TOKEN: aB3dE5gH7jK9mN1pQ3sT5v\n',
    'variables:\n  DEPLOY_TOKEN: $VAULT_TOKEN\n  DB_PASSWORD: postgres\n',
  ],
  [
    '3 ci_secret_printed a',
    'a:\n  script:\n    - echo "$DEPLOY_TOKEN"\n',
    'a:\n  script:\n    - echo "$DEPLOY_TOKEN" | docker login\n',
  ],
  [
    '3 ci_script_from_network a',
    'a:\n  script:\n    - curl -sSL https://x.test/i.sh | sh\n',
    'a:\n  script:\n    - curl -sSL https://x.test/a.json | jq .\n',
  ],
  [
    '3 ci_cache_shared a',
    'a:\n  script: [x]\n  cache: {paths: [b/]}\n',
    'a:\n  script: [x]\n  cache: {key: b, paths: [b/]}\n',
  ],
  [
    '4 ci_notice_after_script a',
    'a:\n  script: [x]\n  after_script:\n    - curl https://hooks.slack.com/x\n',
    'a:\n  script: ["curl https://hooks.slack.com/x"]\n',
  ],
  [
    '5 ci_pushed_unscanned push',
    'stages: [build, scan]\npush:\n  stage: build\n  script:\n    - docker push app:1\nlook:\n  stage: scan\n  script: [trivy image --cache-dir c --exit-code 1 app]\n',
    'stages: [build, scan]\npush:\n  stage: build\n  script:\n    - docker push app:staging\nlook:\n  stage: scan\n  script: [trivy image --cache-dir c --exit-code 1 app]\n',
  ],
  [
    '3 ci_scan_ignored a',
    'a:\n  script: [trivy image --cache-dir c --exit-code 1 b]\n  allow_failure: true\n',
    'a:\n  script: [trivy image --cache-dir c --exit-code 1 b]\n',
  ],
  [
    '2 ci_scanner_uncached a',
    'a:\n  script: [trivy image --exit-code 1 b]\n',
    'a:\n  script: [trivy image --exit-code 1 b]\n  cache: {key: trivy-0.57, paths: [c/]}\n',
  ],
  [
    '2 agent_argument a',
    'a:\n  script: [\'claude -p "$AI_FLOW_INPUT" --setting-sources user --output-format json\']\n  timeout: 1h\n',
    "a:\n  script: ['claude -p --setting-sources user --output-format json < p']\n  timeout: 1h\n",
  ],
  [
    '2 agent_any_command a',
    'a:\n  script: [\'claude -p --setting-sources user --output-format json --allowedTools "Read Bash"\']\n  timeout: 1h\n',
    'a:\n  script: [\'claude -p --setting-sources user --output-format json --allowedTools "Read" --disallowedTools "Bash"\']\n  timeout: 1h\n',
  ],
  [
    '2 agent_no_limit a',
    "a:\n  script: ['claude -p --setting-sources user --output-format json']\n",
    "a:\n  script: ['claude -p --setting-sources user --output-format json --max-turns 9']\n",
  ],
  [
    '3 agent_interrupted a',
    "a:\n  script: ['claude -p --max-turns 9 --setting-sources user --output-format json', git push, cat .gitlab-ci.yml]\n  interruptible: true\n  resource_group: a\n",
    "a:\n  script: ['claude -p --max-turns 9 --setting-sources user --output-format json', git push, cat .gitlab-ci.yml]\n  interruptible: false\n  resource_group: a\n",
  ],
  [
    '3 agent_unpinned a',
    'a:\n  script:\n    - npx -y @anthropic-ai/claude-code -p --max-turns 9 --setting-sources user --output-format json\n',
    'a:\n  script:\n    - npx -y @anthropic-ai/claude-code@2.1.0 -p --max-turns 9 --setting-sources user --output-format json\n',
  ],
  [
    '3 agent_token a',
    "a:\n  script: ['claude -p --max-turns 9 --setting-sources user --output-format json']\n  variables: {GITLAB_TOKEN: $BOT}\n",
    "a:\n  script: ['claude -p --max-turns 9 --setting-sources user --output-format json']\n",
  ],
  [
    '2 agent_debug a',
    "a:\n  script: ['claude -p --max-turns 9 --setting-sources user --output-format json --debug']\n",
    "a:\n  script: ['claude -p --max-turns 9 --setting-sources user --output-format json']\n",
  ],
  [
    '2 agent_branch_settings a',
    "a:\n  script: ['claude -p --max-turns 9 --output-format json']\n",
    "a:\n  script: ['claude -p --max-turns 9 --output-format json --bare']\n",
  ],
  [
    '4 agent_merge_requests a',
    'a:\n  script: [\'claude -p --max-turns 9 --output-format json --bare\']\n  rules:\n    - if: $CI_PIPELINE_SOURCE == "merge_request_event"\n',
    'a:\n  script: [\'claude -p --max-turns 9 --output-format json --bare\']\n  rules: [{if: $CI_PIPELINE_SOURCE != "merge_request_event"}]\n',
  ],
  [
    '3 ci_scanner_key a',
    'a:\n  script: [trivy image --exit-code 1 b]\n  cache: {key: trivy, paths: [c/]}\n',
    'a:\n  script: [trivy image --exit-code 1 b]\n  cache: {key: trivy-0.57, paths: [c/]}\n',
  ],
  [
    '3 ci_cache_elsewhere a',
    'a:\n  script:\n    - docker buildx build --cache-to type=registry,ref=docker.io/acme/cache .\n',
    'a:\n  script:\n    - docker buildx build --cache-to type=registry,ref=$CI_REGISTRY_IMAGE/cache .\n',
  ],
  [
    '3 ci_docker_socket a',
    'a:\n  script:\n    - docker run --rm -v /var/run/docker.sock:/var/run/docker.sock tool\n',
    'a:\n  script:\n    - docker run --rm -v "$PWD:/src" tool\n    - ls /var/run/docker.sock\n',
  ],
  [
    '3 agent_at_once a',
    `a:\n  script: ['${AGENT}', cat .gitlab-ci.yml,\n    git push]\n`,
    `a:\n  script: ['${AGENT}', cat .gitlab-ci.yml, git push]\n  resource_group: agent\n`,
  ],
  [
    '1 ci_no_needs -',
    'stages: [build, test]\na: {stage: build, script: [x]}\nb: {stage: build, script: [x]}\nc: {stage: test, script: [x]}\nd: {stage: test, script: [x]}\n',
    'stages: [build, test]\na: {stage: build, script: [x], rules: [{if: $A}]}\nb: {stage: build, script: [x], rules: [{if: $B}]}\nc: {stage: test, script: [x], rules: [{if: $A}]}\nd: {stage: test, script: [x], rules: [{if: $B}]}\n',
  ],
  [
    '3 ci_traced a',
    'a:\n  script:\n    - set -ex\n',
    'a:\n  script:\n    - set -e\n    - ./set -x\n',
  ],
  [
    '2 ci_traced -',
    'variables:\n  CI_DEBUG_TRACE: "true"\n',
    'variables:\n  CI_DEBUG_TRACE: "false"\n',
  ],
  [
    '3 ci_scan_missing a',
    'a:\n  script:\n    - docker push x:1\n',
    'a:\n  script:\n    - docker push x:1\n    - grype x:1\n',
  ],
  [
    '3 ci_scan_passes a',
    'a:\n  script:\n    - trivy image --cache-dir c b\n',
    'a:\n  script:\n    - trivy image --cache-dir c --exit-code 1 b\n    - apt-get install trivy\n',
  ],
  [
    '3 ci_scan_one_pass a',
    'a:\n  script:\n    - trivy image --cache-dir c --exit-code 1 --severity HIGH,CRITICAL b\n',
    'a:\n  script:\n    - trivy image --cache-dir c --severity LOW,MEDIUM b\n    - trivy image --cache-dir c --exit-code 1 --severity HIGH,CRITICAL b\n',
  ],
  [
    '3 ci_build_uncached a',
    'a:\n  script:\n    - /kaniko/executor \\\n      --no-push\n',
    'a:\n  script:\n    - /kaniko/executor --cache=true --no-push\nb: {script: [docker build .]}\n',
  ],
  [
    '4 ci_latest_anywhere a',
    'a:\n  script:\n    - trivy image --cache-dir c --exit-code 1 x\n    - docker push x:latest\n',
    'a:\n  script:\n    - trivy image --cache-dir c --exit-code 1 x\n    - docker push x:latest\n  rules: [{if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH}]\n',
  ],
  [
    '3 ci_manual_promotion a',
    'a:\n  script: [grype x, crane copy x y]\n  rules: [{if: $CI_PIPELINE_SOURCE == "merge_request_event", when: manual}]\n',
    'a:\n  script: [grype x, crane copy x y]\n  rules: [{if: $CI_COMMIT_BRANCH == "main", when: manual}]\n',
  ],
  [
    '3 agent_expanded a',
    `a:\n  script: ['${AGENT}']\n  variables: {PROMPT: "Do $AI_FLOW_INPUT"}\n`,
    `a:\n  script: ['${AGENT}']\n  variables: {PROMPT: {value: "Do $AI_FLOW_INPUT", expand: false}}\n`,
  ],
  [
    '3 agent_beside a',
    `a:\n  script: ['${AGENT}']\n  rules: [{if: $CI_PIPELINE_SOURCE == "api"}]\nb: {script: [x]}\n`,
    `a:\n  script: ['${AGENT}']\n  rules: [{if: $CI_PIPELINE_SOURCE == "api"}]\nb: {script: [x], rules: [{if: $CI_COMMIT_TAG}]}\n`,
  ],
  [
    '2 agent_result_unread a',
    "a:\n  script: ['claude -p --max-turns 9 --setting-sources user']\n",
    `a:\n  script: ['${AGENT}']\n`,
  ],
  [
    '3 agent_ci_files a',
    `a:\n  script: ['${AGENT}',\n    git push]\n  resource_group: a\n`,
    `a:\n  script: ['${AGENT}', 'git checkout HEAD .gitlab-ci.yml', git push]\n  resource_group: a\n`,
  ],
  [
    '3 agent_audience a',
    `a:\n  script: ['${AGENT}']\n  id_tokens: {T: {aud: $CI_SERVER_URL}}\n`,
    `a:\n  script: ['${AGENT}']\n  id_tokens: {T: {aud: sts.amazonaws.com}}\n`,
  ],
];

test.each(SHOWN)('%s', (finding, bad, good) => {
  expect(found(bad)).toEqual([finding]);
  expect(found(good)).toEqual([]);
});

/** What hangs on the project's settings has its tests with the doctor's, and what files beside say of it in `checkBeside.test.ts`. */
const ELSEWHERE = [
  'agent_key_open',
  'agent_variables_open',
  'ci_dockerignore',
  'ci_makefile_flags',
  'ci_jenkinsfile',
];

test('every finding has a file that shows it', () => {
  const shown = new Set([...ELSEWHERE, ...SHOWN.map(([finding]) => finding.split(' ')[1])]);
  expect(CI_FINDINGS.filter((kind) => !shown.has(kind))).toEqual([]);
});

describe('nothing is said', () => {
  test.each([
    ['of our own job', jobsFile({})],
    ['of the runner branch’s file', rootFile({})],
    ['of a template that others fill in', '.a:\n  cache: {paths: [b]}\n  extends: .b\n'],
    [
      'of a line that is commented out',
      'a:\n  script:\n    - |\n      # curl https://x.test | sh\n      make\n',
    ],
    [
      'of an image that a child pipeline may scan',
      'a: {script: [docker push x:1]}\nb: {trigger: {include: scan.yml}}\n',
    ],
    ['of an image that a variable names', 'image: $IMAGE\n'],
    ['of a file that cannot be read', 'a: [\n'],
  ])('%s', (_, text) => {
    expect(found(text)).toEqual([]);
  });
});

test('a finding says its line with the text that stands there', () => {
  const [finding] = checkCiFile(
    sourceOf(
      '# first\r\n\r\na:\r\n  script:\r\n    - make\r\n    - curl https://x.test/i | bash\r\n',
    ),
  );
  expect(finding).toMatchObject({ line: 6, text: '- curl https://x.test/i | bash' });
});
