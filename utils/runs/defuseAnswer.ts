import { codeRanges, mapAround } from '../context/codeRanges.ts';

/** Lines that begin with `/` would act as quick actions of the user who posts. */
const QUICK_ACTION = /^(\s*)\//gm;
const MENTION = /(^|[^\w`/])@(?=\w)([\w.-]+(?:\/[\w.-]+)*)/g;

function defuseProse(text: string): string {
  return text
    .replace(QUICK_ACTION, '$1\\/')
    .replace(MENTION, '$1`@$2`')
    .replaceAll('![', '\\![')
    .replace(/<(?=img\b)/gi, '&lt;');
}

/** In code nothing is mentioned, but what is read as code here need not be read so by GitLab. */
function defuseCode(text: string): string {
  return text.replace(QUICK_ACTION, '$1 /').replace(/@all\b/gi, '@ all');
}

/** Claude's answer so that posting it does nothing else: no quick action, nobody notified, no image loaded from elsewhere. */
export function defuseAnswer(answer: string): string {
  const text = answer.replaceAll('\0', '').replace(/\r\n?/g, '\n');
  return mapAround(text, codeRanges(text), defuseProse, defuseCode);
}
