// Over 250 lines: one panel with all that it follows in its page (visits, runs, theme, side panels).
import { render } from 'preact';
import type { ContentScriptContext } from 'wxt/utils/content-script-context';
import { AskPanel } from '../../components/ask/AskPanel.tsx';
import { Details } from '../../components/details/Details.ts';
import { Arming } from '../../components/ui/Arming.ts';
import type { Proposed } from '../../components/runs/useProposal.ts';
import { callBackground } from '../../utils/messages/callBackground.ts';
import type { PanelNotice } from '../../utils/messages/notices.ts';
import { type PanelLayout, USUAL_LAYOUT } from '../../utils/page/PanelLayout.ts';
import { connectRuns } from '../../utils/messages/connectRuns.ts';
import { focusedElement } from '../../utils/page/focusedElement.ts';
import { createArming } from '../../utils/page/armPresses.ts';
import { followTheme } from '../../utils/page/followTheme.ts';
import { guardEvents } from '../../utils/page/guardEvents.ts';
import { HOSTS } from '../../utils/page/buttons/hosts.ts';
import { keepInPlace } from '../../utils/page/buttons/keepInPlace.ts';
import { resourceOf, type PageRef } from '../../utils/page/PageRef.ts';
import { pageUserOf } from '../../utils/page/pageUserOf.ts';
import { recognisePage } from '../../utils/page/recognisePage.ts';
import { roomRules } from '../../utils/page/roomRules.ts';
import { LONGEST_SELECTION, type Selected } from '../../utils/page/selected/Selected.ts';
import { showsItemBeside } from '../../utils/page/beside/shownBeside.ts';
import { takenAtFoot } from '../../utils/page/beside/takenAtFoot.ts';
import { takenAtRight } from '../../utils/page/beside/takenAtRight.ts';
import { threadOnPage, threadStyle } from '../../utils/page/threadOnPage.ts';
import { watchFreshness } from '../../utils/page/watchFreshness.ts';
import { watchMutations } from '../../utils/page/watchMutations.ts';
import { watchVisits } from '../../utils/page/visits.ts';
import { generalPresets } from '../../utils/prompt/catalogue.ts';
import type { Run } from '../../utils/runs/Run.ts';
import { createPanelHost } from './createPanelHost.ts';
import { createDetails } from './createDetails.ts';
import css from './panel.css?inline';

/** What an open panel is about. */
interface Shown {
  page: PageRef;
  discussionId: string | undefined;
  selection: Selected | undefined;
  /** What is to be put into the box; taken once. */
  proposed: Proposed | undefined;
  focusTurn: number;
}

/** From the press of Send to its request nothing else is asked of GitLab. */
function isSend(target: EventTarget | undefined): boolean {
  return target instanceof Element && target.matches('[data-testid="ask-claude-send"]');
}

/** What is selected on the page; with its place once the second page script is there, which a selection has loaded. */
function selectedNow(): Selected | null {
  if (globalThis.askClaudeSelection) return globalThis.askClaudeSelection();
  const text = document.getSelection()?.toString() ?? '';
  return text.trim() === '' ? null : { text: text.slice(0, LONGEST_SELECTION) };
}

