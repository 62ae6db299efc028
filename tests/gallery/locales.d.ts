declare module 'virtual:locales' {
  /** The words of each locale by its name, the pseudo-locales among them. */
  export const locales: Readonly<Record<string, unknown>>;
}
