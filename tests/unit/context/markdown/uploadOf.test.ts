import { describe, expect, test } from 'vitest';
import { writeShown } from '../../../../utils/context/markdown/writeShown.ts';

const SECRET = '0123456789abcdef'.repeat(2);
const PATH = `/uploads/${SECRET}/bug.png`;

/** As GitLab writes an image in a description (18.9). */
const shown = (canonical: string, src: string): string =>
  `<p><a class="no-attachment-icon" href="${src}"><img src="data:image/gif;base64,R0lGODlh" alt="x" class="lazy" data-src="${src}" data-canonical-src="${canonical}"></a></p>`;

describe('an image of the page’s own project', () => {
  test.each([
    ['by GitLab’s address of the project', shown(PATH, `/-/project/5${PATH}`)],
    ['by the project’s path', shown(PATH, `https://git.acme.test/acme/webshop${PATH}`)],
    ['as it was written', `<img src="${PATH}">`],
  ])('is found %s', (_, html) => {
    expect(writeShown(html)).toMatchObject({
      text: '[image: bug.png]',
      images: [{ secret: SECRET, filename: 'bug.png' }],
    });
  });
});

test.each([
  ['of another project', `<img src="/acme/other${PATH}">`],
  ['of another site', `<img src="https://evil.test${PATH}">`],
  ['of a site’s address without its scheme', `<img src="//evil.test${PATH}">`],
  ['shown from elsewhere than its address says', shown(PATH, 'https://evil.test/pixel.png')],
  ['whose secret is none', '<img src="/uploads/../../x.png">'],
  ['that is a video', `<video src="${PATH}"></video>`],
])('attack: an image %s is none of the project’s', (_, html) => {
  expect(writeShown(html).images).toEqual([]);
});
