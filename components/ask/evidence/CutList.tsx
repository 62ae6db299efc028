import { i18n } from '#i18n';
import type { Cut } from '../../../utils/context/Cut.ts';
import { Icon } from '../../ui/Icon.tsx';
import { cutWords } from './cutWords.ts';

/** What was left out of one part, one line each, folded. */
export function CutList({ cut }: { cut: readonly Cut[] }) {
  if (cut.length === 0) return null;
  return (
    <details class="cuts" data-testid="ask-claude-cut">
      <summary>
        <Icon name="chevron" />
        {i18n.t('panel.cut', cut.length)}
      </summary>
      <ul>
        {cut.map((one, index) => (
          <li key={index}>{cutWords(one)}</li>
        ))}
      </ul>
    </details>
  );
}
