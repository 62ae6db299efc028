/** What the panel's second script takes from its first, by module; modules of our own by their path in the project. */
export const SHARED_NAMES = {
  '@wxt-dev/i18n': ['createI18n'],
  preact: ['Fragment', 'createContext', 'createElement'],
  'preact/hooks': ['useContext', 'useEffect', 'useMemo', 'useRef', 'useState'],
  'preact/jsx-runtime': ['Fragment', 'jsx', 'jsxs'],
  'components/ask/send/consequenceOf.ts': ['consequenceOf'],
  'components/ui/FailureMessage.tsx': ['FailureMessage'],
  'components/ui/Icon.tsx': ['Icon'],
} as const;

type Names = typeof SHARED_NAMES;

/** Each of those modules with what is taken of it. */
export type SharedModules = {
  [Module in keyof Names]: Record<Names[Module][number], unknown>;
};
