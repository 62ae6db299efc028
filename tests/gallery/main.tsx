import { options, render } from 'preact';
import sans from '@gitlab/fonts/gitlab-sans/GitLabSans.woff2?inline';
import mono from '@gitlab/fonts/gitlab-mono/GitLabMono.woff2?inline';
import tokens from '@gitlab/ui/src/tokens/build/css/tokens.css?inline';
import darkTokens from '@gitlab/ui/src/tokens/build/css/tokens.dark.css?inline';
import panelCss from '../../entrypoints/panel.content/panel.css?inline';
import ownPagesCss from '../../components/ui/ownPages.css?inline';
import doctorCss from '../../components/setup/doctor.css?inline';
import setupCss from '../../components/setup/setup.css?inline';
import panelDetailsCss from '../../entrypoints/panel-details/panelDetails.css?inline';
import { Details } from '../../components/details/Details.ts';
import { panelDetails } from '../../components/details/panelDetails.ts';
import { HOSTS } from '../../utils/page/buttons/hosts.ts';
import { USUAL_LAYOUT } from '../../utils/page/PanelLayout.ts';
import { roomRules } from '../../utils/page/roomRules.ts';
import { panelSelectors } from '../../utils/page/selectors.ts';
import { lostShapes } from './lostShapes.ts';
import { states } from './states.ts';
import type { State, Surface } from './State.ts';

/** What scripts around the page ask of it. */
export interface Gallery {
  states: { name: string; surface: Surface; width?: number | undefined }[];
  /** Draws a state in the place of the last one; the strings that it was drawn from, and the selector of what is to be pressed. */
  draw(
    name: string,
    locale: string,
  ): Promise<{
    given: string[];
    press: string | null;
    key: State['key'] | null;
  }>;
  /** Comes once the press has brought what it brings. */
  pressed(name: string): Promise<void>;
  /** What moves in the state that is drawn, by the names of its animations. */
  moving(): string[];
  /** What cannot be told in forced colours, in the state that is drawn. */
  lost(): string[];
}

declare global {
  interface Window {
    gallery: Gallery;
  }
}

for (const [family, url] of [
  ['GitLab Sans', sans],
  ['GitLab Mono', mono],
] as const)
  document.fonts.add(new FontFace(family, `url('${url}')`, { weight: '100 900' }));
// Everything is drawn, and acts on it, in the same turn: no frames have to be waited for.
options.debounceRendering = queueMicrotask;
options.requestAnimationFrame = queueMicrotask;

/** How long something may take to come before it is called missing. */
const PATIENCE_MS = 10_000;

const STILL =
  '*, *::before, *::after { animation: none !important; transition: none !important; caret-color: transparent !important; }';
const OF_GITLAB = `${tokens} ${darkTokens}
  body { margin: 0; background: var(--gl-background-color-subtle); }`;
const OF_THE_PAGE: Record<Exclude<Surface, 'panel'>, { css: string; body: string }> = {
  popup: { css: ownPagesCss, body: 'popup' },
  options: { css: ownPagesCss + doctorCss, body: 'options' },
  'first-run': { css: ownPagesCss + doctorCss + setupCss, body: 'options first-run' },
  confirm: { css: ownPagesCss, body: 'options confirm' },
};

const DETAILS = { parts: panelDetails, failed: false, retry() {} };

const sheets = new Map<string, CSSStyleSheet>();
function sheet(css: string): CSSStyleSheet {
  const made = sheets.get(css) ?? new CSSStyleSheet();
  if (!sheets.has(css)) made.replaceSync(css);
  sheets.set(css, made);
  return made;
}

/** Style sheets of the document; the same ones are not put on anew, since GitLab's are long. */
function dress(...css: readonly string[]): void {
  const wanted = css.map(sheet);
  const worn = document.adoptedStyleSheets;
  if (worn.length !== wanted.length || wanted.some((one, at) => one !== worn[at]))
    document.adoptedStyleSheets = wanted;
}

/** Run in a page of GitLab's, which makes room for the panel as it does in earnest. */
const isOverPage = document.querySelector(panelSelectors.pageLayout) !== null;

const dark = matchMedia('(prefers-color-scheme: dark)');
/** Where the state is drawn: the document or the panel's shadow root. */
let root: HTMLElement | null = null;

function followTheme(): void {
  document.documentElement.classList.toggle('gl-dark', dark.matches);
  if (root?.parentNode instanceof ShadowRoot)
    root.dataset['theme'] = dark.matches ? 'dark' : 'light';
}
dark.addEventListener('change', followTheme);

