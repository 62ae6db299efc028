import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import type { CallBackground } from '../../../utils/messages/callBackground.ts';
import type { Cause } from '../../../utils/outcome/Cause.ts';
import { PageDoctor } from './PageDoctor.tsx';
import { SmallButton } from '../../ui/SmallButton.tsx';

/** What ends a job because of how project and runners are set up. */
const OF_SETUP: readonly (Cause | undefined)[] = [
  'no_runner',
  'stuck',
  'environment',
  'sign_in',
  'request',
  'script',
];

interface Props {
  call: CallBackground;
  cause: Cause | undefined;
  onAsk?: (words: string) => void;
}

/** Offers the doctor for a job that failed, where its cause may lie in the project's set-up. */
export function RunDoctor({ call, cause, onAsk }: Props) {
  const [asked, setAsked] = useState(false);
  if (asked) return <PageDoctor call={call} onAsk={onAsk} />;
  if (!OF_SETUP.includes(cause)) return null;
  return (
    <SmallButton testId="ask-claude-run-doctor" onClick={() => setAsked(true)}>
      {i18n.t('doctor.run')}
    </SmallButton>
  );
}
