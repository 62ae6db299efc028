// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { ProjectCheck } from '../../../../components/setup/ProjectCheck.tsx';
import type { Diagnosis } from '../../../../utils/setup/doctor/Diagnosis.ts';
import { fakeBackground } from '../fakeBackground.ts';
import { all, clear, click, one, send, show } from '../show.tsx';

vi.mock('#i18n', () => import('../words.ts'));
afterEach(clear);

const DIAGNOSIS: Diagnosis = {
  project: 'acme/shop',
  lines: [
    {
      check: 'ci_checks',
      light: 'amber',
      cause: 'ci_old_syntax',
      values: ['test', '4'],
      fix: { kind: 'askClaude', words: 'Mend this.' },
    },
  ],
};
const { call, state } = fakeBackground();
state.diagnosis = { ok: true, value: DIAGNOSIS };

test('a project in which nothing failed is looked at by one press, and what is found is asked for by another', async () => {
  const asked: string[] = [];
  await show(<ProjectCheck call={call} onAsk={(words) => asked.push(words)} />);
  expect(all('ask-claude-doctor')).toEqual([]);
  await send(one('ask-claude-check-project'), click());
  await send(one('ask-claude-doctor-ask'), click());
  expect(asked).toEqual(['Mend this.']);
});

test('attack: a page cannot press it', async () => {
  await show(<ProjectCheck call={call} onAsk={() => undefined} />);
  await send(one('ask-claude-check-project'), click(), false);
  expect(all('ask-claude-doctor')).toEqual([]);
});
