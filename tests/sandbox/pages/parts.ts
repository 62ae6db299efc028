import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { html, raw } from 'hono/html';
import { Marked } from 'marked';
import { type User, userById } from '../state/State.ts';
import type { Html, Visit } from './Visit.ts';

/** Small parts that every page is made of: icons, avatars, times, labels, Markdown. */

const require = createRequire(import.meta.url);
const known = new Set<string>(
  (
    JSON.parse(readFileSync(require.resolve('@gitlab/svgs/dist/icons.json'), 'utf8')) as {
      icons: string[];
    }
  ).icons,
);

/** One of GitLab's icons, by its name in `@gitlab/svgs`; throws for a name that is not there. */
export function icon(visit: Visit, name: string, size = 16, className = ''): Html {
  if (!known.has(name)) throw new Error(`no icon ${name}`);
  return html`<svg
    data-testid="${name}-icon"
    role="img"
    aria-hidden="true"
    class="gl-icon s${size} ${className}"
  >
    <use href="${visit.world.relativeRoot}/assets/icons.svg#${name}"></use>
  </svg>`;
}

export function avatar(visit: Visit, user: User, size: number): Html {
  return html`<img
    src="${visit.world.relativeRoot}/uploads/-/system/user/avatar/${user.id}/avatar.svg"
    alt="${user.name}"
    class="gl-avatar gl-avatar-circle gl-avatar-s${size}"
  />`;
}

export function avatarLink(visit: Visit, userId: number, size: number): Html {
  const user = userById(visit.world.state, userId);
  return html`<a
    href="${visit.world.relativeRoot}/${user.username}"
    data-user-id="${user.id}"
    data-username="${user.username}"
    class="gl-avatar-link js-user-link"
    >${avatar(visit, user, size)}</a
  >`;
}

const STEPS: [number, string][] = [
  [365 * 86_400, 'year'],
  [30 * 86_400, 'month'],
  [7 * 86_400, 'week'],
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
];

/** `3 days ago`, in GitLab's words. */
export function timeAgo(iso: string): Html {
  const seconds = Math.max(0, (Date.now() - Date.parse(iso)) / 1000);
  const step = STEPS.find(([length]) => seconds >= length);
  const count = step ? Math.floor(seconds / step[0]) : 0;
  const words = step ? `${count} ${step[1]}${count === 1 ? '' : 's'} ago` : 'just now';
  return html`<time datetime="${iso}" title="${new Date(iso).toUTCString()}">${words}</time>`;
}

/** A label as a pill in its colour. */
export function labelPill(name: string, color: string): Html {
  return html`<span
    class="gl-label gl-label-text-light"
    style="--label-background-color: ${color}; --label-inset-border: inset 0 0 0 2px ${color}"
    ><a class="gl-link gl-label-link" href="#"><span class="gl-label-text">${name}</span></a></span
  >`;
}

export function button(
  text: Html | string,
  options: { variant?: string; size?: string; testid?: string; className?: string } = {},
): Html {
  const { variant = 'default', size = 'md', testid, className = '' } = options;
  return html`<button
    type="button"
    class="btn gl-button btn-${variant} btn-${size} ${className}"
    ${testid ? html`data-testid="${testid}"` : ''}
  >
    <span class="gl-button-text">${text}</span>
  </button>`;
}

/** A button of one icon with a name for those who cannot see it. */
export function iconButton(
  visit: Visit,
  name: string,
  label: string,
  options: { testid?: string; className?: string; size?: string } = {},
): Html {
  const { testid, className = 'btn-default-tertiary', size = 'md' } = options;
  return html`<button
    type="button"
    title="${label}"
    aria-label="${label}"
    class="btn btn-icon gl-button btn-default btn-${size} ${className}"
    ${testid ? html`data-testid="${testid}"` : ''}
  >
    ${icon(visit, name)}
  </button>`;
}

const markdown = new Marked({
  gfm: true,
  renderer: {
    // Comments of HTML are not seen by readers, as in GitLab; other tags are shown as text.
    html: ({ text }) => (/^\s*<!--/.test(text) ? '' : escapeHtml(text)),
    checkbox: ({ checked }) =>
      `<input type="checkbox" class="task-list-item-checkbox" disabled${checked ? ' checked' : ''}> `,
    image: ({ text }) => escapeHtml(text),
    link({ href, tokens }) {
      const safe = /^(https?:|\/|#)/.test(href) ? href : '#';
      return `<a href="${escapeHtml(safe)}" rel="nofollow noreferrer noopener">${this.parser.parseInline(tokens)}</a>`;
    },
  },
});

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Text by people or jobs, rendered as GitLab's Markdown is: no HTML of their own, no images. */
export function renderMarkdown(text: string): Html {
  const rendered = markdown.parse(text.replace(/<!--[\s\S]*?-->/g, ''), { async: false });
  return raw(
    rendered
      .replaceAll('<p>', '<p dir="auto">')
      .replace(
        /(^|[\s>(])@([a-z][\w.-]*\w)/g,
        '$1<a class="gfm gfm-project_member" href="#">@$2</a>',
      )
      .replace(/(^|[\s>(])~([a-z][\w-]*)/g, '$1<span class="gfm-label">$2</span>'),
  );
}
