import { z } from 'zod';
import type { Conversation, Turn } from './Turn.ts';

/*
 * How a test says what the model is to do: lines of its own in the prompt, `!model` and a JSON object with one key. Tools
 * run one after the other in the order of the lines, then the answer is given.
 *
 *   !model {"read": "src/cart.js"}
 *   !model {"write": ["notes.txt", "text"]}
 *   !model {"edit": ["src/cart.js", "old", "new"]}
 *   !model {"bash": "npm test"}
 *   !model {"tool": ["Grep", {"pattern": "x"}]}
 *   !model {"loop": "src/cart.js"}     read it for ever, once the tools above have run
 *   !model {"later": ["notes.txt", "x"]} written once the user has said something more
 *   !model {"say": "text"}             the answer
 *   !model {"commit": ["title", "text"]} beside the answer, where Claude Code wants both for a change
 *   !model {"findings": [{…}]}        beside the answer, where Claude Code wants them for a review
 *   !model {"formless": "text"}        the answer, never in the form that Claude Code wants
 *   !model {"echo": true}              the answer is the prompt as it arrived, as JSON
 *   !model {"http": 529}               every request is answered with that status
 *   !model {"http": 403, "error": {"type": "billing_error", "message": "x"}}
 *   !model {"lastly": 529}             the same, once the tools above have run
 *   !model {"busy": "claude-opus-5-5"} this model is overloaded, others are not
 *   !model {"slow": 2000}              milliseconds before each answer
 */
const Directive = z.union([
  z.strictObject({ read: z.string() }),
  z.strictObject({ write: z.tuple([z.string(), z.string()]) }),
  z.strictObject({ edit: z.tuple([z.string(), z.string(), z.string()]) }),
  z.strictObject({ bash: z.string() }),
  z.strictObject({ tool: z.tuple([z.string(), z.record(z.string(), z.unknown())]) }),
  z.strictObject({ loop: z.string() }),
  z.strictObject({ later: z.tuple([z.string(), z.string()]) }),
  z.strictObject({ say: z.string() }),
  z.strictObject({ commit: z.tuple([z.string(), z.string()]) }),
  z.strictObject({ findings: z.array(z.record(z.string(), z.unknown())) }),
  z.strictObject({ formless: z.string() }),
  z.strictObject({ echo: z.literal(true) }),
  z.strictObject({
    http: z.number(),
    error: z.strictObject({ type: z.string(), message: z.string() }).optional(),
  }),
  z.strictObject({ lastly: z.number() }),
  z.strictObject({ busy: z.string() }),
  z.strictObject({ slow: z.number() }),
]);
type Directive = z.infer<typeof Directive>;

export function directivesIn(prompt: string): Directive[] {
  return [...prompt.matchAll(/!model (\{.*\})/g)].flatMap((match) => {
    const parsed = Directive.safeParse(JSON.parse(match[1] ?? '{}'));
    return parsed.success ? [parsed.data] : [];
  });
}

/** The title and the text of the commit that a prompt wants; none where it says nothing of one. */
export function commitIn(directives: readonly Directive[]): [title: string, body: string] | null {
  return directives.flatMap((one) => ('commit' in one ? [one.commit] : [])).at(-1) ?? null;
}

/** What a prompt wants a review to find; null where it does not say. */
export function findingsIn(directives: readonly Directive[]): Record<string, unknown>[] | null {
  return directives.flatMap((one) => ('findings' in one ? [one.findings] : [])).at(-1) ?? null;
}

/** Milliseconds that a prompt wants each answer to take. */
export function delayOf(directives: readonly Directive[]): number {
  return directives.reduce((sum, one) => sum + ('slow' in one ? one.slow : 0), 0);
}

/** The turn that the directives ask for, or null when there are none about turns. */
export function directedTurn(
  directives: readonly Directive[],
  conversation: Conversation,
  model = '',
): Turn | null {
  const turns: Turn[] = [];
  let answer: Turn | null = null;
  for (const one of directives) {
    if ('http' in one)
      return { kind: 'status', status: one.http, ...(one.error && { error: one.error }) };
    if ('busy' in one) {
      if (one.busy === model) return { kind: 'status', status: 529 };
      continue;
    }
    if ('lastly' in one)
      return turns[conversation.results.length] ?? { kind: 'status', status: one.lastly };
    if ('loop' in one)
      return (
        turns[conversation.results.length] ??
        tool('Read', { file_path: absolute(one.loop, conversation) })
      );
    if ('later' in one) {
      if (conversation.saidMore) turns.push(...toolTurns({ write: one.later }, conversation));
    } else if ('say' in one) answer = { kind: 'text', text: one.say };
    else if ('formless' in one) answer = { kind: 'text', text: one.formless, formless: true };
    else if ('echo' in one) answer = { kind: 'text', text: JSON.stringify(conversation.prompt) };
    else turns.push(...toolTurns(one, conversation));
  }
  if (turns.length === 0 && answer === null) return null;
  const last = conversation.results.at(-1);
  return (
    turns[conversation.results.length] ??
    answer ?? { kind: 'text', text: `Done. The last tool said: ${last ?? 'nothing'}` }
  );
}

function toolTurns(directive: Directive, conversation: Conversation): Turn[] {
  const at = (path: string): string => absolute(path, conversation);
  if ('read' in directive) return [tool('Read', { file_path: at(directive.read) })];
  if ('bash' in directive)
    return [tool('Bash', { command: directive.bash, description: 'as directed' })];
  if ('tool' in directive) return [tool(...directive.tool)];
  if ('write' in directive) {
    const [path, content] = directive.write;
    return [tool('Write', { file_path: at(path), content })];
  }
  if ('edit' in directive) {
    const [path, old_string, new_string] = directive.edit;
    return [
      tool('Read', { file_path: at(path) }),
      tool('Edit', { file_path: at(path), old_string, new_string }),
    ];
  }
  return [];
}

function tool(name: string, input: Record<string, unknown>): Turn {
  return { kind: 'tool', name, input };
}

function absolute(path: string, { folder }: Conversation): string {
  return path.startsWith('/') || folder === '' ? path : `${folder}/${path}`;
}
