import { describe, expect, it } from 'vitest';
import { answerToolCall } from '../../../../ci/tools/answerToolCall.ts';
import { gitlabTools } from '../../../../ci/tools/gitlabTools.ts';
import { recordedApi } from '../recordedApi.ts';

const project = recordedApi({
  'GET /issues/12': { iid: 12, title: 'Totals', state: 'opened', description: 'key-123 is wrong' },
  'GET /issues/12/notes?sort=asc&per_page=100': [],
});
const tools = gitlabTools(project);
const redact = (text: string): string => text.replaceAll('key-123', '[MASKED]');

function ask(method: string, params?: unknown): Promise<unknown> {
  return answerToolCall({ jsonrpc: '2.0', id: 7, method, params }, tools, redact);
}

function call(name: string, input: unknown): Promise<unknown> {
  return ask('tools/call', { name, arguments: input });
}

function failed(text: string) {
  return { result: { content: [{ type: 'text', text }], isError: true } };
}

describe('the server of tools', () => {
  it('introduces itself in the protocol’s version that Claude speaks', async () => {
    expect(await ask('initialize', { protocolVersion: '2024-11-05' })).toEqual({
      jsonrpc: '2.0',
      id: 7,
      result: {
        protocolVersion: '2024-11-05',
        capabilities: { tools: {} },
        serverInfo: { name: 'ask-claude', version: '1' },
      },
    });
    expect(await ask('initialize')).toMatchObject({
      result: { protocolVersion: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
    });
  });

  it('answers pings, and no notification', async () => {
    expect(await ask('ping')).toEqual({ jsonrpc: '2.0', id: 7, result: {} });
    const notification = { jsonrpc: '2.0', method: 'notifications/initialized' };
    expect(await answerToolCall(notification, tools, redact)).toBeNull();
  });

  it('lists its tools', async () => {
    const listed = tools.map(({ name, description, inputSchema }) => ({
      name,
      description,
      inputSchema,
    }));
    expect(await ask('tools/list')).toMatchObject({ result: { tools: listed } });
  });

  it('knows no other method', async () => {
    expect(await ask('resources/list')).toEqual({
      jsonrpc: '2.0',
      id: 7,
      error: { code: -32_601, message: 'not known here' },
    });
  });
});

describe('a call', () => {
  it('gives what the tool read, quoted and without secrets', async () => {
    expect(await call('read_issue', { iid: 12 })).toMatchObject({
      result: {
        content: [{ type: 'text', text: expect.stringContaining('[MASKED] is wrong\nquote-') }],
        isError: false,
      },
    });
  });

  it('that fails is a result, so that Claude can read why', async () => {
    expect(await call('read_issue', { iid: 99 })).toMatchObject(failed('There is none.'));
    expect(await call('delete_issue', {})).toMatchObject(failed('There is no such tool.'));
  });
});
