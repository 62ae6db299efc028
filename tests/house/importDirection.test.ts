import { expect, test } from 'vitest';
import { importsOf, sourceFiles, type Import } from './sourceFiles.ts';

/** The flow, in its one direction. */
const STEPS = ['page', 'context', 'prompt', 'pipeline', 'preview', 'outcome', 'review', 'runs'];
const SERVICES = ['gitlab', 'sites', 'messages', 'storage'];

/** `utils/<folder>` of a path, or null outside. */
function folderOf(path: string): string | null {
  return /^utils\/([^/]+)\//.exec(path)?.[1] ?? null;
}

function values(folder: string): Import[] {
  return sourceFiles([folder])
    .flatMap(importsOf)
    .filter(({ typeOnly }) => !typeOnly);
}

test('a step takes values only from earlier steps and from the services', () => {
  const wrong = values('utils').filter(({ from, to }) => {
    const [own, other] = [folderOf(from), folderOf(to)];
    if (own === null || other === null || own === other || !STEPS.includes(own)) return false;
    return !SERVICES.includes(other) && !(STEPS.indexOf(other) < STEPS.indexOf(own));
  });
  expect(wrong).toEqual([]);
});

test('a service takes no values from the steps', () => {
  const wrong = values('utils').filter(({ from, to }) => {
    const [own, other] = [folderOf(from), folderOf(to)];
    return (
      own !== null &&
      other !== null &&
      SERVICES.includes(own) &&
      STEPS.includes(other) &&
      other !== 'page'
    );
  });
  expect(wrong).toEqual([]);
});

test('components know neither services nor the browser', () => {
  const services = values('components').filter(({ to }) => SERVICES.includes(folderOf(to) ?? ''));
  const browser = sourceFiles(['components']).filter(({ text }) =>
    /from 'wxt\/|\bbrowser\.|\bchrome\.|\bfetch\(/.test(text),
  );
  expect([services, browser.map(({ path }) => path)]).toEqual([[], []]);
});

test('nothing but tests and scripts reaches into tests', () => {
  const wrong = sourceFiles(['entrypoints', 'components', 'utils', 'ci'])
    .flatMap(importsOf)
    .filter(({ to }) => to.startsWith('tests/') || to.startsWith('scripts/'));
  expect(wrong).toEqual([]);
});

test('no files import each other in a circle, types neither', () => {
  const imports = sourceFiles(['entrypoints', 'components', 'utils', 'ci', 'scripts']).flatMap(
    importsOf,
  );
  const next = Map.groupBy(imports, ({ from }) => from);
  const circleOf = (start: string): string[] | null => {
    const reached = new Set<string>();
    const left = [[start]];
    for (let way = left.pop(); way; way = left.pop()) {
      for (const { to } of next.get(way.at(-1) ?? '') ?? []) {
        if (to === start) return [...way, to];
        if (!reached.has(to)) left.push([...way, to]);
        reached.add(to);
      }
    }
    return null;
  };
  expect([...next.keys()].map(circleOf).filter((circle) => circle !== null)).toEqual([]);
});
