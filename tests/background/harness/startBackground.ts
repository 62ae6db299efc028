import { browser } from 'wxt/browser';
import background from '../../../entrypoints/background/index.ts';
import type { Sender } from '../../../utils/messages/callerOf.ts';
import type { Wire } from '../../../utils/messages/createRouter.ts';
import type { OwnApi } from '../../../utils/messages/ownMessages.ts';
import { fakeExtension } from './fakeExtension.ts';
import type { FakeEvent } from './FakeEvent.ts';

/** The extension's own background, running in this process: whatever reaches it comes as a message of a sender, or by a port. */
export interface Background {
  /** Sends a message as that sender, as JSON, which is all that a browser lets through. */
  wire(message: unknown, sender: Sender): Promise<Wire>;
  /** Asks as the options page does; throws where the background refuses to answer. */
  own<Name extends keyof OwnApi>(
    method: Name,
    request: Parameters<OwnApi[Name]>[0],
  ): Promise<Awaited<ReturnType<OwnApi[Name]>>>;
  /** A script of ours opens a port. */
  connect: FakeEvent;
}

/** As JSON, there and back. */
const copied = (value: unknown): unknown =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value));

/** What was answered; throws where nothing was. */
export function valueOf(wire: Wire): unknown {
  if (!wire.ok) throw new Error(wire.error);
  return wire.value;
}

/** Starts it with empty storage, after `prepare` has given the fake browser what a test wants. Once a file: its services live as long as the module. */
export function startBackground(prepare?: () => void): Background {
  const { message, connect } = fakeExtension();
  prepare?.();
  background.main();
  const wire = (sent: unknown, sender: Sender): Promise<Wire> =>
    new Promise((resolve) => {
      // What comes back is the router's own form.
      const respond = (answer: unknown) => resolve(copied(answer) as Wire);
      message.fire(copied(sent), sender, respond);
    });
  const ownPage: Sender = {
    id: browser.runtime.id,
    url: browser.runtime.getURL('/options.html'),
  };
  return {
    wire,
    connect,
    own: async (method, request) =>
      // `OwnApi` binds both ends.
      valueOf(await wire({ method, request }, ownPage)) as never,
  };
}
