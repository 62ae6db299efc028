import { i18n } from '#i18n';
import type { Result } from '../../utils/gitlab/Failure.ts';
import type { ProjectFound } from '../../utils/setup/createSetup.ts';
import { ProjectPicker } from './ProjectPicker.tsx';
import { ProjectSetup, type ProjectSetupActions } from './ProjectSetup.tsx';
import { StepFrame } from './StepFrame.tsx';

interface Props {
  site: string;
  project: string | null;
  find(search: string): Promise<Result<ProjectFound[]>>;
  onPick(project: string): void;
  actionsFor(project: string): ProjectSetupActions;
  onNext(): void;
}

/** Second screen: a project, and one list of what it needs. */
export function ProjectStep({ site, project, find, onPick, actionsFor, onNext }: Props) {
  return (
    <StepFrame title={i18n.t('firstRun.project.title')} intro={i18n.t('firstRun.project.intro')}>
      <ProjectPicker site={site} chosen={project} find={find} onPick={onPick} />
      {project !== null && (
        <ProjectSetup
          key={project}
          project={project}
          actions={actionsFor(project)}
          onNext={onNext}
        />
      )}
    </StepFrame>
  );
}
