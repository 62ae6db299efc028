/** One line of Markdown, read from left to right in columns: a tab reaches to the next multiple of four. */
export class Line {
  readonly text: string;
  readonly end: number;
  at: number;
  #column = 0;
  /** Columns of a tab that were not taken yet. */
  #left = 0;

  constructor(text: string, start: number, end: number) {
    this.text = text;
    this.at = start;
    this.end = end;
  }

  /** What is ahead, at most four columns of white space before it, as spaces. */
  get rest(): string {
    const spaces = ' '.repeat(Math.min(4, this.indent));
    return spaces + this.text.slice(this.at, this.end).replace(/^[ \t]+/, '');
  }

  /** Columns of white space ahead. */
  get indent(): number {
    let columns = this.#left;
    let column = this.#column + this.#left;
    for (let at = this.#left > 0 ? this.at + 1 : this.at; at < this.end; at += 1) {
      const width = this.#width(at, column);
      if (width === 0) break;
      columns += width;
      column += width;
    }
    return columns;
  }

  get blank(): boolean {
    for (let at = this.at; at < this.end; at += 1) {
      const char = this.text[at];
      if (char !== ' ' && char !== '\t') return false;
    }
    return true;
  }

  /** Takes up to `columns` columns of white space. */
  skip(columns: number): void {
    let wanted = columns;
    while (wanted > 0 && this.at < this.end) {
      const width = this.#left || this.#width(this.at, this.#column);
      if (width === 0) return;
      const taken = Math.min(width, wanted);
      this.#column += taken;
      this.#left = width - taken;
      if (this.#left === 0) this.at += 1;
      wanted -= taken;
    }
  }

  /** Takes `count` characters that are no white space. */
  take(count: number): void {
    this.at += count;
    this.#column += count;
  }

  #width(at: number, column: number): number {
    const char = this.text[at];
    if (char === '\t') return 4 - (column % 4);
    return char === ' ' ? 1 : 0;
  }
}
