import { i18n } from '#i18n';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { CallBackground } from '../../utils/messages/callBackground.ts';
import { resourceOf, type PageRef } from '../../utils/page/PageRef.ts';
import { type Placement, SHEET_HEIGHT } from '../../utils/page/PanelLayout.ts';
import type { Selected } from '../../utils/page/selected/Selected.ts';
import type { PresetView } from '../../utils/prompt/Preset.ts';
import type { Run } from '../../utils/runs/Run.ts';
import { useDetails } from '../details/Details.ts';
import { DetailsMissing } from '../details/DetailsMissing.tsx';
import { RunList } from '../runs/RunList.tsx';
import { type Proposed, useProposal } from '../runs/useProposal.ts';
import { useKeptFocus } from '../ui/useKeptFocus.ts';
import { useScrollStop } from '../ui/useScrollStop.ts';
import { BeforeSend } from './BeforeSend.tsx';
import { Composer } from './Composer.tsx';
import { PanelHeader } from './PanelHeader.tsx';
import { Start } from './Start.tsx';
import { useAsk } from './hooks/useAsk.ts';

export interface AskPanelProps {
  call: CallBackground;
  page: PageRef;
  discussionId?: string | undefined;
  /** What was selected in the page when the panel was asked for. */
  selection?: Selected | undefined;
  /** What is to be put into the box; each new object is put there once. */
  proposed?: Proposed | undefined;
  /** Those that are always there; the others are asked for. */
  presets: readonly PresetView[];
  /** Runs of this page, newest first. */
  runs: readonly Run[];
  /** The extension was updated under this page. */
  gone: boolean;
  /** Each new value puts the focus into the text box. */
  focusTurn: number;
  /** Each new value means: the page may not be any more what it was. */
  suspectTurn: number;
  /** Who is signed in to GitLab on the page: null for nobody, undefined where it does not say. */
  pageUser?: string | null | undefined;
  /** Beginning of the thread's first note, as the page shows it. */
  quote?: string | undefined;
  /** Brings the thread into view, in the page. */
  onShowThread?: (() => void) | undefined;
  /** Absent where its page has it stand elsewhere. */
  placement?: Placement | undefined;
  onClose(): void;
}

const TITLE_ID = 'ask-claude-title';

/** What `panelBase.css` needs to know. */
function placed(placement: Placement | undefined) {
  if (!placement) return {};
  const { layout, taken, foot = 0, docked = false } = placement;
  return {
    'data-side': layout.side,
    'data-pinned': layout.pinned || docked,
    style: {
      '--width': `${layout.width}px`,
      '--taken': `${taken}px`,
      '--foot': `${foot}px`,
      '--height': `${layout.height ?? SHEET_HEIGHT.usual}%`,
    },
  };
}

/** The panel: asks about one page, or one thread of it, and shows what came of it. Give it a `key` of page and thread. */
export function AskPanel(props: AskPanelProps) {
  const { call, page, discussionId, runs, placement, onClose } = props;
  const details = useDetails();
  const { proposal, propose } = useProposal(call, discussionId, props.proposed);
  const ask = useAsk({ ...props, proposal });
  const panel = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  useKeptFocus(panel, body);
  useScrollStop(body);
  useLayoutEffect(() => {
    // Send is out of use from here on: the focus waits where the run will be.
    if (ask.folded) body.current?.focus({ preventScroll: true });
  }, [ask.folded]);
  const [checking, setChecking] = useState(false);

  function closeByKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    onClose();
  }

  return (
    <div
      ref={panel}
      class="panel"
      role="dialog"
      aria-modal="false"
      aria-labelledby={TITLE_ID}
      data-testid="ask-claude-dialog"
      data-page={resourceOf(page)}
      data-discussion-id={discussionId}
      {...placed(placement)}
      onKeyDown={closeByKey}
    >
      {details && placement && <details.PanelEdge {...placement} />}
      <PanelHeader
        titleId={TITLE_ID}
        page={page}
        title={ask.preview?.title}
        threadLabel={discussionId === undefined ? undefined : (ask.preview?.threadLabel ?? '')}
        quote={props.quote}
        selection={props.selection}
        onShowThread={props.onShowThread}
        onWholePage={() => void call('openPanel', {})}
        onClose={onClose}
      >
        {details && <details.HeaderButtons call={call} placement={placement} />}
      </PanelHeader>
      <div class="body" ref={body} tabIndex={-1} role="region" aria-label={i18n.t('runs.title')}>
        <DetailsMissing />
        {details && <details.UserNotice call={call} pageUser={props.pageUser} />}
        {checking && details && (
          <details.PageDoctor
            call={call}
            onAsk={(words) => propose(discussionId, { words, focus: 'words' })}
          />
        )}
        {ask.loaded && (
          <BeforeSend
            call={call}
            ask={ask}
            page={page}
            runs={runs}
            onAsk={(words) => propose(discussionId, { words, focus: 'words' })}
          />
        )}
        {runs.length === 0 && (
          <Start ask={ask} page={page} inThread={discussionId !== undefined} onPropose={propose} />
        )}
        <RunList
          call={call}
          ask={ask}
          runs={runs}
          sentId={ask.sending.sentId}
          onPropose={propose}
          onWritten={() => ask.again({ reread: true })}
        />
        {details && <details.ShortcutLine call={call} />}
      </div>
      {details && (
        <details.PanelKeys
          call={call}
          panel={panel}
          runs={runs}
          words={ask.draft.words}
          onWords={(words) => ask.change({ words })}
        />
      )}
      {ask.loaded && (
        <Composer
          ask={ask}
          page={page}
          inThread={discussionId !== undefined}
          focusTurn={props.focusTurn}
          proposal={proposal}
          onCheckProject={() => setChecking(true)}
        />
      )}
    </div>
  );
}
