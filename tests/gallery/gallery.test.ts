import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findViolations } from '../e2e/harness/findViolations.ts';
import { findCutOff } from './findCutOff.ts';
import { findUntranslated } from './findUntranslated.ts';
import { type OpenGallery, openGallery, USUAL_WIDTH } from './openGallery.ts';

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

/** What a check finds on each state, in these locales and widths, under their names. */
async function inAll(
  locales: readonly string[],
  widths: readonly ('narrow' | 'usual')[],
  find: (given: string[], surface: string) => Promise<string[]>,
): Promise<string[]> {
  const found: string[] = [];
  for (const width of widths)
    for (const { name, surface } of gallery.states)
      for (const locale of locales) {
        const given = await gallery.draw(
          name,
          locale,
          // A popup is as wide as it wants to be.
          width === 'narrow' && surface !== 'popup' ? NARROW : USUAL_WIDTH[surface],
        );
        const lines = await find(given, surface);
        found.push(...lines.map((line) => `${name} ${locale} ${width}: ${line}`));
      }
  console.log(`gallery: ${gallery.states.length} states in ${locales.join(', ')}`);
  return found;
}

describe('each state of the panel and of the extension’s own pages', () => {
  test('shows all of its text at 320 px and at its usual width, in English and in the longest language', async () => {
    const found = await inAll(['en', gallery.longest], ['narrow', 'usual'], () =>
      findCutOff(gallery.page),
    );
    expect(found).toEqual([]);
  });

  test('holds its layout with texts two fifths longer, and from right to left', async () => {
    const found = await inAll(['long', 'rtl'], ['narrow', 'usual'], () => findCutOff(gallery.page));
    expect(found).toEqual([]);
  });

  test('says nothing that is in no locale', async () => {
    const found = await inAll(['long'], ['usual'], (given) =>
      findUntranslated(gallery.page, given),
    );
    expect(found).toEqual([]);
  });

  test('is accessible to axe in light and dark, with every contrast at least 4.5', async () => {
    const found = await inAll(['en'], ['usual'], (_, surface) =>
      findViolations(gallery.page, surface === 'panel' ? ['ask-claude-panel'] : undefined),
    );
    expect(found).toEqual([]);
  });
});
