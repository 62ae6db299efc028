import { i18n } from '#i18n';
import type { Preview } from '../../../utils/preview/Preview.ts';
import type { Layout } from '../../../utils/prompt/Layout.ts';
import { Icon } from '../../ui/Icon.tsx';

const LAYOUTS: readonly Layout[] = ['prompt', 'both'];

interface Props {
  preview: Preview;
  onLayout(layout: Layout): void;
}

/** How words and context are handed to a job that is not ours, folded: seen in its script, and the user may know better. */
export function LayoutChoice({ preview, onLayout }: Props) {
  if (preview.ours) return null;
  return (
    <details class="layout" data-testid="ask-claude-layout" data-layout={preview.layout}>
      <summary>
        <Icon name="chevron" />
        {i18n.t(`layouts.${preview.layout}.short`)}
      </summary>
      {LAYOUTS.map((layout) => (
        <label key={layout} class="part">
          <input
            type="radio"
            name="ask-claude-layout"
            data-layout={layout}
            checked={layout === preview.layout}
            onChange={() => onLayout(layout)}
          />
          <span>{i18n.t(`layouts.${layout}.long`)}</span>
        </label>
      ))}
    </details>
  );
}
