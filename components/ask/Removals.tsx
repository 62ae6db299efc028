import { i18n } from '#i18n';
import type { Removal } from '../../utils/context/Context.ts';
import { Icon } from '../ui/Icon.tsx';

const KINDS = ['hidden', 'secret', 'mention'] as const satisfies readonly Removal['kind'][];

/** What was taken out of others' text or masked, by kind, one line each, folded: in the document all the same. */
export function Removals({ removals }: { removals: readonly Removal[] }) {
  if (removals.length === 0) return null;
  return (
    <div class="removals">
      {KINDS.map((kind) => {
        const found = removals.filter((removal) => removal.kind === kind);
        return (
          found.length > 0 && (
            <details key={kind}>
              <summary>
                <Icon name="chevron" />
                {i18n.t(`removed.${kind}`, found.length)}
              </summary>
              <ul>
                {found.map(({ text }, index) => (
                  <li key={index} data-testid="ask-claude-removed" data-kind={kind}>
                    {text}
                  </li>
                ))}
              </ul>
            </details>
          )
        );
      })}
    </div>
  );
}
