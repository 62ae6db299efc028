import { i18n } from '#i18n';
import { DetailIcon } from '../../ui/icons/DetailIcon.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Link } from '../../ui/Link.tsx';
import { PERMISSIONS } from './permissions.ts';
import { type SaveStatus, validityOf } from './SiteStatus.tsx';

interface Props {
  token: string;
  onToken(token: string): void;
  status: SaveStatus;
  /** Where the site makes tokens; null while its address is not known. */
  pages: { host: string; scoped: string; fineGrained: string } | null;
}

/** A personal access token, and where to get one: with the scope `api`, or fine-grained with the list of what it needs. */
export function TokenFields({ token, onToken, status, pages }: Props) {
  return (
    <div class="field">
      <label class="field">
        <span class="field-label">{i18n.t('options.token')}</span>
        <input
          data-testid="site-token"
          type="password"
          autocomplete="off"
          spellcheck={false}
          placeholder="glpat-…"
          value={token}
          {...validityOf(status, 'token')}
          onInput={(event) => onToken(event.currentTarget.value)}
        />
      </label>
      <p class="hint">
        {i18n.t('options.tokenHint')}{' '}
        {pages && (
          <Link href={pages.scoped}>
            {i18n.t('options.tokenLink', [pages.host])}
            <DetailIcon name="external" />
          </Link>
        )}
      </p>
      <details class="hint fold" data-testid="site-permissions">
        <summary>
          <Icon name="chevron" /> {i18n.t('options.fineGrained')}
        </summary>
        <p>
          {i18n.t('options.fineGrainedHint')}{' '}
          {pages && (
            <Link href={pages.fineGrained}>
              {i18n.t('options.tokenLink', [pages.host])}
              <DetailIcon name="external" />
            </Link>
          )}
        </p>
        <ul class="permissions" lang="en">
          {PERMISSIONS.map(([resource, actions]) => (
            <li key={resource}>
              <strong>{resource}</strong> {actions}
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
