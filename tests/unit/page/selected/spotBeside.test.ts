import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { spotBeside } from '../../../../utils/page/selected/spotBeside.ts';

const ROOM = { left: 0, top: 0, right: 1000, bottom: 800 };
const SIZE = { width: 100, height: 28 };
const line = (left: number, top: number, width = 200) => ({
  left,
  top,
  right: left + width,
  bottom: top + 20,
});

test('it stands below the end of what is selected', () => {
  expect(spotBeside([line(100, 100), line(100, 120)], SIZE, ROOM)).toEqual({ left: 250, top: 146 });
});

test('at the foot of the window it stands above', () => {
  expect(spotBeside([line(100, 770)], SIZE, ROOM)).toEqual({ left: 100, top: 736 });
});

test('a selection as high as the window has it at its side', () => {
  const lines = Array.from({ length: 60 }, (_, index) => line(100, index * 20 - 100));
  const spot = spotBeside(lines, SIZE, ROOM);
  expect(spot?.left).toBeGreaterThanOrEqual(300);
});

test('a selection that fills the window, or lies outside of it, has none', () => {
  const full = Array.from({ length: 60 }, (_, index) => line(0, index * 20 - 100, 1000));
  expect(spotBeside(full, SIZE, ROOM)).toBeNull();
  expect(spotBeside([line(100, 900)], SIZE, ROOM)).toBeNull();
});

test('wherever it stands, it covers nothing that is selected and nothing of it lies outside', () => {
  const lines = fc.array(
    fc.record({
      left: fc.integer({ min: -200, max: 1000 }),
      top: fc.integer({ min: -200, max: 900 }),
      width: fc.integer({ min: 1, max: 900 }),
    }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(lines, (given) => {
      const boxes = given.map(({ left, top, width }) => line(left, top, width));
      const spot = spotBeside(boxes, SIZE, ROOM);
      if (!spot) return;
      const right = spot.left + SIZE.width;
      const bottom = spot.top + SIZE.height;
      expect(spot.left >= 0 && spot.top >= 0 && right <= 1000 && bottom <= 800).toBe(true);
      for (const box of boxes)
        expect(
          box.left >= right ||
            box.right <= spot.left ||
            box.top >= bottom ||
            box.bottom <= spot.top,
        ).toBe(true);
    }),
  );
});
