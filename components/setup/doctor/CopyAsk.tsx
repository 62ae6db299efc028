import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import { SmallButton } from '../../ui/SmallButton.tsx';

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
      <SmallButton testId="ask-claude-doctor-copy" onClick={() => void copy()}>
        {i18n.t(ofAll ? 'doctor.fixes.copyForAll' : 'doctor.fixes.copyAsk')}
      </SmallButton>
      <p class="doctor-remedy" role="status">
        {copied === true && i18n.t('doctor.askCopied')}
        {copied === false && i18n.t('doctor.askNotCopied')}
      </p>
    </div>
  );
}
