// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { DoctorLines } from '../../../../../components/setup/doctor/DoctorLines.tsx';
import type { DoctorActions } from '../../../../../components/setup/doctor/DoctorActions.ts';
import type { DoctorLine } from '../../../../../utils/setup/doctor/Diagnosis.ts';
import { CI_FINDINGS } from '../../../../../utils/setup/ciChecks/CiFinding.ts';
import { all, clear, click, one, send, show } from '../../show.tsx';

vi.mock('#i18n', () => import('../../words.ts'));
afterEach(clear);

const review: DoctorLine[] = CI_FINDINGS.slice(0, 7).map((cause) => ({
  check: 'ci_checks',
  light: 'amber',
  cause,
  values: ['test', '3'],
  fix: { kind: 'askClaude', words: `Mend ${cause}` },
}));
const WELL: DoctorLine = { check: 'role', light: 'green', cause: 'role', values: ['Developer'] };
const RED: DoctorLine = { check: 'job', light: 'red', cause: 'job_missing' };

async function shown(lines: DoctorLine[], more: Partial<DoctorActions> = {}): Promise<void> {
  const actions: DoctorActions = {
    diagnose: () => Promise.reject(new Error('It is not asked.')),
    newToken: () => undefined,
    ...more,
  };
  await show(<DoctorLines lines={lines} actions={actions} />);
}
const isOpen = () => one('ask-claude-doctor-review').hasAttribute('open');
const summary = () => document.querySelector('.doctor-summary')?.textContent;

test('what a reviewer would mend stands apart from what keeps asks from working', async () => {
  await shown([RED, ...review, WELL]);
  expect(summary()).toBe('1 thing keeps Ask Claude from working as it should.');
  expect(one('ask-claude-doctor-review').textContent).toContain(
    '7 things that a pipeline reviewer',
  );
});

test('much of it is folded where there is something else, and open where there is nothing', async () => {
  await shown([RED, ...review]);
  expect(isOpen()).toBe(false);
  await clear();
  await shown([RED, ...review.slice(0, 2)]);
  expect(isOpen()).toBe(true);
  await clear();
  await shown([...review, WELL]);
  expect(isOpen()).toBe(true);
});

test('one press asks for all of it', async () => {
  const ask = vi.fn<(words: string) => void>();
  await shown(review.slice(0, 2), { ask });
  const [ofAll, first] = all('ask-claude-doctor-ask');
  expect(ofAll?.textContent).toBe('Ask Claude to fix all of it');
  await send(ofAll ?? document.body, click());
  await send(first ?? document.body, click());
  expect(ask.mock.calls).toEqual([
    ['Mend ci_image_unpinned\n\nMend ci_old_syntax'],
    ['Mend ci_image_unpinned'],
  ]);
});

test('where there is no box, one press copies the ask for all of it', async () => {
  await shown(review.slice(0, 2));
  expect(all('ask-claude-doctor-copy')[0]?.textContent).toBe('Copy the request for all of it');
});

test('one thing alone has no second button', async () => {
  await shown(review.slice(0, 1));
  expect(all('ask-claude-doctor-copy')).toHaveLength(1);
});
