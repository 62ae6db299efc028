import { i18n } from '#i18n';
import type { PresetList } from '../../../utils/prompt/PresetList.ts';
import { badFileWords } from './badFileWords.ts';
import { Icon } from '../../ui/Icon.tsx';

/** More would push the panel's own words out of view. */
const SHOWN = 3;

/** Files of the repository that could not be used: one line each. */
export function BadFiles({ bad }: Pick<PresetList, 'bad'>) {
  if (bad.length === 0) return null;
  return (
    <ul class="bad-files" data-testid="ask-claude-bad-files">
      {bad.slice(0, SHOWN).map(({ path, why }) => (
        <li key={path}>
          <Icon name="warning" />
          <span>{i18n.t('panel.badFile', [path, badFileWords(why)])}</span>
        </li>
      ))}
    </ul>
  );
}
