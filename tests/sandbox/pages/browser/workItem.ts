import { fetchPiece } from './fetchPiece.ts';
import { wireMainForm } from './forms.ts';
import { onFocus, onListClick, wireTools } from './mergeRequest.ts';
import type { NoteList } from './noteLists.ts';

/** Brings one work item to life, in the page or in the side panel. */
export function startWorkItem(detail: HTMLElement): NoteList | null {
  const list = detail.querySelector<HTMLElement>('.main-notes-list');
  const { notes, api } = detail.dataset;
  if (!list || !notes || !api) return null;
  const view: NoteList = { list, pieces: notes, api, kind: 'work_item' };
  const form = detail.querySelector<HTMLFormElement>('form.js-main-target-form');
  if (form) wireMainForm(view, form);
  wireTools(detail, view);
  list.addEventListener('click', (event) => onListClick(view, event));
  list.addEventListener('focusin', (event) => onFocus(view, event));
  return view;
}

interface Shown {
  iid: string;
  full_path: string;
  id: number;
}

/** The side panel that a child item opens in, and what it does to the address. */
export function startPanel(open: (view: NoteList) => void): void {
  const portal = document.querySelector<HTMLElement>('#contextual-panel-portal');
  if (!portal) return;
  const base = location.pathname.replace(/\/\d+\/?$/, '');
  const close = (): void => portal.replaceChildren();
  const show = async (iid: string): Promise<void> => {
    const [detail] = await fetchPiece(`${base}/${iid}/panel`);
    if (!(detail instanceof HTMLElement)) return;
    const panel = document.createElement('div');
    panel.className = 'paneled-view dynamic-panel js-paneled-view work-item-drawer';
    panel.dataset['testid'] = 'work-item-detail-panel';
    const head = document.createElement('div');
    head.className = 'panel-header';
    const inner = document.createElement('div');
    inner.className = 'panel-header-inner';
    const link = document.createElement('a');
    link.href = `${base}/${iid}`;
    link.textContent = `#${iid}`;
    link.dataset['testid'] = 'work-item-detail-panel-ref-link';
    const button = document.createElement('button');
    button.className = 'btn gl-button btn-default btn-sm btn-default-tertiary';
    button.textContent = '✕';
    button.setAttribute('aria-label', 'Close panel');
    button.addEventListener('click', () => {
      history.pushState(null, '', location.pathname);
      close();
    });
    inner.append(link, button);
    head.append(inner);
    const body = document.createElement('div');
    body.className = 'panel-body js-dynamic-panel-inner';
    body.append(detail);
    panel.append(head, body);
    portal.replaceChildren(panel);
    const view = startWorkItem(detail);
    if (view) open(view);
  };
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('.js-child-link') : null;
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const { iid = '', id = '' } = link.dataset;
    const shown: Shown = {
      iid,
      full_path: document.body.dataset['projectFullPath'] ?? '',
      id: Number(id),
    };
    history.pushState(null, '', `?show=${encodeURIComponent(btoa(JSON.stringify(shown)))}`);
    void show(iid);
  });
  const fromAddress = (): void => {
    const encoded = new URLSearchParams(location.search).get('show');
    if (!encoded) {
      close();
      return;
    }
    const shown: unknown = JSON.parse(atob(encoded));
    const iid: unknown =
      typeof shown === 'object' && shown !== null ? Reflect.get(shown, 'iid') : null;
    if (typeof iid === 'string') void show(iid);
  };
  addEventListener('popstate', fromAddress);
  fromAddress();
}
