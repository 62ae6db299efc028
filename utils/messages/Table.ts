import type { z } from 'zod';

/** How each request of an interface must look, to the parser. */
export type Requests<Api> = {
  [Name in keyof Api]: Api[Name] extends (request: infer Request) => unknown
    ? z.ZodType<Request>
    : never;
};

/** How each request of an interface is answered; `caller` is who asks, as the browser says it. */
export type Answers<Api, Caller> = {
  [Name in keyof Api]: Api[Name] extends (request: infer Request) => Promise<infer Value>
    ? (request: Request, caller: Caller) => Promise<Value>
    : never;
};

/** One tier of trust: what may be asked, and by whom it is answered. */
export interface Table<Caller> {
  answer(method: string, request: unknown, caller: Caller): Promise<unknown>;
}

/** A request that is answered by a plain sentence instead of a value; safe to show to a page. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** Binds requests and answers: an unknown method or a malformed request is refused before anything runs. */
export function createTable<Api, Caller>(
  requests: Requests<Api>,
  answers: Answers<Api, Caller>,
): Table<Caller> {
  // Both records have the same keys by their types; which request goes with which answer is lost to the compiler in a look-up by name.
  const schemas = new Map(Object.entries<z.ZodType>(requests));
  const methods = new Map(
    Object.entries<(request: unknown, caller: Caller) => Promise<unknown>>(answers),
  );
  return {
    async answer(method, request, caller) {
      const schema = schemas.get(method);
      const run = methods.get(method);
      if (!schema || !run) throw new Refusal('There is no such request.');
      const parsed = schema.safeParse(request);
      if (!parsed.success) throw new Refusal('The request is malformed.');
      return run(parsed.data, caller);
    },
  };
}
