import type { Cleaned } from './Cleaned.ts';

/** Forms of credentials that are told by their prefix alone, so that ordinary words are left in peace. */
const FORMS: readonly (readonly [name: string, form: RegExp])[] = [
  [
    'private key',
    /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----(?:[\s\S]*?-----END (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----|[\sA-Za-z0-9+/=]*)/g,
  ],
  [
    'GitLab token',
    /\b(?:gl(?:pat|dt|rt|rtr|ptt|oas|imt|ft|soat|agent|cbt|ffct|wt)-|GR1348941)[\w.-]{16,}/g,
  ],
  ['Anthropic key', /\bsk-ant-[\w-]{16,}/g],
  ['AWS access key', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g],
  ['Google API key', /\bAIza[\w-]{35}/g],
  ['GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{36,})/g],
  ['Slack token', /\bxox[abeoprs]-[\w-]{16,}/g],
  ['JSON Web Token', /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/g],
];

/** Puts the name of its kind in place of each credential. */
export function maskSecrets(text: string): Cleaned {
  const found: string[] = [];
  const masked = FORMS.reduce(
    (before, [name, form]) =>
      before.replace(form, () => {
        found.push(name);
        return `[${name} masked]`;
      }),
    text,
  );
  return { text: masked, removals: found.map((name) => ({ kind: 'secret', text: name })) };
}
