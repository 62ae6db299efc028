/**
 * Credentials that are told by their own form and that gitleaks' rules (`table.json`) leave out or read more narrowly: shorter and newer tokens, cut keys.
 * Each form is read in one pass: bounded, or with nothing after an open end.
 */
export const SECRET_FORMS: readonly (readonly [kind: string, form: RegExp])[] = [
  [
    'private-key',
    /-----BEGIN (?:[A-Z0-9]{1,12} ){0,4}PRIVATE KEY(?: BLOCK)?-----(?:(?:\\[nr]|\s|["'+]){0,12}[A-Za-z-]{1,20}: [^\n\\]{0,100}){0,4}(?:(?:\\[nr]|[\s"'\\>|#*,-]){0,40}[A-Za-z0-9+/=]{16,})+(?:(?:(?:\\[nr]|[\s"'\\>|#*,+-]){1,40}[A-Za-z0-9+/=]{1,15}){0,3}(?:\\[nr]|[\s"'\\>|#*,+-]){0,40}-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|(?:\s{1,4}[A-Za-z0-9+/]{1,15}={1,2})?)/g,
  ],
  ['private-key', /\bAGE-SECRET-KEY-1[A-Z0-9]{20,}/g],
  [
    'gitlab-token',
    /\bgl(?:pat|dt|rt|rtr|ptt|oas|imt|ft|soat|agent|cbt|ffct|wt)-[\w-]{16,}(?:\.[\w-]{2,64}){0,3}/g,
  ],
  ['gitlab-token', /\bGR1348941[\w-]{16,}/g],
  [
    'anthropic-key',
    /\bsk-ant-(?:(?:api|admin)\d\d-[\w-]{93}AA(?![\w-])|(?!api|admin)[a-z]{2,8}\d\d-[\w-]{40,})/g,
  ],
  ['openai-key', /(?<![\w-])sk-(?:(?:proj|svcacct|admin|None|or-v1)-[\w-]{20,}|[A-Za-z0-9]{40,})/g],
  ['aws-access-key', /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/g],
  ['google-api-key', /\bAIza[\w-]{35}(?![\w-])/g],
  ['google-token', /\b(?:GOCSPX-[\w-]{28}|ya29\.[\w-]{20,}|1\/\/0[\w-]{40,})/g],
  ['github-token', /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{36,})/g],
  [
    'slack-token',
    /\b(?:xox[abceoprs]|xapp)-(?=[\w-]{0,80}?(?:\d[\w-]{0,80}?){3})[\w-]{16,}(?![\w#*-])/g,
  ],
  ['slack-webhook', /\bhttps:\/\/hooks\.slack\.com\/(?:services|workflows|triggers)\/[\w/-]{20,}/g],
  ['stripe-key', /\b(?:[sr]k_(?:live|test|prod)_[A-Za-z0-9]{16,}|whsec_[A-Za-z0-9+/=]{24,})/g],
  ['npm-token', /\bnpm_[A-Za-z0-9]{36}/g],
  ['pypi-token', /\bpypi-AgE[\w-]{50,}/g],
  ['docker-token', /\bdckr_(?:pat|oat)_[\w-]{20,}/g],
  ['hugging-face-token', /\bhf_[A-Za-z0-9]{30,}/g],
  ['vault-token', /\bhv[sbr]\.[\w-]{24,}/g],
  ['sendgrid-key', /\bSG\.[\w-]{16,32}\.[\w-]{32,64}/g],
  ['shopify-token', /\bshp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}/g],
  ['digitalocean-token', /\bdo[opr]_v1_[a-f0-9]{64}/g],
  ['atlassian-token', /\bATATT3[\w=-]{60,}/g],
  ['telegram-token', /\b\d{8,10}:AA[\w-]{33}(?![\w-])/g],
  [
    'api-key',
    /\b(?:gsk_[A-Za-z0-9]{50,}|xai-[A-Za-z0-9]{70,}|PMAK-[a-f0-9-]{50,}|NRAK-[A-Z0-9]{27}|lin_api_\w{32,}|figd_[\w-]{40,}|tskey-[a-z]{2,20}-\w{8,}-\w{16,}|glsa_\w{32}_[a-f0-9]{8}|glc_eyJ[\w+/=]{32,}|dapi[a-f0-9]{32}|dp\.(?:pt|st|ct)\.[\w.-]{40,})/g,
  ],
  ['json-web-token', /(?<![\w-]{8})eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/g],
];
