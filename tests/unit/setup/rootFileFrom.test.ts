import { expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { jobsFile, rootFile } from '../../../utils/setup/jobFiles.ts';
import { ROOT_INPUTS, rootFileFrom } from '../../../utils/setup/rootFileFrom.ts';

const documents = parseAllDocuments(rootFile({})).map((document) => document.toJS());

it('declares the nine inputs, each optional, in a header of its own', () => {
  expect(documents).toHaveLength(2);
  const inputs = documents[0].spec.inputs;
  expect(Object.keys(inputs)).toEqual(ROOT_INPUTS.map(({ input }) => input));
  expect(inputs.resource).toMatchObject({
    default: 'none',
    regex: '^[a-z_]{1,20}(/[0-9]{1,12})?$',
  });
  expect(inputs.request_id).toMatchObject({ default: 'none', regex: '^(none|[0-9a-f-]{36})$' });
  expect(inputs.input).toEqual({ type: 'string', default: '' });
});

it('hands each input over as the whole value of one variable and nowhere else', () => {
  const text = rootFile({});
  expect(documents[1].variables.AI_FLOW_INPUT).toEqual({
    value: '$[[ inputs.input ]]',
    expand: false,
  });
  expect(documents[1].variables.AI_FLOW_RESOURCE).toBe('$[[ inputs.resource ]]');
  expect(text.match(/\$\[\[/g)).toHaveLength(ROOT_INPUTS.length);
});

it('names its pipelines, makes none on a push, and lets no push cancel them', () => {
  expect(documents[1].workflow).toEqual({
    name: 'Ask Claude $AI_FLOW_RESOURCE $AI_FLOW_REQUEST_ID',
    auto_cancel: { on_new_commit: 'none' },
    rules: [{ if: '$CI_PIPELINE_SOURCE =~ /^(api|trigger|web)$/ && $AI_FLOW_INPUT' }],
  });
});

it('holds the jobs file as it is', () => {
  expect(rootFile({}).endsWith(jobsFile({}))).toBe(true);
});

it('keeps workflow, spec and variables out of the jobs file, which is included beside others', () => {
  expect(Object.keys(parse(jobsFile({})))).toEqual([
    '.ask-claude',
    'claude',
    'claude-bedrock',
    'claude-vertex',
  ]);
});

it('declares no inputs for a GitLab that knows none, and keeps name, rules and jobs', () => {
  const [body, ...more] = parseAllDocuments(rootFileFrom(jobsFile({}), { inputs: false })).map(
    (document) => document.toJS(),
  );
  expect(more).toEqual([]);
  expect(body.workflow).toEqual(documents[1].workflow);
  expect(body.variables.AI_FLOW_INPUT).toBe('');
  expect(body.variables.AI_FLOW_REQUEST_ID).toBe('none');
  expect(body.claude).toEqual(documents[1].claude);
});
