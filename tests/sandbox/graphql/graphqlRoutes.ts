import { readFileSync } from 'node:fs';
import { buildSchema, type DocumentNode, execute, GraphQLError, parse } from 'graphql';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { identify } from '../api/authenticate.ts';
import type { SandboxContext, SandboxEnv } from '../api/Env.ts';
import { refuse } from '../api/refuse.ts';
import { unmodelled } from '../api/unmodelled.ts';
import type { User } from '../state/State.ts';
import type { World } from '../World.ts';
import { complexityOf } from './complexityOf.ts';
import { userValue } from './noteableValues.ts';
import { projectValue } from './projectValue.ts';
import { refusalsOf } from './refusalsOf.ts';

const SCHEMA = buildSchema(readFileSync(new URL('schema.graphql', import.meta.url), 'utf8'));
/** GitLab's limits for who is signed in and who is not. */
const LIMIT = { signedIn: 250, signedOut: 200 };

/** `POST /api/graphql`: queries alone, of the part of GitLab's schema that stands in `schema.graphql`. */
export function graphqlRoutes(world: World): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();
  routes.post('/', async (c) => {
    const user = userOf(world, c);
    const { query, variables = {} } = await bodyOf(c);
    let document: DocumentNode;
    try {
      document = parse(query);
    } catch (error) {
      if (error instanceof GraphQLError) return c.json({ errors: [{ message: error.message }] });
      throw error;
    }
    if (document.definitions.some((one) => 'operation' in one && one.operation !== 'query')) {
      return unmodelled(world, c, 'mutations');
    }
    const errors = refusalsOf(SCHEMA, document);
    if (errors.length > 0) return c.json({ errors });
    const score = complexityOf(SCHEMA, document, variables);
    const limit = user ? LIMIT.signedIn : LIMIT.signedOut;
    if (score > limit) {
      const message = `Query has complexity of ${score}, which exceeds max complexity of ${limit}`;
      return c.json({ errors: [{ message }] });
    }
    const rootValue = {
      currentUser: user && userValue(user),
      metadata: user && { version: world.state.settings.version },
      project: ({ fullPath }: { fullPath: string }) => projectValue(world, fullPath, user),
      queryComplexity: { score, limit },
    };
    return c.json(
      await execute({ schema: SCHEMA, document, rootValue, variableValues: variables }),
    );
  });
  return routes;
}

async function bodyOf(c: SandboxContext) {
  const body: unknown = await c.req.json();
  const { query, variables } = body as { query?: unknown; variables?: unknown };
  const isObject = typeof variables === 'object' && variables !== null;
  return {
    query: typeof query === 'string' ? query : '',
    variables: (isObject ? variables : {}) as Record<string, unknown>,
  };
}

/** Who asks. A token that is not taken, or does not reach as far as reading, is answered alike. */
function userOf(world: World, c: SandboxContext): User | null {
  try {
    const actor = identify(world, c, false);
    if (actor?.kind === 'token') {
      // Not recorded: a fine-grained token here.
      if (actor.token.permissions) return refuse(401, INVALID);
      const reads = actor.token.scopes.some((scope) => scope === 'api' || scope === 'read_api');
      if (!reads) return refuse(401, INVALID);
    }
    return actor?.user ?? null;
  } catch (error) {
    if (error instanceof HTTPException && error.status === 401) return refuse(401, INVALID);
    throw error;
  }
}

const INVALID = { errors: [{ message: 'Invalid token' }] };
