function find(words: unknown, key: string): unknown {
  return key
    .split('.')
    .reduce<unknown>(
      (node, name) =>
        typeof node === 'object' && node !== null
          ? Object.entries(node).find(([own]) => own === name)?.[1]
          : undefined,
      words,
    );
}

/** Gives words as the extension's own `#i18n` does, out of one locale's tree; a missing one throws. */
export function i18nOf(words: () => unknown) {
  return {
    t(key: string, given?: number | readonly string[]): string {
      const found = find(words(), key);
      const form =
        typeof given === 'number'
          ? (find(words(), `${key}.${given}`) ?? find(words(), `${key}.n`))
          : found;
      if (typeof form !== 'string') throw new Error(`No word ${key}`);
      const parts = typeof given === 'number' ? [String(given)] : (given ?? []);
      return form.replace(/\$(\d)/g, (_, place: string) => parts[Number(place) - 1] ?? '');
    },
    /** Names of what stands below a key. */
    keysAt: (key: string): string[] => Object.keys(Object(find(words(), key))),
  };
}
