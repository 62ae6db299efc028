// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { AskFailure } from '../../../../../components/setup/doctor/AskFailure.tsx';
import { WhyNothing } from '../../../../../components/runs/WhyNothing.tsx';
import type { Failure } from '../../../../../utils/gitlab/Failure.ts';
import type { Cause } from '../../../../../utils/outcome/Cause.ts';
import { fakeBackground } from '../../fakeBackground.ts';
import { PAGE, sampleOutcome, sampleRun } from '../../samples.ts';
import { all, clear, click, one, send, show } from '../../show.tsx';

vi.mock('#i18n', () => import('../../words.ts'));
afterEach(async () => {
  vi.unstubAllGlobals();
  await clear();
});

const RUN = sampleRun({ state: 'failed', jobUrl: `${PAGE.site}/acme/webshop/-/jobs/77` });
const failed = (cause: Cause) =>
  show(
    <WhyNothing
      run={RUN}
      outcome={sampleOutcome({ kind: 'failed', cause, errors: ['401 sk-ant-secret'] })}
    />,
  );
const refused = (failure: Failure) =>
  show(<AskFailure call={fakeBackground().call} failure={failure} place={PAGE} />);

async function copied(byPerson = true): Promise<string[]> {
  const written: string[] = [];
  vi.stubGlobal('navigator', {
    clipboard: { writeText: async (text: string) => void written.push(text) },
  });
  await send(one('ask-claude-copy-maintainer'), click(), byPerson);
  return written;
}

test('what a Maintainer can mend has its page, and a text for one without what the job printed', async () => {
  await failed('sign_in');
  const page =
    'https://gitlab.example.com/acme/webshop/-/settings/ci_cd#js-cicd-variables-settings';
  expect(one('ask-claude-fix-page')).toHaveProperty('href', page);
  expect(await copied()).toEqual([
    [
      '**Ask Claude needs a Maintainer in acme/webshop**',
      '',
      "- What failed: The model provider did not accept the project's key.",
      "- What to do: Renew the model provider's key, such as ANTHROPIC_API_KEY. If the variable is protected, the branch must be protected, too.",
      `- Where: ${page}`,
      '- Job: https://gitlab.example.com/acme/webshop/-/jobs/77',
      '',
    ].join('\n'),
  ]);
  expect(one('ask-claude-copy-maintainer').textContent).toBe('Copied');
});

test.each<[Failure, string]>([
  [{ kind: 'variables_forbidden' }, '/-/settings/ci_cd#js-cicd-variables-settings'],
  [{ kind: 'no_ci_file' }, '/-/ci/editor'],
  [{ kind: 'forbidden' }, '/-/project_members'],
  [{ kind: 'forbidden', reason: 'ci_off' }, '/edit'],
])('a refusal leads there, too: %o', async (failure, path) => {
  await refused(failure);
  expect(one('ask-claude-fix-page')).toHaveProperty(
    'href',
    `https://gitlab.example.com/acme/webshop${path}`,
  );
});

test('what no Maintainer can mend asks for none', async () => {
  await failed('overloaded');
  expect(all('ask-claude-copy-maintainer')).toEqual([]);
  await refused({ kind: 'forbidden', reason: 'account_blocked' });
  expect(all('ask-claude-copy-maintainer')).toEqual([]);
});

test('a press that a page makes up copies nothing', async () => {
  await failed('sign_in');
  expect(await copied(false)).toEqual([]);
});
