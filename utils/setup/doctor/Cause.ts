import type { GeneratedI18nStructure } from '#i18n';

/** What stands in the place of `*` in keys of `locales/`: the words are the one list of what the doctor can say. */
type NamesIn<Before extends string, After extends string> = {
  [Key in keyof GeneratedI18nStructure]: Key extends `${Before}${infer Name}${After}`
    ? Name
    : never;
}[keyof GeneratedI18nStructure];

/** What the doctor looks at; its titles stand under `doctor.checks`. */
export type CheckName = NamesIn<'doctor.checks.', ''>;

/** What a green line says; its words stand under `doctor.fine`. */
export type FineCause = NamesIn<'doctor.fine.', ''>;

/** What an amber or red line says: cause and remedy stand under `doctor.trouble`. */
export type TroubleCause = NamesIn<'doctor.trouble.', '.cause'>;
