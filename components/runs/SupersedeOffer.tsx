import { i18n } from '#i18n';
import { presetOfRun } from '../ask/presetWords.ts';
import type { Superseding } from './supersedingOf.ts';

/** Offers to cancel the page's runs that still go on, once the next one is sent. */
export function SupersedeOffer({ going, on, onChange }: Superseding) {
  if (going.length === 0) return null;
  const names = going.map(({ label, preset }) => label || presetOfRun(preset)).join(', ');
  return (
    <label class="notice supersede">
      <input
        type="checkbox"
        data-testid="ask-claude-supersede"
        checked={on}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>
        {i18n.t('runs.supersede', [names])}{' '}
        <span class="subtle">{i18n.t('runs.supersedeWhy')}</span>
      </span>
    </label>
  );
}
