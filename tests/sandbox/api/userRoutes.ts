import { Hono } from 'hono';
import type { World } from '../World.ts';
import { ownUserEntity, tokenEntity } from './entities.ts';
import type { SandboxEnv } from './Env.ts';
import { signedUser } from './guard.ts';
import { badRequest, unauthorized } from './refuse.ts';
import { asOf } from './versions.ts';

/** The user, the token itself, the version. */
export function userRoutes(world: World): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();
  routes.get('/user', (c) => c.json(ownUserEntity(world, signedUser(c))));
  routes.get('/personal_access_tokens/self', (c) => {
    const actor = c.get('actor');
    if (actor?.kind !== 'token') return unauthorized();
    // `lib/api/personal_access_tokens/self_information.rb`
    if (actor.token.oauth) {
      return badRequest('This endpoint requires token type to be a personal access token');
    }
    return c.json(asOf(world.state.settings.version, 'token', tokenEntity(actor.token)));
  });
  const version = () => ({ version: world.state.settings.version, revision: '9479feaa8d1' });
  routes.get('/version', (c) => c.json(version()));
  routes.get('/metadata', (c) => {
    return c.json({
      ...version(),
      kas: {
        enabled: false,
        externalUrl: null,
        externalK8sProxyUrl: null,
        version: null,
      },
      enterprise: false,
    });
  });
  return routes;
}
