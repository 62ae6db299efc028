import { randomUUID } from 'node:crypto';
import type { Turn } from './Turn.ts';

type Spoken = Exclude<Turn, { kind: 'status' }>;

const USAGE = {
  input_tokens: 3_200,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: 1_800,
};

/** A turn as the Messages API answers it without streaming. */
export function messageOf(turn: Spoken, model: string): Record<string, unknown> {
  return {
    ...envelope(model),
    content: blocksOf(turn),
    stop_reason: stopReason(turn),
    usage: { ...USAGE, output_tokens: outputTokens(turn) },
  };
}

/** The same as its server-sent events. */
export function eventsOf(turn: Spoken, model: string): Record<string, unknown>[] {
  const usage = { ...USAGE, output_tokens: 1 };
  const blocks = blocksOf(turn).flatMap((block, index) => {
    const { start, deltas } = pieces(block);
    return [
      { type: 'content_block_start', index, content_block: start },
      ...deltas.map((delta) => ({ type: 'content_block_delta', index, delta })),
      { type: 'content_block_stop', index },
    ];
  });
  return [
    {
      type: 'message_start',
      message: { ...envelope(model), content: [], stop_reason: null, usage },
    },
    ...blocks,
    {
      type: 'message_delta',
      delta: { stop_reason: stopReason(turn), stop_sequence: null },
      usage: { output_tokens: outputTokens(turn) },
    },
    { type: 'message_stop' },
  ];
}

type Block =
  | { type: 'text'; text: string }
  | { type: 'tool_use'; id: string; name: string; input: Record<string, unknown> };

function blocksOf(turn: Spoken): Block[] {
  if (turn.kind === 'text') return [{ type: 'text', text: turn.text }];
  const use: Block = { type: 'tool_use', id: id('toolu'), name: turn.name, input: turn.input };
  return turn.say === undefined ? [use] : [{ type: 'text', text: turn.say }, use];
}

function pieces(block: Block): { start: object; deltas: object[] } {
  if (block.type === 'text') {
    const parts = block.text.match(/[\s\S]{1,60}/g) ?? [''];
    return {
      start: { type: 'text', text: '' },
      deltas: parts.map((text) => ({ type: 'text_delta', text })),
    };
  }
  return {
    start: { ...block, input: {} },
    deltas: [{ type: 'input_json_delta', partial_json: JSON.stringify(block.input) }],
  };
}

function envelope(model: string): Record<string, unknown> {
  return { id: id('msg'), type: 'message', role: 'assistant', model, stop_sequence: null };
}

function stopReason(turn: Spoken): string {
  return turn.kind === 'tool' ? 'tool_use' : 'end_turn';
}

function outputTokens(turn: Spoken): number {
  return Math.ceil(JSON.stringify(turn).length / 4);
}

function id(prefix: string): string {
  return `${prefix}_${randomUUID().replaceAll('-', '')}`;
}
