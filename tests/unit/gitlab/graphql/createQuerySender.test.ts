import { expect, test } from 'vitest';
import { z } from 'zod';
import { readingGate } from '../../../../utils/gitlab/network/createGate.ts';
import { createQuerySender } from '../../../../utils/gitlab/graphql/createQuerySender.ts';

const ROOT = 'https://git.example.com/gitlab';
const TOKEN = 'glpat-secret';
const QUERY = {
  head: 'query($path:ID!)',
  selection: { 'project(fullPath:$path)': { id: true, jobsEnabled: true } },
  variables: { path: 'acme/webshop' },
  answer: z.object({ project: z.object({ id: z.string(), jobsEnabled: z.boolean().optional() }) }),
} as const;

const found = (): Response => Response.json({ data: { project: { id: 'p' } } });

interface Sent {
  url: string;
  authorization: string | null;
  query: string;
}

/** A sender whose network gives these answers in turn, and what was sent. */
function sender(...answers: Response[]) {
  const sent: Sent[] = [];
  const ask = createQuerySender(
    { root: ROOT, token: TOKEN },
    {
      fetch: async (url, init) => {
        const headers = new Headers(init?.headers);
        const { query } = z.object({ query: z.string() }).parse(JSON.parse(String(init?.body)));
        sent.push({ url: String(url), authorization: headers.get('authorization'), query });
        return answers.shift() ?? new Response('', { status: 500 });
      },
      sleep: async () => undefined,
      gate: readingGate(),
    },
    (text) => text.replaceAll(TOKEN, '[token]'),
  );
  return { ask, sent };
}

test('asks below the relative root, with the token as a bearer', async () => {
  const { ask, sent } = sender(found());
  expect(await ask(QUERY)).toEqual({ ok: true, value: { project: { id: 'p' } } });
  expect(sent).toEqual([
    {
      url: `${ROOT}/api/graphql`,
      authorization: `Bearer ${TOKEN}`,
      query: 'query($path:ID!){ project(fullPath:$path){ id jobsEnabled } }',
    },
  ]);
});

test('a field that the server does not know is dropped, and not asked for again', async () => {
  const refusal = Response.json({
    errors: [
      {
        message: "Field 'jobsEnabled' doesn't exist on type 'Project'",
        path: ['query', 'project', 'jobsEnabled'],
        extensions: { code: 'undefinedField', typeName: 'Project', fieldName: 'jobsEnabled' },
      },
    ],
  });
  const { ask, sent } = sender(refusal, found(), found());
  expect((await ask(QUERY)).ok).toBe(true);
  expect((await ask(QUERY)).ok).toBe(true);
  expect(sent.map(({ query }) => query.includes('jobsEnabled'))).toEqual([true, false, false]);
});

test.each([
  [
    'a refused token',
    new Response('{"errors":[{"message":"Invalid token"}]}', { status: 401 }),
    'token_refused',
  ],
  [
    'a server without GraphQL',
    new Response('{"error":"404 Not Found"}', { status: 404 }),
    'not_found',
  ],
  ['a sign-in page', new Response('<!DOCTYPE html>', { status: 200 }), 'not_json'],
  ['a redirect', new Response(null, { status: 302 }), 'not_json'],
  [
    'a refused query',
    Response.json({ errors: [{ message: `Query is too complex, ${TOKEN}` }] }),
    'refused',
  ],
  ['another shape', Response.json({ data: { project: 7 } }), 'unknown'],
])('%s is a failure with its kind, without the token', async (_, answer, kind) => {
  const result = await sender(answer).ask(QUERY);
  expect(result).toMatchObject({ ok: false, failure: { kind } });
  expect(JSON.stringify(result)).not.toContain(TOKEN);
});
