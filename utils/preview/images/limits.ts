/** So many images are offered for one ask. */
export const MOST_IMAGES = 10;

/** Larger ones are off until the user switches them on. In bytes. */
export const OFF_ABOVE = 1_000_000;

/** Larger ones Claude does not look at: the Claude API takes 5 MB an image. In bytes. */
export const LARGEST_IMAGE = 5_000_000;

/** Larger ones do not go along with an ask in any case: the job fetches them. In bytes. */
export const LARGEST_SENT = 700_000;
