import { setTimeout as sleep } from 'node:timers/promises';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createRoutes } from '../../../entrypoints/background/createRoutes.ts';
import { createServices } from '../../../entrypoints/background/createServices.ts';
import { onDemand } from '../../../entrypoints/on-demand/onDemand.ts';
import type { Sender } from '../../../utils/messages/callerOf.ts';
import type { Port } from '../../../utils/messages/runsFeed.ts';
import type { Sandbox } from '../../sandbox/startSandbox.ts';
import { MovedClock } from './MovedClock.ts';

/** What the background asks of a browser and `fakeBrowser` lacks. */
function fillIn(): void {
  Object.assign(browser.runtime, { getPlatformInfo: async () => ({}) });
  Object.assign(browser, {
    permissions: { contains: async () => true, remove: async () => true },
    scripting: {
      getRegisteredContentScripts: async () => [],
      registerContentScripts: async () => undefined,
      executeScript: async () => [],
    },
    contextMenus: { update: async () => undefined },
    windows: {
      getLastFocused: async () => ({ focused: true }),
      onRemoved: { addListener: () => undefined },
    },
    action: { setBadgeText: async () => undefined, setBadgeBackgroundColor: async () => undefined },
  });
  Object.assign(browser.tabs, { query: async () => [] });
}

/** The product's background over an empty storage, in Node: messages go in as a browser hands them over, requests go out to the sandbox. */
export class Background {
  readonly clock = new MovedClock();
  readonly sandbox: Sandbox;
  #services = createServices(this.clock, async () => onDemand);
  #routes = createRoutes(this.#services);

  readonly #leaves: (() => void)[] = [];

  private constructor(sandbox: Sandbox) {
    this.sandbox = sandbox;
  }

  /** With the sandbox as its only site. */
  static async start(sandbox: Sandbox, user: 'mia' | 'dev'): Promise<Background> {
    fakeBrowser.reset();
    fillIn();
    const background = new Background(sandbox);
    const ownPage = { id: browser.runtime.id, url: browser.runtime.getURL('/options.html') };
    const request = { root: sandbox.url, token: sandbox.tokens[user] };
    const saved = await background.call<{ ok: boolean }>('saveSite', request, ownPage);
    if (!saved.ok) throw new Error(`The site was not saved: ${JSON.stringify(saved)}`);
    return background;
  }

  /** Opens the road on which a page is told of its runs; `end` closes it. */
  connect(port: Port, leave: () => void): void {
    this.#leaves.push(leave);
    void this.#routes.feed(port);
  }

  /** Nobody watches any more, and the look that is under way is over. */
  async end(): Promise<void> {
    for (const leave of this.#leaves.splice(0)) leave();
    await this.#services.runner.follow();
  }

  /** Ends it, as far as Node can: nobody asks the old one any more. A new one stands over what was stored. */
  async restart(): Promise<void> {
    await this.end();
    this.#services = createServices(this.clock, async () => onDemand);
    this.#routes = createRoutes(this.#services);
    this.#services.following.start();
  }

  /** The value that a message is answered with; throws what a refused one is told. */
  async call<Value>(method: string, request: object, sender: Sender): Promise<Value> {
    const wire = await this.#routes.route({ method, request }, sender);
    if (!wire.ok) throw new Error(wire.error);
    return wire.value as Value;
  }

  /** Moves the clock from timer to timer until there is an answer; throws after 30 real seconds without one. */
  async until<Answer>(what: string, ask: () => Answer | null | undefined | false): Promise<Answer> {
    const end = Date.now() + 30_000;
    for (;;) {
      const answer = ask();
      if (answer !== null && answer !== undefined && answer !== false) return answer;
      if (Date.now() > end) throw new Error(`Waited for ${what}.`);
      this.clock.move(this.clock.next() ?? 0);
      await sleep(10);
    }
  }
}
