// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LayoutButtons } from '../../../components/ask/LayoutButtons.tsx';
import { PanelEdge } from '../../../components/ask/PanelEdge.tsx';
import { type PanelLayout, type Placement, USUAL_LAYOUT } from '../../../utils/page/PanelLayout.ts';
import { resizeWindow, standAt } from '../page/resizeWindow.ts';
import { all, clear, click, one, send, show } from './show.tsx';

vi.mock('#i18n', () => import('./words.ts'));

let layout: PanelLayout;
/** What was to be kept. */
let kept: PanelLayout[];

const change: Placement['change'] = (wanted, isKept) => {
  layout = wanted;
  if (isKept) kept.push(wanted);
};

async function draw(): Promise<void> {
  await show(
    <div class="panel">
      <PanelEdge layout={layout} taken={0} change={change} />
      <LayoutButtons layout={layout} taken={0} change={change} />
    </div>,
  );
}

beforeEach(() => {
  layout = USUAL_LAYOUT;
  kept = [];
  resizeWindow(1280);
});
afterEach(clear);

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) {
    await send(one('ask-claude-edge'), new KeyboardEvent('keydown', { key, bubbles: true }));
    await draw();
  }
}

/** Takes the edge and lets it go where the last of these points is. */
async function drag(...points: [number, number][]): Promise<void> {
  const edge = one('ask-claude-edge');
  let held = false;
  edge.setPointerCapture = () => (held = true);
  edge.hasPointerCapture = () => held;
  const tell = async (type: string, [clientX, clientY]: [number, number] = [0, 0]) => {
    await send(edge, new PointerEvent(type, { clientX, clientY, pointerId: 1, bubbles: true }));
    await draw();
  };
  await tell('pointermove', [1, 1]);
  expect(kept).toEqual([]);
  await tell('pointerdown');
  for (const point of points) await tell('pointermove', point);
  await tell('pointerup', points.at(-1));
}

const edgeSays = (name: string) => one('ask-claude-edge').getAttribute(`aria-${name}`);

describe('the edge of a docked panel', () => {
  test('is moved by arrow keys and to its ends, within bounds, and each width is kept', async () => {
    await draw();
    await press('ArrowLeft', 'ArrowLeft', 'ArrowRight');
    expect(layout.width).toBe(420);
    await press('End', 'ArrowLeft');
    expect([layout.width, edgeSays('valuenow')]).toEqual([640, '640']);
    await press('Home', 'ArrowRight', 'Tab');
    expect([layout.width, edgeSays('valuemin')]).toEqual([340, '340']);
    expect(kept).toHaveLength(7);
  });

  test('is dragged: the panel follows, and the width where it is let go is kept', async () => {
    await draw();
    standAt(document.querySelector('.panel') ?? document.body, 872, 1272);
    await drag([800, 300], [772, 300]);
    expect(layout.width).toBe(500);
    expect(kept).toEqual([{ ...USUAL_LAYOUT, width: 500 }]);
  });

  test('gives the usual width back by a double click', async () => {
    layout = { ...USUAL_LAYOUT, width: 600 };
    await draw();
    await send(one('ask-claude-edge'), new MouseEvent('dblclick', { bubbles: true }));
    expect(kept).toEqual([USUAL_LAYOUT]);
  });

  test('stands at the left of the panel, whatever side that has where it lies over the page', async () => {
    layout = { ...USUAL_LAYOUT, side: 'left' };
    await draw();
    await press('ArrowLeft');
    expect(layout.width).toBe(420);
  });
});

describe('over the page', () => {
  beforeEach(() => resizeWindow(1000));

  test('the edge of a panel at the left is its right one', async () => {
    layout = { ...USUAL_LAYOUT, side: 'left' };
    await draw();
    await press('ArrowRight');
    expect(layout.width).toBe(420);
    kept = [];
    standAt(document.querySelector('.panel') ?? document.body, 8, 428);
    await drag([528, 300]);
    expect(layout.width).toBe(520);
  });

  test('a button has the panel go to the other side and back, which is kept', async () => {
    await draw();
    await send(one('ask-claude-side'), click());
    await draw();
    await send(one('ask-claude-side'), click());
    expect(kept.map(({ side }) => side)).toEqual(['left', 'right']);
  });

  test('a pin docks it, which is kept; then there is no other side', async () => {
    await draw();
    expect(one('ask-claude-pin').getAttribute('aria-pressed')).toBe('false');
    await send(one('ask-claude-pin'), click());
    await draw();
    expect(kept).toEqual([{ ...USUAL_LAYOUT, pinned: true }]);
    expect(one('ask-claude-pin').getAttribute('aria-pressed')).toBe('true');
    expect(all('ask-claude-side')).toEqual([]);
  });
});

describe('the upper edge of the sheet', () => {
  beforeEach(() => resizeWindow(640));

  test('is moved by arrow keys to full height and back; no height is kept', async () => {
    await draw();
    expect([edgeSays('orientation'), edgeSays('valuenow')]).toEqual(['horizontal', '60']);
    await press('ArrowUp');
    expect(edgeSays('valuenow')).toBe('100');
    await press('ArrowDown', 'End', 'Home');
    expect([layout, kept]).toEqual([{ ...USUAL_LAYOUT, height: 60 }, []]);
  });

  test.each([
    ['above the middle to full height', 100, 100],
    ['below it back', 200, 60],
  ])('is dragged: the sheet follows, and goes on %s where it is let go', async (_, y, height) => {
    await draw();
    const heights: unknown[] = [];
    await drag([320, 240]);
    heights.push(layout.height);
    await drag([320, y]);
    expect([...heights, layout.height, kept]).toEqual([60, height, []]);
  });

  test('is there by a button, too', async () => {
    await draw();
    const said = one('ask-claude-sheet').getAttribute('aria-label');
    await send(one('ask-claude-sheet'), click());
    await draw();
    expect(layout.height).toBe(100);
    expect(one('ask-claude-sheet').getAttribute('aria-label')).not.toBe(said);
    await send(one('ask-claude-sheet'), click());
    expect(layout.height).toBe(60);
  });

  test('comes in the place of the side edge where the window becomes narrow enough', async () => {
    resizeWindow(641);
    await draw();
    expect(edgeSays('orientation')).toBe('vertical');
    resizeWindow(640);
    await draw();
    expect(edgeSays('orientation')).toBe('horizontal');
  });
});
