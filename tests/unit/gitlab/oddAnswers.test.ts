import { describe, expect, test } from 'vitest';
import { aBranch } from '../fakes/entities.ts';
import { gitLabAnswering, json, PIPELINE, ROOT } from './world.ts';

const PROJECT = { id: 5, path_with_namespace: 'acme/webshop', web_url: `${ROOT}/acme/webshop` };

function moved(): Response {
  return new Response(null, { status: 301, headers: { location: '/api/v4/projects/5' } });
}

describe('a list with an odd entry', () => {
  test('holds a project whose code the user may not see', async () => {
    const shop = { ...PROJECT, default_branch: 'main' };
    const { gitLab } = gitLabAnswering(() => json([shop, { ...PROJECT, id: 6 }]));
    const found = await gitLab.projects('');
    expect(found.ok && found.value.map((one) => one.default_branch)).toEqual(['main', null]);
  });

  test('loses that entry alone', async () => {
    const { gitLab } = gitLabAnswering(() => json([{ id: 'odd' }, PROJECT, null]));
    const found = await gitLab.projects('');
    expect(found.ok && found.value.map(({ id }) => id)).toEqual([5]);
  });

  test('is refused where no entry can be read: then it is another list', async () => {
    const { gitLab } = gitLabAnswering(() => json([{ id: 'odd' }]));
    const found = await gitLab.projects('');
    expect(found).toMatchObject({
      ok: false,
      failure: { seen: { what: 'unexpected', values: [expect.stringContaining('0.id')] } },
    });
  });

  test('keeps a pipeline that lacks what only words need', async () => {
    const { ref: _ref, web_url: _url, ...bare } = PIPELINE;
    const { gitLab } = gitLabAnswering(() => json([bare]));
    const found = await gitLab.pipelines(5, {});
    expect(found.ok && found.value.items.map(({ id }) => id)).toEqual([PIPELINE.id]);
  });
});

describe('a redirect of a project asked for by its path', () => {
  test('is told as a move where the API itself answers', async () => {
    const { gitLab } = gitLabAnswering(({ url }) =>
      url.pathname.endsWith('/user') ? json({ id: 1, username: 'mia', name: 'Mia' }) : moved(),
    );
    expect(await gitLab.project('acme/old')).toMatchObject({
      ok: false,
      failure: { kind: 'not_json', reason: 'moved', subject: 'acme/old' },
    });
  });

  test('is told as a sign-in page where everything is redirected', async () => {
    const { gitLab } = gitLabAnswering(moved);
    expect(await gitLab.project('acme/old')).toMatchObject({ failure: { reason: 'redirect' } });
  });
});

const isPath = (url: URL): boolean => url.pathname.includes('%2F');
const apache = () =>
  new Response('<html><head><title>404 Not Found</title></head></html>', { status: 404 });
const gitLabsOwn = () => json({ message: '404 Project Not Found' }, { status: 404 });

describe('a path that a proxy does not let through', () => {
  test.each([
    ['refuses it', apache],
    ['decodes it', gitLabsOwn],
  ])('is searched for where the proxy %s, and read by its id', async (_, refusal) => {
    const shop = { ...PROJECT, default_branch: 'main' };
    const { gitLab, sent } = gitLabAnswering(({ url }) => {
      if (isPath(url)) return refusal();
      const others = { ...PROJECT, id: 6, path_with_namespace: 'acme/webshop-old' };
      return url.pathname.endsWith('/projects') ? json([others, shop]) : json(shop);
    });
    const found = await gitLab.project('acme/webshop');
    expect(found.ok && found.value.id).toBe(5);
    expect(sent.map(({ url }) => url.pathname.replace('/gitlab/api/v4', ''))).toEqual([
      '/projects/acme%2Fwebshop',
      '/projects',
      '/projects/5',
    ]);
    expect(sent[1]?.url.search).toContain('search=acme%2Fwebshop&search_namespaces=true');
  });

  test('is named as the cause where it is found nowhere', async () => {
    const { gitLab } = gitLabAnswering(({ url }) => (isPath(url) ? apache() : json([])));
    expect(await gitLab.project('acme/webshop')).toMatchObject({
      failure: { kind: 'not_found', reason: 'encoded_slashes' },
    });
  });

  test('a project that is not there stays not found', async () => {
    const { gitLab } = gitLabAnswering(({ url }) => (isPath(url) ? gitLabsOwn() : json([])));
    const found = await gitLab.project('acme/webshop');
    expect(found).toEqual({
      ok: false,
      failure: { kind: 'not_found', status: 404, detail: '404 Project Not Found' },
    });
  });
});

describe('a name with slashes that a proxy does not let through', () => {
  const BRANCH = aBranch('fix/total');

  test('is looked for among the branches', async () => {
    const { gitLab, sent } = gitLabAnswering(({ url }) =>
      isPath(url) ? apache() : json([{ ...BRANCH, name: 'fix/total-2' }, BRANCH]),
    );
    expect(await gitLab.branch(5, 'fix/total')).toMatchObject({ value: { name: 'fix/total' } });
    expect(sent[1]?.url.searchParams.get('search')).toBe('^fix/total');
  });

  test('is looked for among the files of its folder, and read by its id', async () => {
    const { gitLab, sent } = gitLabAnswering(({ url }) => {
      if (isPath(url)) return gitLabsOwn();
      if (url.pathname.endsWith('/raw'))
        return new Response('presets: []', { headers: { 'content-type': 'text/plain' } });
      return json([{ id: 'b'.repeat(40), path: '.gitlab/ask-claude.yml', type: 'blob' }]);
    });
    expect(await gitLab.file(5, '.gitlab/ask-claude.yml', 'main')).toEqual({
      ok: true,
      value: 'presets: []',
    });
    expect(sent.at(-1)?.url.pathname).toContain(`/repository/blobs/${'b'.repeat(40)}/raw`);
  });

  test('is not looked for again where such addresses are answered', async () => {
    const { gitLab, sent } = gitLabAnswering(({ url }) =>
      url.pathname.includes('there%2F') ? json({ ...BRANCH, name: 'there/it' }) : gitLabsOwn(),
    );
    await gitLab.branch(5, 'there/it');
    expect(await gitLab.branch(5, 'not/there')).toMatchObject({ failure: { kind: 'not_found' } });
    expect(sent).toHaveLength(2);
  });

  test('stays not found where no list has it', async () => {
    const { gitLab } = gitLabAnswering(({ url }) => (isPath(url) ? gitLabsOwn() : json([])));
    expect(await gitLab.file(5, 'a/b', 'main')).toMatchObject({ failure: { kind: 'not_found' } });
    expect(await gitLab.branch(5, 'a/b')).toMatchObject({ failure: { kind: 'not_found' } });
  });
});

describe('a note that GitLab read as quick actions alone', () => {
  test('is told as refused, with what GitLab said of them', async () => {
    const answer = { commands_changes: { state_event: 'close' }, summary: ['Closed this issue.'] };
    const { gitLab } = gitLabAnswering(() => json(answer, { status: 202 }));
    expect(await gitLab.createNote(5, 'issue', 12, '/close')).toMatchObject({
      ok: false,
      failure: { kind: 'refused', reason: 'quick_actions', detail: 'Closed this issue.' },
    });
  });
});
