/** A rule of gitleaks' as its file has it. Patterns are in Go's syntax. */
export interface Rule {
  id: string;
  regex: string;
  /** The least entropy of the secret, in bits for each character. */
  entropy: number;
  keywords: string[];
  /** Patterns that a secret of this rule never matches. */
  allowed: string[];
}

const STRING = /'''([\s\S]*?)'''|"((?:[^"\\]|\\.)*)"/g;

/** The strings of a value; those in three quotes stand as they are, the others are JSON's. */
function stringsOf(value: string): string[] {
  return [...value.matchAll(STRING)].map(
    ([, raw, quoted]) => raw ?? String(JSON.parse(`"${quoted}"`)),
  );
}

/** `key = value` of a table, where a list may go over several lines. */
function valuesOf(table: string): Map<string, string> {
  const pairs = table.matchAll(/^(\w+) = (\[[\s\S]*?^\]|.*)$/gm);
  return new Map([...pairs].map(([, key = '', value = '']) => [key, value]));
}

/** Reads the rules of `gitleaks.toml`: the part of TOML that gitleaks writes. Rules for a file's name alone are left out. */
export function readRules(toml: string): Rule[] {
  return toml
    .split(/^\[\[rules\]\]$/m)
    .slice(1)
    .flatMap((text): Rule[] => {
      const [head = '', ...allowlists] = text.split(/^ *\[\[rules\.allowlists\]\]$/m);
      const values = valuesOf(head);
      const [id] = stringsOf(values.get('id') ?? '');
      const [regex] = stringsOf(values.get('regex') ?? '');
      if (id === undefined || regex === undefined) return [];
      return [
        {
          id,
          regex,
          entropy: Number(values.get('entropy') ?? 0),
          keywords: stringsOf(values.get('keywords') ?? ''),
          allowed: allowlists.flatMap((list) => {
            const of = valuesOf(list);
            return of.has('regexTarget') || of.has('paths')
              ? []
              : stringsOf(of.get('regexes') ?? '');
          }),
        },
      ];
    });
}
