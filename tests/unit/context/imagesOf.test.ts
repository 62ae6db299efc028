import { expect, test } from 'vitest';
import type { ContextItem, ContextPart, PartName } from '../../../utils/context/Context.ts';
import { imagesOf } from '../../../utils/context/imagesOf.ts';

const SECRET = 'ab'.repeat(16);

/** A text that shows these images. */
function item(label: string, filenames: string[], more: Partial<ContextItem> = {}): ContextItem {
  const images = filenames.map((filename) => ({ secret: SECRET, filename }));
  return { label, text: label, removals: [], tier: 'recent', worth: 0, images, ...more };
}

function part(name: PartName, ...items: ContextItem[]): ContextPart {
  return { name, items, cut: [] };
}

const names = (...parts: ContextPart[]) => imagesOf(parts).map(({ filename }) => filename);

test('images of the description come first, then what is asked about, then the newest', () => {
  const comments = part(
    'comments',
    item('older', ['older.png'], { worth: 1 }),
    item('newer', ['newer.png'], { worth: 2 }),
  );
  const threads = part('threads', item('asked', ['asked.png'], { asked: true, worth: 0 }));
  const description = part('description', item('description', ['first.png'], { worth: -1 }));
  expect(names(comments, threads, description)).toEqual([
    'first.png',
    'asked.png',
    'newer.png',
    'older.png',
  ]);
});

test('texts that are worth the same keep their order', () => {
  expect(names(part('comments', item('one', ['b.png']), item('two', ['a.png'])))).toEqual([
    'b.png',
    'a.png',
  ]);
});

test('an image stands once, under the first text that shows it; linked items’ images and other files are none', () => {
  const found = imagesOf([
    part('comments', item('later', ['cart.png'])),
    part('description', item('description', ['cart.png', 'log.txt'])),
    part('linked', item('#3', ['elsewhere.png'])),
  ]);
  expect(found).toEqual([{ secret: SECRET, filename: 'cart.png', place: 'description' }]);
});
