/**
 * A log's way out: text leaves by whole lines, with the secrets replaced as GitLab does.
 * @param secrets values of masked variables
 */
export function maskedLines(
  secrets: readonly string[],
  out: (text: string) => void,
): { write(text: string): void; end(): void } {
  const values = secrets
    .filter((secret) => secret.length >= 8)
    .toSorted((one, other) => other.length - one.length);
  const mask = (text: string): string =>
    values.reduce((masked, value) => masked.replaceAll(value, '[MASKED]'), text);
  let rest = '';
  return {
    write(text) {
      rest += text;
      const end = rest.lastIndexOf('\n') + 1;
      if (end === 0) return;
      out(mask(rest.slice(0, end)));
      rest = rest.slice(end);
    },
    end() {
      if (rest !== '') out(mask(rest));
      rest = '';
    },
  };
}
