// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import {
  selectorNotes,
  areaSelectors,
  diffSelectors,
  extrasSelectors,
  panelSelectors,
  selectors,
  sharedSelectors,
  type Markup,
  type SelectorName,
} from '../../../utils/page/selectors.ts';
import { fixture, hasRenderedPages, parsePage, renderedPage } from './fixtures.ts';
import { skipUnless } from '../../skipUnless.ts';

type Counts = Partial<Record<SelectorName, number>>;

/** How often each selector matches in each fixture; not at all where none is said. */
const EXPECTED: readonly { name: string; markup: Markup | null; counts: Counts }[] = [
  {
    name: 'work_item_18_9',
    markup: 'work_item',
    counts: {
      controller: 1,
      content: 1,
      workItemEdit: 2,
      workItemMenu: 3,
      workItemHeading: 2,
      workItemThread: 3,
      sidePanel: 2,
      besidePage: 1,
      itemBeside: 1,
      stickyHeader: 1,
      pageLayout: 1,
      topBar: 1,
      note: 4,
    },
  },
  {
    name: 'work_item_19_3',
    markup: 'work_item',
    counts: {
      controller: 1,
      content: 1,
      workItemMenu: 1,
      workItemActions: 1,
      workItemHeading: 1,
      workItemThread: 1,
      sidePanel: 1,
      besidePage: 1,
      drawer: 1,
      writtenText: 2,
      pipelineActions: 1,
      note: 1,
      comment: 1,
      description: 1,
    },
  },
  {
    name: 'legacy_issue',
    markup: 'legacy_issue',
    counts: {
      controller: 1,
      content: 1,
      mergeRequestActions: 1,
      issuableHeader: 1,
      mergeRequestThread: 1,
      stickyHeader: 1,
    },
  },
  {
    name: 'merge_request',
    markup: 'merge_request',
    counts: {
      controller: 1,
      content: 1,
      mergeRequestActions: 1,
      mergeRequestMenu: 1,
      issuableHeader: 1,
      mergeRequestThread: 3,
      resolvedThread: 1,
      besidePage: 1,
      drawer: 1,
      stickyHeader: 1,
      writtenText: 1,
      note: 1,
      noteAuthor: 1,
      noteContent: 1,
      commentEditor: 1,
      submitReview: 1,
      failedStatus: 1,
      pipelineBox: 1,
      pipelineActions: 1,
      comment: 1,
      extras: 1,
    },
  },
  ...(['changes_classic', 'changes_rapid'] as const).map((markup) => ({
    name: markup,
    markup,
    counts: {
      controller: 1,
      content: 1,
      mergeRequestActions: 1,
      mergeRequestMenu: 1,
      issuableHeader: 1,
      mergeRequestThread: 1,
      diff: 1,
      diffFile: 1,
      ...(markup === 'changes_rapid'
        ? {
            note: 1,
            diffNumber: 4,
            diffNumberCell: 4,
            diffRow: 2,
            diffSecondSide: 3,
            diffSide: 6,
            diffTwoSides: 2,
            extras: 2,
          }
        : {
            diffNumber: 2,
            diffNumberCell: 2,
            diffRow: 1,
            diffSecondSide: 1,
            diffSide: 2,
            diffTwoSides: 1,
            extras: 1,
          }),
    },
  })),
  {
    name: 'job',
    markup: 'job',
    counts: {
      controller: 1,
      content: 1,
      log: 1,
      extras: 2,
      failedStatus: 1,
      pipelineActions: 1,
      pipelineBox: 1,
      workItemActions: 1,
    },
  },
  { name: 'file', markup: 'file', counts: { controller: 1, content: 1, file: 1, extras: 2 } },
];

const all = {
  ...selectors,
  ...sharedSelectors,
  ...extrasSelectors,
  ...areaSelectors,
  ...diffSelectors,
  ...panelSelectors,
};
const names = Object.keys(all) as SelectorName[];

function countsIn(html: string): Counts {
  const page = parsePage(html);
  const found = names.map((name) => [name, page.querySelectorAll(all[name]).length] as const);
  return Object.fromEntries(found.filter(([, count]) => count > 0));
}

describe.each(EXPECTED)('in the markup $name', ({ name, markup, counts }) => {
  test('each selector matches as often as is said', () => {
    expect(countsIn(fixture(name))).toEqual(counts);
  });

  test('only selectors that are meant for it match', () => {
    const foreign = names.filter(
      (selector) =>
        (counts[selector] ?? 0) > 0 &&
        !selectorNotes[selector].on.some((meant) => meant === markup),
    );
    expect(foreign).toEqual([]);
  });
});

test('each selector is proved by at least one fixture', () => {
  const proved = new Set(EXPECTED.flatMap(({ counts }) => Object.keys(counts)));
  expect(names.filter((name) => !proved.has(name))).toEqual([]);
});

test('another site carries none of the marks that make a page GitLab', () => {
  const { controller, content } = countsIn(fixture('not_gitlab'));
  expect([controller, content]).toEqual([undefined, undefined]);
});

describe('in pages that GitLab rendered', () => {
  skipUnless(hasRenderedPages, 'pages of a real GitLab are not on this machine');

  test.each([
    {
      name: 'work_item',
      counts: {
        controller: 1,
        content: 1,
        workItemEdit: 1,
        workItemMenu: 1,
        workItemActions: 1,
        workItemHeading: 1,
        workItemThread: 6,
        sidePanel: 2,
        writtenText: 9,
        pageLayout: 1,
        topBar: 1,
        pipelineActions: 1,
        note: 10,
        noteAuthor: 22,
        noteContent: 16,
        comment: 8,
        description: 1,
        commentEditor: 1,
      },
    },
    {
      name: 'mr_overview',
      counts: {
        controller: 1,
        content: 1,
        mergeRequestActions: 1,
        mergeRequestMenu: 1,
        issuableHeader: 1,
        mergeRequestThread: 6,
        sidePanel: 2,
        stickyHeader: 1,
        resolvedThread: 2,
        writtenText: 14,
        pageLayout: 1,
        topBar: 1,
        note: 13,
        noteAuthor: 39,
        noteContent: 21,
        comment: 13,
        description: 1,
        diff: 2,
        diffFile: 2,
        diffNumber: 28,
        diffRow: 14,
        extras: 14,
        commentEditor: 1,
      },
    },
    {
      name: 'mr_changes_inline',
      counts: {
        controller: 1,
        content: 1,
        mergeRequestActions: 1,
        mergeRequestMenu: 1,
        issuableHeader: 1,
        mergeRequestThread: 2,
        sidePanel: 2,
        stickyHeader: 1,
        writtenText: 4,
        pageLayout: 1,
        topBar: 1,
        note: 3,
        noteAuthor: 12,
        comment: 3,
        description: 1,
        diff: 6,
        diffFile: 3,
        diffNumber: 27,
        diffNumberCell: 57,
        diffRow: 30,
        diffSide: 30,
        extras: 30,
        noteContent: 5,
      },
    },
  ])('$name holds what is looked for', ({ name, counts }) => {
    expect(countsIn(renderedPage(name))).toEqual(counts);
  });
});
