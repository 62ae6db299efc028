import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import type { Result } from '../../utils/gitlab/Failure.ts';
import type { ProjectFound } from '../../utils/setup/createSetup.ts';
import { FailureMessage } from '../ui/FailureMessage.tsx';
import { StepFrame } from './StepFrame.tsx';
import { useAnswer } from './useAnswer.ts';

interface Props {
  site: string;
  chosen: string | null;
  find(search: string): Promise<Result<ProjectFound[]>>;
  onNext(project: string): void;
}

const TYPING_PAUSE_MS = 300;

/** Second step: one of the user's projects, by name or from those last used. */
export function ProjectStep({ site, chosen, find, onNext }: Props) {
  const [search, setSearch] = useState('');
  const found = useAnswer(
    `${site} ${search}`,
    () => find(search.trim()),
    search === '' ? 0 : TYPING_PAUSE_MS,
  );
  const projects = found.value ?? [];
  return (
    <StepFrame title={i18n.t('firstRun.project.title')} intro={i18n.t('firstRun.project.intro')}>
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
              onClick={() => onNext(path)}
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
    </StepFrame>
  );
}
