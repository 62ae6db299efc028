import { Hono } from 'hono';
import type { World } from '../World.ts';
import { requireUser } from './authenticate.ts';
import { ownUserEntity, tokenEntity } from './entities.ts';
import type { SandboxEnv } from './Env.ts';
import { refuse, unauthorized } from './refuse.ts';

/** The user, the token itself, the version. */
export function userRoutes(world: World): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();
  routes.get('/user', (c) => {
    const user = requireUser(c, { scopes: ['api', 'read_api', 'read_user'] });
    return c.json(ownUserEntity(world, user));
  });
  routes.get('/personal_access_tokens/self', (c) => {
    const actor = c.get('actor');
    if (actor?.kind !== 'token') return unauthorized();
    // `lib/api/personal_access_tokens/self_information.rb`
    if (actor.token.oauth) {
      return refuse(400, {
        message:
          '400 Bad request - This endpoint requires token type to be a personal access token',
      });
    }
    return c.json(tokenEntity(actor.token));
  });
  const version = () => ({ version: world.state.settings.version, revision: '9479feaa8d1' });
  routes.get('/version', (c) => {
    requireUser(c, { scopes: ['api', 'read_api', 'read_user'] });
    return c.json(version());
  });
  routes.get('/metadata', (c) => {
    requireUser(c, { scopes: ['api', 'read_api', 'read_user'] });
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
