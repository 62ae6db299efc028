import { html } from 'hono/html';
import type { Html } from '../pages/Visit.ts';
import type { OAuthApplication, Session } from '../state/State.ts';
import type { World } from '../World.ts';

function frame(world: World, content: Html): Html {
  const { relativeRoot } = world;
  return html`<!DOCTYPE html>
    <html lang="en" class="gl-light">
      <head>
        <meta charset="utf-8" />
        <title>Authorize application · GitLab</title>
        <meta content="GitLab" property="og:site_name" />
        <link rel="stylesheet" href="${relativeRoot}/assets/tokens.css" />
        <link rel="stylesheet" href="${relativeRoot}/assets/gitlab-ui.css" />
        <link rel="stylesheet" href="${relativeRoot}/assets/style/frame.css" />
      </head>
      <body class="bare-page login-page" data-page="oauth:authorizations:new">
        <div class="bare-card">
          <img src="${relativeRoot}/assets/logo.svg" alt="GitLab" width="48" height="48" />
          ${content}
        </div>
      </body>
    </html>`;
}

/** GitLab's page that asks for consent; its forms carry the whole question on. */
export function consentPage(
  world: World,
  application: OAuthApplication,
  session: Session,
  question: Record<string, string>,
): Html {
  const fields = Object.entries({ ...question, authenticity_token: session.csrf });
  return frame(
    world,
    html`<h1 class="gl-heading-2">${application.name} is requesting access to your account</h1>
      <p>Access the API on your behalf</p>
      <form method="post" action="${world.relativeRoot}/oauth/authorize">
        ${fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
        <button
          class="btn gl-button btn-danger btn-md"
          type="submit"
          name="commit"
          value="Authorize"
          data-testid="authorization-button"
        >
          <span class="gl-button-text">Authorize ${application.name}</span>
        </button>
        <button class="btn gl-button btn-default btn-md" type="submit" name="commit" value="Deny">
          <span class="gl-button-text">Deny</span>
        </button>
      </form>`,
  );
}

export function refusalPage(world: World, words: string): Html {
  return frame(
    world,
    html`<h1 class="gl-heading-2">An error has occurred</h1>
      <p>${words}</p>`,
  );
}
