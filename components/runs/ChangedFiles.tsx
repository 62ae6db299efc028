import { i18n } from '#i18n';
import type { ChangedFile } from '../../utils/outcome/Outcome.ts';
import { Icon } from '../ui/Icon.tsx';
import { PathWords } from '../ui/PathWords.tsx';

/** The files that a run changed, with lines added and removed. */
export function ChangedFiles({ files }: { files: readonly ChangedFile[] }) {
  return (
    <details class="changed-files" data-testid="ask-claude-files">
      <summary>
        <Icon name="chevron" />
        {i18n.t('outcome.files', files.length)}
      </summary>
      <ul>
        {files.map(({ path, added, removed }) => (
          <li key={path}>
            <code>
              <PathWords path={path} />
            </code>
            <span class="lines-added">+{added}</span>
            <span class="lines-removed">−{removed}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
