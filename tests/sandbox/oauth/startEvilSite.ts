import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { APPLICATION_ID, extensionAddresses } from '../seed/application.ts';

/** How the evil site sends a sign-in on: with the redirect address it was given, or with one that the honest site knows. */
export type MixUp = 'own address' | "honest site's address";

/** A site that says it is a GitLab, and sends who signs in on to an honest one, with that one's application. */
export interface EvilSite {
  url: string;
  mixUp: MixUp;
  /** Addresses to which a sign-in was sent on. */
  sentOn: string[];
  /** What was given to `/oauth/token`: nothing, if the attack fails. */
  given: string[];
  stop(): Promise<void>;
}

/** Starts it on loopback; `honest` is the root of the site whose tokens it wants. */
export async function startEvilSite(honest: string): Promise<EvilSite> {
  const routes = new Hono();
  const site: EvilSite = {
    url: '',
    mixUp: 'own address',
    sentOn: [],
    given: [],
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
  routes.get('/oauth/authorize', async (c) => {
    const query = new URLSearchParams(new URL(c.req.url).search);
    query.set('client_id', APPLICATION_ID);
    if (site.mixUp === "honest site's address") {
      const given = new URL(query.get('redirect_uri') ?? '');
      const known = (await extensionAddresses(honest)).find(
        (address) => new URL(address).host === given.host,
      );
      query.set('redirect_uri', known ?? '');
    }
    const address = `${honest}/oauth/authorize?${query}`;
    site.sentOn.push(address);
    return c.redirect(address);
  });
  routes.post('/oauth/token', async (c) => {
    site.given.push(await c.req.text());
    c.header('access-control-allow-origin', '*');
    return c.json({ error: 'invalid_grant' }, 400);
  });
  const server = createAdaptorServer({ fetch: routes.fetch });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  site.url = `http://127.0.0.1:${address.port}`;
  return site;
}
