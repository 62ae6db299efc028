// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import { showsItemBeside } from '../../../utils/page/beside/shownBeside.ts';
import { takenAtFoot } from '../../../utils/page/beside/takenAtFoot.ts';
import { takenAtRight } from '../../../utils/page/beside/takenAtRight.ts';
import { skipUnless } from '../../skipUnless.ts';
import { fixture, hasRenderedPages, renderedPage, showPage } from './fixtures.ts';
import { resizeWindow, standAt } from './resizeWindow.ts';

const WIDTH = 400;
beforeEach(() => resizeWindow(1000));

function standing(selector: string, left: number, right: number): number {
  const element = document.querySelector(selector);
  if (!element) throw new Error(`Nothing is ${selector}.`);
  standAt(element, left, right);
  return takenAtRight(document, WIDTH);
}

test('of a page without side panels nothing is taken', () => {
  showPage(fixture('legacy_issue'));
  expect(takenAtRight(document, WIDTH)).toBe(0);
});

test.each([
  ['an item beside the page', 'work_item_18_9', '.js-dynamic-panel-inner'],
  ['a drawer', 'merge_request', '.gl-drawer'],
  ['GitLab Duo', 'work_item_19_3', '.ai-panels'],
])('%s takes what it covers at the right', (_, page, selector) => {
  showPage(fixture(page));
  expect(standing(selector, 512, 1000)).toBe(488);
});

test('what ends before the panel’s own place takes nothing: the page has narrowed', () => {
  showPage(fixture('work_item_18_9'));
  expect(standing('.js-dynamic-panel-inner', 284, 584)).toBe(0);
});

test('GitLab Duo as a bar takes the foot, and nothing at the right', () => {
  showPage(fixture('work_item_19_3'));
  resizeWindow(800, 600);
  const duo = document.querySelector('.ai-panels');
  if (!duo) throw new Error('There is no Duo.');
  standAt(duo, 0, 800, 552, 600);
  expect([takenAtRight(document, WIDTH), takenAtFoot(document)]).toEqual([0, 48]);
  standAt(duo, 0, 800, 192, 240);
  expect(takenAtFoot(document)).toBe(0);
});

test('an item in a side panel is known, so that the page narrows with it', () => {
  showPage(fixture('work_item_18_9'));
  expect(showsItemBeside(document)).toBe(false);
  standing('.js-dynamic-panel-inner', 200, 988);
  expect(showsItemBeside(document)).toBe(true);
});

test('what is hidden takes nothing, and neither does what leaves no place beside', () => {
  showPage(fixture('merge_request'));
  expect(takenAtRight(document, WIDTH)).toBe(0);
  expect(standing('.gl-drawer', 100, 1000)).toBe(0);
});

describe('on a page of GitLab 18.9', () => {
  skipUnless(hasRenderedPages, 'pages of a real GitLab are not on this machine');

  test('an item in a drawer takes its half', () => {
    showPage(renderedPage('real-18.9/work-item-in-drawer'));
    expect(standing('.js-dynamic-panel-inner', 500, 988)).toBe(500);
  });

  test('without one the place for it takes nothing', () => {
    showPage(renderedPage('real-18.9/work-item'));
    for (const element of document.querySelectorAll('#contextual-panel-portal, .js-static-panel'))
      standAt(element, 500, 988);
    expect(takenAtRight(document, WIDTH)).toBe(0);
  });
});
