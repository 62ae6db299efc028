import { parseDocument } from 'yaml';

/** The nine inputs, each with the variable that carries it into the job. */
export const ROOT_INPUTS = [
  { input: 'input', variable: 'AI_FLOW_INPUT' },
  { input: 'context', variable: 'AI_FLOW_CONTEXT' },
  { input: 'event', variable: 'AI_FLOW_EVENT' },
  { input: 'mode', variable: 'AI_FLOW_MODE' },
  { input: 'discussion_id', variable: 'AI_FLOW_DISCUSSION_ID' },
  { input: 'project_path', variable: 'AI_FLOW_PROJECT_PATH' },
  { input: 'gitlab_hostname', variable: 'AI_FLOW_GITLAB_HOSTNAME' },
  {
    input: 'resource',
    variable: 'AI_FLOW_RESOURCE',
    regex: '^[a-z_]{1,20}(/[0-9]{1,12})?$',
  },
  { input: 'request_id', variable: 'AI_FLOW_REQUEST_ID', regex: '^(none|[0-9a-f-]{36})$' },
] as const;

const HEAD = `# The whole CI file of the branch that "Ask Claude for GitLab" runs on: the Claude job and nothing else.
# Inputs reach the job byte for byte: each is a whole YAML value that nothing expands. Never put one anywhere else.
`;

const HEAD_WITHOUT_INPUTS = `# The whole CI file of the branch that "Ask Claude for GitLab" runs on: the Claude job and nothing else.
# This GitLab is older than 18.1 and takes no inputs: the values come as pipeline variables.
`;

/**
 * The runner branch's root CI file: inputs, the pipeline's name, when one is made, and the jobs.
 * @param inputs false for a GitLab before 18.1, which knows none: variables alone then carry the values
 */
export function rootFileFrom(jobs: string, { inputs = true } = {}): string {
  const errors = parseDocument(jobs, { logLevel: 'silent' }).errors;
  if (errors[0]) throw errors[0];
  return `${rootHead({ inputs })}\n${jobs}`;
}

/** What stands above the jobs: inputs, the pipeline's name, when one is made, and the variables that carry the inputs. */
export function rootHead({ inputs = true } = {}): string {
  return `${inputs ? header() : HEAD_WITHOUT_INPUTS}workflow:
  name: 'Ask Claude $AI_FLOW_RESOURCE $AI_FLOW_REQUEST_ID' # how one ask is known to have one pipeline
  auto_cancel: { on_new_commit: none }
  rules: [{ if: '$CI_PIPELINE_SOURCE =~ /^(api|trigger|web)$/ && $AI_FLOW_INPUT' }]
variables:
${ROOT_INPUTS.map(inputs ? variableLine : defaultLine).join('\n')}
`;
}

type RootInput = (typeof ROOT_INPUTS)[number];

function header(): string {
  return `${HEAD}spec:
  inputs:
${ROOT_INPUTS.map(inputLine).join('\n')}
---
`;
}

/** The value that an input would have had. */
function defaultLine(one: RootInput): string {
  return `  ${one.variable}: ${'regex' in one ? 'none' : "''"}`;
}

/** The type is what GitLab takes anyway, but the schema in its editor (18.9) wants it said. */
function inputLine(one: RootInput): string {
  if (!('regex' in one)) return `    ${one.input}: { type: string, default: '' }`;
  return `    ${one.input}: { type: string, default: none, regex: '${one.regex}' }`;
}

/** Those with a form of their own are part of the pipeline's name, so they are expanded like any variable. */
function variableLine(one: RootInput): string {
  const block = `$[[ inputs.${one.input} ]]`;
  if ('regex' in one) return `  ${one.variable}: ${block}`;
  return `  ${one.variable}: { value: '${block}', expand: false }`;
}
