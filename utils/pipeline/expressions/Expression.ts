/** A condition of `rules:if`, as GitLab's grammar reads it. */
export type Expression =
  | { type: 'variable'; name: string }
  | { type: 'string'; value: string }
  | { type: 'pattern'; source: string; flags: string }
  | { type: 'boolean'; value: boolean }
  | { type: 'null' }
  | { type: Operator; left: Expression; right: Expression };

export const OPERATORS = ['==', '!=', '=~', '!~', '&&', '||'] as const;
export type Operator = (typeof OPERATORS)[number];

/** What is known of a condition: unknown where it hangs on something that only GitLab knows. */
export type Truth = 'true' | 'false' | 'unknown';

/** Variables by name: a text, null for one that is certainly not set; a name that is missing is unknown. */
export type KnownVariables = ReadonlyMap<string, string | null>;