function place(surface: Surface): HTMLElement {
  const host = document.createElement(surface === 'panel' ? HOSTS.panel : 'div');
  const made = document.createElement('div');
  if (surface === 'panel') {
    const shadow = host.attachShadow({ mode: 'open' });
    shadow.adoptedStyleSheets = [sheet(panelCss), sheet(panelDetailsCss), sheet(STILL)];
    shadow.append(made);
    if (isOverPage) {
      const room = document.createElement('style');
      room.textContent = roomRules(USUAL_LAYOUT);
      host.append(room);
      document.body.append(host);
      return made;
    }
    dress(OF_GITLAB);
    document.body.className = '';
  } else {
    host.append(made);
    const { css, body } = OF_THE_PAGE[surface];
    dress(css, STILL);
    document.body.className = body;
  }
  document.body.replaceChildren(host);
  return made;
}

/** What the selector finds, as soon as it is there. */
function there(selector: string, state: State): Promise<HTMLElement> {
  return new Promise((resolve, reject) => {
    const watched = root;
    const look = () => {
      const found = watched?.querySelector<HTMLElement>(selector);
      if (!found) return;
      changes.disconnect();
      resolve(found);
    };
    const changes = new MutationObserver(look);
    if (watched) changes.observe(watched, { subtree: true, childList: true, attributes: true });
    AbortSignal.timeout(PATIENCE_MS).addEventListener('abort', () => {
      changes.disconnect();
      reject(new Error(`${state.name}: nothing is ${selector}`));
    });
    look();
  });
}

function stringsOf(given: unknown): string[] {
  if (typeof given === 'string') return [given];
  return typeof given === 'object' && given !== null ? Object.values(given).flatMap(stringsOf) : [];
}

function named(name: string): State {
  const state = states.find((one) => one.name === name);
  if (!state) throw new Error(`There is no ${name}.`);
  return state;
}

/** What came may bring something along, at once: it is there with the next message. */
function settle(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((done) => {
    port1.addEventListener('message', () => done(), { once: true });
    port1.start();
    port2.postMessage(null);
  });
}

/** Each image has come, or will not. */
async function seen(images: NodeListOf<HTMLImageElement>): Promise<void> {
  const all = [...images].map((image) => {
    image.loading = 'eager';
    return image.decode().catch(() => undefined);
  });
  await Promise.all(all);
}

async function draw(name: string, locale: string): ReturnType<Gallery['draw']> {
  const state = named(name);
  const { documentElement: html } = document;
  Object.assign(html.dataset, { locale });
  html.lang = ['long', 'rtl'].includes(locale) ? 'en' : locale.replace('_', '-');
  html.dir = locale === 'rtl' ? 'rtl' : 'ltr';
  if (root) render(null, root);
  root = place(state.surface);
  followTheme();
  render(<Details.Provider value={DETAILS}>{state.draw()}</Details.Provider>, root);
  for (const selector of state.until) await there(selector, state);
  if (state.unfold)
    for (const details of root.querySelectorAll(state.unfold)) details.setAttribute('open', '');
  if (state.press === undefined && state.brings) await there(state.brings, state);
  await seen(root.querySelectorAll('img'));
  await document.fonts.ready;
  await settle();
  if (state.inView) (await there(state.inView, state)).scrollIntoView({ block: 'start' });
  return { given: stringsOf(state.given), press: state.press ?? null, key: state.key ?? null };
}

async function pressed(name: string): Promise<void> {
  const state = named(name);
  if (state.brings) await there(state.brings, state);
  await settle();
}

/** The document or the panel's shadow root. */
function topOf(element: HTMLElement | null): Document | ShadowRoot {
  const top = element?.getRootNode();
  if (top instanceof Document || top instanceof ShadowRoot) return top;
  throw new Error('Nothing is drawn.');
}

/** In pictures nothing moves; here it may. */
function moving(): string[] {
  const top = topOf(root);
  const still = sheet(STILL);
  top.adoptedStyleSheets = top.adoptedStyleSheets.filter((one) => one !== still);
  const found = top.getAnimations().filter((one) => one instanceof CSSAnimation);
  top.adoptedStyleSheets.push(still);
  return found.map(({ animationName }) => animationName);
}

window.gallery = {
  states: states.map(({ name, surface, width }) => ({ name, surface, width })),
  draw,
  pressed,
  moving,
  lost: () => lostShapes(topOf(root)),
};

const asked = new URLSearchParams(location.hash.slice(1));
const first = asked.get('state');
if (first !== null) void draw(first, asked.get('locale') ?? 'en');
