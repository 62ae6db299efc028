import { i18n } from '#i18n';
import { useEffect, useState } from 'preact/hooks';
import type { Result } from '../../utils/gitlab/Failure.ts';
import type { SetupChoice } from '../../utils/setup/addJob/SetupPlan.ts';
import type { Setup } from '../../utils/setup/createSetup.ts';
import type { Diagnosis } from '../../utils/setup/doctor/Diagnosis.ts';
import { AT_THE_START, type FirstRun, type FirstRunStep } from '../../utils/setup/FirstRun.ts';
import { Mark } from '../ui/Mark.tsx';
import { AskStep } from './AskStep.tsx';
import { ProjectStep } from './ProjectStep.tsx';
import { SiteStep, type SiteStepActions } from './SiteStep.tsx';
import { StepRail } from './StepRail.tsx';
import { TryOut, type TryOutActions } from './TryOut.tsx';

/** What the first run asks of the world. */
export interface FirstRunActions extends SiteStepActions, TryOutActions, Setup {
  diagnose(address: { site: string; project: string }): Promise<Result<Diagnosis>>;
  getState(): Promise<FirstRun>;
  saveState(state: FirstRun): Promise<void>;
  /** Opens an issue in a new tab, with the panel and these words in its box. */
  openIssue(issue: { site: string; project: string; iid: number; words: string }): Promise<void>;
}

/** From nothing to the first answer in three screens. It is kept after each, so that it can be left. */
export function FirstRunPage({ actions }: { actions: FirstRunActions }) {
  const [state, setState] = useState<FirstRun | null>(null);
  const [trying, setTrying] = useState(false);
  useEffect(() => {
    actions.getState().then(setState, () => setState(AT_THE_START));
  }, [actions]);
  if (state === null) return null;

  const go = (next: Partial<FirstRun>) => {
    const changed = { ...state, ...next };
    setState(changed);
    void actions.saveState(changed);
    window.scrollTo({ top: 0 });
  };
  const open = (step: FirstRunStep) =>
    step === 'site' || (step === 'project' ? state.site !== null : state.project !== null);
  const atStart = trying || state.step === 'site' || state.site === null;
  return (
    <main>
      <header class="page-header">
        <Mark />
        <div>
          <h1>{i18n.t('firstRun.title')}</h1>
          {atStart && <p>{i18n.t('firstRun.intro')}</p>}
        </div>
        {atStart && (
          <button
            type="button"
            class="button"
            data-testid="first-run-try"
            aria-pressed={trying}
            onClick={() => setTrying(!trying)}
          >
            {trying ? i18n.t('firstRun.tryEnd') : i18n.t('firstRun.try')}
          </button>
        )}
      </header>
      {trying ? (
        <TryOut actions={actions} onEnd={() => setTrying(false)} />
      ) : (
        <>
          <StepRail step={state.step} open={open} onStep={(step) => go({ step })} />
          <CurrentStep key={state.step} {...{ state, go, actions }} />
        </>
      )}
      {atStart && <p class="promise">{i18n.t('firstRun.promise')}</p>}
    </main>
  );
}

interface StepProps {
  state: FirstRun;
  go(next: Partial<FirstRun>): void;
  actions: FirstRunActions;
}

function CurrentStep({ state, go, actions }: StepProps) {
  const { step, site, project } = state;
  if (step === 'site' || site === null) {
    return (
      <SiteStep
        actions={actions}
        onNext={(chosen, shown) =>
          go({
            step: 'project',
            site: chosen,
            project: shown ?? (chosen === site ? project : null),
          })
        }
      />
    );
  }
  if (step === 'project' || project === null) {
    return (
      <ProjectStep
        site={site}
        project={project}
        find={(search) => actions.projects(site, search)}
        onPick={(picked) => go({ step: 'project', project: picked })}
        actionsFor={(chosen) => {
          const address = { site, project: chosen };
          return {
            look: () => actions.look(address),
            plan: (choice: SetupChoice) => actions.plan(address, choice),
            carryOut: (choice: SetupChoice, digest: string) =>
              actions.carryOut(address, choice, digest),
            diagnose: () => actions.diagnose(address),
            fix: (fix) => actions.performFix(address, fix),
            newToken: () => go({ step: 'site' }),
          };
        }}
        onNext={() => go({ step: 'ask' })}
      />
    );
  }
  const address = { site, project };
  return (
    <AskStep
      project={project}
      find={() => actions.issues(address)}
      onAsk={(iid) =>
        void actions.openIssue({ ...address, iid, words: i18n.t('firstRun.ask.words') })
      }
      projectUrl={`${site}/${project}`}
    />
  );
}
