import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import type { Result } from '../../utils/gitlab/Failure.ts';
import type { ChosenProject } from '../../utils/sites/chooseProject.ts';
import type { SiteView } from '../../utils/sites/Site.ts';
import type { AtOnce, ProjectChoice } from '../../utils/storage/projectChoices.ts';
import { refusalWords } from './sites/refusalWords.ts';

interface Props {
  /** Null for a new one. */
  choice: ProjectChoice | null;
  sites: readonly SiteView[];
  save(chosen: ChosenProject): Promise<Result<null>>;
  onDone(): void;
  onFail(error: unknown): void;
}

/** Path of a project from what was typed: its address will do, too. */
function pathOf(typed: string, site: string): string {
  const text = typed.trim();
  const within = text.startsWith(`${site}/`) ? text.slice(site.length) : text;
  return (within.split('/-/')[0] ?? '').replace(/^\/+|\/+$/g, '');
}

const IS_PATH = /^[\w.-]+(\/[\w.-]+)+$/;

const WAYS = ['none', 'questions', 'all'] as const satisfies readonly (AtOnce | 'none')[];

/** What is chosen for one project. */
export function ProjectForm({ choice, sites, save, onDone, onFail }: Props) {
  const [site, setSite] = useState(choice?.site ?? sites[0]?.root ?? '');
  const [project, setProject] = useState(choice?.projectPath ?? '');
  const [runner, setRunner] = useState(choice?.runnerProject ?? '');
  const [token, setToken] = useState('');
  const [forget, setForget] = useState(false);
  const [acknowledge, setAcknowledge] = useState(choice?.acknowledge === true);
  const [atOnce, setAtOnce] = useState<AtOnce | 'none'>(choice?.atOnce ?? 'none');
  const [problem, setProblem] = useState('');
  const [saving, setSaving] = useState(false);

  async function press(): Promise<void> {
    const projectPath = pathOf(project, site);
    const runnerProject = pathOf(runner, site);
    if (!IS_PATH.test(projectPath) || (runnerProject !== '' && !IS_PATH.test(runnerProject))) {
      setProblem(i18n.t('projects.badPath'));
      return;
    }
    setSaving(true);
    const secret = token.trim();
    const triggerToken = forget ? '' : secret;
    const changed = forget || secret !== '';
    const saved = await save({
      site,
      projectPath,
      runnerProject,
      atOnce,
      acknowledge,
      ...(changed && { triggerToken }),
    });
    setSaving(false);
    if (saved.ok) onDone();
    else if (saved.failure.kind === 'not_found')
      setProblem(i18n.t('projects.notFound', [saved.failure.subject ?? projectPath]));
    else setProblem(refusalWords(saved.failure, site));
  }

  return (
    <form class="preset-form" onSubmit={(event) => event.preventDefault()}>
      {sites.length > 1 && (
        <label class="field">
          <span class="field-label">{i18n.t('options.origin')}</span>
          <select value={site} onChange={(event) => setSite(event.currentTarget.value)}>
            {sites.map(({ root }) => (
              <option key={root} value={root}>
                {root}
              </option>
            ))}
          </select>
        </label>
      )}
      <label class="field">
        <span class="field-label">{i18n.t('projects.project')}</span>
        <input
          data-testid="project-path"
          type="text"
          spellcheck={false}
          readOnly={choice !== null}
          placeholder={i18n.t('projects.example')}
          value={project}
          onInput={(event) => setProject(event.currentTarget.value)}
        />
      </label>
      <label class="field">
        <span class="field-label">{i18n.t('projects.runner')}</span>
        <input
          data-testid="project-runner"
          type="text"
          spellcheck={false}
          placeholder={i18n.t('projects.runnerExample')}
          value={runner}
          onInput={(event) => setRunner(event.currentTarget.value)}
        />
        <span class="hint">{i18n.t('projects.runnerHint')}</span>
      </label>
      <label class="field">
        <span class="field-label">{i18n.t('projects.trigger')}</span>
        <input
          data-testid="project-trigger"
          type="password"
          autocomplete="off"
          spellcheck={false}
          placeholder="glptt-…"
          value={token}
          onInput={(event) => setToken(event.currentTarget.value)}
        />
        <span class="hint">{i18n.t('projects.triggerHint')}</span>
      </label>
      {choice?.trigger && (
        <label class="choice">
          <input
            type="checkbox"
            checked={forget}
            onChange={(event) => setForget(event.currentTarget.checked)}
          />
          {i18n.t('projects.forgetTrigger')}
        </label>
      )}
      <label class="field">
        <span class="field-label">{i18n.t('projects.mentions')}</span>
        <select
          data-testid="project-mentions"
          value={atOnce}
          onChange={(event) =>
            setAtOnce(WAYS.find((way) => way === event.currentTarget.value) ?? 'none')
          }
        >
          {WAYS.map((way) => (
            <option key={way} value={way}>
              {i18n.t(`projects.ways.${way}`)}
            </option>
          ))}
        </select>
        <span class="hint">{i18n.t('projects.mentionsHint')}</span>
      </label>
      <div class="field">
        <label class="choice">
          <input
            type="checkbox"
            data-testid="project-acknowledge"
            checked={acknowledge}
            aria-describedby="project-acknowledge-hint"
            onChange={(event) => setAcknowledge(event.currentTarget.checked)}
          />
          {i18n.t('projects.acknowledge')}
        </label>
        <p class="hint" id="project-acknowledge-hint">
          {i18n.t('projects.acknowledgeHint')}
        </p>
      </div>
      {problem && (
        <p class="status" data-state="error" data-testid="project-problem" role="alert">
          {problem}
        </p>
      )}
      <div class="actions">
        <button
          class="button primary"
          type="submit"
          data-testid="project-save"
          aria-disabled={saving}
          onClick={() => {
            if (!saving) press().catch(onFail);
          }}
        >
          {i18n.t('options.save')}
        </button>
        <button class="button" type="button" onClick={onDone}>
          {i18n.t('options.presetCancel')}
        </button>
      </div>
    </form>
  );
}
