import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { rootFileFrom } from '../../../utils/setup/rootFileFrom.ts';
import { lintCi } from '../../sandbox/ci/lintCi.ts';
import { makeRepository } from './makeRepository.ts';

it('lints the runner branch’s file without its header and with the inputs’ defaults', async () => {
  const request = makeRepository({
    '.gitlab-ci.yml': rootFileFrom(`claude: { script: ['echo hi'] }\n`),
  });
  const answer = await lintCi(request);
  expect(answer).toMatchObject({
    valid: true,
    errors: [],
    jobs: [
      {
        name: 'claude',
        stage: 'test',
        script: ['echo hi'],
        when: 'on_success',
        allow_failure: false,
      },
    ],
  });
  expect(parse(answer.merged_yaml ?? '')).toMatchObject({
    variables: { AI_FLOW_INPUT: { value: '', expand: false }, AI_FLOW_RESOURCE: 'none' },
    workflow: { name: 'Ask Claude $AI_FLOW_RESOURCE $AI_FLOW_REQUEST_ID' },
  });
  expect(answer.merged_yaml).not.toContain('spec:');
});

it('judges include rules without pipeline variables, and lists jobs whatever their own rules', async () => {
  const request = makeRepository({
    '.gitlab-ci.yml': `include:
  - { local: ask.yml, rules: [{ if: $AI_FLOW_INPUT }] }
test: { script: [a], rules: [{ if: $NEVER }] }
`,
    'ask.yml': 'claude: { script: [x] }',
  });
  expect((await lintCi(request)).jobs.map(({ name }) => name)).toEqual(['test']);
});

it('lints a text in place of the file, and says what is wrong with it', async () => {
  const request = makeRepository({ '.gitlab-ci.yml': 'a: { script: [x] }' });
  expect(await lintCi({ ...request, content: 'b: { script: [x] }' })).toMatchObject({
    valid: true,
    jobs: [{ name: 'b' }],
  });
  expect(await lintCi({ ...request, content: 'b: { stage: nope, script: [x] }' })).toMatchObject({
    valid: false,
    errors: [
      'b job: chosen stage nope does not exist; available stages are .pre, build, test, deploy, .post',
    ],
    merged_yaml: null,
  });
});
