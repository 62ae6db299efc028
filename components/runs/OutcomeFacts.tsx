import { i18n } from '#i18n';
import type { Outcome } from '../../utils/outcome/Outcome.ts';
import type { Run } from '../../utils/runs/Run.ts';
import { Link } from '../ui/Link.tsx';
import { hrefOn } from '../ui/safeHref.ts';
import { ShowNote } from './notes/ShowNote.tsx';

/** Words for the limit that ended the run. */
function limitLine(limit: NonNullable<Outcome['limit']>): string {
  switch (limit) {
    case 'turns':
      return i18n.t('outcome.limitTurns');
    case 'cost':
      return i18n.t('outcome.limitCost');
    case 'time':
      return i18n.t('outcome.limitTime');
  }
}

/** Words for what became of the project's own check; null where there is none. */
function checkLine(verified: Outcome['verified']): string | null {
  switch (verified) {
    case 'passed':
      return i18n.t('outcome.checkPassed');
    case 'failed':
      return i18n.t('outcome.checkFailed');
    case 'not_allowed':
      return i18n.t('outcome.checkNotAllowed');
    case 'none':
    case undefined:
      return null;
  }
}

/** Branch, commits, turns, refused tools, limit: what of them is known. */
export function OutcomeFacts({ run, outcome }: { run: Run; outcome: Outcome }) {
  const project = `${run.site}/${run.projectPath}/-`;
  const { branch, commits, turns, deniedTools, limit } = outcome;
  const checked = checkLine(outcome.verified);
  return (
    <>
      {limit && <p class="run-note">{limitLine(limit)}</p>}
      {checked !== null && <p class="run-note">{checked}</p>}
      <dl class="facts">
        {branch !== null && (
          <div>
            <dt>{i18n.t('outcome.branch')}</dt>
            <dd>
              <Link href={`${project}/tree/${branch.split('/').map(encodeURIComponent).join('/')}`}>
                <code>{branch}</code>
              </Link>
            </dd>
          </div>
        )}
        {commits.length > 0 && (
          <div>
            <dt>{i18n.t('outcome.commits')}</dt>
            <dd>
              {commits.map((sha) => (
                <Link key={sha} href={`${project}/commit/${encodeURIComponent(sha)}`}>
                  <code>{sha.slice(0, 8)}</code>
                </Link>
              ))}
            </dd>
          </div>
        )}
        {outcome.noteUrl !== undefined && (
          <div>
            <dd>
              <Link href={hrefOn(run.site, outcome.noteUrl)}>{i18n.t('outcome.comment')}</Link>{' '}
              <ShowNote run={run} noteUrl={outcome.noteUrl} />
            </dd>
          </div>
        )}
        {turns !== null && (
          <div>
            <dt>{i18n.t('outcome.turns')}</dt>
            <dd>{turns}</dd>
          </div>
        )}
        {deniedTools.length > 0 && (
          <div>
            <dt>{i18n.t('outcome.denied')}</dt>
            <dd>
              {deniedTools.map((tool) => (
                <code key={tool}>{tool}</code>
              ))}
            </dd>
          </div>
        )}
      </dl>
    </>
  );
}
