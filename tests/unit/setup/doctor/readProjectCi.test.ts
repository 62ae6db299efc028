import { expect, test } from 'vitest';
import type { GitLab } from '../../../../utils/gitlab/GitLab.ts';
import { readProjectCi } from '../../../../utils/setup/doctor/readProjectCi.ts';
import { aProject } from '../../fakes/entities.ts';
import { fails, fakeGitLab, ok } from '../../fakes/fakeGitLab.ts';

const FILES: Record<string, string> = {
  '.gitlab-ci.yml': 'include: ci/lint.yml\ntest: {script: [x]}\n',
  'ci/lint.yml': 'lint: {script: [y]}\n',
  Dockerfile: 'FROM scratch\n',
};
const MERGED = 'lint: {script: [y]}\ntest: {script: [x]}\n';

function gitLab(more: Partial<GitLab> = {}) {
  return fakeGitLab({
    file: async (_, path) => {
      const text = FILES[path];
      return text === undefined ? fails('not_found') : ok(text);
    },
    tree: async () =>
      ok([
        { id: 'a', path: 'src', type: 'tree' },
        { id: 'b', path: 'Dockerfile', type: 'blob' },
        { id: 'c', path: 'Jenkinsfile', type: 'blob' },
      ]),
    lint: async () => ok({ valid: true, errors: [], merged_yaml: MERGED }),
    ...more,
  });
}

test('the file on the default branch is read as GitLab merges it, with what it includes and what stands beside it', async () => {
  const one = gitLab();
  const read = await readProjectCi(one, aProject({ default_branch: 'trunk' }));
  expect(read).toEqual({
    ok: true,
    value: {
      path: '.gitlab-ci.yml',
      ref: 'trunk',
      text: FILES['.gitlab-ci.yml'],
      merged: MERGED,
      included: new Map([['ci/lint.yml', FILES['ci/lint.yml']]]),
      beside: new Map([
        ['Dockerfile', 'FROM scratch\n'],
        ['Jenkinsfile', null],
      ]),
      glsec: null,
    },
  });
  expect(one.calls).toContain('lint {"ref":"trunk"}');
});

test('a project without a CI file costs one request', async () => {
  const one = gitLab({ file: async () => fails('not_found') });
  expect(await readProjectCi(one, aProject())).toEqual(ok(null));
  expect(one.calls).toHaveLength(1);
});

test.each([
  ['whose file lies in another project', { ci_config_path: 'ci.yml@acme/ci' }],
  ['without pipelines', { jobs_enabled: false }],
])('of a project %s nothing is read', async (_, more) => {
  const one = gitLab();
  expect(await readProjectCi(one, aProject(more))).toEqual(ok(null));
  expect(one.calls).toEqual([]);
});

test('what GitLab does not merge is judged as it is written', async () => {
  const answers: GitLab['lint'][] = [
    async () => fails('forbidden'),
    async () => ok({ valid: false, errors: ['no'], merged_yaml: MERGED }),
    async () => ok({ valid: true, errors: [], merged_yaml: 'a: b\n'.repeat(70_000) }),
  ];
  for (const lint of answers) {
    const read = await readProjectCi(
      gitLab({ lint, tree: async () => fails('forbidden') }),
      aProject(),
    );
    expect(read).toMatchObject({ ok: true, value: { merged: null, beside: new Map() } });
  }
});

test('a file that may not be read is said not to be', async () => {
  const read = await readProjectCi(gitLab({ file: async () => fails('forbidden') }), aProject());
  expect(read).toMatchObject({ ok: false });
});
