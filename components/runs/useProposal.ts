import { useEffect, useState } from 'preact/hooks';
import type { PartName } from '../../utils/context/Context.ts';
import type { CallBackground } from '../../utils/messages/callBackground.ts';
import type { Draft } from '../../utils/storage/drafts.ts';

/** What a run wants put into the box for the next ask. */
export interface Proposed {
  /** Absent: what stands in the box stays. */
  words?: string;
  preset?: string;
  continues?: string;
  /** Runs whose answers the words hold. */
  amends?: string[];
  /** Runs that are to be cancelled for it. */
  supersedes?: string[];
  parts?: Partial<Record<PartName, boolean>>;
  /** Images that were switched, by `PreviewImage.id`. */
  images?: Record<string, boolean>;
  /** Ids of threads that were ticked. */
  threads?: string[];
  /** Where the user goes on; `stay`: where they are. */
  focus: 'words' | 'send' | 'stay';
}

export interface Proposal extends Proposed {
  parts: Partial<Record<PartName, boolean>>;
  /** Each is a new proposal. */
  turn: number;
}

/** Proposes an ask from the page, or from one of its threads. */
export type Propose = (discussionId: string | undefined, proposed: Proposed) => void;

/** The draft as the proposal would have it. Words that were typed and not sent stay below. */
export function accepted(proposed: Proposed, draft: Draft): Draft {
  const typed = draft.words.trim();
  const words = proposed.words ?? draft.words;
  const both = typed !== '' && !words.includes(typed) ? `${words}\n\n${draft.words}` : words;
  const kept = typed !== '' && both.includes(typed) ? (draft.amends ?? []) : [];
  const amends = [...new Set([...kept, ...(proposed.amends ?? [])])];
  const { amends: _amends, ...rest } = draft;
  return {
    ...rest,
    ...(amends.length > 0 && { amends }),
    words: both.trim() === '' ? '' : both,
    ...(proposed.preset !== undefined && { preset: proposed.preset }),
    continues: proposed.continues ?? '',
    ...(proposed.supersedes && { supersedes: proposed.supersedes }),
  };
}

/**
 * Proposals for this panel's own box; those for another thread, or from one for the page, open it with them.
 * @param given what the panel was opened with; each new object is a proposal
 */
export function useProposal(
  call: CallBackground,
  discussionId: string | undefined,
  given?: Proposed,
) {
  const [proposal, setProposal] = useState<Proposal | null>(null);
  const take = (proposed: Proposed) =>
    setProposal((before) => ({
      ...proposed,
      parts: proposed.parts ?? {},
      turn: (before?.turn ?? 0) + 1,
    }));
  useEffect(() => {
    if (given) take(given);
  }, [given]);

  const propose: Propose = (place, proposed) => {
    if (place !== discussionId) {
      void call('openPanel', { ...(place !== undefined && { discussionId: place }), proposed });
    } else {
      take(proposed);
    }
  };
  return { proposal, propose };
}
