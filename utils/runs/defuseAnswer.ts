import { codeRanges, mapAround } from '../context/codeRanges.ts';
import { safeMarkdown } from '../outcome/safeMarkdown.ts';

/** In code nothing is mentioned and no image shown, but what is read as code here need not be read so by GitLab. */
function defuseCode(text: string): string {
  return text.replace(/^(\s*)\/(?=\w)/gm, '$1 /').replace(/@all\b/gi, '@ all');
}

/**
 * Claude's answer so that posting it does nothing else: no quick action of the user who posts, nobody notified, no image loaded from elsewhere.
 * @param origin of this GitLab, whose images may stay
 */
export function defuseAnswer(answer: string, origin: string): string {
  const text = answer.replaceAll('\0', '').replace(/\r\n?/g, '\n');
  return mapAround(text, codeRanges(text), (part) => safeMarkdown(part, origin), defuseCode);
}
