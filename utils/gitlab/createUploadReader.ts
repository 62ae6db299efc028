import { z } from 'zod';
import { UnexpectedAnswer } from './network/Answer.ts';
import { attempt } from './network/attempt.ts';
import type { Gate } from './network/createGate.ts';
import type { Result } from './Failure.ts';
import { readBody, readBytes } from './network/readBody.ts';
import type { SenderDeps } from './network/SenderDeps.ts';
import { noAnswer, sendRead } from './network/sendRequest.ts';

/** A file that was uploaded to a project. */
export interface UploadedFile {
  /** Null where there are more than were asked for. */
  bytes: Uint8Array<ArrayBuffer> | null;
  /** In bytes; null where GitLab does not say it of a file that was not read whole. */
  size: number | null;
}

const LONGEST_REFUSAL = 20_000;
/** Send waits for it: a picture that does not come soon is told as missing. */
const TIMEOUT_MS = 10_000;

const Read = z.custom<UploadedFile>();

/**
 * Reads uploads: `GET /projects/:id/uploads/:secret/:filename` (GitLab 17.4, `lib/api/markdown_uploads.rb`), as bytes, which
 * gitbeaker's own methods do not give. A GitLab that hands files over by a redirect to its object storage fails: that is another host.
 */
export function createUploadReader(
  { root, token }: { root: string; token: string },
  { gate, ...world }: SenderDeps & { gate: Gate },
  hide: (text: string) => string,
) {
  async function load(url: URL, most: number): Promise<UploadedFile> {
    const response = await sendRead(world, url, {
      method: 'GET',
      headers: token ? [['authorization', `Bearer ${token}`]] : [],
      timeoutMs: TIMEOUT_MS,
    });
    try {
      const { status, headers } = response;
      const type = headers.get('content-type') ?? '';
      // A sign-in page in the file's place: GitLab gives any upload as bytes to keep.
      if (!response.ok || /^text\/html\b/i.test(type)) {
        const { text } = await readBody(response, LONGEST_REFUSAL);
        throw new UnexpectedAnswer({ seen: 'text', status, text });
      }
      const told = Number.parseInt(headers.get('content-length') ?? '', 10);
      if (told > most) {
        // Ends the transfer; nothing is left to do where that fails.
        response.body?.cancel().catch(() => undefined);
        return { bytes: null, size: told };
      }
      const bytes = await readBytes(response, most);
      return { bytes, size: bytes?.length ?? null };
    } catch (error) {
      throw error instanceof UnexpectedAnswer ? error : noAnswer(error);
    }
  }

  return (
    projectId: number,
    { secret, filename }: { secret: string; filename: string },
    most: number,
  ): Promise<Result<UploadedFile>> => {
    const path = [secret, filename].map(encodeURIComponent).join('/');
    const url = new URL(`${root}/api/v4/projects/${projectId}/uploads/${path}`);
    return attempt('repeatable', Read, () => gate(true, () => load(url, most)), hide);
  };
}
