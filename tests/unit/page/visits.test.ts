// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { watchVisits } from '../../../utils/page/visits.ts';

const ISSUE = 'https://gitlab.example.com/acme/webshop/-/work_items/12';

/** A window as far as visits need one: an address and events. */
class FakeView extends EventTarget {
  location = new URL(ISSUE);
  navigation = new EventTarget();

  go(path: string, tell: 'navigation' | 'popstate' | 'nothing'): void {
    this.location = new URL(path, ISSUE);
    if (tell === 'navigation') this.navigation.dispatchEvent(new Event('navigatesuccess'));
    if (tell === 'popstate') this.dispatchEvent(new Event('popstate'));
  }
}

let view: FakeView;
let ctx: AbortController;
let check: () => void;
const visits: { path: string; signal: AbortSignal }[] = [];

beforeEach(() => {
  visits.length = 0;
  view = new FakeView();
  ctx = new AbortController();
  // The fake has all of a window that is used.
  check = watchVisits(view as unknown as Window, ctx.signal, (url, signal) =>
    visits.push({ path: new URL(url).pathname, signal }),
  );
});

const paths = () => visits.map(({ path }) => path);

test('the page that is shown already is the first visit', () => {
  expect(paths()).toEqual(['/acme/webshop/-/work_items/12']);
});

test.each(['navigation', 'popstate'] as const)('a move told by %s is a visit', (tell) => {
  view.go('/acme/webshop/-/work_items/13', tell);
  expect(paths()).toHaveLength(2);
});

test('a move that nothing tells is found by the next comparison', () => {
  view.go('/acme/webshop/-/merge_requests/34', 'nothing');
  expect(paths()).toHaveLength(1);
  check();
  check();
  expect(paths()).toHaveLength(2);
});

test('a side panel, a note or a filter is no new visit', () => {
  view.go('?show=eyJpaWQiOiI3In0', 'navigation');
  view.go('#note_3', 'popstate');
  expect(paths()).toHaveLength(1);
});

test('a visit’s signal ends with it', () => {
  view.go('/acme/webshop/-/merge_requests/34', 'navigation');
  expect(visits.map(({ signal }) => signal.aborted)).toEqual([true, false]);
});

test('after the script’s end nothing is told any more, and the last visit has ended', () => {
  ctx.abort();
  view.go('/acme/webshop/-/merge_requests/34', 'navigation');
  check();
  expect(paths()).toHaveLength(1);
  expect(visits[0]?.signal.aborted).toBe(true);
});
