/**
 * `npm run gallery`: draws every state of the panel and of our own pages into `gallery-output/`: in light, dark, forced colours and at 320 px,
 * in English and the longest language, in Chromium and Firefox. Parts of names after it draw those alone; `--docs` draws the pictures
 * of the README and the stores, into `docs/images/`.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Look, openGallery, USUAL_WIDTH } from '../tests/gallery/openGallery.ts';
import { drawDocs } from './drawDocs.ts';
import { findBrowser } from './findBrowser.mjs';
import { PROJECT_ROOT } from './buildExtension.ts';

const FOLDER = join(PROJECT_ROOT, 'gallery-output');
const NARROW = 320;
const only = process.argv.slice(2);
if (only.includes('--docs')) {
  await drawDocs();
  process.exit();
}

/** Names of pictures, by the state that they show. */
const pictures = new Map<string, string[]>();

/** Draws all states in one browser, in each of these ways; a locale of null is the longest. */
async function drawAll(
  options: { kind: 'chromium' | 'firefox'; theme?: 'light' | 'dark' },
  ways: readonly { look: Look; locale: 'en' | null; narrow?: boolean }[],
): Promise<void> {
  const gallery = await openGallery(FOLDER, options);
  const states = gallery.states.filter(
    ({ name }) => only.length === 0 || only.some((part) => name.includes(part)),
  );
  for (const { look, locale, narrow } of ways) {
    await gallery.setLook(look);
    for (const { name, surface, width = USUAL_WIDTH[surface] } of states) {
      const words = locale ?? gallery.longest;
      await gallery.draw(name, words, narrow ? NARROW : width);
      const kind = options.kind === 'firefox' ? '.firefox' : '';
      const file = `${name}.${words}.${look}${narrow ? '.narrow' : ''}${kind}.png`;
      const path = join(FOLDER, file);
      // Of the page beside the panel there is nothing to see.
      const panel = surface === 'panel' ? await gallery.page.$('>>> .panel') : null;
      if (panel) await panel.screenshot({ path });
      else await gallery.page.screenshot({ path, fullPage: true });
      pictures.set(name, [...(pictures.get(name) ?? []), file]);
    }
  }
  await gallery.close();
}

await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
await drawAll({ kind: 'chromium' }, [
  { look: 'light', locale: 'en' },
  { look: 'dark', locale: 'en' },
  { look: 'light', locale: null },
  { look: 'dark', locale: null },
  { look: 'forced', locale: 'en' },
  { look: 'light', locale: 'en', narrow: true },
]);
if (findBrowser('firefox'))
  for (const theme of ['light', 'dark'] as const)
    await drawAll({ kind: 'firefox', theme }, [{ look: theme, locale: 'en' }]);

const sections = [...pictures].map(([name, files]) => {
  const shown = files.map((file) => `<img src="${file}" alt="${file}" loading="lazy">`).join('\n');
  return `<h2><a href="live.html#state=${name}">${name}</a></h2><p>${shown}</p>`;
});
await writeFile(
  join(FOLDER, 'index.html'),
  `<!doctype html><meta charset="utf-8"><title>Gallery</title><style>img{max-width:24%;vertical-align:top}</style>${sections.join('\n')}`,
);
console.log(`${pictures.size} states: open ${join(FOLDER, 'index.html')}`);
