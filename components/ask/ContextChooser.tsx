import type { Preview, PreviewPart, PreviewRequest } from '../../utils/messages/PageApi.ts';
import { BudgetLine } from './BudgetLine.tsx';
import { ContextNotes } from './ContextNotes.tsx';
import { PartList } from './PartList.tsx';
import { Removals } from './Removals.tsx';

/** What the user chose of the context, beside the preset. */
export type Wishes = Pick<
  PreviewRequest,
  'parts' | 'include' | 'restored' | 'leaveOutStrangers' | 'layout' | 'budget'
>;

interface Props {
  preview: Preview;
  wishes: Wishes;
  /** What a part is until its own preview is here. */
  isOn(part: PreviewPart): boolean;
  onWish(wish: Partial<Wishes>): void;
}

/** What Claude is told: the parts, what the whole takes, whose words it holds, and what was taken out of it. */
export function ContextChooser({ preview, wishes, isOn, onWish }: Props) {
  const include = wishes.include ?? [];
  return (
    <>
      <PartList
        parts={preview.parts}
        keepable={preview.ours}
        isOn={isOn}
        onSwitch={(name, on) => onWish({ parts: { ...wishes.parts, [name]: on } })}
        isIncluded={({ id }) => preview.ours && include.includes(id)}
        onInclude={(id, on) => {
          const others = include.filter((one) => one !== id);
          onWish({ include: on ? [...others, id] : others });
        }}
      />
      <BudgetLine size={preview.size} onBudget={(budget) => onWish({ budget })} />
      <ContextNotes
        preview={preview}
        leftOut={wishes.leaveOutStrangers ?? preview.strangers?.leftOut ?? false}
        onLeaveOut={(leaveOutStrangers) => onWish({ leaveOutStrangers })}
      />
      <Removals
        removals={preview.removals}
        onRestore={(key) => onWish({ restored: [...(wishes.restored ?? []), key] })}
        onTakeOut={(key) =>
          onWish({ restored: (wishes.restored ?? []).filter((one) => one !== key) })
        }
      />
    </>
  );
}
