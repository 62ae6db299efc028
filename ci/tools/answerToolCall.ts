import { wordsOf } from '../Fault.ts';
import { fieldOf } from '../gitlabApi.ts';
import type { Tool } from './gitlabTools.ts';

const PROTOCOL = '2025-06-18';
const METHOD_NOT_FOUND = -32601;

/**
 * Answers one message of the Model Context Protocol (JSON-RPC 2.0; revision 2025-06-18); null for a notification, which
 * gets no answer.
 * @param redact takes the values of secrets out of what the tools give
 */
export async function answerToolCall(
  message: unknown,
  tools: readonly Tool[],
  redact: (text: string) => string,
): Promise<object | null> {
  const id = fieldOf(message, 'id');
  if (id === undefined) return null;
  const params = fieldOf(message, 'params');
  const result = await resultOf(String(fieldOf(message, 'method')), params, tools, redact);
  if (result !== null) return { jsonrpc: '2.0', id, result };
  return { jsonrpc: '2.0', id, error: { code: METHOD_NOT_FOUND, message: 'not known here' } };
}

async function resultOf(
  method: string,
  params: unknown,
  tools: readonly Tool[],
  redact: (text: string) => string,
): Promise<object | null> {
  switch (method) {
    case 'initialize':
      return {
        protocolVersion: fieldOf(params, 'protocolVersion') ?? PROTOCOL,
        capabilities: { tools: {} },
        serverInfo: { name: 'ask-claude', version: '1' },
      };
    case 'ping':
      return {};
    case 'tools/list':
      return {
        tools: tools.map(({ name, description, inputSchema }) => ({
          name,
          description,
          inputSchema,
        })),
      };
    case 'tools/call':
      return called(params, tools, redact);
    default:
      return null;
  }
}

/** A tool's own failure is a result, so that Claude can read why. */
async function called(
  params: unknown,
  tools: readonly Tool[],
  redact: (text: string) => string,
): Promise<object> {
  const tool = tools.find(({ name }) => name === fieldOf(params, 'name'));
  const told = (text: string, isError: boolean): object => ({
    content: [{ type: 'text', text: redact(text) }],
    isError,
  });
  if (!tool) return told('There is no such tool.', true);
  try {
    return told(await tool.run(fieldOf(params, 'arguments')), false);
  } catch (error) {
    return told(wordsOf(error), true);
  }
}
