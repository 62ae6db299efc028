import { i18n } from '#i18n';
import type { ThreadOutcome } from '../../utils/outcome/ThreadOutcome.ts';
import type { Run } from '../../utils/runs/Run.ts';
import { Icon } from '../ui/Icon.tsx';
import { Link } from '../ui/Link.tsx';
import { Markdown } from '../ui/markdown/Markdown.tsx';
import { PathWords } from '../ui/PathWords.tsx';
import { hrefOn } from '../ui/safeHref.ts';

interface Props {
  run: Run;
  threads: readonly ThreadOutcome[];
}

function stateWords({ state, commit }: ThreadOutcome): string {
  return i18n.t(`threads.states.${state === 'changed' && commit === null ? 'patch' : state}`);
}

/** Whether a reply was to be expected. */
function isSpoken({ state }: ThreadOutcome): boolean {
  return state === 'changed' || state === 'nothing_to_do' || state === 'open';
}

/** What became of each thread that a run was to resolve, a line each: its place, its commit, the reply. */
export function ThreadOutcomes({ run, threads }: Props) {
  const labelOf = (id: string) =>
    run.threads?.find((one) => one.id === id)?.label ?? id.slice(0, 8);
  return (
    <ul
      class="thread-outcomes"
      data-testid="ask-claude-thread-outcomes"
      aria-label={i18n.t('threads.done')}
    >
      {threads.map((thread) => {
        const { id, state, commit, replyUrl, resolved, reply, problem } = thread;
        return (
          <li key={id} data-id={id} data-state={state}>
            <p class="thread-outcome">
              <code>
                <PathWords path={labelOf(id)} />
              </code>
              <span>{stateWords(thread)}</span>
              {commit !== null && (
                <Link
                  href={`${run.site}/${run.projectPath}/-/commit/${encodeURIComponent(commit)}`}
                >
                  <code>{commit.slice(0, 8)}</code>
                </Link>
              )}
              {replyUrl !== null && (
                <Link href={hrefOn(run.site, replyUrl)}>{i18n.t('threads.replied')}</Link>
              )}
              {replyUrl === null && isSpoken(thread) && <span>{i18n.t('threads.notReplied')}</span>}
              {resolved && <span class="tag">{i18n.t('threads.resolved')}</span>}
            </p>
            {problem !== '' && <p class="run-note">{problem}</p>}
            {reply !== '' && (
              <details>
                <summary>
                  <Icon name="chevron" />
                  {i18n.t('threads.reply')}
                </summary>
                <Markdown text={reply} />
              </details>
            )}
          </li>
        );
      })}
    </ul>
  );
}
