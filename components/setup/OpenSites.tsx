import { i18n } from '#i18n';
import type { OpenSite } from '../../utils/sites/openSites.ts';

const GITLAB_COM: OpenSite = { root: 'https://gitlab.com' };

interface Props {
  found: readonly OpenSite[];
  chosen: string;
  onChoose(root: string): void;
}

/** GitLabs that need no typing: those of the open tabs, or else gitlab.com. */
export function OpenSites({ found, chosen, onChoose }: Props) {
  return (
    <div class="open-sites">
      {found.length > 0 && <span class="field-label">{i18n.t('firstRun.site.found')}</span>}
      {(found.length > 0 ? found : [GITLAB_COM]).map(({ root, username }) => (
        <button
          key={root}
          type="button"
          class="button small"
          data-testid="first-run-open-site"
          data-root={root}
          aria-pressed={root === chosen}
          onClick={() => onChoose(root)}
        >
          {root.replace(/^https?:\/\//, '')}
          {username !== undefined && <span class="quiet"> · @{username}</span>}
        </button>
      ))}
    </div>
  );
}
