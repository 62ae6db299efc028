/** A longer script is cut: nobody writes one into a CI file. */
const LONGEST = 100_000;
/** Beyond it one line opens nothing any more. */
const MOST_DOCUMENTS = 20;

/** Where lines begin, by what they hold without leading tabs: the ends of here-documents are among them. */
function linesByWords(script: string): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (let start = 0; start <= script.length;) {
    const next = script.indexOf('\n', start);
    const end = next === -1 ? script.length : next;
    let first = start;
    while (script[first] === '\t') first += 1;
    // The word of a here-document is short.
    if (end - first <= 100) {
      const line = script.slice(first, end);
      const known = found.get(line);
      if (known) known.push(end);
      else found.set(line, [end]);
    }
    start = end + 1;
  }
  return found;
}

/** Reads a script from left to right, each character once. */
class Reader {
  readonly commands: string[] = [];
  readonly #script: string;
  readonly #ends: Map<string, number[]>;
  /** Where the command began that is being read. */
  #start = 0;
  #at = 0;
  #quote = '';
  /** Words of here-documents that the line opens; their text begins at its end. */
  #opened: string[] = [];

  constructor(script: string) {
    this.#script = script;
    this.#ends = linesByWords(script);
  }

  read(): string[] {
    while (this.#at < this.#script.length) this.#step(this.#script.charAt(this.#at));
    this.#finish(this.#script.length);
    return this.commands;
  }

  #step(char: string): void {
    if (char === '\\' && this.#quote !== "'") this.#at += 2;
    else if (this.#quote !== '') {
      if (char === this.#quote) this.#quote = '';
      this.#at += 1;
    } else if (char === '#' && this.#beginsWord()) this.#skipComment();
    else if (char === '<' && this.#script.startsWith('<<', this.#at)) this.#open();
    else if (char === '\n') this.#endLine();
    else if (this.#separates(char)) {
      this.#finish(this.#at);
      this.#at += char === '|' ? 2 : 1;
      this.#start = this.#at;
    } else {
      if (char === '"' || char === "'") this.#quote = char;
      this.#at += 1;
    }
  }

  #separates(char: string): boolean {
    if (char === ';') return true;
    if (char === '|') return this.#script[this.#at + 1] === '|';
    return char === '&' && !/[<>]/.test(this.#script.charAt(this.#at - 1));
  }

  #beginsWord(): boolean {
    return this.#at === this.#start || /[\s;&|(]/.test(this.#script.charAt(this.#at - 1));
  }

  /** To the end of the line: what stands in it opens no quote. The line of a here-document goes on with its text. */
  #skipComment(): void {
    const next = this.#script.indexOf('\n', this.#at);
    const isWhole = this.#opened.length === 0;
    if (isWhole) this.#finish(this.#at);
    this.#at = next === -1 ? this.#script.length : next;
    if (isWhole) this.#start = this.#at;
  }

  #open(): void {
    const word = /<<-?[ \t]{0,20}(["']?)(\w{1,80})\1/y;
    word.lastIndex = this.#at;
    const found = word.exec(this.#script);
    if (found && this.#opened.length < MOST_DOCUMENTS) this.#opened.push(found[2] ?? '');
    this.#at += found ? found[0].length : 2;
  }

  /** A line's end ends its command, after the here-documents that it opened. */
  #endLine(): void {
    for (const word of this.#opened) {
      const ends = this.#ends.get(word) ?? [];
      while ((ends[0] ?? Infinity) <= this.#at) ends.shift();
      this.#at = ends[0] ?? this.#script.length;
    }
    this.#opened = [];
    this.#finish(this.#at);
    this.#at += 1;
    this.#start = this.#at;
  }

  #finish(end: number): void {
    const command = this.#script.slice(this.#start, end).trim();
    if (command !== '') this.commands.push(command);
  }
}

/** The commands of a shell script, whole pipelines each, with their quoted texts and here-documents. Good enough to see what a command is given; runs nothing. */
export function shellCommands(script: string): string[] {
  return new Reader(script.slice(0, LONGEST)).read();
}
