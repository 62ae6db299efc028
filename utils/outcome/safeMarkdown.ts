const WORD_JOINER = '\u2060';

/**
 * Makes a model's Markdown harmless in GitLab: lines that begin with `/` would be quick actions, mentions of groups or
 * everybody would notify them, images from elsewhere would tell on their readers. Fences change nothing about it.
 * @param origin of this GitLab, whose images may stay
 */
export function safeMarkdown(text: string, origin: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/^([\s>*+-]*)\/(?=\w)/, `$1${WORD_JOINER}/`))
    .join('\n')
    .replace(/(^|\W)@(?=[\w.-])/g, `$1@${WORD_JOINER}`)
    .replace(/!\[([^\]]*)\]\(([^)]*)\)/g, (image, alt: string, url: string) =>
      isOwn(url, origin) ? image : `${alt} (${url.replace(/^<|>$/g, '')})`,
    )
    .replace(/!(\[[^\]]*\])(?!\()/g, '$1')
    .replace(/<(img|video|audio|source|iframe|object|embed|picture|svg)\b/gi, '&lt;$1');
}

function isOwn(url: string, origin: string): boolean {
  const bare = url.trim().replace(/^</, '');
  return (bare.startsWith('/') && !bare.startsWith('//')) || bare.startsWith(`${origin}/`);
}
