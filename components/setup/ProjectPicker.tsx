import { i18n } from '#i18n';
import { useEffect, useState } from 'preact/hooks';
import type { Result } from '../../utils/gitlab/Failure.ts';
import type { ProjectFound } from '../../utils/setup/createSetup.ts';
import { FailureMessage } from '../ui/FailureMessage.tsx';
import { Icon } from '../ui/Icon.tsx';
import { useAnswer } from './useAnswer.ts';

interface Props {
  site: string;
  chosen: string | null;
  find(search: string): Promise<Result<ProjectFound[]>>;
  onPick(project: string): void;
}

const TYPING_PAUSE_MS = 300;

/** One of the user's projects: the one last used at first, and all others by a press. */
export function ProjectPicker({ site, chosen, find, onPick }: Props) {
  const [open, setOpen] = useState(false);
  const [search, setSearch] = useState('');
  const found = useAnswer(
    `${site} ${search}`,
    () => find(search.trim()),
    search === '' ? 0 : TYPING_PAUSE_MS,
  );
  const projects = found.value ?? [];
  const [first] = projects;
  useEffect(() => {
    if (chosen === null && first && search === '') onPick(first.path);
  }, [chosen, first?.path]);
  return (
    <details
      class="picker"
      open={open || (chosen === null && !found.asking && projects.length === 0)}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary data-testid="first-run-chosen" data-project={chosen ?? ''}>
        <span class="field-label">{i18n.t('firstRun.project.label')}</span>
        <strong>{chosen}</strong>
        <Icon name="chevron" />
      </summary>
      <label class="field">
        <span class="field-label">{i18n.t('firstRun.project.search')}</span>
        <input
          type="search"
          data-testid="first-run-search"
          value={search}
          spellcheck={false}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
      </label>
      {found.failure && <FailureMessage failure={found.failure} onRetry={found.again} />}
      <ul class="picks" aria-busy={found.asking} data-testid="first-run-projects">
        {projects.map(({ path }) => (
          <li key={path}>
            <button
              type="button"
              class="pick"
              data-testid="first-run-project"
              data-project={path}
              aria-label={path}
              aria-pressed={path === chosen}
              onClick={() => {
                setOpen(false);
                onPick(path);
              }}
            >
              <span>
                <span class="quiet">{path.slice(0, path.lastIndexOf('/') + 1)}</span>
                <strong>{path.slice(path.lastIndexOf('/') + 1)}</strong>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p class="quiet" role="status">
        {found.asking && !found.value && i18n.t('firstRun.project.looking')}
        {!found.asking &&
          !found.failure &&
          projects.length === 0 &&
          i18n.t('firstRun.project.none')}
      </p>
    </details>
  );
}
