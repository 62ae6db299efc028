import { i18n } from '#i18n';
import { useEffect, useState } from 'preact/hooks';
import type { Result } from '../../utils/gitlab/Failure.ts';
import type { SetupResult } from '../../utils/setup/addJob/carryOut.ts';
import type { Provider, SignIn } from '../../utils/setup/addJob/Provider.ts';
import type {
  DoneStep,
  JobChoice,
  SetupOptions,
  SetupPlan,
  SetupChoice,
} from '../../utils/setup/addJob/SetupPlan.ts';
import { isEndpointAddress } from '../../utils/setup/endpoints.ts';
import { FailureMessage } from '../ui/FailureMessage.tsx';
import { MoreSummary } from '../ui/MoreSummary.tsx';
import { CheckItem } from './CheckItem.tsx';
import { GatewayField } from './GatewayField.tsx';
import { areFieldsRight, choiceOfFields, JobFields, NO_TEXTS } from './JobFields.tsx';
import { JobExtras } from './JobExtras.tsx';
import { PlacementChoice } from './PlacementChoice.tsx';
import { PlanNotes } from './PlanNotes.tsx';
import { PlanView } from './PlanView.tsx';
import { ProviderChoice } from './ProviderChoice.tsx';
import { useAnswer } from './useAnswer.ts';
import { VariableItems } from './VariableItems.tsx';
import { WriteBar } from './WriteBar.tsx';
import { Written } from './Written.tsx';

export interface AddJobActions {
  plan(choice: SetupChoice): Promise<Result<SetupPlan>>;
  carryOut(choice: SetupChoice, digest: string): Promise<Result<SetupResult>>;
}

interface Props {
  outlook: SetupOptions;
  actions: AddJobActions;
  /** What was written, all of it. */
  onDone(): void;
  /** Whether the job is there and no variable is known to be missing. */
  onReady(ready: boolean): void;
}

const TYPING_PAUSE_MS = 300;

function firstWish({ runner, provider, providers }: SetupOptions): JobChoice {
  return {
    kind: 'addJob',
    placement: runner === 'absent' || runner === 'there' ? 'runner' : 'include',
    provider: provider ?? providers[0] ?? 'claude',
    forbidVariables: false,
    keepOut: true,
    packed: false,
    claudeMd: false,
  };
}

/** Whose variables the job needs: another sign-in takes the place of the Claude API's key. */
function wayOf({ provider, foundry, federation }: JobChoice): Provider | SignIn {
  if (provider !== 'claude') return provider;
  if (foundry !== undefined) return 'foundry';
  return federation ? 'federation' : provider;
}

/** One list: the job, with the one press that writes it and all that it would write, then the variables that only a person can set. */
export function AddJob({ outlook, actions, onDone, onReady }: Props) {
  const [choice, setWish] = useState(() => firstWish(outlook));
  const [typed, setTyped] = useState('');
  const [texts, setTexts] = useState(NO_TEXTS);
  const [done, setDone] = useState<DoneStep[] | null>(null);
  const gateway = typed.trim();
  const whole: JobChoice = {
    ...choice,
    ...choiceOfFields(texts, choice.provider),
    ...(isEndpointAddress(gateway) ? { gateway } : {}),
  };
  const isTyped = gateway !== '' || Object.values(texts).some((text) => text.trim() !== '');
  const plan = useAnswer(
    JSON.stringify(whole),
    () => actions.plan(whole),
    isTyped ? TYPING_PAUSE_MS : 0,
  );
  const change = (part: Partial<JobChoice>) => setWish((before) => ({ ...before, ...part }));
  const wrongGateway = gateway !== '' && !isEndpointAddress(gateway);
  const wrong = wrongGateway || !areFieldsRight(texts, choice.provider);
  const there = outlook.provider !== null;
  const variables = outlook.variables[wayOf(whole)];
  const ready = there && variables.every(({ present }) => present !== false);
  useEffect(() => onReady(ready), [ready]);

  const form = (
    <div class="add-job">
      <details class="more">
        <MoreSummary testId="setup-plan-open">{i18n.t('addJob.planShow')}</MoreSummary>
        <section class="plan" aria-busy={plan.asking} aria-label={i18n.t('addJob.plan')}>
          {plan.value && <PlanView plan={plan.value} />}
          {!plan.value && plan.asking && <p class="quiet">{i18n.t('addJob.planning')}</p>}
        </section>
      </details>
      <details class="more">
        <MoreSummary testId="setup-ways-open">{i18n.t('addJob.ways')}</MoreSummary>
        <div class="add-job">
          <ProviderChoice
            providers={outlook.providers}
            chosen={choice.provider}
            onChoose={(provider) => change({ provider })}
          />
          <PlacementChoice
            outlook={outlook}
            chosen={choice.placement}
            onChoose={(placement) => change({ placement })}
          />
          <JobExtras outlook={outlook} choice={choice} onChange={change} />
          <GatewayField typed={typed} wrong={wrongGateway} onType={setTyped} />
          <JobFields
            texts={texts}
            choice={choice}
            onType={(part) => setTexts((before) => ({ ...before, ...part }))}
            onChange={change}
          />
        </div>
      </details>
      {plan.value && <PlanNotes notes={plan.value.notes} />}
      {plan.failure && <FailureMessage failure={plan.failure} onRetry={plan.again} />}
      <WriteBar
        plan={plan.asking || plan.failure || wrong ? null : plan.value}
        write={(digest) => actions.carryOut(whole, digest)}
        onStale={plan.again}
        onDone={(steps) => {
          setDone(steps);
          onDone();
        }}
      />
    </div>
  );
  return (
    <ol class="checklist" data-testid="setup-list">
      <CheckItem
        state={there ? 'set' : 'missing'}
        title={i18n.t(`addJob.list.${choice.placement}`)}
        testId="setup-job"
      >
        {done && <Written done={done} />}
        {!done && !there && form}
        {!done && there && (
          <details class="more">
            <MoreSummary testId="first-run-job-change">{i18n.t('firstRun.job.change')}</MoreSummary>
            {form}
          </details>
        )}
      </CheckItem>
      <VariableItems variables={variables} projectUrl={outlook.project.webUrl} />
    </ol>
  );
}
