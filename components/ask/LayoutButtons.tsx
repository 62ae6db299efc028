import { i18n } from '#i18n';
import { type Placement, SHEET_HEIGHT } from '../../utils/page/PanelLayout.ts';
import { DetailIcon, type DetailIconName } from '../ui/icons/DetailIcon.tsx';
import { onPress } from '../ui/onPress.ts';

interface ButtonProps {
  /** Beside the sheet's button those for a panel over the page have nothing to say, and the other way round. */
  on: 'sheet' | 'overlay';
  testId: string;
  label: string;
  icon: DetailIconName;
  pressed?: boolean;
  onClick(): void;
}

function LayoutButton({ on, testId, label, icon, pressed, onClick }: ButtonProps) {
  return (
    <button
      type="button"
      class={`icon-button on-${on}`}
      tabIndex={-1}
      data-testid={testId}
      aria-label={label}
      aria-pressed={pressed}
      title={label}
      onClick={onPress(onClick)}
    >
      <DetailIcon name={icon} />
    </button>
  );
}

/** In the panel's header: where it lies over the page, to its other side or docked beside it all the same; as a sheet, to full height and back. */
export function LayoutButtons({ layout, change }: Placement) {
  const { side, pinned } = layout;
  const isFull = layout.height === SHEET_HEIGHT.most;
  const other = side === 'left' ? 'right' : 'left';
  return (
    <>
      {!pinned && (
        <LayoutButton
          on="overlay"
          testId="ask-claude-side"
          label={other === 'left' ? i18n.t('panel.toLeft') : i18n.t('panel.toRight')}
          icon={other}
          onClick={() => change({ ...layout, side: other }, true)}
        />
      )}
      <LayoutButton
        on="overlay"
        testId="ask-claude-pin"
        label={i18n.t('panel.pin')}
        icon="dock"
        pressed={pinned}
        onClick={() => change({ ...layout, pinned: !pinned }, true)}
      />
      <LayoutButton
        on="sheet"
        testId="ask-claude-sheet"
        label={isFull ? i18n.t('panel.lower') : i18n.t('panel.higher')}
        icon={isFull ? 'lower' : 'higher'}
        onClick={() =>
          change({ ...layout, height: isFull ? SHEET_HEIGHT.usual : SHEET_HEIGHT.most }, false)
        }
      />
    </>
  );
}
