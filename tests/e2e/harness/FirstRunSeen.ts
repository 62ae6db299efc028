import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import { answerConsent } from './answerConsent.ts';
import { findOwnPage } from './launchBrowser.ts';
import type { Stage } from './startStage.ts';
import { waitFor } from './waitFor.ts';

/** The first-run page as a user meets it; counts what the user does. */
export class FirstRunSeen {
  presses = 0;
  /** Those that were typed or pasted. */
  texts = 0;
  /** The most words that were in view of each step when something was pressed. */
  readonly #words = new Map<string, number>();
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  /** Opens it by the button on the options page, as end-to-end builds have it. */
  static async open({ optionsPage, browser }: Stage): Promise<FirstRunSeen> {
    await optionsPage.bringToFront();
    await (await optionsPage.waitForSelector('[data-testid="open-first-run"]'))?.click();
    const page = await findOwnPage(browser, 'first-run.html');
    await page.bringToFront();
    await page.waitForSelector('[data-testid="first-run-step"]');
    return new FirstRunSeen(page);
  }

  static selector(testId: string, more = ''): string {
    return `[data-testid="${testId}"]${more}`;
  }

  async find(testId: string, more = ''): Promise<ElementHandle<Element>> {
    const selector = FirstRunSeen.selector(testId, more);
    const element = await this.page.waitForSelector(selector);
    if (!element) throw new Error(`Nothing matches ${selector}.`);
    return element;
  }

  /** Presses, and texts that were typed or pasted. */
  get actions(): number {
    return this.presses + this.texts;
  }

  /** Words in view on the way, each step once. */
  get words(): number {
    return [...this.#words.values()].reduce((sum, count) => sum + count, 0);
  }

  async #countWords(): Promise<void> {
    const step = await this.step();
    const seen = await this.page.$eval('main', (main) => main.innerText);
    const count = seen.split(/\s+/).filter(Boolean).length;
    this.#words.set(step, Math.max(count, this.#words.get(step) ?? 0));
  }

  async press(testId: string, more = ''): Promise<void> {
    this.presses += 1;
    const element = await this.find(testId, more);
    await this.#countWords();
    await element.evaluate((one) => one.scrollIntoView({ block: 'center' }));
    await element.click();
  }

  async type(testId: string, text: string): Promise<void> {
    this.texts += 1;
    const input = await this.find(testId);
    await input.click();
    await input.type(text);
  }

  /** Name of the step that is shown. */
  async step(): Promise<string> {
    const now = await this.find('first-run-step', '[aria-current="step"]');
    return now.evaluate((element) => element.getAttribute('data-step') ?? '');
  }

  async isAt(step: string): Promise<void> {
    await this.find('first-run-step', `[aria-current="step"][data-step="${step}"]`);
  }

  /** The site stands in the box, from a tab that shows it. */
  async signIn(root: string, token: string): Promise<void> {
    await this.find('first-run-open-site', `[data-root="${root}"][aria-pressed="true"]`);
    await this.type('site-token', token);
    await this.press('site-save');
    await this.isAt('project');
  }

  /** Nothing is pasted: the user says yes in GitLab's own window. */
  async signInByConsent(browser: Browser, root: string, application: string): Promise<void> {
    await this.find('first-run-open-site', `[data-root="${root}"][aria-pressed="true"]`);
    await this.press('site-way-oauth');
    await this.type('site-client', application);
    await this.press('site-save');
    this.presses += 1;
    await answerConsent(browser, 'Authorize');
    await this.isAt('project');
  }

  /** Waits until what would be written is known, and gives the kinds of its steps. */
  async planned(): Promise<string[]> {
    await this.find('setup-plan');
    await this.page.waitForSelector('.plan[aria-busy="false"]');
    return this.page.$$eval(FirstRunSeen.selector('setup-step'), (steps) =>
      steps.map((step) => step.getAttribute('data-kind') ?? ''),
    );
  }

  /** Kinds of the notes beside the plan. */
  notes(): Promise<string[]> {
    return this.page.$$eval(FirstRunSeen.selector('setup-note'), (notes) =>
      notes.map((note) => note.getAttribute('data-kind') ?? ''),
    );
  }

  /** Chooses a project where another one is chosen. */
  async pickProject(path: string): Promise<void> {
    const chosen = await this.find('first-run-chosen', ':not([data-project=""])');
    if ((await chosen.evaluate((one) => one.getAttribute('data-project'))) === path) return;
    await this.press('first-run-chosen');
    await this.press('first-run-project', `[data-project="${path}"]`);
    await this.find('first-run-chosen', `[data-project="${path}"]`);
  }

  /** Types the address of a gateway, which the sandbox's stand-in for the model is: nobody else would, so it is not counted. */
  async setGateway(address: string): Promise<void> {
    await this.planned();
    const { presses, texts } = this;
    const words = new Map(this.#words);
    await this.press('setup-ways-open');
    await this.press('setup-gateway-open');
    await this.type('setup-gateway', address);
    await this.press('setup-ways-open');
    Object.assign(this, { presses, texts });
    this.#words.clear();
    for (const [step, count] of words) this.#words.set(step, count);
  }

  /** Presses Write, and gives the kinds of what was done. */
  async write(): Promise<string[]> {
    await this.find('setup-write', ':not(:disabled)');
    await this.press('setup-write');
    await this.find('setup-done');
    return this.page.$$eval(`${FirstRunSeen.selector('setup-done')} > li`, (lines) =>
      lines.map((line) => line.getAttribute('data-kind') ?? ''),
    );
  }

  /** Addresses of all tabs, as the extension's page is told. */
  #tabs(): Promise<string[]> {
    return this.page.evaluate(
      '(globalThis.browser ?? globalThis.chrome).tabs.query({}).then((tabs) => tabs.map(({ url }) => url ?? ""))',
    ) as Promise<string[]>;
  }

  /** Presses an issue, and gives the tab that it opens. */
  async openIssue(stage: Stage, iid: number): Promise<Page> {
    const before = new Set(await stage.browser.pages());
    await this.press('first-run-issue', `[data-iid="${iid}"]`);
    const path = new RegExp(`/-/(issues|work_items)/${iid}$`);
    const { url } = stage.sandbox;
    await waitFor('the tab of the issue', async () =>
      (await this.#tabs()).find((one) => one.startsWith(`${url}/`) && path.test(one)),
    );
    return waitFor('the page in that tab', async () =>
      (await stage.browser.pages()).find((page) => !before.has(page)),
    );
  }
}
