import { i18n } from '#i18n';
import type { Preview } from '../../utils/preview/Preview.ts';
import type { GreenLimits } from '../../utils/runs/untilGreen/UntilGreen.ts';

/** What the user has ticked; each tick belongs to what it was given for. */
export interface Accepted {
  jobs: boolean;
  ref: boolean;
  /** How far this one ask may go by itself until its pipeline is green. */
  untilGreen?: GreenLimits | undefined;
}

interface Props {
  preview: Preview;
  accepted: Accepted;
  onAccept(accepted: Accepted): void;
}

/** What Send waits for: a tick against an unprotected runner branch, and one against other jobs that would start. */
export function Acceptances({ preview, accepted, onAccept }: Props) {
  return (
    <>
      {preview.ref.unprotected && (
        <div class="accept">
          <p>{i18n.t('panel.acceptRefWhy')}</p>
          <label>
            <input
              type="checkbox"
              data-testid="ask-claude-accept-ref"
              checked={accepted.ref}
              onChange={(event) => onAccept({ ...accepted, ref: event.currentTarget.checked })}
            />
            {i18n.t('panel.acceptRef')}
          </label>
        </div>
      )}
      {preview.otherJobs.length > 0 && (
        <div class="accept">
          <p>{i18n.t('panel.acceptJobsWhy')}</p>
          <ul>
            {preview.otherJobs.map(({ name, certain }) => (
              <li key={name}>
                <code>{name}</code>
                {!certain && <span class="subtle"> {i18n.t('panel.jobUncertain')}</span>}
              </li>
            ))}
          </ul>
          <label>
            <input
              type="checkbox"
              data-testid="ask-claude-accept-jobs"
              checked={accepted.jobs}
              onChange={(event) => onAccept({ ...accepted, jobs: event.currentTarget.checked })}
            />
            {i18n.t('panel.acceptJobs')}
          </label>
        </div>
      )}
    </>
  );
}
