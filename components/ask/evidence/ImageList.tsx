import { i18n } from '#i18n';
import type { PreviewImage } from '../../../utils/preview/Preview.ts';
import { formatBytes } from '../../ui/format/formatBytes.ts';
import { ImageRow } from './ImageRow.tsx';

interface Props {
  images: readonly PreviewImage[];
  /** How many more the page shows. */
  more: number;
  isOn(image: PreviewImage): boolean;
  onSwitch(id: string, on: boolean): void;
}

/** The images of what goes along: each as it is seen in GitLab, with its size and the way that it takes. */
export function ImageList({ images, more, isOn, onSwitch }: Props) {
  if (images.length === 0) return null;
  const bytes = images.reduce((sum, image) => sum + (isOn(image) ? (image.bytes ?? 0) : 0), 0);
  return (
    <section class="images" aria-label={i18n.t('images.title')}>
      <p class="part-size">
        <span>{i18n.t('images.title')}</span>
        <span class="size">{bytes === 0 ? i18n.t('images.none') : formatBytes(bytes)}</span>
      </p>
      <ul>
        {images.map((image) => (
          <li key={image.id}>
            <ImageRow image={image} on={isOn(image)} onSwitch={(on) => onSwitch(image.id, on)} />
          </li>
        ))}
      </ul>
      {more > 0 && <p class="subtle">{i18n.t('images.more', more)}</p>}
      <p class="subtle">{i18n.t('images.unchecked')}</p>
    </section>
  );
}
