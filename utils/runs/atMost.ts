/** Resolves with the work, or after `milliseconds`, whichever is first. */
export function atMost(work: Promise<unknown>, milliseconds: number): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  return Promise.race([work, over]).finally(() => clearTimeout(timer));
}
