/** A language's English name, or its own with `of` its own tag; the tag itself where the runtime knows no name for it. */
export function languageName(tag: string, of = 'en'): string {
  try {
    return new Intl.DisplayNames([of], { type: 'language' }).of(tag) ?? tag;
  } catch (error) {
    // Not a language tag at all: it is shown as it was given.
    if (error instanceof RangeError) return tag;
    throw error;
  }
}
