import type { Preview } from '../preview/Preview.ts';

/** The parts of the browser that a window of our own needs. */
export interface WindowsBrowser {
  create(window: {
    url: string;
    type: 'popup';
    width: number;
    height: number;
    focused: boolean;
  }): Promise<{ id?: number | undefined } | undefined>;
  update(id: number, change: { focused: boolean }): Promise<unknown>;
  onRemoved: { addListener(listener: (id: number) => void): void };
}

/** What the window shows: the snapshot that will be fired, and in whose name. */
export interface ToConfirm {
  preview: Preview;
  tokenUser: string | null;
}

/** Asks for the last press of some sends in a window of our own, where no script of a page reaches. */
export interface Confirmations {
  /** Opens the window and waits for what is pressed there; closing it is a no. Asked again meanwhile, it is brought to the front. */
  ask(previewId: string): Promise<boolean>;
  /** What that window is about; null where nobody waits for it (any more). */
  look(previewId: string): Promise<ToConfirm | null>;
  /** The press. False where nobody waits for it (any more). */
  confirm(previewId: string): boolean;
}

interface Waiting {
  windowId: number | undefined;
  answer: Promise<boolean>;
  settle(yes: boolean): void;
}

const SIZE = { width: 560, height: 720 };

/** @param pageUrl address of the page that asks, to which the preview's id is added as its fragment */
export function createConfirmations(deps: {
  windows: WindowsBrowser;
  pageUrl: string;
  find(previewId: string): Promise<ToConfirm | null>;
}): Confirmations {
  const waiting = new Map<string, Waiting>();
  /** Windows that were closed while one of ours was being opened: it may have been that one. */
  const closedMeanwhile = new Set<number>();
  const isOpening = () => [...waiting.values()].some(({ windowId }) => windowId === undefined);
  deps.windows.onRemoved.addListener((id) => {
    if (isOpening()) closedMeanwhile.add(id);
    for (const one of waiting.values()) if (one.windowId === id) one.settle(false);
  });

  function begin(previewId: string): Waiting {
    const begun: Waiting = {
      windowId: undefined,
      answer: Promise.resolve(false),
      settle: () => undefined,
    };
    begun.answer = new Promise((resolve) => {
      begun.settle = (yes) => {
        waiting.delete(previewId);
        resolve(yes);
      };
    });
    waiting.set(previewId, begun);
    return begun;
  }

  return {
    async ask(previewId) {
      const before = waiting.get(previewId);
      if (before) {
        if (before.windowId !== undefined)
          await deps.windows.update(before.windowId, { focused: true });
        return before.answer;
      }
      const begun = begin(previewId);
      const url = `${deps.pageUrl}#${encodeURIComponent(previewId)}`;
      try {
        const window = await deps.windows.create({ url, type: 'popup', focused: true, ...SIZE });
        begun.windowId = window?.id;
        if (window?.id === undefined || closedMeanwhile.has(window.id)) begun.settle(false);
      } catch (error) {
        begun.settle(false);
        throw error;
      } finally {
        if (!isOpening()) closedMeanwhile.clear();
      }
      return begun.answer;
    },
    look: async (previewId) => (waiting.has(previewId) ? deps.find(previewId) : null),
    confirm(previewId) {
      const found = waiting.get(previewId);
      found?.settle(true);
      return found !== undefined;
    },
  };
}
