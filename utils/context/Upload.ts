/** An image that was uploaded to the page's own project: GitLab keeps it as `/uploads/<secret>/<filename>`. */
export interface Upload {
  /** 32 hex digits. */
  secret: string;
  /** Letters, digits, `_`, `.`, `-` and `+` of any script. */
  filename: string;
}

/** Kinds of images that Claude can look at, by their files' endings. */
const READABLE = /\.(?:png|jpe?g|gif|webp)$/i;

/** Whether Claude can look at a file of this name. */
export function isReadableImage(filename: string): boolean {
  return READABLE.test(filename);
}

/** Names an upload among all of its project. */
export function uploadId({ secret, filename }: Upload): string {
  return `${secret}/${filename}`;
}
