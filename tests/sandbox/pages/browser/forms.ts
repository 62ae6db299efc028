import { callApi, fetchPiece } from './fetchPiece.ts';
import { type NoteList, refresh, threadId } from './noteLists.ts';

/** Writing: the comment form at the end, reply forms in threads. */

function element(tag: string, attributes: Record<string, string>, text = ''): HTMLElement {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.textContent = text;
  return made;
}

/** GitLab shows a comment at once, as a note without a number, until it knows whether it was saved. */
async function withPlaceholder(list: Element | null, body: string, save: () => Promise<unknown>) {
  const placeholder = element('li', { class: 'note note-wrapper being-posted' }, body);
  list?.append(placeholder);
  try {
    await save();
  } finally {
    placeholder.remove();
  }
}

/** Wires the form at the end of a list. */
export function wireMainForm(view: NoteList, form: HTMLFormElement): void {
  const box = form.querySelector('textarea');
  if (!box) return;
  const submit = async (thread: boolean): Promise<void> => {
    const body = box.value.trim();
    if (body === '') return;
    await withPlaceholder(view.list, body, () =>
      callApi('POST', `${view.api}/${thread ? 'discussions' : 'notes'}`, { body }),
    );
    box.value = '';
    await refresh(view);
  };
  form.addEventListener('submit', (event) => event.preventDefault());
  form
    .querySelector('.js-comment-button, [data-testid="confirm-button"]')
    ?.addEventListener('click', () => void submit(false));
  form
    .querySelector('[data-testid="start-thread-button"]')
    ?.addEventListener('click', () => void submit(true));
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit(false);
  });
}

function replyForm(view: NoteList): { form: HTMLElement; box: HTMLTextAreaElement } {
  const box = document.createElement('textarea');
  box.className = 'note-textarea js-gfm-input js-autosize markdown-area';
  box.placeholder = 'Write a comment or drag your files here…';
  const workItem = view.kind === 'work_item';
  if (workItem) box.id = 'work-item-add-or-edit-comment';
  else {
    box.className += ' js-vue-issue-note-form';
    box.dataset['noteableType'] = 'MergeRequest';
    box.dataset['testid'] = 'reply-field';
  }
  const form = element('form', {
    class: workItem
      ? 'common-note-form gfm-form js-main-target-form new-note'
      : 'edit-note common-note-form js-quick-submit gfm-form',
    ...(workItem ? {} : { 'data-line-code': '' }),
  });
  const area = element('div', { class: 'js-vue-markdown-field md-area gfm-form' });
  area.append(box);
  const actions = element('div', {
    class: 'note-form-actions',
    ...(workItem ? { 'data-testid': 'work-item-comment-form-actions' } : {}),
  });
  const submit = element(
    'button',
    {
      type: 'button',
      class: 'btn gl-button btn-confirm btn-md js-submit-reply',
      'data-testid': workItem ? 'confirm-button' : 'comment-now-button',
    },
    workItem ? 'Reply' : 'Add comment now',
  );
  const cancel = element(
    'button',
    {
      type: 'button',
      class: 'btn gl-button btn-default btn-md js-cancel-reply',
      'data-testid': 'cancel-button',
    },
    'Cancel',
  );
  actions.append(submit, cancel);
  form.append(area, actions);
  const wrapper = element('div', { class: 'discussion-form js-discussion-note-form' });
  wrapper.append(form);
  return { form: wrapper, box };
}

/** Opens the reply form of a thread: it stands where the placeholder was until it is sent or given up. */
export function openReply(view: NoteList, placeholder: Element): void {
  const row = placeholder.closest('.reply-row');
  const id = threadId(placeholder);
  if (!row || !id) return;
  const { form, box } = replyForm(view);
  row.replaceWith(form);
  box.focus();
  const close = async (): Promise<void> => {
    const workItem = view.kind === 'work_item';
    const [item] = await fetchPiece(`${view.pieces}?discussion=${id}&expanded=true&thread=true`);
    const fresh = item?.querySelector('.reply-row');
    if (fresh) form.replaceWith(fresh);
    else if (workItem) form.closest('.discussion-reply-holder')?.remove();
  };
  const send = async (): Promise<void> => {
    const body = box.value.trim();
    if (body === '') return;
    await withPlaceholder(form.closest('ul'), body, () =>
      callApi('POST', `${view.api}/discussions/${id}/notes`, { body }),
    );
    await close();
    await refresh(view);
  };
  form.querySelector('.js-submit-reply')?.addEventListener('click', () => void send());
  form.querySelector('.js-cancel-reply')?.addEventListener('click', () => void close());
  form.querySelector('form')?.addEventListener('submit', (event) => event.preventDefault());
}

/** "Reply" at a note: a single comment of a merge request is replaced by a thread for it. */
export async function replyToNote(view: NoteList, note: Element): Promise<void> {
  const item = note.closest('li.note-discussion') ?? note;
  if (view.kind === 'merge_request' && !item.matches('.note-discussion')) {
    const noteId = note.getAttribute('data-note-id') ?? '';
    const [thread] = await fetchPiece(`${view.pieces}?note=${noteId}&thread=true&expanded=true`);
    if (!thread) return;
    item.replaceWith(thread);
    const box = thread.querySelector('.js-discussion-reply-field-placeholder');
    if (box) openReply(view, box);
    thread.querySelector('.js-cancel-reply')?.addEventListener('click', () => {
      void fetchPiece(`${view.pieces}?note=${noteId}`).then(([single]) => {
        if (single) thread.replaceWith(single);
        return undefined;
      });
    });
    return;
  }
  let box = item.querySelector('.js-discussion-reply-field-placeholder');
  if (!box && view.kind === 'work_item') {
    const holder = element('li', {
      class: 'note note-wrapper note-comment discussion-reply-holder',
    });
    const row = element('div', { class: 'reply-row' });
    box = element('input', {
      class: 'js-discussion-reply-field-placeholder',
      'data-testid': 'note-reply-textarea',
    });
    row.append(box);
    holder.append(row);
    item.querySelector('ul.notes')?.append(holder);
  }
  if (box) openReply(view, box);
}
