import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import { errorsOf } from './pageErrors.ts';
import { waitFor } from './waitFor.ts';

/** What a test sees of one run in the panel. */
export interface RunSeen {
  state: string;
  pipelineId: string;
  outcome: string | null;
  text: string;
}

const SEND = 'ask-claude-send';

/** Pipelines that a test has seen in a browser: a panel that was just opened may not list them yet. */
const seen = new WeakMap<Browser, Set<string>>();

function seenIn(page: Page): Set<string> {
  const known = seen.get(page.browser()) ?? new Set<string>();
  seen.set(page.browser(), known);
  return known;
}

/** The panel as a user meets it: every look goes through its open shadow root. */
export class AskPanel {
  readonly page: Page;
  /** Pipelines that were there before the last Send. */
  #earlier = new Set<string>();

  constructor(page: Page) {
    this.page = page;
  }

  /** Selector of a test id inside the panel. */
  static selector(testId: string, more = ''): string {
    return `ask-claude-panel >>> [data-testid="${testId}"]${more}`;
  }

  /** Presses the button in the page's header and waits for the panel. */
  static async openFromHeader(page: Page): Promise<AskPanel> {
    await (await find(page, 'ask-claude-button >>> [data-testid="ask-claude-open"]')).click();
    return AskPanel.opened(page);
  }

  /** Presses the button in one thread, named by the 40 hex digits of its discussion. */
  static async openFromThread(page: Page, discussionId: string): Promise<AskPanel> {
    const selector = `[data-discussion-id$="${discussionId}"] ask-claude-thread >>> [data-testid="ask-claude-thread-open"]`;
    const button = await find(page, selector);
    await button.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    await button.click();
    return AskPanel.opened(page);
  }

  static async opened(page: Page): Promise<AskPanel> {
    await find(page, AskPanel.selector('ask-claude-dialog'));
    return new AskPanel(page);
  }

  find(testId: string, more = ''): Promise<ElementHandle<Element>> {
    return find(this.page, AskPanel.selector(testId, more));
  }

  /** Null when it is not there now. */
  async peek(testId: string, more = ''): Promise<ElementHandle<Element> | null> {
    return this.page.$(AskPanel.selector(testId, more));
  }

  async attribute(testId: string, name: string): Promise<string | null> {
    return (await this.find(testId)).evaluate((element, key) => element.getAttribute(key), name);
  }

  async type(words: string): Promise<void> {
    const input = await this.find('ask-claude-input');
    await input.click();
    await input.type(words);
  }

  /** Puts words into the text box at once, as pasting does. */
  async put(words: string): Promise<void> {
    const input = await this.find('ask-claude-input');
    await input.click();
    // Everything that stands there is replaced.
    await input.evaluate((element) => element instanceof HTMLTextAreaElement && element.select());
    if (words === '') await this.page.keyboard.press('Delete');
    else if (await isFirefox(this.page)) await this.page.keyboard.type(words);
    else await this.page.keyboard.sendCharacter(words);
  }

  async words(): Promise<string> {
    return (await this.find('ask-claude-input')).evaluate((element) =>
      element instanceof HTMLTextAreaElement ? element.value : '',
    );
  }

  async choosePreset(name: string): Promise<void> {
    const radio = await this.find('ask-claude-preset', `[data-preset="${name}"]`);
    if (!(await radio.isVisible())) await (await this.find('ask-claude-more-presets')).click();
    await (await this.find('ask-claude-preset', `[data-preset="${name}"]`)).click();
    await this.find('ask-claude-preset', `[data-preset="${name}"][aria-checked="true"]`);
  }

  /** Opens the row that holds sizes, options and the exact text. */
  async openEvidence(): Promise<void> {
    await (await this.find('ask-claude-evidence', ' > summary')).click();
    await this.find('ask-claude-evidence', '[open]');
  }

  /** Waits until Send can be pressed: the preview is whole. */
  async ready(send = SEND): Promise<void> {
    await this.find(send, ':not(:disabled):not([aria-disabled="true"])');
  }

  /** @param send test id of the button: there is another one below a plan that is approved */
  async send(send = SEND): Promise<void> {
    await this.ready(send);
    const listed = (await this.runs()).map(({ pipelineId }) => pipelineId);
    this.#earlier = new Set([...seenIn(this.page), ...listed]);
    await this.#press(send);
  }

