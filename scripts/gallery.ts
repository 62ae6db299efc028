/** `npm run gallery`: draws every state of the panel and of our own pages, in light and dark, in English and the longest language, into `gallery-output/`. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openGallery, USUAL_WIDTH } from '../tests/gallery/openGallery.ts';
import { PROJECT_ROOT } from './buildExtension.ts';

const FOLDER = join(PROJECT_ROOT, 'gallery-output');
const THEMES = ['light', 'dark'] as const;

await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
const gallery = await openGallery(FOLDER);
const only = process.argv.slice(2);
const states = gallery.states.filter(
  ({ name }) => only.length === 0 || only.some((part) => name.includes(part)),
);
const sections: string[] = [];
for (const { name, surface } of states) {
  const pictures: string[] = [];
  for (const locale of ['en', gallery.longest])
    for (const theme of THEMES) {
      await gallery.setTheme(theme);
      await gallery.draw(name, locale, USUAL_WIDTH[surface]);
      const file = `${name}.${locale}.${theme}.png`;
      await gallery.page.screenshot({ path: join(FOLDER, file), fullPage: surface !== 'panel' });
      pictures.push(
        `<a href="live.html#state=${name}&amp;locale=${locale}"><img src="${file}" alt="${name}, ${locale}, ${theme}" loading="lazy"></a>`,
      );
    }
  sections.push(`<h2>${name}</h2><p>${pictures.join('\n')}</p>`);
}
await gallery.close();
await writeFile(
  join(FOLDER, 'index.html'),
  `<!doctype html><meta charset="utf-8"><title>Gallery</title><style>img{max-width:24%;vertical-align:top}</style>${sections.join('\n')}`,
);
console.log(`${states.length} states: open ${join(FOLDER, 'index.html')}`);
