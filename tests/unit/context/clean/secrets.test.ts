import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clean, cleanCode } from '../../../../utils/context/clean/clean.ts';
import { maskSecrets } from '../../../../utils/context/clean/secrets.ts';

/** Signs that look random, the same for the same seed. */
function random(length: number, seed: number, alphabet = 'alnum'): string {
  const signs =
    alphabet === 'hex'
      ? '0123456789abcdef'
      : 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  let state = seed + 7;
  return Array.from({ length }, () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return signs[(state >> 8) % signs.length];
  }).join('');
}

const key = `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n${random(64, 1)}\n${random(40, 2)}==\n-----END RSA PRIVATE KEY-----`;
const openssh = `-----BEGIN OPENSSH PRIVATE KEY-----\n${random(70, 3)}\n-----END OPENSSH PRIVATE KEY-----`;
const pgp = `-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: GnuPG v2\n\n${random(64, 4)}\n=aB3d\n-----END PGP PRIVATE KEY BLOCK-----`;

/** Put together here, so that no scanner takes this file for a leak. */
const KNOWN: [kind: string, secret: string][] = [
  ['gitlab-token', `glpat-${random(20, 5)}`],
  ['gitlab-token', `glpat-${random(27, 6)}.01.${random(9, 7)}`],
  ...['gldt', 'glrt', 'glrtr', 'glptt', 'glcbt', 'glft', 'glsoat', 'glagent', 'glimt', 'gloas'].map(
    (prefix, seed): [string, string] => ['gitlab-token', `${prefix}-${random(20, seed)}`],
  ),
  ['gitlab-token', `GR1348941${random(20, 8)}`],
  ['anthropic-key', `sk-ant-api03-${random(93, 9)}AA`],
  ['openai-key', `sk-${random(48, 10)}`],
  ['openai-key', `sk-proj-${random(60, 11)}`],
  ['aws-access-key', `AKIA${random(16, 12).toUpperCase()}`],
  ['google-api-key', `AIza${random(35, 13)}`],
  ['google-token', `ya29.${random(60, 14)}`],
  ['github-token', `ghp_${random(36, 15)}`],
  ['github-token', `github_pat_${random(22, 16)}_${random(59, 17)}`],
  ['slack-token', `xoxb-${random(12, 18)}-${random(24, 19)}`],
  [
    'slack-webhook',
    `https://hooks.slack.com/services/T${random(8, 20)}/B${random(8, 21)}/${random(24, 22)}`,
  ],
  ['stripe-key', `sk_live_${random(24, 23)}`],
  ['npm-token', `npm_${random(36, 24)}`],
  ['pypi-token', `pypi-AgEIcHlwaS5vcmc${random(60, 25)}`],
  ['docker-token', `dckr_pat_${random(27, 26)}`],
  ['hugging-face-token', `hf_${random(34, 27)}`],
  ['vault-token', `hvs.${random(90, 28)}`],
  ['sendgrid-key', `SG.${random(22, 29)}.${random(43, 30)}`],
  ['telegram-token', `1234567890:AA${random(33, 31)}`],
  ['json-web-token', `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${random(43, 32)}`],
  ['private-key', key],
  ['private-key', openssh],
  ['private-key', pgp],
  ['private-key', key.slice(0, 120)],
];

describe('credentials with a form of their own', () => {
  test.each(KNOWN)(
    'a %s is masked in words, spans and code, and told by its kind alone',
    (kind, secret) => {
      for (const cleaned of [
        clean(`use ${secret} now`),
        clean(`\`\`\`\n${secret}\n\`\`\``),
        cleanCode(`+ const it = "${secret}";`),
      ]) {
        expect(cleaned.text).toContain(`[MASKED ${kind}]`);
        expect(JSON.stringify(cleaned)).not.toContain(secret.slice(-12));
        expect(cleaned.removals).toMatchObject([{ kind: 'secret', text: kind }]);
      }
    },
  );

  test('a sentence goes on after a token', () => {
    expect(maskSecrets(`It is glpat-${random(20, 5)}. Keep it.`).text).toBe(
      'It is [MASKED gitlab-token]. Keep it.',
    );
  });

  test('the key of a service account is masked in its file', () => {
    const file = JSON.stringify({
      type: 'service_account',
      private_key: key,
      client_email: 'a@b.test',
    });
    expect(maskSecrets(file).text).toBe(
      '{"type":"service_account","private_key":"[MASKED private-key]","client_email":"a@b.test"}',
    );
  });
});

