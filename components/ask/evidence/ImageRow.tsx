import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import type { PreviewImage } from '../../../utils/preview/Preview.ts';
import { formatBytes } from '../../ui/format/formatBytes.ts';
import { labelWords } from './labelWords.ts';
import { safeHref } from '../../ui/safeHref.ts';

interface Props {
  image: PreviewImage;
  on: boolean;
  onSwitch(on: boolean): void;
}

/** Where an image stands, how large it is, and how it reaches Claude or why it does not. */
function wordsOf({ place, bytes, way, problem }: PreviewImage, on: boolean): string {
  const fate = problem
    ? i18n.t(`images.problems.${problem}`)
    : i18n.t(`images.ways.${on ? (way ?? 'sent') : 'off'}`);
  return [labelWords(place), ...(bytes === null ? [] : [formatBytes(bytes)]), fate].join(' · ');
}

/** One image, on or off. The picture is the page's own, shown by GitLab to who is signed in there; where it does not come, its place stays empty. */
export function ImageRow({ image, on, onSwitch }: Props) {
  const [isSeen, setSeen] = useState(true);
  const source = safeHref(image.address);
  return (
    <label class={image.problem ? 'image image-problem' : 'image'}>
      <input
        type="checkbox"
        data-testid="ask-claude-image"
        data-id={image.id}
        disabled={image.problem !== undefined}
        checked={on}
        onChange={(event) => onSwitch(event.currentTarget.checked)}
      />
      <span class="image-seen">
        {isSeen && source !== undefined && (
          <img
            src={source}
            alt=""
            loading="lazy"
            decoding="async"
            referrerpolicy="no-referrer"
            onError={() => setSeen(false)}
          />
        )}
      </span>
      <span class="image-words">
        <span class="image-name" title={image.filename}>
          {image.filename}
        </span>
        <span class="image-fate">{wordsOf(image, on)}</span>
      </span>
    </label>
  );
}
