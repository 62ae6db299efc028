import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { writeShown } from '../../utils/context/markdown/writeShown.ts';
import { addDiscussion, setResolved } from '../sandbox/state/discussions.ts';
import { type Sandbox, startSandbox } from '../sandbox/startSandbox.ts';
import type { Issue, MergeRequest } from '../sandbox/state/State.ts';
import { skipUnless } from '../skipUnless.ts';
import { addPipeline, type Dock, fillWithDock, projectOf, userOf } from './recorded/dock.ts';
import { PLANNED } from './recorded/engine.ts';

/** One query of a real GitLab 18.9 and its answer. */
interface Recorded {
  name: 'merge request' | 'issue';
  as: string;
  query: string;
  status: number;
  answer: { data?: { project: Record<string, unknown> | null } };
}

const SHARED = new URL('../../../shared/', import.meta.url);
const ANSWERS = new URL('gitlab-recorded/reading.json', SHARED);
const SCHEMA = new URL('gitlab-schemas/18.9/reading.graphql', SHARED);
const areThere = existsSync(ANSWERS) && existsSync(SCHEMA);
const recorded: Recorded[] = areThere ? JSON.parse(readFileSync(ANSWERS, 'utf8')) : [];

/** The first answer of a kind stands for the others, which say so. */
function whole({ name, query, answer }: Recorded): Pick<Recorded, 'query' | 'answer'> {
  const first = recorded.find((one) => one.name === name);
  const item = name === 'issue' ? 'issue' : 'mergeRequest';
  const project = answer.data?.project;
  const filled =
    project?.[item] === '(as above)'
      ? {
          data: {
            ...answer.data,
            project: { ...project, [item]: first?.answer.data?.project?.[item] },
          },
        }
      : answer;
  return { query: query === 'the same' ? (first?.query ?? '') : query, answer: filled };
}

/** Ids, times and texts that the two worlds do not share: their kind is compared alone. */
const OF_ITS_WORLD = new Set(
  'id iid name fullPath sha baseSha headSha startSha rawBlob htmlSummary endCursor createdAt fileCount additions deletions authorName message detailedMergeStatus'.split(
    ' ',
  ),
);