describe('credentials told by what is written before them', () => {
  test.each([
    [`aws_secret_access_key = ${random(40, 40)}`, 'aws_secret_access_key = [MASKED secret]'],
    [`"apiKey": "${random(24, 41)}",`, '"apiKey": "[MASKED secret]",'],
    [`export DEPLOY_TOKEN='${random(20, 42)}'`, "export DEPLOY_TOKEN='[MASKED secret]'"],
    [`client_secret: ${random(32, 43, 'hex')}`, 'client_secret: [MASKED secret]'],
    ['DB_PASSWORD=Sommer!2024x', 'DB_PASSWORD=[MASKED password]'],
    ['  password: "s3cr3tP4ss"', '  password: "[MASKED password]"'],
    [`PRIVATE-TOKEN: ${random(20, 44)}`, 'PRIVATE-TOKEN: [MASKED secret]'],
    [`?feed_token=${random(20, 45)}&page=2`, '?feed_token=[MASKED secret]&page=2'],
    [`Authorization: Bearer ${random(30, 46)}`, 'Authorization: Bearer [MASKED authorization]'],
    ['postgres://shop:hunter22@db.test/shop', 'postgres://shop:[MASKED url-password]@db.test/shop'],
    [`AccountKey=${random(60, 47)}==;`, 'AccountKey=[MASKED secret];'],
    [`{\\"token\\":\\"${random(24, 48)}\\"}`, '{\\"token\\":\\"[MASKED secret]\\"}'],
  ])('%j', (source, masked) => {
    expect(maskSecrets(source).text).toBe(masked);
    expect(maskSecrets(source).removals).toHaveLength(1);
  });
});

describe('what only looks like a secret stays', () => {
  test.each([
    'commit 9b43aaf1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7',
    'cache key: 9b43aaf1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7-node_modules',
    'id: 550e8400-e29b-41d4-a716-446655440000',
    'request token: 550e8400-e29b-41d4-a716-446655440000',
    '"integrity": "sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg=="',
    'image@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'token: <your-token>',
    'token = $GITLAB_TOKEN and password: ${{ secrets.DB_PASSWORD }}',
    'API_KEY=your-api-key-here-123456',
    'password: ********, secret: xxxxxxxxxxxx',
    'const token = process.env.GITLAB_TOKEN ?? readToken(file2);',
    'const secret = await secretManager.accessSecretVersion2(name)',
    'password: string; token: AccessTokenV2; apiKey?: string | undefined',
    'passwordHash = 5f4dcc3b5aa765d61d8327deb882cf99',
    'token_expires_at: 2026-11-21T09:30:00Z1',
    'secretName: my-release-tls-2024-secret1',
    'private_token_file: /run/secrets/gitlab2024token',
    'tokenizer: bpe-50257-cl100k-base99',
    'see https://acme.test:8080/a@b and git@gitlab.test:acme/shop.git',
    'https://user:$PASSWORD@acme.test and https://user:<password>@acme.test',
    'Authorization: Bearer <token>',
    'glpat-short sk-ant- AKIA eyJ.eyJ.x the private key risk-assessment-of-the-whole-department-of-finance',
    '-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A\n-----END PUBLIC KEY-----',
    '-----BEGIN CERTIFICATE-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A\n-----END CERTIFICATE-----',
  ])('%j', (source) => {
    expect(maskSecrets(source)).toEqual({ text: source, removals: [] });
  });

  test('ordinary words, whatever they are', () => {
    const words = fc.lorem({ maxCount: 20 });
    fc.assert(
      fc.property(words, (source) => {
        expect(maskSecrets(source)).toEqual({ text: source, removals: [] });
      }),
    );
  });
});

test('what is masked is not masked again', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...KNOWN),
      fc.constantFrom('token = ', 'password: "', ' '),
      ([, secret], before) => {
        const once = maskSecrets(before + secret).text;
        expect(maskSecrets(once)).toEqual({ text: once, removals: [] });
      },
    ),
  );
});
