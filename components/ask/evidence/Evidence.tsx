import { i18n } from '#i18n';
import { useRef } from 'preact/hooks';
import type { PreviewImage } from '../../../utils/preview/Preview.ts';
import { formatBytes } from '../../ui/format/formatBytes.ts';
import { Icon } from '../../ui/Icon.tsx';
import { ProjectCheck } from '../../setup/doctor/ProjectCheck.tsx';
import { AskOptionFields } from './AskOptionFields.tsx';
import { BudgetLine } from './BudgetLine.tsx';
import { ImageList } from './ImageList.tsx';
import { LayoutChoice } from './LayoutChoice.tsx';
import { PartList } from './PartList.tsx';
import { PreviewDetails } from './PreviewDetails.tsx';
import { RefLine } from './RefLine.tsx';
import { Strangers } from './Strangers.tsx';
import type { AskState } from '../hooks/useAsk.ts';

interface Props {
  ask: AskState;
  onCheckProject(): void;
}

/** All that can be known of what is sent, in one row that opens: sizes, limit, options, the branch, the exact text. */
export function Evidence({ ask, onCheckProject }: Props) {
  const { preview, choices } = ask;
  const include = choices.include ?? [];
  const row = useRef<HTMLDetailsElement>(null);
  function checkProject(): void {
    // What is found stands above, where there is hardly room as long as this is unfolded.
    if (row.current) row.current.open = false;
    onCheckProject();
  }
  const images = preview?.images ?? [];
  const isOn = ({ id, on, problem }: PreviewImage) =>
    problem === undefined && (choices.images?.[id] ?? on);
  const seen = images.filter(isOn);
  const bytes = seen.reduce((sum, image) => sum + (image.bytes ?? 0), preview?.size.bytes ?? 0);
  return (
    <details ref={row} class="evidence" data-testid="ask-claude-evidence">
      <summary>
        <Icon name="chevron" />
        <span>{i18n.t('panel.parts')}</span>
        <span class="evidence-size">
          {seen.length > 0 && `${i18n.t('images.count', seen.length)} · `}
          {preview
            ? formatBytes(bytes)
            : i18n.t(ask.making ? 'panel.previewMaking' : 'panel.previewNone')}
        </span>
      </summary>
      <div class="evidence-body">
        {preview && (
          <>
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
              images={images}
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
        <ProjectCheck onCheck={checkProject} />
      </div>
    </details>
  );
}
