import { readFile } from 'node:fs/promises';
import { createRequire, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import type { SandboxEnv } from '../api/Env.ts';
import { userById } from '../state/State.ts';
import type { World } from '../World.ts';

const require = createRequire(import.meta.url);

/** Files of packages that the pages show, by their address. */
const PACKAGED: Record<string, [string, string]> = {
  'tokens.css': ['@gitlab/ui/src/tokens/build/css/tokens.css', 'text/css'],
  'tokens.dark.css': ['@gitlab/ui/src/tokens/build/css/tokens.dark.css', 'text/css'],
  'gitlab-ui.css': ['@gitlab/ui/dist/index.css', 'text/css'],
  'icons.svg': ['@gitlab/svgs/dist/icons.svg', 'image/svg+xml'],
  'GitLabSans.woff2': ['@gitlab/fonts/gitlab-sans/GitLabSans.woff2', 'font/woff2'],
  'GitLabMono.woff2': ['@gitlab/fonts/gitlab-mono/GitLabMono.woff2', 'font/woff2'],
  'mousetrap.js': ['mousetrap/mousetrap.js', 'text/javascript'],
};

const COLORS = [
  ['#7b58cf', '#4f3a8f'],
  ['#1f75cb', '#0b5cad'],
  ['#c24b38', '#8d2c1d'],
  ['#217645', '#105a33'],
  ['#ab6100', '#7a4400'],
];

/** A round picture with a person's initials. */
function avatarSvg(name: string, id: number): string {
  const [light, dark] = COLORS[id % COLORS.length] ?? ['#666', '#333'];
  const initials = name
    .split(' ')
    .map((part) => part.charAt(0))
    .join('')
    .slice(0, 2);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop stop-color="${light}"/><stop offset="1" stop-color="${dark}"/></linearGradient></defs><rect width="64" height="64" fill="url(#g)"/><text x="32" y="41" text-anchor="middle" font-family="sans-serif" font-size="26" font-weight="600" fill="#fff">${initials}</text></svg>`;
}

const CACHED = { 'cache-control': 'private, max-age=3600' };

/** Styles, fonts, icons, pictures and the pages' own script (its types taken out on the way). */
export function assetRoutes(world: World): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();
  routes.get('/assets/logo.svg', async (c) => {
    const logos = JSON.parse(
      await readFile(require.resolve('@gitlab/svgs/dist/icons.json'), 'utf8'),
    ) as { icons: string[] };
    const name = logos.icons.includes('tanuki') ? 'tanuki' : 'project';
    const path = require.resolve(`@gitlab/svgs/dist/sprite_icons/${name}.svg`);
    const svg = (await readFile(path, 'utf8')).replace('<svg', '<svg fill="#e24329"');
    return c.body(svg, 200, { 'content-type': 'image/svg+xml', ...CACHED });
  });
  routes.get('/assets/style/:name{[a-z]+\\.css}', async (c) => {
    const path = fileURLToPath(new URL(`style/${c.req.param('name')}`, import.meta.url));
    return c.body(await readFile(path, 'utf8'), 200, { 'content-type': 'text/css' });
  });
  routes.get('/assets/browser/:name{[A-Za-z]+\\.ts}', async (c) => {
    const path = fileURLToPath(new URL(`browser/${c.req.param('name')}`, import.meta.url));
    const source = stripTypeScriptTypes(await readFile(path, 'utf8'));
    return c.body(source, 200, { 'content-type': 'text/javascript' });
  });
  routes.get('/assets/:name', async (c) => {
    const found = PACKAGED[c.req.param('name')];
    if (!found) return c.notFound();
    const bytes = await readFile(require.resolve(found[0]));
    return c.body(new Uint8Array(bytes), 200, { 'content-type': found[1], ...CACHED });
  });
  routes.get('/uploads/-/system/user/avatar/:id/avatar.svg', (c) => {
    const user = userById(world.state, Number(c.req.param('id')));
    return c.body(avatarSvg(user.name, user.id), 200, {
      'content-type': 'image/svg+xml',
      ...CACHED,
    });
  });
  return routes;
}
