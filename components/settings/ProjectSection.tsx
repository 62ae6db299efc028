import { i18n } from '#i18n';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Result } from '../../utils/gitlab/Failure.ts';
import type { ChosenProject } from '../../utils/sites/chooseProject.ts';
import type { SiteView } from '../../utils/sites/Site.ts';
import type { ProjectChoice } from '../../utils/storage/projectChoices.ts';
import { ProjectForm } from './ProjectForm.tsx';

export interface ProjectActions {
  listChoices(): Promise<ProjectChoice[]>;
  saveChoice(chosen: ChosenProject): Promise<Result<null>>;
}

interface Props {
  actions: ProjectActions;
  sites: readonly SiteView[];
  onFail(error: unknown): void;
}

/** Projects whose pipelines run elsewhere, are fired by a trigger token, or whose comments are asked with at once. */
export function ProjectSection({ actions, sites, onFail }: Props) {
  const [choices, setChoices] = useState<ProjectChoice[]>([]);
  const [edited, setEdited] = useState<ProjectChoice | 'new' | null>(null);
  const reload = useCallback(() => {
    actions.listChoices().then(setChoices, onFail);
  }, [actions, onFail]);
  useEffect(reload, [reload, sites]);
  if (sites.length === 0) return null;

  const remove = ({ site, projectPath }: ProjectChoice) => {
    const nothing = {
      runnerProject: '',
      triggerToken: '',
      atOnce: 'none',
      acknowledge: false,
    } as const;
    actions.saveChoice({ site, projectPath, ...nothing }).then(reload, onFail);
  };

  return (
    <section class="card" id="projects" data-testid="project-section">
      <div>
        <h2>{i18n.t('projects.title')}</h2>
        <p class="hint">{i18n.t('projects.hint')}</p>
      </div>
      {choices.length > 0 && (
        <ul class="sites">
          {choices.map((choice) => (
            <li
              class="site"
              key={`${choice.site} ${choice.projectPath}`}
              data-testid="project-item"
            >
              <div class="site-facts">
                <strong>{choice.projectPath}</strong>
                <p class="quiet">{choice.site.replace(/^https?:\/\//, '')}</p>
                <p class="chips">
                  {choice.runnerProject !== undefined && (
                    <span class="chip">{i18n.t('projects.runsIn', [choice.runnerProject])}</span>
                  )}
                  {choice.trigger && <span class="chip">{i18n.t('projects.byTrigger')}</span>}
                  {choice.atOnce && <span class="chip">{i18n.t('projects.asksAtOnce')}</span>}
                  {choice.acknowledge && (
                    <span class="chip">{i18n.t('projects.acknowledges')}</span>
                  )}
                </p>
              </div>
              <div class="site-actions">
                <button class="button" type="button" onClick={() => setEdited(choice)}>
                  {i18n.t('options.presetEdit')}
                </button>
                <button
                  class="button"
                  type="button"
                  data-testid="project-remove"
                  onClick={() => remove(choice)}
                >
                  {i18n.t('options.remove')}
                </button>
              </div>
            </li>
          ))}
        </ul>
      )}
      {edited === null ? (
        <div class="actions">
          <button
            class="button"
            type="button"
            data-testid="project-new"
            onClick={() => setEdited('new')}
          >
            {i18n.t('projects.new')}
          </button>
        </div>
      ) : (
        <ProjectForm
          key={edited === 'new' ? '' : edited.projectPath}
          choice={edited === 'new' ? null : edited}
          sites={sites}
          save={actions.saveChoice}
          onDone={() => {
            setEdited(null);
            reload();
          }}
          onFail={onFail}
        />
      )}
    </section>
  );
}
