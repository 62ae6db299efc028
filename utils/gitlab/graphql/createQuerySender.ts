import { z } from 'zod';
import { UnexpectedAnswer } from '../network/Answer.ts';
import { attempt } from '../network/attempt.ts';
import type { Gate } from '../network/createGate.ts';
import type { SenderDeps } from '../network/SenderDeps.ts';
import type { FailureKind, Result } from '../Failure.ts';
import { MOST, readBody } from '../network/readBody.ts';
import { noAnswer, sendRead } from '../network/sendRequest.ts';
import type { QueryMemory } from './QueryMemory.ts';
import { type Selection, withoutField, writeSelection } from './Selection.ts';

const TIMEOUT_MS = 30_000;
/** Each round drops the fields that a server does not know; some versions need more than one. */
const MOST_ROUNDS = 4;
/** Fields and arguments that a server's schema lacks (graphql-ruby's codes). */
const UNKNOWN = new Set(['undefinedField', 'argumentNotAccepted']);

/** Failures that tell of a server or a proxy without this API. */
const NOT_THERE = new Set<FailureKind>(['not_found', 'not_json', 'forbidden']);

const QueryError = z.object({
  message: z.string(),
  path: z.array(z.union([z.string(), z.number()])).optional(),
  extensions: z.object({ code: z.string().optional() }).optional(),
});
const Envelope = z.object({
  data: z.unknown().optional(),
  errors: z.array(QueryError).optional(),
});

export interface Query<Value> {
  /** Head of the query, with the types of its variables: `query($path:ID!)`. */
  head: string;
  selection: Selection;
  variables: Readonly<Record<string, unknown>>;
  answer: z.ZodType<Value>;
}

export type QuerySender = <Value>(query: Query<Value>) => Promise<Result<Value>>;

/**
 * Asks one site's GraphQL API, `POST /api/graphql`, with the token as a bearer (a personal access token too; `read_api` suffices).
 * GitLab keeps introspection off, so a field that a server does not know is learned from its refusal, dropped, and remembered; a site without the API is not asked again.
 */
export function createQuerySender(
  { root, token }: { root: string; token: string },
  { gate, ...world }: SenderDeps & { gate: Gate },
  hide: (text: string) => string,
  memory: QueryMemory = { unknown: [], refused: false },
): QuerySender {
  const { unknown } = memory;

  async function post(text: string, variables: object): Promise<z.infer<typeof Envelope>> {
    const response = await sendRead(world, new URL(`${root}/api/graphql`), {
      method: 'POST',
      headers: [
        ['content-type', 'application/json'],
        ...(token ? [['authorization', `Bearer ${token}`] satisfies [string, string]] : []),
      ],
      body: JSON.stringify({ query: text, variables }),
      timeoutMs: TIMEOUT_MS,
    });
    const { text: body, cut } = await readBody(response, MOST.json).catch((error: unknown) => {
      throw noAnswer(error);
    });
    const unexpected = new UnexpectedAnswer({ seen: 'text', status: response.status, text: body });
    if (!response.ok || cut) throw unexpected;
    const parsed = Envelope.safeParse(parseJson(body));
    if (!parsed.success) throw unexpected;
    return parsed.data;
  }

  return async ({ head, selection, variables, answer }) => {
    if (memory.refused) return { ok: false, failure: { kind: 'not_found' } };
    for (let round = 1; ; round += 1) {
      const known = unknown.reduce(withoutField, selection);
      const result = await attempt(
        'repeatable',
        Envelope,
        () => gate(false, () => post(`${head}${writeSelection(known)}`, variables)),
        hide,
      );
      if (!result.ok) {
        memory.refused = NOT_THERE.has(result.failure.kind);
        return result;
      }
      const { data, errors = [] } = result.value;
      const missing = errors.filter(({ extensions }) => UNKNOWN.has(extensions?.code ?? ''));
      if (missing.length > 0 && round < MOST_ROUNDS) {
        // The path begins with the operation; an argument's path ends with the argument.
        for (const { path = [], extensions } of missing) {
          const names = path.filter((part) => typeof part === 'string').slice(1);
          unknown.push(extensions?.code === 'argumentNotAccepted' ? names.slice(0, -1) : names);
        }
        continue;
      }
      if (data === undefined || data === null) {
        return { ok: false, failure: { kind: 'refused', detail: hide(errors[0]?.message ?? '') } };
      }
      return await attempt('repeatable', answer, () => Promise.resolve(data), hide);
    }
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
