import { i18n } from '#i18n';
import { useEffect, useState } from 'preact/hooks';
import type { CallBackground } from '../../utils/messages/callBackground.ts';
import type { Preview } from '../../utils/messages/PageApi.ts';
import { resourceOf, type PageRef } from '../../utils/page/PageRef.ts';
import type { PresetView } from '../../utils/prompt/Preset.ts';
import type { Run } from '../../utils/runs/Run.ts';
import { RunList } from '../runs/RunList.tsx';
import { type Proposed, useProposal } from '../runs/useProposal.ts';
import { Composer } from './Composer.tsx';
import { UserNotice } from './UserNotice.tsx';
import { PanelHeader } from './PanelHeader.tsx';

export interface AskPanelProps {
  call: CallBackground;
  page: PageRef;
  discussionId?: string | undefined;
  /** What was selected in the page when the panel was asked for. */
  selection?: string | undefined;
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
  onClose(): void;
}

const TITLE_ID = 'ask-claude-title';

/** The panel: asks about one page, or one thread of it, and shows what came of it. Give it a `key` of page and thread. */
export function AskPanel(props: AskPanelProps) {
  const { call, page, discussionId, runs, onClose } = props;
  const [preview, setPreview] = useState<Preview | null>(null);
  const { proposal, propose } = useProposal(call, discussionId, props.proposed);
  const [shortcut, setShortcut] = useState<string | null>(null);
  useEffect(() => {
    async function learn(): Promise<void> {
      const answer = await call('getShortcut', {});
      if (answer.ok) setShortcut(answer.value);
    }
    void learn();
  }, [call]);

  function closeByKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    onClose();
  }

  return (
    <div
      class="panel"
      role="dialog"
      aria-modal="false"
      aria-labelledby={TITLE_ID}
      data-testid="ask-claude-dialog"
      data-page={resourceOf(page)}
      data-discussion-id={discussionId}
      onKeyDown={closeByKey}
    >
      <PanelHeader
        titleId={TITLE_ID}
        page={page}
        title={preview?.title}
        threadLabel={preview?.threadLabel}
        onClose={onClose}
      />
      <div class="body">
        <UserNotice call={call} pageUser={props.pageUser} />
        <Composer
          call={call}
          discussionId={discussionId}
          selection={props.selection}
          presets={props.presets}
          runs={runs}
          pageUser={props.pageUser}
          gone={props.gone}
          focusTurn={props.focusTurn}
          proposal={proposal}
          suspectTurn={props.suspectTurn}
          onAsk={(words) => propose(discussionId, { words, focus: 'words' })}
          onPreview={setPreview}
        />
        <RunList call={call} runs={runs} onPropose={propose} />
      </div>
      {shortcut !== null && (
        <footer data-testid="ask-claude-shortcut">
          {shortcut === '' ? i18n.t('panel.noShortcut') : i18n.t('panel.shortcut', [shortcut])}
        </footer>
      )}
    </div>
  );
}
