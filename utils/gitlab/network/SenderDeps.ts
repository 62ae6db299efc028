/** What the sender needs of the world. */
export interface SenderDeps {
  fetch(url: URL, init: RequestInit): Promise<Response>;
  /** Resolves after so many milliseconds. */
  sleep(milliseconds: number): Promise<void>;
}
