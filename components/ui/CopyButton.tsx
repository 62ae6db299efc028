import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import { copyText } from './copyText.ts';
import { DetailIcon } from './icons/DetailIcon.tsx';
import { Icon } from './Icon.tsx';

interface Props {
  text: string;
  label: string;
  /** For those who hear it alone; absent: the label. */
  name?: string;
}

/** Copies a text, and says for a while that it did. */
export function CopyButton({ text, label, name = label }: Props) {
  const [done, setDone] = useState(false);
  const words = done ? i18n.t('runs.copied') : label;
  return (
    <button
      type="button"
      class="icon-button small"
      data-testid="ask-claude-copy"
      aria-label={done ? words : name}
      title={words}
      onBlur={() => setDone(false)}
      onClick={(event) => {
        const button = event.currentTarget;
        void copyText(text, button).then(setDone);
      }}
    >
      {done ? <Icon name="check" /> : <DetailIcon name="copy" />}
    </button>
  );
}
