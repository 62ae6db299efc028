const HERE_DOCUMENT = /<<-?\s*(["']?)(\w+)\1/g;

/** Where the here-documents that `line` opens end: after the last of their terminators. */
function afterHereDocuments(script: string, line: string, from: number): number {
  let end = from;
  for (const [, , word = ''] of line.matchAll(HERE_DOCUMENT)) {
    const terminator = new RegExp(`^\\t*${word}$`, 'm');
    const found = terminator.exec(script.slice(end));
    end = found ? end + found.index + found[0].length : script.length;
  }
  return end;
}

/** The commands of a shell script, whole pipelines each, with their quoted texts and here-documents. Good enough to see what a command is given; runs nothing. */
export function shellCommands(script: string): string[] {
  const commands: string[] = [];
  let command = '';
  let line = '';
  let quote = '';
  const finish = () => {
    if (command.trim() !== '') commands.push(command.trim());
    command = '';
  };
  for (let at = 0; at < script.length; at += 1) {
    const char = script.charAt(at);
    if (char === '\\' && quote !== "'") {
      command += script.slice(at, at + 2);
      at += 1;
    } else if (quote !== '') {
      if (char === quote) quote = '';
      if (/<<-?\s*["']\w*$/.test(line)) line += char;
      command += char;
    } else if (char === '\n') {
      const end = afterHereDocuments(script, line, at);
      command += script.slice(at, end);
      at = Math.max(at, end - 1);
      line = '';
      finish();
    } else if (char === ';' || (char === '&' && !/[<>]$/.test(command))) {
      line += char;
      finish();
    } else {
      if (char === '"' || char === "'") quote = char;
      command += char;
      line += char;
      if (command.endsWith('||')) {
        command = command.slice(0, -2);
        finish();
      }
    }
  }
  finish();
  return commands;
}