  /** Waits until Send stays where it is: a press is aimed at where it was just before. */
  async #still(testId: string): Promise<void> {
    let last = '';
    await waitFor('Send to stay in its place', async () => {
      const send = await this.find(testId);
      const before = last;
      last = JSON.stringify(await send.boundingBox());
      return last === before;
    });
  }

  /** How many presses the panel has marked as sent in this page. */
  #sent(): Promise<number> {
    return this.page.evaluate(() => performance.getEntriesByName('ask-claude:sent').length);
  }

  /** Presses Send as a person does: again where the panel says that the press did not count. What it said is printed. */
  async #press(send: string, tries = 3): Promise<void> {
    const before = await this.#sent();
    await this.#still(send);
    await (await this.find(send)).click();
    const why = await waitFor('what came of a press of Send', async () => {
      if ((await this.#sent()) > before) return 'sent';
      const hint = await this.peek('ask-claude-send-hint', '[data-not-sent]');
      return hint?.evaluate((element) => element.textContent);
    });
    if (why === 'sent') return;
    console.warn(`A press of Send did not count: ${why}`);
    if (tries === 1) throw new Error(`Send cannot be pressed: ${why}`);
    await this.#press(send, tries - 1);
  }

  /** Exact text of one variable in the preview. */
  async variable(key: string): Promise<string> {
    const selector = `${AskPanel.selector('ask-claude-preview')} [data-variable="${key}"]`;
    const element = await this.page.waitForSelector(selector);
    return (await element?.evaluate((node) => node.textContent)) ?? '';
  }

  async variables(): Promise<Record<string, string>> {
    const preview = await this.find('ask-claude-preview');
    return preview.evaluate((element) =>
      Object.fromEntries(
        [...element.querySelectorAll('[data-variable]')].map((node) => [
          node.getAttribute('data-variable') ?? '',
          node.textContent ?? '',
        ]),
      ),
    );
  }

  async errorKind(): Promise<string> {
    return (await this.attribute('ask-claude-error', 'data-kind')) ?? '';
  }

  async text(testId: string): Promise<string> {
    return (await this.find(testId)).evaluate((element) => element.textContent ?? '');
  }

  async runs(): Promise<RunSeen[]> {
    const elements = await this.page.$$(AskPanel.selector('ask-claude-run'));
    return Promise.all(
      elements.map((element) =>
        element.evaluate((run) => ({
          state: run.getAttribute('data-state') ?? '',
          pipelineId: run.getAttribute('data-pipeline-id') ?? '',
          outcome:
            run.querySelector('[data-testid="ask-claude-outcome"]')?.getAttribute('data-outcome') ??
            null,
          text: run.textContent ?? '',
        })),
      ),
    );
  }

  /** The run that was sent last, once its state is one of those named. */
  async newestRun(...states: string[]): Promise<RunSeen> {
    let last: RunSeen | undefined;
    return waitFor(`a run that is ${states.join(' or ')}`, async () => {
      [last] = await this.runs();
      return last && !this.#earlier.has(last.pipelineId) && states.includes(last.state)
        ? last
        : null;
    }).then(
      (run) => {
        if (run.pipelineId !== '') seenIn(this.page).add(run.pipelineId);
        return run;
      },
      async (error: unknown) => {
        const shown = await this.peek('ask-claude-dialog').then((dialog) =>
          dialog?.evaluate((element) => element.textContent),
        );
        throw new Error(
          `${String(error)} Last seen: ${JSON.stringify(last)} in a panel that says: ${shown ?? 'nothing'}. In the page: ${errorsOf(this.page)}`,
          { cause: error },
        );
      },
    );
  }
}

/** Its protocol sends texts key by key. */
async function isFirefox(page: Page): Promise<boolean> {
  return (await page.browser().version()).toLowerCase().includes('firefox');
}

async function find(page: Page, selector: string): Promise<ElementHandle<Element>> {
  const element = await page.waitForSelector(selector);
  if (!element) throw new Error(`Nothing matches ${selector}.`);
  return element;
}