/** The panel of this tab: `show` opens it, or brings the open one to the page or thread asked for. */
export function createPanel(ctx: ContentScriptContext) {
  let shown: Shown | null = null;
  let runs: readonly Run[] = [];
  let gone = false;
  let suspectTurn = 0;
  let opener: HTMLElement | null = null;
  /** Ends with the panel's closing. */
  let open = new AbortController();
  /** Ends when the panel moves to another page. */
  let onPage = new AbortController();
  /** Marks, in the page, the thread that is asked about. */
  const marked = document.createElement('style');
  /** Makes room for it in the page. */
  const docked = document.createElement('style');
  let layout = USUAL_LAYOUT;
  /** What GitLab's own side panels and bars take. */
  let beside = { taken: 0, foot: 0, docked: false };
  let root: HTMLElement | null = null;
  let remove: (() => void) | null = null;
  /** The style sheet of the second script. */
  const detailsStyle = document.createElement('style');
  const details = createDetails(callBackground, () => {
    detailsStyle.textContent = details.css() ?? '';
    draw();
  });
  const arming = createArming(() => root?.querySelector('.panel') ?? null);

  function mount(): void {
    const made = createPanelHost(document, css);
    guardEvents(made.shadow, open.signal);
    const putBack = keepInPlace(opener);
    docked.textContent = roomRules(layout);
    made.host.append(docked, marked);
    made.shadow.append(detailsStyle);
    document.body.append(made.host);
    putBack();
    root = made.root;
    remove = () => {
      render(null, made.root);
      made.host.remove();
    };
    watchFreshness(document, made.host, open.signal, isSend, () => {
      suspectTurn += 1;
      draw();
    });
    followTheme(document, open.signal, (theme) => {
      made.root.dataset['theme'] = theme;
    });
  }

  function changeLayout(wanted: PanelLayout, kept: boolean): void {
    layout = wanted;
    draw();
    if (kept) void callBackground('savePanelLayout', layout);
  }

  function standBeside(): void {
    const { taken, foot, docked: holdsItem } = beside;
    const isSame =
      takenAtRight(document, layout.width) === taken &&
      takenAtFoot(document) === foot &&
      showsItemBeside(document) === holdsItem;
    if (!isSame) draw();
  }

  function draw(): void {
    if (!shown || !root) return;
    const { page, discussionId, selection, proposed, focusTurn } = shown;
    const from = discussionId === undefined ? 'page' : 'thread';
    const thread = discussionId === undefined ? null : threadOnPage(document, discussionId);
    const holdsItem = showsItemBeside(document);
    docked.textContent = roomRules({ ...layout, pinned: layout.pinned || holdsItem });
    beside = {
      taken: takenAtRight(document, layout.width),
      foot: takenAtFoot(document),
      docked: holdsItem,
    };
    marked.textContent = discussionId === undefined ? '' : threadStyle(discussionId);
    render(
      <Arming.Provider value={arming}>
        <Details.Provider value={details.state()}>
          <AskPanel
            key={`${page.projectPath} ${resourceOf(page)} ${discussionId ?? ''}`}
            call={callBackground}
            page={page}
            discussionId={discussionId}
            selection={selection}
            proposed={proposed}
            presets={generalPresets(page.type, from)}
            runs={runs}
            gone={gone}
            focusTurn={focusTurn}
            suspectTurn={suspectTurn}
            pageUser={pageUserOf(document)}
            quote={thread?.quote}
            placement={{ layout, ...beside, change: changeLayout }}
            onShowThread={thread?.show}
            onClose={close}
          />
        </Details.Provider>
      </Arming.Provider>,
      root,
    );
  }

  function followRuns(): void {
    onPage.abort();
    onPage = new AbortController();
    runs = [];
    if (!shown) return;
    const signal = AbortSignal.any([open.signal, onPage.signal, ctx.signal]);
    let newest: readonly Run[] = [];
    connectRuns(resourceOf(shown.page), signal, {
      async runs(told) {
        newest = told;
        // What came of a run is drawn whole.
        if (told.some(({ outcome }) => outcome)) await details.load();
        if (signal.aborted || newest !== told) return;
        runs = told;
        draw();
      },
      gone: () => {
        gone = true;
        draw();
      },
    });
  }

  /** GitLab moved on by itself: the panel goes along to another item, and closes where nothing can be asked. */
  function followPage(site: string): void {
    const checkVisit = watchVisits(window, open.signal, (url) => {
      const page = recognisePage(url, document, site);
      if (!page) return close();
      const same =
        shown?.page.projectPath === page.projectPath && resourceOf(shown.page) === resourceOf(page);
      if (!shown || same) return;
      shown = {
        ...shown,
        page,
        discussionId: undefined,
        selection: undefined,
        proposed: undefined,
      };
      followRuns();
      draw();
    });
    watchMutations(document, open.signal, () => {
      checkVisit();
      standBeside();
    });
    // Drawers slide in.
    for (const type of ['resize', 'transitionend'])
      window.addEventListener(type, standBeside, { signal: open.signal });
  }

  function close(): void {
    open.abort();
    const putBack = keepInPlace(opener);
    remove?.();
    putBack();
    root = null;
    shown = null;
    if (opener?.isConnected) opener.focus();
    else document.querySelector<HTMLElement>(HOSTS.button)?.focus();
    opener = null;
  }

  function show({
    site,
    layout: wanted,
    discussionId,
    proposed: given,
    selected,
  }: PanelNotice): void {
    // Both are taken before anything is focused, which may clear them.
    const selection = selected ?? selectedNow();
    const focused = focusedElement(document);
    const page = recognisePage(location.href, document, site);
    if (!page) return;
    const inside = root?.contains(focused) === true;
    const earlier = shown;
    // Without words, what stands in the box stays.
    const { words, ...proposal } = given ?? {};
    shown = {
      page,
      discussionId,
      selection: inside ? earlier?.selection : (selection ?? undefined),
      proposed: given && { ...proposal, ...(words && { words }), focus: 'words' },
      focusTurn: (earlier?.focusTurn ?? 0) + 1,
    };
    if (!inside) opener = focused;
    if (earlier) {
      draw();
      void details.load();
      return;
    }
    layout = wanted;
    open = new AbortController();
    mount();
    draw();
    followRuns();
    followPage(site);
    performance.mark('ask-claude:panel');
    void details.load();
  }

  ctx.onInvalidated(() => {
    open.abort();
    remove?.();
  });
  return { show };
}
