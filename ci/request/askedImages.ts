/** An image that an ask names. */
export interface AskedImage {
  /** Its name beside the code: means nothing but a file. */
  file: string;
  /** Where GitLab keeps it: `/uploads/<secret>/<filename>` of the asked project. */
  secret: string;
  filename: string;
  /** Of what the asker saw. */
  sha256: string;
  /** Base64 of it, where it came along; null where it is to be fetched. */
  data: string | null;
}

const MOST_IMAGES = 10;
const FILE = /^[1-9][0-9]?-[A-Za-z0-9_-]{0,60}\.(?:png|jpg|gif|webp)$/;
const SECRET = /^[0-9a-f]{32}$/;
const FILENAME = /^[\p{L}\p{M}\p{N}_.+-]{1,80}$/u;
const SHA256 = /^[0-9a-f]{64}$/;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function word(value: unknown, form: RegExp): string | null {
  return typeof value === 'string' && form.test(value) ? value : null;
}

/** Reads `ask_claude.images`; an entry that lacks its form, or a name that was there already, is left out. */
export function askedImages(value: unknown): AskedImage[] {
  const files = new Set<string>();
  return (Array.isArray(value) ? value : []).slice(0, MOST_IMAGES).flatMap((entry: unknown) => {
    if (!isRecord(entry)) return [];
    const file = word(entry['file'], FILE);
    const secret = word(entry['secret'], SECRET);
    const filename = word(entry['filename'], FILENAME);
    const sha256 = word(entry['sha256'], SHA256);
    if (file === null || secret === null || filename === null || sha256 === null) return [];
    if (files.has(file)) return [];
    files.add(file);
    return [{ file, secret, filename, sha256, data: word(entry['data'], BASE64) }];
  });
}
