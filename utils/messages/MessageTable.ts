import type { z } from 'zod';

/** One thing that may be asked: how the request must look, and how it is answered; `caller` is who asks, as the browser says it. */
export interface Message<Request, Value, Caller> {
  schema: z.ZodType<Request>;
  answer(request: Request, caller: Caller): Promise<Value>;
}

/** What callers see of a set of messages: a function for each, from request to value. */
export type ApiOf<Messages> = {
  [Name in keyof Messages]: Messages[Name] extends Message<infer Request, infer Value, never>
    ? (request: Request) => Promise<Value>
    : never;
};

/** Declares messages of one kind of caller. */
export function messagesOf<Caller>() {
  return <Request, Value>(
    schema: z.ZodType<Request>,
    answer: (request: Request, caller: Caller) => Promise<Value>,
  ): Message<Request, Value, Caller> => ({ schema, answer });
}

/** One tier of trust: what may be asked, and by whom it is answered. */
export interface MessageTable<Caller> {
  answer(method: string, request: unknown, caller: Caller): Promise<unknown>;
}

/** A request that is answered by a plain sentence instead of a value; safe to show to a page. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** Looks messages up by their names: an unknown one or a malformed request is refused before anything runs. */
export function createTable<Caller>(
  messages: Record<string, Message<unknown, unknown, Caller>>,
): MessageTable<Caller> {
  // A map has no inherited names.
  const known = new Map(Object.entries(messages));
  return {
    async answer(method, request, caller) {
      const message = known.get(method);
      if (!message) throw new Refusal('There is no such request.');
      const parsed = message.schema.safeParse(request);
      if (!parsed.success) throw new Refusal('The request is malformed.');
      return message.answer(parsed.data, caller);
    },
  };
}
