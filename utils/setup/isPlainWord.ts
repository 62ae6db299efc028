const PLAIN_WORD = /^[\w./:@ -]+$/;

/** Whether an image's or a tag's name can stand in the job's file. */
export function isPlainWord(word: string): boolean {
  return PLAIN_WORD.test(word);
}
