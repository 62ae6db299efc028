import { byteLength } from '../context/byteLength.ts';
import { wellFormed } from '../context/clean/clean.ts';
import type { PipelineOrder } from '../gitlab/GitLab.ts';
import { resourceOf, type PageRef } from '../page/PageRef.ts';
import { type AskOptions, PAGE_LANGUAGE } from '../prompt/AskOptions.ts';
import type { Mode } from '../prompt/Preset.ts';
import { escapeForCi, jsonForCi } from './escapeForCi.ts';

/** How the values travel: as inputs of the root file, or as pipeline variables. */
export type Transport = 'inputs' | 'variables';

/** The nine inputs that a root file must declare, by the variable that each fills. */
export const INPUT_OF = {
  AI_FLOW_INPUT: 'input',
  AI_FLOW_CONTEXT: 'context',
  AI_FLOW_EVENT: 'event',
  AI_FLOW_MODE: 'mode',
  AI_FLOW_DISCUSSION_ID: 'discussion_id',
  AI_FLOW_PROJECT_PATH: 'project_path',
  AI_FLOW_GITLAB_HOSTNAME: 'gitlab_hostname',
  AI_FLOW_RESOURCE: 'resource',
  AI_FLOW_REQUEST_ID: 'request_id',
} as const;

export type FlowVariableName = keyof typeof INPUT_OF;

/** One value, byte for byte as the job sees it. */
export interface FlowVariable {
  key: FlowVariableName;
  value: string;
}

/** Where the job may write its answer. */
export type Reply = 'none' | 'thread' | 'note';

/** What one value may take as sent, in bytes: a variable with its name must stay below the kernel's 131,072. */
export const VALUE_LIMIT = 120_000;

/** The same for a variable of type `file`: GitLab.com takes 1 MiB. */
export const FILE_LIMIT = 1_000_000;

/** Everything that one ask says to the job. */
export interface Flow {
  page: PageRef;
  discussionId?: string | undefined;
  prompt: string;
  mode: Mode;
  requestId: string;
  /** What `AI_FLOW_CONTEXT` says of the page: ids alone, or the whole context. */
  context: Record<string, unknown>;
  reply: Reply;
  private: boolean;
  /** Whether the prompt holds text by others. */
  untrusted: boolean;
  /** Whether what Claude finds is wanted one by one, with its places. */
  findings?: boolean;
  /** Whether a comment is to say at once that Claude is at work. */
  acknowledge?: boolean;
  /** Images, as `sentImages` writes them; absent: none. */
  images?: readonly Record<string, string>[];
  /** Ids of the threads that are to be resolved; absent: none. */
  threads?: readonly string[];
  /** Whether the job also marks them as resolved. */
  resolve?: boolean;
  /** Whether the prompt is a review that the job posts, without Claude. */
  postReview?: boolean;
  /** Model, limits and language; absent ones are the job's choice. */
  options?: AskOptions;
}

/** Host as GitLab writes it into `AI_FLOW_GITLAB_HOSTNAME`: with its port unless that is the usual one. */
function hostOf(site: string): string {
  const { hostname, port } = new URL(site);
  return port === '' || port === '80' || port === '443' ? hostname : `${hostname}:${port}`;
}

/** The values that the job sees; `AI_FLOW_DISCUSSION_ID` is absent outside threads. */
export function flowVariables(flow: Flow): FlowVariable[] {
  const { reply, private: isPrivate, untrusted } = flow;
  const { language, ...options } = flow.options ?? {};
  const askClaude = {
    version: 1,
    reply,
    private: isPrivate,
    untrusted,
    ...(flow.findings && { findings: true }),
    ...(flow.acknowledge && { acknowledge: true }),
    ...(flow.images && flow.images.length > 0 && { images: flow.images }),
    ...(flow.threads && flow.threads.length > 0 && { threads: flow.threads }),
    ...(flow.resolve && { resolve: true }),
    ...(flow.postReview && { post_review: true }),
    ...options,
    // What the page's language is, the prompt leaves to Claude: no tag says it.
    ...(language !== undefined && language !== PAGE_LANGUAGE && { language }),
  };
  const values: [FlowVariableName, string | undefined][] = [
    ['AI_FLOW_INPUT', flow.prompt],
    ['AI_FLOW_CONTEXT', jsonForCi({ ...flow.context, ask_claude: askClaude })],
    ['AI_FLOW_EVENT', 'mention'],
    ['AI_FLOW_DISCUSSION_ID', flow.discussionId],
    ['AI_FLOW_PROJECT_PATH', flow.page.projectPath],
    ['AI_FLOW_GITLAB_HOSTNAME', hostOf(flow.page.site)],
    ['AI_FLOW_RESOURCE', resourceOf(flow.page)],
    ['AI_FLOW_MODE', flow.mode],
    ['AI_FLOW_REQUEST_ID', flow.requestId],
  ];
  return values.flatMap(([key, value]) =>
    value === undefined ? [] : [{ key, value: wellFormed(value) }],
  );
}

/** The same values as they are sent: inputs travel as they are, variables escaped; what is too long for the environment as a file, where the job reads files. */
export function orderOf(
  ref: string,
  transport: Transport,
  flow: FlowVariable[],
  files = false,
): PipelineOrder {
  if (transport === 'inputs') {
    return {
      ref,
      inputs: Object.fromEntries(flow.map(({ key, value }) => [INPUT_OF[key], value])),
    };
  }
  const variables = flow.map(({ key, value }) => {
    const escaped = escapeForCi(value);
    const long = files && byteLength(escaped) > VALUE_LIMIT;
    return { key, value: escaped, ...(long && { variable_type: 'file' as const }) };
  });
  return { ref, variables };
}

/** Bytes of the fullest value as a share of what can be sent: 1 or less when all fit. */
export function fillRatio({ variables = [], inputs = {} }: PipelineOrder): number {
  const shares = [
    ...variables.map(({ value, variable_type }) => {
      return byteLength(value) / (variable_type === 'file' ? FILE_LIMIT : VALUE_LIMIT);
    }),
    ...Object.values(inputs).map((value) => byteLength(value) / VALUE_LIMIT),
  ];
  return Math.max(0, ...shares);
}
