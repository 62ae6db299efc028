import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import { onPress } from '../../ui/onPress.ts';

/** Where no box is at hand, an ask is taken to one by the clipboard. */
export function CopyAsk({ words, ofAll = false }: { words: string; ofAll?: boolean }) {
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(words);
      setCopied(true);
    } catch {
      setCopied(false);
    }
  };
  return (
    <div class="doctor-fix">
      <button
        type="button"
        class="button small"
        data-testid="ask-claude-doctor-copy"
        onClick={onPress(() => void copy())}
      >
        {i18n.t(ofAll ? 'doctor.fixes.copyForAll' : 'doctor.fixes.copyAsk')}
      </button>
      <p class="doctor-remedy" role="status">
        {copied === true && i18n.t('doctor.askCopied')}
        {copied === false && i18n.t('doctor.askNotCopied')}
      </p>
    </div>
  );
}
