// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { ImageList } from '../../../components/ask/evidence/ImageList.tsx';
import type { PreviewImage } from '../../../utils/preview/Preview.ts';
import { all, clear, click, send, show } from './show.tsx';

vi.mock('#i18n', () => import('./words.ts'));
afterEach(clear);

const BUG: PreviewImage = {
  id: `${'ab'.repeat(16)}/bug.png`,
  filename: 'bug.png',
  place: { what: 'description' },
  bytes: 4096,
  on: true,
  way: 'sent',
  address: `https://gitlab.example.com/-/project/5/uploads/${'ab'.repeat(16)}/bug.png`,
};
const LARGE: PreviewImage = { ...BUG, id: 'x/large.png', filename: 'large.png', way: 'fetched' };
const GONE: PreviewImage = {
  id: 'x/gone.png',
  filename: 'gone.png',
  place: 'comment by @mia of 2026-11-21',
  bytes: null,
  on: false,
  problem: 'unread',
  address: BUG.address,
};

const spy = () => vi.fn<(id: string, on: boolean) => void>();
const shown = (images: PreviewImage[], onSwitch = spy(), more = 0) =>
  show(<ImageList images={images} more={more} isOn={({ on }) => on} onSwitch={onSwitch} />);

test('each image is there with its picture, its size and the way that it takes', async () => {
  const list = await shown([BUG, LARGE]);
  expect(list.querySelector('img')?.getAttribute('src')).toBe(BUG.address);
  expect(list.textContent).toContain('Description · 4.0 KB · sent with the request');
  expect(list.textContent).toContain('downloaded by the job, which needs GITLAB_ACCESS_TOKEN');
  expect(list.textContent).toContain('Images8.0 KB');
});

test('that words in pictures are not checked is said once', async () => {
  const list = await shown([BUG, LARGE]);
  expect(list.textContent?.split('Text inside images')).toHaveLength(2);
});

test('an image that cannot go along says why, and cannot be switched on', async () => {
  const list = await shown([GONE], undefined, 3);
  expect(all('ask-claude-image')[0]).toHaveProperty('disabled', true);
  expect(list.textContent).toContain(
    "comment by @mia of 2026-11-21 · GitLab doesn't provide the file",
  );
  expect(list.textContent).toContain("3 more images aren't sent.");
});

test('a press switches one image', async () => {
  const onSwitch = spy();
  await shown([BUG], onSwitch);
  const [box] = all('ask-claude-image');
  if (box) await send(box, click());
  expect(onSwitch).toHaveBeenCalledWith(BUG.id, false);
});

test('a picture that does not come leaves its place empty', async () => {
  const list = await shown([BUG]);
  const picture = list.querySelector('img');
  if (picture) await send(picture, new Event('error'));
  expect(list.querySelector('img')).toBeNull();
});

test('without images there is nothing', async () => {
  expect((await shown([])).textContent).toBe('');
});
