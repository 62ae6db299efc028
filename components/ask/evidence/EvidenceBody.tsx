import type { PreviewImage } from '../../../utils/preview/Preview.ts';
import { ProjectCheck } from '../../setup/doctor/ProjectCheck.tsx';
import { AskOptionFields } from './AskOptionFields.tsx';
import { BudgetLine } from './BudgetLine.tsx';
import { ImageList } from './ImageList.tsx';
import { LayoutChoice } from './LayoutChoice.tsx';
import { PartList } from './PartList.tsx';
import { PreviewDetails } from './PreviewDetails.tsx';
import { RefLine } from './RefLine.tsx';
import { ThreadTicks } from './ThreadTicks.tsx';
import { Strangers } from './Strangers.tsx';
import type { AskState } from '../hooks/useAsk.ts';

interface Props {
  ask: AskState;
  isOn(image: PreviewImage): boolean;
  onCheckProject(): void;
}

/** What the row of evidence holds when it is unfolded. */
export function EvidenceBody({ ask, isOn, onCheckProject }: Props) {
  const { preview, choices } = ask;
  const include = choices.include ?? [];
  return (
    <>
      {preview && (
        <>
          {preview.threads && <ThreadTicks ask={ask} threads={preview.threads} />}
          <PartList
            parts={preview.parts}
            keepable={preview.ours}
            isIncluded={({ id }) => preview.ours && include.includes(id)}
            onInclude={(id, on) => {
              const others = include.filter((one) => one !== id);
              ask.choose({ include: on ? [...others, id] : others });
            }}
          />
          <ImageList
            images={preview.images ?? []}
            more={preview.moreImages ?? 0}
            isOn={isOn}
            onSwitch={(id, on) => ask.choose({ images: { ...choices.images, [id]: on } })}
          />
          <BudgetLine size={preview.size} onBudget={(budget) => ask.choose({ budget })} />
          <Strangers
            preview={preview}
            leftOut={choices.leaveOutStrangers ?? preview.strangers?.leftOut ?? false}
            onLeaveOut={(leaveOutStrangers) => ask.choose({ leaveOutStrangers })}
          />
          <RefLine preview={preview} />
          <LayoutChoice preview={preview} onLayout={(layout) => ask.choose({ layout })} />
        </>
      )}
      <AskOptionFields
        options={ask.options}
        usual={ask.preset?.options ?? {}}
        onChange={ask.setOptions}
      />
      <PreviewDetails preview={preview} making={ask.making} />
      <ProjectCheck onCheck={onCheckProject} />
    </>
  );
}
