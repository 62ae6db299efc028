import { i18n } from '#i18n';
import type { Removal } from '../../utils/context/Context.ts';
import type { PreviewPart } from '../../utils/messages/PageApi.ts';
import { Icon } from '../ui/Icon.tsx';

/** What was taken out of others' text or masked, one line each, folded; and what was left out to fit. */
export function Removals(props: { removals: readonly Removal[]; parts: readonly PreviewPart[] }) {
  const cuts = props.parts.flatMap(({ name, cut }) => cut.map((line) => ({ name, line })));
  return (
    <>
      {props.removals.length > 0 && (
        <details class="removals">
          <summary>
            <Icon name="chevron" />
            {i18n.t('panel.removed', props.removals.length)}
          </summary>
          <ul>
            {props.removals.map(({ kind, text }, index) => (
              <li key={index} data-testid="ask-claude-removed" data-kind={kind}>
                <span class="tag">{i18n.t(`removed.${kind}`)}</span>
                <span class="removed-text">{text}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {cuts.length > 0 && (
        <details class="removals" open>
          <summary>
            <Icon name="chevron" />
            {i18n.t('panel.cut')}
          </summary>
          <ul>
            {cuts.map(({ name, line }, index) => (
              <li key={index}>
                <span class="tag">{i18n.t(`parts.${name}`)}</span>
                <span class="removed-text">{line}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
