import { i18n } from '#i18n';
import type { KnownSite } from '../../../utils/sites/knownSites.ts';

interface Props {
  known: readonly KnownSite[];
  onChoose(site: KnownSite): void;
}

/** Sites that need no typing: the organisation named them, or imported settings did. */
export function KnownSites({ known, onChoose }: Props) {
  if (known.length === 0) return null;
  return (
    <div class="field">
      <span class="field-label">
        {known.some(({ byPolicy }) => byPolicy)
          ? i18n.t('options.byPolicy')
          : i18n.t('options.byImport')}
      </span>
      <div class="known-sites">
        {known.map((site) => (
          <button
            key={site.root}
            type="button"
            class="button small"
            data-testid="site-known"
            onClick={() => onChoose(site)}
          >
            {site.root.replace(/^https?:\/\//, '')}
          </button>
        ))}
      </div>
    </div>
  );
}
