import { z } from 'zod';
import type { KeepAlive } from './keepAlive.ts';
import { type Caller, type PageCaller, type Sender } from './callerOf.ts';
import { Refusal, type MessageTable } from './MessageTable.ts';

const Message = z.object({ method: z.string().max(100), request: z.unknown() });

/** What goes back over the wire: a value, or one sentence without stack or secret. */
export type Wire = { ok: true; value: unknown } | { ok: false; error: string };

interface RouterDeps {
  page: MessageTable<PageCaller>;
  own: MessageTable<null>;
  identify(sender: Sender): Promise<Caller>;
  keepAlive: KeepAlive;
}

/** Answers every message: who asks decides in which table it is looked up. */
export function createRouter({ page, own, identify, keepAlive }: RouterDeps) {
  const answer = async (message: unknown, sender: Sender): Promise<unknown> => {
    const parsed = Message.safeParse(message);
    if (!parsed.success) throw new Refusal('The message is malformed.');
    const { method, request } = parsed.data;
    const caller = await identify(sender);
    if (caller.tier === 'own') return own.answer(method, request, null);
    if (caller.tier === 'page') return page.answer(method, request, caller.caller);
    throw new Refusal('This sender may not ask.');
  };

  return (message: unknown, sender: Sender): Promise<Wire> =>
    keepAlive.during(async () => {
      try {
        return { ok: true, value: await answer(message, sender) };
      } catch (error) {
        if (error instanceof Refusal) return { ok: false, error: error.message };
        console.error('A request could not be answered:', error);
        return { ok: false, error: 'The extension failed to answer.' };
      }
    });
}
