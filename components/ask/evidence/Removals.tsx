import { i18n } from '#i18n';
import type { Removal } from '../../../utils/context/Context.ts';
import { Icon } from '../../ui/Icon.tsx';

const KINDS = ['hidden', 'secret', 'mention'] as const satisfies readonly Removal['kind'][];

interface Props {
  removals: readonly Removal[];
  /** Puts back, for this ask, what has this key; every place of it. */
  onRestore(key: string): void;
  /** Takes it out again. */
  onTakeOut(key: string): void;
}

/** What was taken out of others' text or masked, by kind, one line each, folded: in the document all the same. */
export function Removals({ removals, onRestore, onTakeOut }: Props) {
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
                {found.map(({ text, key, restored = false }, index) => (
                  <li key={index}>
                    <span data-testid="ask-claude-removed" data-kind={kind}>
                      {text}
                    </span>
                    {key !== undefined && (
                      <button
                        type="button"
                        class="button small"
                        data-testid="ask-claude-put-back"
                        aria-pressed={restored}
                        aria-label={i18n.t(
                          restored ? 'removed.takeOutThis' : 'removed.putBackThis',
                          [text],
                        )}
                        onClick={() => (restored ? onTakeOut(key) : onRestore(key))}
                      >
                        {i18n.t(restored ? 'removed.takeOut' : 'removed.putBack')}
                      </button>
                    )}
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
