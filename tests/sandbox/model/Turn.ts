import { z } from 'zod';

/** What the stand-in answers to one request. */
export type Turn =
  | {
      kind: 'text';
      text: string;
      /** Title and text of the commit that this is the end of. */
      commit?: readonly [title: string, body: string];
      /** What a review finds, where Claude Code wants that one by one: as its schema names things. */
      findings?: readonly Record<string, unknown>[];
      /** Said as it is, whatever form is asked for. */
      formless?: boolean;
    }
  | { kind: 'tool'; name: string; input: Record<string, unknown>; say?: string }
  | { kind: 'status'; status: number; error?: { type: string; message: string } };

const Block = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  source: z.looseObject({ data: z.string().optional() }).optional(),
  content: z.unknown().optional(),
});
const Message = z.object({
  role: z.string(),
  content: z.union([
    z.string().transform((text) => [Block.parse({ type: 'text', text })]),
    z.array(Block),
  ]),
});

/** The parts of a Messages API request that matter here. */
export const MessagesRequest = z.looseObject({
  model: z.string().default('unknown'),
  stream: z.boolean().default(false),
  messages: z.array(Message).default([]),
  tools: z
    .array(z.looseObject({ name: z.string(), input_schema: z.unknown().optional() }))
    .default([]),
  system: z.unknown().optional(),
});
export type MessagesRequest = z.infer<typeof MessagesRequest>;

/** A conversation as the stand-in looks at it. */
export interface Conversation {
  /** The text that the user sent, documents included, byte for byte. */
  prompt: string;
  /** The user has said more than the prompt. */
  saidMore: boolean;
  /** Texts of the tools' results so far, in order. */
  results: string[];
  tools: string[];
  /** The form of the last message has room for what a review finds. */
  wantsFindings: boolean;
  /** Where Claude Code says that it works. */
  folder: string;
}

/** Reads a request; reminders that Claude Code adds to the user's text are left out. */
export function conversationOf(request: MessagesRequest): Conversation {
  const blocks = request.messages
    .filter((message) => message.role === 'user')
    .flatMap((message) => message.content);
  const first = request.messages.find((message) => message.role === 'user')?.content ?? [];
  const everything = JSON.stringify([request.system, request.messages]);
  return {
    prompt: first
      .map((block) => textOf(block))
      .filter((text) => !text.startsWith('<system-reminder>'))
      .join('\n'),
    saidMore:
      request.messages.filter(
        ({ role, content }) =>
          role === 'user' &&
          content.some(
            (block) => block.type === 'text' && !textOf(block).startsWith('<system-reminder>'),
          ) &&
          !content.some((block) => block.type === 'tool_result' && !isFinal(block)),
      ).length > 1,
    results: blocks
      .filter((block) => block.type === 'tool_result' && !isFinal(block))
      .map((block) => textOf(block)),
    tools: request.tools.map((tool) => tool.name),
    wantsFindings: request.tools.some(
      ({ name, input_schema: form }) =>
        name === 'StructuredOutput' && JSON.stringify(form ?? null).includes('"findings"'),
    ),
    folder: /working directory: ([^"\\]+)/.exec(everything)?.[1]?.trim() ?? '',
  };
}

/** What Claude Code says to the structured output that the model gave: no tool has run. */
function isFinal(block: unknown): boolean {
  return textOf(block) === 'Structured output provided successfully';
}

function textOf(block: unknown): string {
  const parsed = Block.safeParse(block);
  if (!parsed.success) return '';
  const { text, source, content } = parsed.data;
  if (typeof content === 'string') return content;
  if (Array.isArray(content)) return content.map(textOf).join('\n');
  return text ?? source?.data ?? '';
}