/** Where an answer differs from the recorded one. */
function differences(expected: unknown, got: unknown, at = ''): string[] {
  const name = at.slice(at.lastIndexOf('.') + 1);
  if (typeof expected === 'string' && typeof got === 'string' && name.endsWith('Html')) {
    // The sandbox makes no links of references; what a reader sees is the same.
    return differences(writeShown(expected).text, writeShown(got).text, `${at} shown`);
  }
  if (Array.isArray(expected) && Array.isArray(got)) {
    if (expected.length !== got.length) return [`${at}: ${got.length} of ${expected.length}`];
    return expected.flatMap((one, index) => differences(one, got[index], `${at}[${index}]`));
  }
  if (isRecord(expected) && isRecord(got)) {
    const names = new Set([...Object.keys(expected), ...Object.keys(got)]);
    return [...names].flatMap((key) => differences(expected[key], got[key], `${at}.${key}`));
  }
  const alike = OF_ITS_WORLD.has(name) ? typeof expected === typeof got : expected === got;
  return alike ? [] : [`${at}: ${JSON.stringify(got)}, GitLab ${JSON.stringify(expected)}`];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

let sandbox: Sandbox;
let dock: Dock;
let folder: string;

const nodesOf = <Node extends z.ZodType>(node: Node) => z.object({ nodes: z.array(node) });
const RecordedItem = z.object({
  title: z.string(),
  description: z.string(),
  labels: nodesOf(z.object({ title: z.string() })),
  discussions: nodesOf(
    z.object({
      resolved: z.boolean(),
      resolvable: z.boolean(),
      notes: nodesOf(
        z.object({
          id: z.string(),
          system: z.boolean(),
          author: z.object({ username: z.string() }),
          body: z.string(),
          position: z
            .object({
              oldPath: z.string(),
              newPath: z.string(),
              oldLine: z.number().nullable(),
              newLine: z.number().nullable(),
            })
            .nullish(),
        }),
      ),
    }),
  ),
});

/** Gives an item the texts and discussions of the recorded one. */
function fillLike(noteable: Issue | MergeRequest | undefined, answer: unknown): void {
  if (!noteable) throw new Error('no such item');
  const item = RecordedItem.parse(answer);
  noteable.title = item.title;
  noteable.description = item.description;
  noteable.labels = item.labels.nodes.map(({ title }) => title);
  noteable.discussions = [];
  for (const discussion of item.discussions.nodes) {
    const [note] = discussion.notes.nodes;
    if (!note) continue;
    const { position } = note;
    const made = addDiscussion(
      noteable,
      {
        body: note.body,
        authorId: userOf(dock, note.author.username).id,
        system: note.system,
        resolvable: discussion.resolvable,
        position: position
          ? {
              base_sha: dock.shas.base,
              start_sha: dock.shas.base,
              head_sha: dock.shas.head,
              old_path: position.oldPath,
              new_path: position.newPath,
              position_type: 'text',
              old_line: position.oldLine,
              new_line: position.newLine,
            }
          : null,
      },
      note.id.startsWith('gid://gitlab/Note/'),
    );
    if (discussion.resolved) setResolved(made, true, userOf(dock, 'reporter').id);
  }
}

function itemOf(kind: Recorded['name'], field: string): unknown {
  return recorded.find(({ name }) => name === kind)?.answer.data?.project?.[field];
}

beforeAll(async () => {
  if (!areThere) return;
  folder = await mkdtemp(join(tmpdir(), 'reading-'));
  sandbox = await startSandbox({ anthropicUrl: 'http://127.0.0.1:9', engine: PLANNED });
  dock = await fillWithDock(sandbox, folder);
  const cart = projectOf(dock, 'cart');
  fillLike(cart.issues[0], itemOf('issue', 'issue'));
  fillLike(cart.mergeRequests[0], itemOf('merge request', 'mergeRequest'));
  await addPipeline(dock, cart, 'developer', [{ status: 'failed', name: 'test' }], {
    ref: 'fix/total',
  });
});
afterAll(async () => {
  if (!areThere) return;
  await sandbox.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Asks the sandbox as one of the recorded actors. */
async function ask(as: string, body: object): Promise<{ status: number; answer: unknown }> {
  const [name = '', scope] = as.split(':');
  const actor = scope === 'api' ? name : `${name} ${scope === 'rr' ? 'read_repository' : scope}`;
  const token = as === 'signed out' ? undefined : dock.tokens.get(actor);
  const response = await fetch(`${sandbox.url}/api/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  return { status: response.status, answer: await response.json() };
}

describe('the sandbox answers GraphQL as a real GitLab 18.9', () => {
  skipUnless(areThere, 'the recorded answers are not on this machine');

  test.each(recorded.map((one) => [one.name, one.as, one] as const))(
    'a %s to %s',
    async (_, as, one) => {
      const { query, answer } = whole(one);
      const got = await ask(as, { query, variables: { p: 'dock/cart', iid: '1' } });
      expect(got.status).toBe(one.status);
      expect(differences(answer, got.answer)).toEqual([]);
    },
  );

  test('with no field that GitLab has otherwise', () => {
    const theirs = buildSchema(readFileSync(SCHEMA, 'utf8'), { assumeValid: true });
    const file = new URL('../sandbox/graphql/schema.graphql', import.meta.url);
    const ours = buildSchema(readFileSync(file, 'utf8'));
    const wrong = Object.values(ours.getTypeMap()).flatMap((type) => {
      if (!isObjectType(type) || type.name.startsWith('__')) return [];
      const known = theirs.getType(type.name);
      if (!isObjectType(known)) return [`no type ${type.name}`];
      return Object.values(type.getFields()).flatMap(({ name, type: given, args }) => {
        const field = known.getFields()[name];
        if (!field) return [`no ${type.name}.${name}`];
        const strange = args.filter((arg) => !field.args.some((one) => one.name === arg.name));
        return String(field.type) === String(given) && strange.length === 0
          ? []
          : [`${type.name}.${name}: ${String(given)}, GitLab ${String(field.type)}`];
      });
    });
    expect(wrong).toEqual([]);
  });

  test('and names what it does not know in GitLab’s words', async () => {
    const query = 'query($p:ID!){ project(fullPath:$p){ id nothing(a:1){ b } } }';
    expect(await ask('developer:api', { query, variables: { p: 'dock/cart' } })).toEqual({
      status: 200,
      answer: {
        errors: [
          {
            message: "Field 'nothing' doesn't exist on type 'Project'",
            path: ['query', 'project', 'nothing'],
            extensions: { code: 'undefinedField', typeName: 'Project', fieldName: 'nothing' },
          },
        ],
      },
    });
  });
});
