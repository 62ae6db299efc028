/** The CI file on each branch of `dock/pipes`; null: none. */
export const CI_FILES: Record<string, Record<string, string | null>> = {
  ok: { '.gitlab-ci.yml': 'default: { tags: [rec] }\ntest: { script: [date] }\n' },
  inputs: {
    '.gitlab-ci.yml':
      "spec:\n  inputs:\n    ask_id: { regex: '^[a-z0-9-]{3,10}$' }\n    level: { type: number, default: 3 }\n    deep: { type: boolean, default: false }\n    list: { type: array, default: [] }\n    colour: { options: [red, green], default: red }\n    free: { default: '' }\n---\nworkflow: { name: 'Ask $[[ inputs.ask_id ]]' }\ndefault: { tags: [rec] }\ntest:\n  script: [ 'echo \"$[[ inputs.free ]] $[[ inputs.level ]] $[[ inputs.deep ]] $[[ inputs.colour ]]\"' ]\n",
  },
  warning: {
    '.gitlab-ci.yml':
      "test: { script: [date], rules: [ { if: '$CI_COMMIT_BRANCH' }, { if: '$CI_MERGE_REQUEST_ID' } ] }\n",
  },
  'yaml-error': { '.gitlab-ci.yml': 'test:\n  script: [date\n  x: : y\n' },
  'no-script': { '.gitlab-ci.yml': 'test: { stage: test }\n' },
  empty: { '.gitlab-ci.yml': '' },
  'include-local-missing': {
    '.gitlab-ci.yml':
      'include: [ { local: /nowhere.yml } ]\ndefault: { tags: [rec] }\ntest: { script: [date] }\n',
  },
  'include-project-missing': {
    '.gitlab-ci.yml':
      'include: [ { project: dock/none, file: /a.yml } ]\ndefault: { tags: [rec] }\ntest: { script: [date] }\n',
  },
  'include-component': {
    '.gitlab-ci.yml':
      "include: [ { component: 'gitlab.example.com/dock/none/claude@1.0' } ]\ndefault: { tags: [rec] }\ntest: { script: [date] }\n",
  },
  'filtered-workflow': {
    '.gitlab-ci.yml':
      'workflow: { rules: [ { if: \'$NEVER == "yes"\' } ] }\ndefault: { tags: [rec] }\ntest: { script: [date] }\n',
  },
  'no-jobs': {
    '.gitlab-ci.yml':
      'default: { tags: [rec] }\ntest: { script: [date], rules: [ { if: \'$NEVER == "yes"\' } ] }\n',
  },
  'bad-stage': { '.gitlab-ci.yml': 'test: { stage: nowhere, script: [date] }\n' },
  name: {
    '.gitlab-ci.yml':
      "workflow: { name: '$ASK_NAME' }\ndefault: { tags: [rec] }\ntest: { script: [date] }\n",
  },
  'name-html': {
    '.gitlab-ci.yml':
      "workflow: { name: '<b>$ASK_NAME</b>' }\ndefault: { tags: [rec] }\ntest: { script: [date] }\n",
  },
  'long-name': {
    '.gitlab-ci.yml': `variables: { LONG: '${'x'.repeat(260)}' }
workflow: { name: '$ASK_NAME $LONG' }
test: { script: [date] }
`,
  },
  'only-hidden': { '.gitlab-ci.yml': '.hidden: { script: [date] }\n' },
  'only-pre': { '.gitlab-ci.yml': 'test: { stage: .pre, script: [date] }\n' },
  blank: { '.gitlab-ci.yml': '# nothing\n' },
  'not-a-map': { '.gitlab-ci.yml': '- a\n- b\n' },
  'unknown-key': { '.gitlab-ci.yml': 'test: { script: [date], scriptt: [date] }\n' },
  'needs-unknown': { '.gitlab-ci.yml': 'test: { script: [date], needs: [build] }\n' },
  'include-project-forbidden': {
    '.gitlab-ci.yml':
      'include: [ { project: developer/none, file: /a.yml } ]\ntest: { script: [date] }\n',
  },
  'include-remote-refused': {
    '.gitlab-ci.yml':
      "include: [ { remote: 'http://127.0.0.1:9/x.yml' } ]\ntest: { script: [date] }\n",
  },
  'include-template': {
    '.gitlab-ci.yml':
      'include: [ { template: Nothing.gitlab-ci.yml } ]\ntest: { script: [date] }\n',
  },
  'include-inputs-missing': {
    '.gitlab-ci.yml': 'include: [ { local: /README.md } ]\ntest: { script: [date] }\n',
  },
  delayed: {
    '.gitlab-ci.yml':
      'default: { tags: [rec] }\ntest: { script: [date], when: delayed, start_in: 1 hour }\n',
  },
  'ci-skip': { '.gitlab-ci.yml': 'default: { tags: [rec] }\ntest: { script: [date] }\n' },
  two: {
    '.gitlab-ci.yml':
      'default: { tags: [rec] }\nstages: [test, deploy]\ntest: { script: [date] }\nlater: { stage: deploy, script: [date] }\n',
  },
  manual: { '.gitlab-ci.yml': 'test: { script: [date], when: manual, allow_failure: false }\n' },
  access: { '.gitlab-ci.yml': 'default: { tags: [rec] }\ntest: { script: [date] }\n' },
  'no-file': { 'x.txt': 'x' },
};
