import { Hono } from 'hono';
import type { SandboxEnv } from '../api/Env.ts';
import type { World } from '../World.ts';
import { publicKeys } from './signIdToken.ts';

/** Where clouds learn which keys sign this GitLab's tokens. */
export function identityRoutes(world: World): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();
  routes.get('/.well-known/openid-configuration', (c) =>
    c.json({
      issuer: world.url,
      jwks_uri: `${world.url}/oauth/discovery/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
      subject_types_supported: ['public'],
    }),
  );
  routes.get('/oauth/discovery/keys', (c) => c.json(publicKeys()));
  return routes;
}
