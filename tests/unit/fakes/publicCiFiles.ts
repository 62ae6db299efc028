/** CI files as public projects have them, in our own words: old and new syntax, anchors, several documents, Windows line ends. */
export const ciFiles: readonly string[] = [
  `image: node:24

stages: [build, test, deploy]

variables:
  npm_config_cache: "$CI_PROJECT_DIR/.npm"

.cache: &cache
  cache:
    key: $CI_COMMIT_REF_SLUG
    paths: [.npm/]

build:
  <<: *cache
  stage: build
  script:
    - npm ci
    - npm run build
  artifacts:
    paths: [dist/]

`,
  `stages: [test, deploy]

test:
  stage: test
  needs: [build]
  script: npm test
  rules:
    - if: $CI_MERGE_REQUEST_IID
    - if: '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH'

deploy:
  stage: deploy
  script:
    - ./deploy.sh
  environment: { name: production }
  only:
    - main
  except:
    - schedules
`,
  `spec:
  inputs:
    input: { default: '' }
    stage:
      default: test
      options: [test, deploy]
---
include:
  - local: /ci/lint.yml
    rules:
      - if: $CI_PIPELINE_SOURCE == "api"
  - project: group/ci
    ref: &ref v2
    file: [/a.yml, /b.yml]
  - template: Jobs/SAST.gitlab-ci.yml

job:
  stage: $[[ inputs.stage ]]
  variables: { REF: *ref }
`,
  `workflow:
  name: 'Ask $CI_COMMIT_BRANCH'
  rules:
    - if: $AI_FLOW_INPUT
      variables: { KIND: ask }
    - when: always

job:
  script:
    - |
      cat <<EOF
      # don't
      EOF
    - !reference [.setup, script]
`,
  `default:
  before_script: [date]
  tags: [docker]

.matrix:
  parallel:
    matrix:
      - OS: [debian, alpine]
        VERSION: ["1.0", "2.0"]

unit:
  extends: .matrix
  script: make VERSION=$VERSION
`,
  `unit:
  script: make VERSION=$VERSION
  rules:
    - if: $OS == "alpine" && $VERSION =~ /^2/
      when: manual
    - changes: ["src/**/*"]
    - exists: [Makefile]
      allow_failure: true

review:
  script:
    - npx -y @anthropic-ai/claude-code@2.1.0 -p -- "$AI_FLOW_INPUT"
  rules:
    - if: $CI_PIPELINE_SOURCE =~ /^(api|trigger)$/
  timeout: 20 minutes
`,
  'stages:\r\n  - test\r\n\r\n# Windows wrote this\r\ntest:\r\n  stage: test\r\n  script:\r\n    - dotnet test\r\n  only: [branches]\r\n',
  'a: &a {script: [x]}\nb: *a\nc:\n  <<: [*a]\n  tags: [x]\n  tags: [y]\n',
];
