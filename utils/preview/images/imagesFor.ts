import type { Context } from '../../context/Context.ts';
import { imagesOf } from '../../context/imagesOf.ts';
import type { PageRef } from '../../page/PageRef.ts';
import { isOn } from '../../prompt/buildPrompt.ts';
import type { PromptImage } from '../../prompt/imageBlock.ts';
import type { Preset } from '../../prompt/Preset.ts';
import type { PreviewRequest } from '../Preview.ts';
import { chooseImages, type ChosenImage } from './chooseImages.ts';
import type { ReadImages } from './readImages.ts';

/** Bytes of `AI_FLOW_CONTEXT` that images leave to everything else in it. */
const BESIDE = 12_000;

/** What is asked, as far as it decides about images. */
interface Asked {
  page: Pick<PageRef, 'site'>;
  preset: Pick<Preset, 'parts'>;
  request: Pick<PreviewRequest, 'parts' | 'images' | 'most'>;
  gathered: { project: { id: number } };
  images?: ReadImages;
}

/**
 * The images of the parts that are on, and how many more there are.
 * @param how whether the project's job takes images, and what one value may take as sent
 */
export function imagesFor(
  { page, preset, request, gathered, images: read }: Asked,
  { parts }: Pick<Context, 'parts'>,
  how: { taken: boolean; limit: number },
): { images: ChosenImage[]; moreImages: number } {
  const { parts: switchedParts, images: switched = {}, most } = request;
  const shown = imagesOf(parts.filter((part) => isOn(part, { preset, switchedParts })));
  const uploads = `${page.site}/-/project/${gathered.project.id}/uploads`;
  const images = chooseImages(shown, read?.known ?? new Map(), {
    switched,
    taken: how.taken,
    room: how.limit - BESIDE,
    mayFetch: read?.mayFetch ?? false,
    // An organisation's limit leaves half to the words.
    most: most === undefined ? Infinity : most / 2,
    addressOf: ({ secret, filename }) => `${uploads}/${secret}/${encodeURIComponent(filename)}`,
  });
  return { images, moreImages: shown.length - images.length };
}

/** Whether the prompt speaks of an image: of one that the user left out it does not. */
export function isNamed({ on, problem }: ChosenImage): boolean {
  return on || problem !== undefined;
}

/** An image as the prompt names it. */
export function promptImageOf({ filename, place, bytes, file, address }: ChosenImage): PromptImage {
  return { filename, place, bytes, file: file ?? null, address };
}
