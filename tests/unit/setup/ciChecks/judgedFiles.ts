/**
 * CI files of the shapes that public projects have, in words of our own, judged by hand: `#! kind` ends each line of which
 * something is true, and what else looks like it is not.
 * The same checks were read by hand on 100 public files of 75 projects: a first reading found 4 of 228 untrue; what they came
 * from is mended and stands among the traps here, after which none of 224 is. That is the very set which the mending used; of 57 files
 * of 27 other projects, read for the first time after it, none of 74 was untrue.
 */
export const JUDGED_FILES: Readonly<Record<string, string>> = {
  'a library with one stage': `
image: python #! ci_image_unpinned
cache: #! ci_cache_shared
  paths: [.cache/pip]
before_script:
  - pip install --upgrade pip
test:
  script:
    - pip install -e .
    - pytest --cov
  coverage: '/TOTAL.*? (\\d+\\%)$/'
`,
  'a service that is built by make, for three branches': `
stages: [build, migrate, deploy]
build_dev:
  stage: build
  image: registry.example.com/tools/docker:24-dind
  script: [make build-image TAG=$CI_PIPELINE_IID, make push-image]
  only: [dev] #! ci_old_syntax
build_main:
  stage: build
  image: registry.example.com/tools/docker:24-dind
  script: [make build-image TAG=$CI_PIPELINE_IID, make push-image]
  only: [main] #! ci_old_syntax
migrate_dev:
  stage: migrate
  image: registry.example.com/tools/migrate:4.17
  script: ['migrate -database "$DEV_DB" up']
  only: [dev] #! ci_old_syntax
migrate_main:
  stage: migrate
  image: registry.example.com/tools/migrate:4.17
  script: ['migrate -database "$MAIN_DB" up']
  only: [main] #! ci_old_syntax
`,
  'an image built in a container': `
stages: [build, deploy]
variables:
  DOCKER_TLS_CERTDIR: ""
  DOCKER_HOST: tcp://docker:2375
default:
  image: docker:27.3
  services:
    - name: docker:27.3-dind #! ci_docker_in_docker
      alias: docker
build:
  stage: build
  before_script:
    - echo "$CI_REGISTRY_PASSWORD" | docker login -u "$CI_REGISTRY_USER" --password-stdin $CI_REGISTRY
  script:
    - docker build --pull -t $CI_REGISTRY_IMAGE:$CI_COMMIT_SHA . #! ci_build_uncached
    - docker push $CI_REGISTRY_IMAGE:$CI_COMMIT_SHA #! ci_scan_missing
deploy:
  stage: deploy
  environment: production
  script:
    - ssh deploy@example.com "docker pull $CI_REGISTRY_IMAGE:$CI_COMMIT_SHA"
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
      when: manual
`,
  'the same with a cache and a scan': `
workflow:
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
stages: [build, scan, promote]
build:
  stage: build
  image: {name: moby/buildkit:v0.17.0-rootless, entrypoint: ['']}
  script:
    - buildctl-daemonless.sh build --frontend dockerfile.v0
      --import-cache type=registry,ref=$CI_REGISTRY_IMAGE/cache
      --export-cache type=registry,ref=$CI_REGISTRY_IMAGE/cache,mode=max
      --output type=image,name=$CI_REGISTRY_IMAGE:staging-$CI_COMMIT_SHA,push=true
scan:
  stage: scan
  image: {name: aquasec/trivy:0.57.1, entrypoint: ['']}
  variables: {TRIVY_CACHE_DIR: .trivy}
  cache: {key: trivy-0.57, paths: [.trivy]}
  script:
    - trivy image --severity LOW,MEDIUM $CI_REGISTRY_IMAGE:staging-$CI_COMMIT_SHA
    - trivy image --exit-code 1 --severity HIGH,CRITICAL $CI_REGISTRY_IMAGE:staging-$CI_COMMIT_SHA
promote:
  stage: promote
  image: {name: gcr.io/go-containerregistry/crane:debug, entrypoint: ['']}
  script:
    - crane copy $CI_REGISTRY_IMAGE:staging-$CI_COMMIT_SHA $CI_REGISTRY_IMAGE:latest
`,
  'a scan that stops nothing': `
stages: [scan, build, check]
files:
  stage: scan
  image:
    name: aquasec/trivy:latest #! ci_image_unpinned
    entrypoint: ['']
  script:
    - trivy fs . #! ci_scan_passes ci_scanner_uncached
build:
  stage: build
  script:
    - docker build -t acme/shop .
    - docker tag acme/shop acme/shop:latest #! ci_latest_anywhere
    - docker push acme/shop:latest #! ci_pushed_unscanned
look:
  stage: check
  image: aquasec/trivy:0.57.1
  script:
    - trivy image acme/shop:latest #! ci_scan_passes ci_scanner_uncached
`,
  'a scan of the worst alone, which may fail': `
look:
  image: aquasec/trivy:0.57.1
  cache: {key: trivy, paths: [.trivy]} #! ci_scanner_key
  script:
    - apk add trivy
    - trivy image --cache-dir .trivy --exit-code 1 --severity CRITICAL "$IMAGE" #! ci_scan_one_pass
  allow_failure: true #! ci_scan_ignored
`,
  'templates, and what fills them': `
include: {local: ci/base.yml}
.environment:
  image:
    name: _
    entrypoint: ['']
.build:
  services: ['docker:27-dind'] #! ci_docker_in_docker
  cache: {paths: [out]} #! ci_cache_shared
  script: ['docker build -t $IMAGE .']
app:
  extends: .build
  variables: {IMAGE: app}
release:
  extends: [.build, .environment]
  script:
    - tool release --type "$TYPE" --push
    - docker push $IMAGE
`,
  'many jobs in few stages': `
stages: [check, test, ship] #! ci_no_needs
lint: {stage: check, image: 'node:24', script: [npm run lint]}
types: {stage: check, image: 'node:24', script: [npm run types]}
unit: {stage: test, image: 'node:24', script: [npm test]}
e2e: {stage: test, image: 'cypress/base', script: [npm run e2e]} #! ci_image_unpinned
pages:
  stage: ship
  image: node:24
  script: [npm run build]
  after_script:
    - 'curl -d "{}" "$SLACK_WEBHOOK"' #! ci_notice_after_script
  artifacts: {paths: [public]}
`,
  'scripts from elsewhere, logs that tell too much': `
deploy:
  image: alpine:3.20
  before_script:
    - curl -L https://fly.example/install.sh | sh #! ci_script_from_network
    - curl -fsSL https://example.com/key.asc | gpg --dearmor -o /etc/key.gpg
  variables:
    API_TOKEN: qT7vR2mX9pL4sW8zK1cB6nD3 #! ci_secret_written
    SENTRY_TOKEN: $VAULT_SENTRY_TOKEN
    DB_PASSWORD: postgres
  script:
    - set -euxo pipefail #! ci_traced
    - echo "$DEPLOY_TOKEN" #! ci_secret_printed
    - echo "$SSH_PRIVATE_KEY" | tr -d '\\r' > ~/.ssh/id
    - ./deploy.sh
`,
  'a press in merge requests': `
promote:
  image: {name: 'gcr.io/go-containerregistry/crane:v0.20', entrypoint: ['']}
  script:
    - crane copy $CI_REGISTRY_IMAGE:rc $CI_REGISTRY_IMAGE:stable #! ci_scan_missing
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event" #! ci_manual_promotion
      when: manual
`,
  'an agent as copied': `
review:
  image: node:24
  variables:
    PROMPT: 'Review: $CI_MERGE_REQUEST_TITLE' #! agent_expanded
  script:
    - npm install -g @anthropic-ai/claude-code #! agent_unpinned
    - claude -p "$CI_MERGE_REQUEST_DESCRIPTION" --allowedTools "Bash Read" --debug #! agent_argument agent_any_command agent_debug agent_no_limit agent_branch_settings agent_result_unread
    - git push origin HEAD #! agent_ci_files agent_at_once
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event" #! agent_merge_requests
`,
  'an agent with care': `
ask:
  image: node:24
  timeout: 30 minutes
  interruptible: false
  id_tokens:
    AWS: {aud: sts.amazonaws.com}
  script:
    - npm install -g @anthropic-ai/claude-code@2.1.0
    - printf '%s' "$AI_FLOW_INPUT" | claude -p --setting-sources user --allowedTools "Read Bash(git log:*)" --output-format json > answer.json
  rules:
    - if: $CI_PIPELINE_SOURCE == "api"
tests:
  image: node:24
  script: [npm test]
  rules:
    - if: $CI_PIPELINE_SOURCE == "push"
`,
};
