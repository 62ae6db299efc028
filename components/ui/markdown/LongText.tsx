import { i18n } from '#i18n';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { SmallButton } from '../SmallButton.tsx';

/** In characters and lines: about three heights of the panel. */
const LONG = { characters: 4_000, lines: 60 };

function isLong(text: string): boolean {
  return text.length > LONG.characters || text.split('\n').length > LONG.lines;
}

/** A text that folds where it is long: its beginning is in view, and all of it once that is wanted or the focus goes into it. */
export function LongText({ text, children }: { text: string; children: ComponentChildren }) {
  const [folded, setFolded] = useState(isLong(text));
  return (
    <div class="long-text" data-folded={folded || undefined} data-testid="ask-claude-answer">
      <div class="long-text-start" onFocusIn={() => setFolded(false)}>
        {children}
      </div>
      {folded && (
        <SmallButton testId="ask-claude-whole-answer" onClick={() => setFolded(false)}>
          {i18n.t('panel.unfold')}
        </SmallButton>
      )}
    </div>
  );
}
