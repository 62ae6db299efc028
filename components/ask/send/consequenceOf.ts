import { i18n } from '#i18n';
import type { Preview } from '../../../utils/preview/Preview.ts';
import type { Mode } from '../../../utils/prompt/Preset.ts';
import type { IconName } from '../../ui/Icon.tsx';

interface Asked {
  mode: Mode;
  inThread: boolean;
  /** Null until it is there: what mode and place alone tell stands until then. */
  preview: Preview | null;
}

export interface ConsequenceWords {
  icon: IconName;
  words: string;
  /** Jobs that run because of it, by name. */
  jobs: string[];
}

function whereChangesGo(preview: Preview | null): string {
  const delivery = preview?.delivery;
  switch (delivery?.to) {
    case 'source_branch':
      return i18n.t('panel.follows.push', [delivery.branch]);
    case 'patch':
      return i18n.t('panel.follows.patch');
    case 'protected_branch':
    case 'own_branch':
    case 'new_branch':
      return i18n.t('panel.follows.opens');
    case undefined:
      return preview?.page.type === 'merge_request'
        ? i18n.t('panel.follows.changes')
        : i18n.t('panel.follows.opens');
  }
}

function threadWords(threads: Preview['threads']): string[] {
  const count = threads?.open.filter(({ on }) => on).length ?? 0;
  if (count === 0) return [];
  return [i18n.t(`panel.follows.${threads?.resolves ? 'threadsResolved' : 'threads'}`, count)];
}

function whoReads({ mode, inThread, preview }: Asked): Omit<ConsequenceWords, 'jobs'> {
  if (preview && !preview.ours) return { icon: 'eye', words: i18n.t('panel.follows.foreign') };
  const reply = preview?.reply ?? (inThread ? 'thread' : 'none');
  if (reply !== 'none' && preview?.private)
    return { icon: 'lock', words: i18n.t('panel.follows.internal') };
  if (reply !== 'none') return { icon: 'comment', words: i18n.t(`panel.follows.${reply}`) };
  return {
    icon: 'eye',
    words: mode === 'plan' ? i18n.t('panel.follows.plan') : i18n.t('panel.follows.answer'),
  };
}

/** What a comment says before there is an answer, behind what else follows. */
function withBeginning(words: string, preview: Preview | null): string {
  const { acknowledges } = preview ?? {};
  if (!acknowledges) return words;
  const begins = acknowledges === 'yes' ? 'panel.follows.begins' : 'panel.follows.beginsNot';
  return `${words} · ${i18n.t(begins)}`;
}

/** What follows from Send: who will see it, what changes, which jobs run because of it. */
export function consequenceOf(asked: Asked): ConsequenceWords {
  const { mode, preview } = asked;
  const started = preview?.otherJobs.map(({ name }) => name) ?? [];
  if (mode !== 'change') {
    const { icon, words } = whoReads(asked);
    return { icon, words: withBeginning(words, preview), jobs: started };
  }
  const pushed = preview?.delivery?.to === 'patch' ? [] : (preview?.pushJobs ?? []);
  return {
    icon: 'branch',
    words: withBeginning(
      [whereChangesGo(preview), ...threadWords(preview?.threads)].join(' · '),
      preview,
    ),
    jobs: [...new Set([...started, ...pushed])],
  };
}
