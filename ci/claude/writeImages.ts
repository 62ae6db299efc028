import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { imageKind } from '../../utils/preview/images/imageKind.ts';
import type { AskedImage } from '../request/askedImages.ts';
import type { Job } from '../Job.ts';

/** The Claude API takes no larger ones. In bytes. */
const LARGEST = 5_000_000;

/**
 * Writes the images that were asked about into `images` below a folder, byte for byte as the asker saw them. One that did not
 * come along is fetched by `GITLAB_ACCESS_TOKEN`: a job's own token reads no uploads (GitLab 18.9: 404).
 * @returns one line for each, those included that cannot be had; the log tells why
 */
export async function writeImages(
  job: Pick<Job, 'request' | 'reader' | 'step'>,
  folder: string,
): Promise<string[]> {
  const { images } = job.request;
  if (images.length === 0) return [];
  await mkdir(join(folder, 'images'), { mode: 0o755 });
  const lines: string[] = [];
  for (const [index, image] of images.entries()) {
    const bytes = await bytesOf(job, image);
    const problem = typeof bytes === 'string' ? bytes : problemOf(bytes, image);
    if (problem === null) {
      await writeFile(join(folder, 'images', image.file), bytes, { mode: 0o444, flag: 'wx' });
      lines.push(`images/${image.file}: an image that people see in GitLab`);
      continue;
    }
    // Its name is content, which a log may not hold.
    job.step('warning', `Claude works without image ${index + 1}: ${problem}`);
    lines.push(`images/${image.file} is not there: it could not be had`);
  }
  return lines;
}

/** The bytes, or why there are none. */
async function bytesOf(
  { reader }: Pick<Job, 'reader'>,
  { secret, filename, data }: AskedImage,
): Promise<Buffer | string> {
  if (data !== null) return Buffer.from(data, 'base64');
  const answer = await reader.bytes(`/uploads/${secret}/${encodeURIComponent(filename)}`);
  if (!answer.ok) return answer.words;
  return Buffer.isBuffer(answer.body) ? answer.body : 'no bytes came';
}

function problemOf(bytes: Buffer, { sha256 }: AskedImage): string | null {
  if (bytes.length > LARGEST) return 'it is larger than 5 MB';
  if (createHash('sha256').update(bytes).digest('hex') !== sha256)
    return 'it is not the one that was asked about';
  return imageKind(bytes) === null ? 'it is no image' : null;
}
