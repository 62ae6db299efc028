import { wordsOf } from './Fault.ts';
import { fieldOf } from './gitlabApi.ts';
import type { GitlabApi } from './gitlabApi.ts';
import { GITLAB_TOOLS, quoted } from './gitlabTools.ts';

const PROTOCOL = '2025-06-18';
const METHOD_NOT_FOUND = -32601;

/**
 * Answers one message of the Model Context Protocol (JSON-RPC 2.0; revision 2025-06-18); null for a notification, which
 * gets no answer.
 * @param redact takes the values of secrets out of what the tools give
 */
export async function answerToolCall(
  message: unknown,
  project: GitlabApi,
  redact: (text: string) => string,
): Promise<object | null> {
  const id = fieldOf(message, 'id');
  if (id === undefined) return null;
  const params = fieldOf(message, 'params');
  const result = await resultOf(String(fieldOf(message, 'method')), params, project, redact);
  if (result !== null) return { jsonrpc: '2.0', id, result };
  return { jsonrpc: '2.0', id, error: { code: METHOD_NOT_FOUND, message: 'not known here' } };
}

async function resultOf(
  method: string,
  params: unknown,
  project: GitlabApi,
  redact: (text: string) => string,
): Promise<object | null> {
  switch (method) {
    case 'initialize':
      return {
        protocolVersion: fieldOf(params, 'protocolVersion') ?? PROTOCOL,
        capabilities: { tools: {} },
        serverInfo: { name: 'gitlab', version: '1' },
      };
    case 'ping':
      return {};
    case 'tools/list':
      return {
        tools: GITLAB_TOOLS.map(({ name, description, inputSchema }) => ({
          name,
          description,
          inputSchema,
          annotations: { readOnlyHint: true },
        })),
      };
    case 'tools/call':
      return called(params, project, redact);
    default:
      return null;
  }
}

/** A tool's own failure is a result, so that Claude can read why. */
async function called(
  params: unknown,
  project: GitlabApi,
  redact: (text: string) => string,
): Promise<object> {
  const tool = GITLAB_TOOLS.find(({ name }) => name === fieldOf(params, 'name'));
  const told = (text: string, isError: boolean): object => ({
    content: [{ type: 'text', text: redact(text) }],
    isError,
  });
  if (!tool) return told('There is no such tool.', true);
  try {
    return told(quoted(await tool.run(project, fieldOf(params, 'arguments'))), false);
  } catch (error) {
    return told(wordsOf(error), true);
  }
}
