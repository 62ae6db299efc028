import { i18n } from '#i18n';
import { useEffect, useRef } from 'preact/hooks';
import { MOST_THREADS } from '../../../utils/context/OpenThread.ts';
import type { PreviewThreads } from '../../../utils/preview/Preview.ts';
import { THREADS_PRESET } from '../../../utils/prompt/presetNames.ts';
import { PathWords } from '../../ui/PathWords.tsx';
import type { AskState } from '../hooks/useAsk.ts';

interface Props {
  ask: Pick<AskState, 'preset' | 'presets' | 'choices' | 'choose' | 'change'>;
  threads: PreviewThreads;
}

/** The open threads of a merge request, a checkbox each: ticking one chooses the preset that resolves them, whose row opens by itself. */
export function ThreadTicks({ ask, threads }: Props) {
  const section = useRef<HTMLElement>(null);
  const { open, earlier, gone, resolves } = threads;
  const isChosen = ask.preset?.name === THREADS_PRESET;
  const ticked = isChosen ? (ask.choices.threads ?? []) : [];
  const mine = open.filter((thread) => thread.mine).slice(0, MOST_THREADS);
  useEffect(() => {
    // Whoever chose that preset ticks next.
    if (isChosen) section.current?.closest('details')?.setAttribute('open', '');
  }, [isChosen]);
  if (!ask.presets.some(({ name }) => name === THREADS_PRESET)) return null;

  function tick(ids: readonly string[]): void {
    ask.choose({ threads: [...ids] });
    if (!isChosen) ask.change({ preset: THREADS_PRESET });
  }

  const count = open.filter(({ id }) => ticked.includes(id)).length;
  return (
    <section ref={section} class="threads" aria-label={i18n.t('threads.title')}>
      <p class="part-size">
        <span>{i18n.t('threads.title')}</span>
        <span class="size">{i18n.t('threads.count', [String(count), String(MOST_THREADS)])}</span>
      </p>
      <ul>
        {open.map(({ id, place, author, words, outdated }) => (
          <li key={id}>
            <label class="thread">
              <input
                type="checkbox"
                data-testid="ask-claude-thread-tick"
                data-id={id}
                checked={ticked.includes(id)}
                onChange={({ currentTarget }) =>
                  tick(currentTarget.checked ? [...ticked, id] : ticked.filter((one) => one !== id))
                }
              />
              <span class="thread-words">
                {author}
                {place !== null && (
                  <code>
                    <PathWords path={place} />
                  </code>
                )}
                {outdated && <span class="tag">{i18n.t('threads.outdated')}</span>}
                <span class="thread-beginning" title={words}>
                  {words}
                </span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      {earlier > 0 && <p class="subtle">{i18n.t('threads.earlier', earlier)}</p>}
      {mine.length > 0 && (
        <button
          type="button"
          class="button small"
          data-testid="ask-claude-my-threads"
          onClick={() => tick(mine.map(({ id }) => id))}
        >
          {i18n.t('threads.mine')}
        </button>
      )}
      {gone > 0 && (
        <p class="warn" role="status">
          {i18n.t('threads.gone', gone)}
        </p>
      )}
      <p class="subtle">{resolves ? i18n.t('threads.eachResolved') : i18n.t('threads.each')}</p>
    </section>
  );
}
