/** What every instrumented module asks: which mutant is on. It notes which mutants were reached and ends loops without end. */
export class MutationSwitch {
  readonly #reached: Uint8Array;
  #active = -1;
  #rounds = 0;
  #mostRounds = Infinity;

  constructor(mutants: number) {
    this.#reached = new Uint8Array(mutants);
  }

  /** Called in place of mutant `id`: true when it is the one that is on. */
  on(id: number): boolean {
    this.#reached[id] = 1;
    return id === this.#active;
  }

  /** Called in every round of every loop. Throws when there are far more rounds than without a mutant. */
  round(): void {
    this.#rounds += 1;
    if (this.#rounds > this.#mostRounds) throw new Error('a loop without end');
  }

  /** Turns one mutant on (none: -1) and starts to count rounds. */
  turnOn(id: number, mostRounds = Infinity): void {
    this.#active = id;
    this.#rounds = 0;
    this.#mostRounds = mostRounds;
  }

  get rounds(): number {
    return this.#rounds;
  }

  /** The mutants that were reached since the last call. */
  takeReached(): number[] {
    const ids: number[] = [];
    for (let id = this.#reached.indexOf(1); id !== -1; id = this.#reached.indexOf(1, id + 1))
      ids.push(id);
    this.#reached.fill(0);
    return ids;
  }
}
