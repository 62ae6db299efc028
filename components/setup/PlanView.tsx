import { i18n } from '#i18n';
import type { SetupPlan, SetupStep } from '../../utils/setup/addJob/SetupPlan.ts';
import { FileDiff } from './FileDiff.tsx';

/** Everything that the press will write, in its order. */
export function PlanView({ plan }: { plan: SetupPlan }) {
  return (
    <ol class="plan-steps" data-testid="setup-plan" data-digest={plan.digest}>
      {plan.steps.map((step, index) => (
        <li key={index} data-testid="setup-step" data-kind={step.kind}>
          <Step step={step} />
        </li>
      ))}
    </ol>
  );
}

function Step({ step }: { step: SetupStep }) {
  switch (step.kind) {
    case 'commit':
      return (
        <>
          <p>{i18n.t('addJob.steps.commit', [step.branch, step.startBranch])}</p>
          {step.files.map((file) => (
            <FileDiff key={`${step.branch} ${file.path}`} file={file} />
          ))}
        </>
      );
    case 'merge_request':
      return (
        <p>
          {i18n.t('addJob.steps.merge_request', [step.title, step.sourceBranch, step.targetBranch])}
        </p>
      );
    case 'protect':
      return <p>{i18n.t('addJob.steps.protect', [step.branch])}</p>;
    case 'variables_role':
      return (
        <p>
          {step.role === 'no_one_allowed'
            ? i18n.t('addJob.steps.variablesOff')
            : i18n.t('addJob.steps.variablesOn')}
        </p>
      );
  }
}
