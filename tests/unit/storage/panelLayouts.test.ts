import { expect, test } from 'vitest';
import type { PanelLayout } from '../../../utils/page/PanelLayout.ts';
import { createPanelLayouts } from '../../../utils/storage/panelLayouts.ts';
import { fakeItem } from './fakeItem.ts';

const ONE = 'https://gitlab.com';
const OTHER = 'https://git.acme.test';
const WIDE: PanelLayout = { width: 480, side: 'left', pinned: true };
const USUAL: PanelLayout = { width: 400, side: 'right', pinned: false };

test('each site has a layout of its own, which goes with it', async () => {
  const layouts = createPanelLayouts(fakeItem([]), fakeItem());
  await layouts.save(ONE, { ...WIDE, width: 500 });
  await layouts.save(ONE, { ...WIDE, height: 100 });
  expect([await layouts.get(ONE), await layouts.get(OTHER)]).toEqual([WIDE, USUAL]);
  await layouts.removeSite(ONE);
  expect(await layouts.get(ONE)).toEqual(USUAL);
});

test('the width that an earlier version kept for all sites counts until a site has its own', async () => {
  const layouts = createPanelLayouts(fakeItem([]), fakeItem(560));
  await layouts.save(ONE, WIDE);
  expect([await layouts.get(ONE), await layouts.get(OTHER)]).toEqual([
    WIDE,
    { ...USUAL, width: 560 },
  ]);
});

test.each([
  ['words', 'wide', USUAL],
  ['a width beyond the window', 1900, { ...USUAL, width: 640 }],
])('what is no width of the panel becomes one: %s', async (_, earlier, expected) => {
  const layouts = createPanelLayouts(fakeItem([{ site: ONE, width: 'x' }]), fakeItem(earlier));
  expect(await layouts.get(ONE)).toEqual(expected);
});
