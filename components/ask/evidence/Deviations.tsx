import { i18n } from '#i18n';
import { BadFiles } from './BadFiles.tsx';
import { PrivateNotice } from '../notices/PrivateNotice.tsx';
import { StaleNotice } from '../notices/StaleNotice.tsx';
import { Readers } from './Readers.tsx';
import { Removals } from './Removals.tsx';
import { Icon } from '../../ui/Icon.tsx';
import type { AskState } from '../hooks/useAsk.ts';

/** What is not as usual about this ask, one line each: what was taken out, who reads along, what has changed. */
export function Deviations({ ask }: { ask: AskState }) {
  const { preview, choices } = ask;
  const restored = choices.restored ?? [];
  const cut = preview?.parts.some((part) => part.on && part.cut.length > 0) ?? false;
  return (
    <>
      {ask.stale && (
        <StaleNotice reading={ask.making} onRefresh={() => ask.again({ reread: true })} />
      )}
      {preview && <PrivateNotice preview={preview} />}
      {preview && <Readers readers={preview.readers} />}
      {cut && (
        <p class="deviation">
          <Icon name="warning" />
          <span>{i18n.t('panel.cutSome')}</span>
        </p>
      )}
      <Removals
        removals={preview?.removals ?? []}
        onRestore={(key) => ask.choose({ restored: [...restored, key] })}
        onTakeOut={(key) => ask.choose({ restored: restored.filter((one) => one !== key) })}
      />
      <BadFiles bad={ask.bad} />
    </>
  );
}
