import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch, type Page } from 'puppeteer-core';
import { CHROMIUM_ARGUMENTS } from '../tests/e2e/harness/browserOptions.ts';
import { buildGallery } from '../tests/gallery/buildGallery.ts';
import { MERGE_REQUEST_PREVIEW } from '../tests/gallery/panelData.ts';
import { answerForImages } from '../tests/gallery/openGallery.ts';
import { startSandbox } from '../tests/sandbox/startSandbox.ts';
import { findBrowser } from './findBrowser.mjs';
import { PROJECT_ROOT } from './buildExtension.ts';

/** Pictures of the README and of both stores, which want them in this size. */
const SIZE = { width: 1280, height: 800 };
/** The Chrome Web Store's small tile. */
const TILE = { width: 440, height: 280 };
const FOLDER = join(PROJECT_ROOT, 'docs', 'images');
const ISSUE = '/acme/webshop/-/work_items/12';
const MERGE_REQUEST = '/acme/webshop/-/merge_requests/34';

interface Picture {
  file: string;
  /** A state of the gallery. */
  state: string;
  /** The page that it is drawn over; absent: a page of the extension's own. */
  over?: string;
  theme?: 'dark';
  /** How wide the window is, in CSS pixels, where it shows more than fits in at full size. */
  width?: number;
}

const PICTURES: readonly Picture[] = [
  { file: 'answer', state: 'panel-changed', over: ISSUE },
  { file: 'review', state: 'panel-review', over: MERGE_REQUEST },
  { file: 'context', state: 'panel-images', over: ISSUE },
  { file: 'progress', state: 'panel-running', over: ISSUE, theme: 'dark' },
  { file: 'setup', state: 'first-run-project', width: 1440 },
];

/** The mark, the name and what it does. */
async function tilePage(): Promise<string> {
  const mark = await readFile(join(PROJECT_ROOT, 'public/icon/mark.svg'), 'utf8');
  const font = join(PROJECT_ROOT, 'node_modules/@gitlab/fonts/gitlab-sans/GitLabSans.woff2');
  const data = (await readFile(font)).toString('base64');
  return `<!doctype html><style>
    @font-face { font-family: 'GitLab Sans'; font-weight: 100 900; src: url('data:font/woff2;base64,${data}') }
    body { display: grid; place-content: center; justify-items: center; gap: 16px; height: 100vh; margin: 0; background: #fcf1ed; color: #18171d; font: 600 28px/34px 'GitLab Sans'; text-align: center }
    svg { width: 80px }
    p { margin: 4px 0 0; color: #4c4b51; font-size: 16px; font-weight: 400; line-height: 24px }
  </style>${mark}<div>Ask Claude for GitLab<p>On issues and merge requests,<br>by your own pipelines</p></div>`;
}

async function shoot(page: Page, file: string): Promise<void> {
  await page.screenshot({ path: join(FOLDER, `${file}.png`) });
  console.log(`docs/images/${file}.png`);
}

/** Draws what `docs/images` holds: out of the gallery, over pages of the sandbox. */
export async function drawDocs(): Promise<void> {
  const browser = findBrowser('chromium');
  if (!browser) throw new Error('No Chromium is installed on this machine.');
  const { script, html } = await buildGallery();
  const folder = await mkdtemp(join(tmpdir(), 'ask-claude-docs-'));
  const alone = join(folder, 'alone.html');
  await writeFile(alone, html);
  const sandbox = await startSandbox();
  const merged = sandbox.project('acme/webshop').mergeRequests.find(({ iid }) => iid === 34);
  if (merged) merged.title = MERGE_REQUEST_PREVIEW.title?.replaceAll('*', '') ?? '';
  const chromium = await launch({
    executablePath: browser.path,
    browser: 'chrome',
    pipe: true,
    args: CHROMIUM_ARGUMENTS,
  });
  for (const { file, state, over, theme, width = SIZE.width } of PICTURES) {
    const page = await chromium.newPage();
    await page.setViewport({
      width,
      height: (width * SIZE.height) / SIZE.width,
      deviceScaleFactor: SIZE.width / width,
    });
    await page.setBypassCSP(true);
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme ?? 'light' }]);
    await page.goto(over === undefined ? pathToFileURL(alone).href : sandbox.signIn('mia', over));
    await answerForImages(page);
    if (over !== undefined) await page.evaluate(script);
    await page.evaluate((name) => window.gallery.draw(name, 'en'), state);
    await shoot(page, file);
    await page.close();
  }
  const tile = await chromium.newPage();
  await tile.setViewport(TILE);
  await tile.setContent(await tilePage());
  await tile.evaluate(() => document.fonts.ready.then(() => undefined));
  await shoot(tile, 'tile');
  await chromium.close();
  await sandbox.stop();
  await rm(folder, { recursive: true });
}
