import { createHash, randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import { cors } from 'hono/cors';
import { SESSION_COOKIE } from '../api/authenticate.ts';
import type { SandboxContext, SandboxEnv } from '../api/Env.ts';
import type { OAuthApplication, OAuthCode, Scope, Session } from '../state/State.ts';
import type { World } from '../World.ts';
import { consentPage, refusalPage } from './consentPage.ts';
import { grantToken, type NewGrant } from './grantToken.ts';

const INVALID_GRANT = {
  error: 'invalid_grant',
  error_description:
    'The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.',
};
const INVALID_CLIENT = {
  error: 'invalid_client',
  error_description:
    'Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.',
};
const SCOPES: readonly string[] = ['api', 'read_api', 'read_user'] satisfies Scope[];

/** What `/oauth/authorize` was asked, once it is known to be in order. */
interface Question {
  application: OAuthApplication;
  redirectUri: string;
  state: string;
  scopes: Scope[];
  challenge: string;
}

/** Sign-in by applications as GitLab's doorkeeper plays it for public ones: a code for a consent, PKCE in place of a secret, both tokens new at each refresh. */
export function oauthRoutes(world: World): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();
  const sessionOf = (c: SandboxContext): Session | undefined =>
    world.state.sessions.get(getCookie(c, SESSION_COOKIE) ?? '');

  routes.get('/authorize', (c) => {
    const session = sessionOf(c);
    if (!session) {
      const to = encodeURIComponent(`/oauth/authorize${new URL(c.req.url).search}`);
      return c.redirect(`${world.relativeRoot}/users/sign_in?to=${to}`);
    }
    const question = readQuestion(world, c.req.query());
    if (typeof question === 'string') return c.html(refusalPage(world, question), 401);
    // GitLab asks every time where an application is not confidential (seen on 18.9).
    return c.html(consentPage(world, question.application, session, c.req.query()));
  });

  routes.post('/authorize', async (c) => {
    const session = sessionOf(c);
    const form = Object.fromEntries(new URLSearchParams(await c.req.text()));
    if (!session || form['authenticity_token'] !== session.csrf) return c.text('Forbidden', 403);
    const question = readQuestion(world, form);
    if (typeof question === 'string') return c.html(refusalPage(world, question), 401);
    if (form['commit'] === 'Deny') {
      const back = new URL(question.redirectUri);
      back.searchParams.set('error', 'access_denied');
      back.searchParams.set('state', question.state);
      return c.redirect(back.href);
    }
    return c.redirect(answerOf(world, session, question));
  });

  // `config/application.rb`: any origin, and no headers but GitLab's own three.
  routes.use(
    '/token',
    cors({ origin: '*', allowMethods: ['POST'], allowHeaders: ['Authorization'] }),
  );
  routes.post('/token', async (c) => {
    const form = Object.fromEntries(new URLSearchParams(await c.req.text()));
    const application = world.state.applications.find(
      ({ clientId }) => clientId === form['client_id'],
    );
    if (!application) return c.json(INVALID_CLIENT, 401);
    const grant =
      form['grant_type'] === 'refresh_token' ? renewed(world, form) : redeemed(world, form);
    return grant ? c.json(grantToken(world, grant)) : c.json(INVALID_GRANT, 400);
  });

  routes.post('/revoke', async (c) => {
    const form = Object.fromEntries(new URLSearchParams(await c.req.text()));
    for (const token of world.state.tokens) {
      const ours = token.oauth?.clientId === form['client_id'];
      if (ours && [token.value, token.oauth?.refresh].includes(form['token'] ?? '')) {
        token.revoked = true;
      }
    }
    return c.json({});
  });
  return routes;
}

/** The question, or GitLab's words for what is wrong with it: then nobody is sent anywhere. */
function readQuestion(world: World, query: Record<string, string>): Question | string {
  const application = world.state.applications.find(
    ({ clientId }) => clientId === query['client_id'],
  );
  if (!application) return INVALID_CLIENT.error_description;
  const redirectUri = query['redirect_uri'] ?? '';
  if (!application.redirectUris.includes(redirectUri))
    return 'The redirect URI included is not valid.';
  const scopes = (query['scope'] ?? '')
    .split(' ')
    .filter((scope): scope is Scope => SCOPES.includes(scope));
  if (query['response_type'] !== 'code' || scopes.length === 0)
    return 'The request is missing a required parameter, includes an unsupported parameter value, or is otherwise malformed.';
  if (query['code_challenge_method'] !== 'S256' || !query['code_challenge'])
    return 'The code_challenge_method must be S256.';
  return {
    application,
    redirectUri,
    state: query['state'] ?? '',
    scopes,
    challenge: query['code_challenge'],
  };
}

/** The address that brings the code to the application. */
function answerOf(world: World, session: Session, question: Question): string {
  const { application, redirectUri, state, scopes, challenge } = question;
  const code = randomBytes(32).toString('hex');
  const kept: OAuthCode = {
    clientId: application.clientId,
    userId: session.userId,
    redirectUri,
    scopes,
    challenge,
  };
  world.state.oauthCodes.set(code, kept);
  const back = new URL(redirectUri);
  back.searchParams.set('code', code);
  back.searchParams.set('state', state);
  return back.href;
}

/** A code is good once, for who asked for it, and with the verifier of its challenge. */
function redeemed(world: World, form: Record<string, string>): NewGrant | null {
  const code = world.state.oauthCodes.get(form['code'] ?? '');
  world.state.oauthCodes.delete(form['code'] ?? '');
  const challenge = createHash('sha256')
    .update(form['code_verifier'] ?? '')
    .digest('base64url');
  const fits =
    code &&
    code.clientId === form['client_id'] &&
    code.redirectUri === form['redirect_uri'] &&
    code.challenge === challenge;
  return fits ? { ...code, previousRefresh: '' } : null;
}

function renewed(world: World, form: Record<string, string>): NewGrant | null {
  const refresh = form['refresh_token'] ?? '';
  const token = world.state.tokens.find(
    ({ oauth }) => refresh !== '' && oauth?.refresh === refresh,
  );
  if (!token?.oauth || token.revoked || token.oauth.clientId !== form['client_id']) return null;
  const { userId, scopes, oauth } = token;
  return { clientId: oauth.clientId, userId, scopes, previousRefresh: refresh };
}
