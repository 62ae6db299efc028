import type { Context, ContextItem, ContextPart, PartName } from '../context/Context.ts';
import type { PreviewRequest, Restricted } from './Preview.ts';

/** A context as this ask wants it. */
export interface ChosenContext {
  context: Context;
  /** What not everyone may read, by its part, on or off. */
  restricted: ReadonlyMap<PartName, Restricted[]>;
  /** Whether any of that is on. */
  holdsRestricted: boolean;
  /** Absent where all texts are by members. */
  strangers?: { texts: number; leftOut: boolean };
}

export interface ItemChoice extends Pick<PreviewRequest, 'include'> {
  leaveOutStrangers: boolean;
  /** False where the project's job cannot be relied on to keep restricted things to itself: then none is on. */
  keepsPrivate: boolean;
}

function withoutStrangers(item: ContextItem): ContextItem[] {
  // Who asks from a thread means what stands in it.
  if (item.membersOnly === undefined || item.asked) return [item];
  return item.membersOnly === null ? [] : [item.membersOnly];
}

/** Leaves out what is restricted and not switched on, and what people wrote who are no members, where that is asked for. */
export function chooseItems(context: Context, choice: ItemChoice): ChosenContext {
  const wanted = new Set(choice.keepsPrivate ? choice.include : []);
  const restricted = new Map<PartName, Restricted[]>();
  const isOn = ({ restricted: why }: ContextItem) => why === undefined || wanted.has(why.id);
  let texts = 0;
  const parts = context.parts.map((part): ContextPart => {
    const known = part.items.flatMap(({ restricted: why, label }) =>
      why === undefined ? [] : [{ ...why, label, on: wanted.has(why.id) }],
    );
    if (known.length > 0) restricted.set(part.name, known);
    const items = part.items.filter(isOn);
    const byOthers = items.filter(({ membersOnly, asked }) => membersOnly !== undefined && !asked);
    texts += byOthers.length;
    if (!choice.leaveOutStrangers) return { ...part, items };
    const left =
      byOthers.length === 0 ? [] : [{ kind: 'strangers', count: byOthers.length } as const];
    return { ...part, items: items.flatMap(withoutStrangers), cut: [...part.cut, ...left] };
  });
  const holdsRestricted = [...restricted.values()].flat().some(({ on }) => on);
  return {
    context: { ...context, parts, private: context.private || holdsRestricted },
    restricted,
    holdsRestricted,
    ...(texts > 0 && { strangers: { texts, leftOut: choice.leaveOutStrangers } }),
  };
}
