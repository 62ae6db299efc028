import { i18n } from '#i18n';
import { Icon } from '../../ui/Icon.tsx';

/** What was left out of one part, one line each, folded. */
export function CutList({ cut }: { cut: readonly string[] }) {
  if (cut.length === 0) return null;
  return (
    <details class="cuts" data-testid="ask-claude-cut">
      <summary>
        <Icon name="chevron" />
        {i18n.t('panel.cut', cut.length)}
      </summary>
      <ul>
        {cut.map((line, index) => (
          <li key={index}>{line}</li>
        ))}
      </ul>
    </details>
  );
}
