import { afterAll, beforeAll, expect, it } from 'vitest';
import { aPng, sha256Of } from '../unit/fakes/aPng.ts';
import { openShop } from './openShop.ts';
import type { Shop } from './openShop.ts';

const SECRET = 'ab'.repeat(16);
const SMALL = aPng({ width: 64, height: 48 });
const LARGE = aPng({ width: 640, height: 480, colour: [0xdd, 0x2b, 0x0e], bytes: 300_000 });
const UPLOADS = [
  { secret: SECRET, filename: 'small.png', bytes: SMALL },
  { secret: SECRET, filename: 'large.png', bytes: LARGE },
  {
    secret: SECRET,
    filename: 'moved.png',
    bytes: LARGE,
    elsewhere: 'http://127.0.0.1:9/moved.png',
  },
];

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
  shop.sandbox.project('acme/webshop').uploads = UPLOADS;
});
afterAll(() => shop.sandbox.stop());

const asked = (file: string, filename: string, bytes: Uint8Array, isSent = false) => ({
  file,
  secret: SECRET,
  filename,
  sha256: sha256Of(bytes),
  ...(isSent && { data: Buffer.from(bytes).toString('base64') }),
});

const look = (file: string): string =>
  `!model ${JSON.stringify({ read: `../material/images/${file}` })}`;

it('shows Claude the images that came along and those that the job fetches, and says which could not be had', async () => {
  const { result, log } = await shop.ask({
    prompt: [look('1-small.png'), look('2-large.png'), '!model {"say":"Seen."}'].join('\n'),
    options: {
      images: [
        asked('1-small.png', 'small.png', SMALL, true),
        asked('2-large.png', 'large.png', LARGE),
        asked('3-moved.png', 'moved.png', LARGE),
      ],
    },
  });
  expect(result).toMatchObject({ outcome: 'answered', answer: 'Seen.', denied_tools: [] });
  const { body = '' } = shop.requests().at(-1) ?? {};
  for (const bytes of [SMALL, LARGE])
    expect(body).toContain(`"data":"${Buffer.from(bytes).toString('base64').slice(0, 200)}`);
  expect(body).toContain('images/3-moved.png is not there');
  expect(log).toMatch(/without image 3: .*it leads to another address/);
  expect(log).not.toContain('moved.png');
});

it('is given no upload by the job’s own token', async () => {
  const project = shop.sandbox.project('acme/webshop');
  const { variables } = project;
  project.variables = variables.filter(({ key }) => key !== 'GITLAB_ACCESS_TOKEN');
  const { result, log } = await shop.ask({
    prompt: '!model {"say":"Not seen."}',
    options: { images: [asked('1-large.png', 'large.png', LARGE)] },
  });
  project.variables = variables;
  expect(result).toMatchObject({ outcome: 'answered', answer: 'Not seen.' });
  expect(log).toContain('without image 1: GitLab answered 404');
});
