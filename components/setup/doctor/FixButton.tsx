import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import type { Result } from '../../../utils/gitlab/Failure.ts';
import type { SetupResult } from '../../../utils/setup/addJob/carryOut.ts';
import { type Fix, isProjectFix, type ProjectFix } from '../../../utils/setup/Fix.ts';
import { FailureMessage } from '../../ui/FailureMessage.tsx';
import { DetailIcon } from '../../ui/icons/DetailIcon.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Link } from '../../ui/Link.tsx';
import { onPress } from '../../ui/onPress.ts';
import { CopyAsk } from './CopyAsk.tsx';
import type { DoctorActions } from './DoctorActions.ts';

interface Props {
  fix: Fix;
  /** It is one ask for all that stands below. */
  ofAll?: boolean;
  actions: DoctorActions;
}

/** Does what ends a line's trouble, or opens the page where a person does it. */
export function FixButton({ fix, ofAll = false, actions }: Props) {
  if (fix.kind === 'link') {
    return (
      <p class="doctor-fix">
        <Link href={fix.url}>
          {i18n.t(`doctor.pages.${fix.page}`)}
          <DetailIcon name="external" />
        </Link>
      </p>
    );
  }
  if (fix.kind === 'askClaude') {
    const { ask } = actions;
    if (!ask) return <CopyAsk words={fix.words} ofAll={ofAll} />;
    return (
      <button
        type="button"
        class="button small doctor-fix"
        data-testid="ask-claude-doctor-ask"
        data-fix={fix.kind}
        onClick={onPress(() => ask(fix.words))}
      >
        {i18n.t(ofAll ? 'doctor.fixes.askForAll' : 'doctor.fixes.askClaude')}
      </button>
    );
  }
  if (isProjectFix(fix) && actions.fix) return <Performed fix={fix} perform={actions.fix} />;
  const press = isProjectFix(fix) ? actions.openSettings : () => actions.newToken();
  if (!press) return null;
  return (
    <button
      type="button"
      class="button small doctor-fix"
      data-fix={fix.kind}
      onClick={onPress(press)}
    >
      {isProjectFix(fix) ? i18n.t('doctor.fixes.setUp') : i18n.t('doctor.fixes.newToken')}
    </button>
  );
}

interface PerformedProps {
  fix: ProjectFix;
  perform: NonNullable<DoctorActions['fix']>;
}

function Performed({ fix, perform }: PerformedProps) {
  const [outcome, setOutcome] = useState<Result<SetupResult> | 'working' | null>(null);
  if (outcome === null || outcome === 'working') {
    const press = () => {
      setOutcome('working');
      void perform(fix).then(setOutcome);
    };
    return (
      <button
        type="button"
        class="button small doctor-fix"
        data-testid="ask-claude-doctor-fix"
        data-fix={fix.kind}
        aria-disabled={outcome === 'working'}
        onClick={onPress(() => outcome === null && press())}
      >
        {outcome === 'working' ? i18n.t('doctor.fixing') : i18n.t(`doctor.fixes.${fix.kind}`)}
      </button>
    );
  }
  const failure = outcome.ok ? outcome.value.failure : outcome.failure;
  if (failure) return <FailureMessage failure={failure} />;
  const done = outcome.ok ? outcome.value.done : [];
  return (
    <p class="doctor-fixed" role="status" data-testid="ask-claude-doctor-fixed">
      <Icon name="check" />
      {done.length === 0 && i18n.t('doctor.nothingDone')}
      {done.map(({ kind, name, webUrl }) => (
        <Link key={name} href={webUrl}>
          {i18n.t('doctor.done', [kind === 'variables_role' ? i18n.t('addJob.role') : name])}
        </Link>
      ))}
    </p>
  );
}
