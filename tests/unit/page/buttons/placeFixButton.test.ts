// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { placeFixButton } from '../../../../utils/page/buttons/placeFixButton.ts';
import { skipUnless } from '../../../skipUnless.ts';
import { hasRenderedPages, renderedPage, showPage } from '../fixtures.ts';

const WORDS = { label: 'Fix with Claude', title: '' };

function parentOnPage(name: string): string | null | undefined {
  showPage(renderedPage(`real-18.9/${name}`));
  placeFixButton(document, WORDS, () => undefined).place();
  const [host, ...more] = document.querySelectorAll('ask-claude-pipeline');
  expect(more).toEqual([]);
  return host?.parentElement?.getAttribute('data-testid');
}

describe('on pages of a real GitLab', () => {
  skipUnless(hasRenderedPages, 'pages of a real GitLab are not on this machine');

  test.each([
    ['merge-request-overview', 'pipeline-info-container'],
    ['pipeline', 'page-heading-actions'],
    ['job', 'page-heading-actions'],
    ['work-item', undefined],
    ['pipeline-list', undefined],
    ['commit', undefined],
  ])('%s has one button at its failed pipeline, or none', (name, parent) => {
    expect(parentOnPage(name)).toBe(parent);
  });
});
