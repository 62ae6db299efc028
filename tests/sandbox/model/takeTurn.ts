import type { IncomingHttpHeaders } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { commitIn, delayOf, directedTurn, directivesIn, findingsIn } from './directives.ts';
import { storyTurn } from './story.ts';
import { conversationOf, MessagesRequest } from './Turn.ts';
import type { Conversation, Turn } from './Turn.ts';

/** One request as the stand-in received it, for assertions. */
export interface ModelRequest {
  path: string;
  model: string;
  /** Names of the tools offered. */
  tools: string[];
  /** The user's text, documents included, byte for byte. */
  prompt: string;
  /** The whole body, as text. */
  body: string;
  /** The key or token that came with it. */
  credential: string;
  headers: IncomingHttpHeaders;
}

/**
 * Notes a Messages API request and gives the model's turn: what the directives in the prompt say, else the sandbox's story.
 * @param from where it came in; the model is the body's own where the path names none
 */
export async function takeTurn(
  body: string,
  from: { path: string; credential: string; model?: string; headers?: IncomingHttpHeaders },
  requests: ModelRequest[],
): Promise<{ turn: Turn; model: string; stream: boolean }> {
  const asked = MessagesRequest.parse(JSON.parse(body));
  const model = from.model ?? asked.model;
  const conversation = conversationOf(asked);
  const { prompt, tools } = conversation;
  const { path, credential, headers = {} } = from;
  requests.push({ path, model, tools, prompt, body, credential, headers });
  const directives = directivesIn(prompt);
  await wait(delayOf(directives));
  const turn = directedTurn(directives, conversation, model) ?? storyTurn(conversation);
  return { turn: inForm(turn, conversation, directives), model, stream: asked.stream };
}

/** An answer as the tool's input that Claude Code wants for `--json-schema`. */
function inForm(
  turn: Turn,
  { tools, wantsFindings }: Conversation,
  directives: ReturnType<typeof directivesIn>,
): Turn {
  const name = 'StructuredOutput';
  if (turn.kind !== 'text' || turn.formless || !tools.includes(name)) return turn;
  const answer = turn.text;
  if (wantsFindings) {
    const findings = findingsIn(directives) ?? turn.findings ?? [];
    return { kind: 'tool', name, input: { answer, findings } };
  }
  const [title, commit_message] = commitIn(directives) ?? turn.commit ?? ['', ''];
  return { kind: 'tool', name, input: { answer, title, commit_message } };
}
