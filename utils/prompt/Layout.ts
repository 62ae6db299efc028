/** `prompt`: all of it in `AI_FLOW_INPUT`. `both`: the words there, the context in `AI_FLOW_CONTEXT`, for jobs that hand both to Claude. */
export type Layout = 'prompt' | 'both';
