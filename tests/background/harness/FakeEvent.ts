type Listener = (...values: never[]) => unknown;

/** An event of the browser that a test sets off. */
export class FakeEvent {
  readonly #listeners: Listener[] = [];

  addListener(listener: Listener): void {
    this.#listeners.push(listener);
  }

  /** Calls every listener, and gives what each returned. */
  fire(...values: unknown[]): unknown[] {
    return this.#listeners.map((listener) => Reflect.apply(listener, undefined, values));
  }
}
