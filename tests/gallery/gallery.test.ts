import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findViolations } from '../e2e/harness/findViolations.ts';
import { findCutOff } from './findCutOff.ts';
import { findUntranslated } from './findUntranslated.ts';
import { type Look, type OpenGallery, openGallery, USUAL_WIDTH } from './openGallery.ts';
import type { Surface } from './State.ts';

const NARROW = 320;

let folder: string;
let gallery: OpenGallery;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ask-claude-gallery-'));
  gallery = await openGallery(folder);
});
afterAll(async () => {
  await gallery.close();
  await rm(folder, { recursive: true });
});

interface Way {
  look?: Look;
  locales?: readonly string[];
  narrow?: boolean;
}

interface Drawn {
  name: string;
  surface: Surface;
  locale: string;
  /** The strings that it was drawn from. */
  given: string[];
}

/** What a check finds on each state, drawn in this way, with the state's name. */
async function findInAll(
  { look = 'light', locales = ['en'], narrow = false }: Way,
  find: (drawn: Drawn) => Promise<string[]>,
): Promise<string[]> {
  const found: string[] = [];
  await gallery.setLook(look);
  for (const { name, surface, width: own = USUAL_WIDTH[surface] } of gallery.states)
    for (const locale of locales) {
      // A popup is as wide as it wants to be.
      const width = narrow && surface !== 'popup' ? NARROW : own;
      const given = await gallery.draw(name, locale, width);
      const lines = await find({ name, surface, locale, given });
      found.push(...lines.map((line) => `${name} ${locale}: ${line}`));
    }
  return found;
}

const findLost = () => gallery.page.evaluate(() => window.gallery.lost());

test('each state has a name of its own, by which it is drawn', () => {
  const names = gallery.states.map(({ name }) => name);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});

describe('each state of the panel and of the extension’s own pages', () => {
  test('shows all of its text, is accessible to axe in light and dark, and moves nothing for those who want less motion', async () => {
    const found = await findInAll({}, async ({ surface }) => [
      ...(await findCutOff(gallery.page)),
      ...(await gallery.page.evaluate(() => window.gallery.moving())),
      ...(await findViolations(
        gallery.page,
        surface === 'panel' ? ['ask-claude-panel'] : undefined,
      )),
    ]);
    expect(found).toEqual([]);
  });

  test('shows all of its text in the longest language, with longer texts and from right to left, and says nothing that is in no locale', async () => {
    // Each needs more of the layout than English does.
    const locales = [gallery.longest, 'long', 'rtl'];
    const found = await findInAll({ locales }, async ({ locale, given }) => [
      ...(await findCutOff(gallery.page)),
      ...(locale === 'long' ? await findUntranslated(gallery.page, given) : []),
    ]);
    expect(found).toEqual([]);
  });

  test('does so at 320 px, too', async () => {
    // Longer by two fifths is longer than any language.
    const locales = ['long', 'rtl'];
    expect(await findInAll({ locales, narrow: true }, () => findCutOff(gallery.page))).toEqual([]);
  });

  test('keeps its shapes, and shows what is chosen, in colours that a person has forced', async () => {
    expect(await findInAll({ look: 'forced' }, findLost)).toEqual([]);
  });
});

test('a run’s badge moves while it runs, for those who did not ask for less motion', async () => {
  await gallery.setLook('moving');
  await gallery.draw('panel-running', 'en', USUAL_WIDTH.panel);
  expect(await gallery.page.evaluate(() => window.gallery.moving())).toContain('pulse');
});

/** Whether a person sees the middle of each. */
async function seen(...selectors: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const selector of selectors) {
    const element = await gallery.page.waitForSelector(`>>> ${selector}`);
    const isSeen = await element?.evaluate((own) => {
      const { x, y, width, height } = own.getBoundingClientRect();
      const root = own.getRootNode();
      if (!(root instanceof ShadowRoot)) return false;
      const top = root.elementFromPoint(x + width / 2, y + height / 2);
      return top !== null && own.contains(top);
    });
    if (isSeen) found.push(selector);
  }
  return found;
}

test.each([
  [500, 800],
  [320, 800],
  [640, 560],
  [320, 500],
])(
  'a sheet in a window of %i × %i opens with presets, box, Send and the newest run’s first line in view',
  async (width, height) => {
    await gallery.setLook('light');
    await gallery.draw('panel-sheet-answered', 'en', width, height);
    const wanted = [
      '[data-testid="ask-claude-preset"]',
      '[data-testid="ask-claude-input"]',
      '[data-testid="ask-claude-send"]',
      '[data-testid="ask-claude-run"] h4',
    ];
    expect(await seen(...wanted)).toEqual(wanted);
  },
);
