import { describe, expect, test } from 'vitest';
import { maskSecrets } from '../../../../../utils/context/clean/secrets.ts';

/** Put together here, so that no scanner takes this file for a leak. */
const TOKEN = ['a1B2c3D4', 'e5F6g7H8', 'i9J0'].join('');
const HEX = ['a1b2c3d4e5f6', 'a7b8c9d0a1b2'].join('');
const PASSWORD = 'S3cretPassw0rd';

describe('a value is masked whole, in whatever syntax it is assigned', () => {
  test.each([
    [`TOKEN ?= ${TOKEN}`, 'TOKEN ?= [MASKED secret]'],
    [`var dbToken string = "${TOKEN}"`, 'var dbToken string = "[MASKED secret]"'],
    [`val dbToken: String = "${TOKEN}"`, 'val dbToken: String = "[MASKED secret]"'],
    [`token := \`${TOKEN}\``, 'token := `[MASKED secret]`'],
    [`config.set("API_TOKEN", "${TOKEN}")`, 'config.set("API_TOKEN", "[MASKED secret]")'],
    [`<password>${PASSWORD}!</password>`, '<password>[MASKED password]</password>'],
    [`<apiToken>\n  ${TOKEN}\n</apiToken>`, '<apiToken>\n  [MASKED secret]\n</apiToken>'],
    [
      `<entry name="apiToken" value="${TOKEN}" />`,
      '<entry name="apiToken" value="[MASKED secret]" />',
    ],
    [`密码：${PASSWORD}`, '密码：[MASKED password]'],
    [`Пароль: ${PASSWORD}`, 'Пароль: [MASKED password]'],
    [
      `- name: DB_PASSWORD\n  value: ${PASSWORD}`,
      '- name: DB_PASSWORD\n  value: [MASKED password]',
    ],
    [
      `{"name": "API_TOKEN",\n "value": "${TOKEN}"}`,
      '{"name": "API_TOKEN",\n "value": "[MASKED secret]"}',
    ],
    [`token: |\n  ${TOKEN}`, 'token: |\n  [MASKED secret]'],
    [`deploy --token ${TOKEN} --now`, 'deploy --token [MASKED secret] --now'],
    [`deploy --token "${TOKEN}" --now`, 'deploy --token "[MASKED secret]" --now'],
    [`dsn=x;password=monkey123;timeout=30`, 'dsn=x;password=[MASKED password];timeout=30'],
    [`The password: ${PASSWORD}. Keep it.`, 'The password: [MASKED password]. Keep it.'],
    [
      `password = "${PASSWORD}" for glpat-${TOKEN}, token = "${TOKEN}"`,
      'password = "[MASKED password]" for [MASKED gitlab-token], token = "[MASKED secret]"',
    ],
    [`public_key: none\nkey_token: ${TOKEN}`, 'public_key: none\nkey_token: [MASKED secret]'],
    [`"secret_key": "sk_ubb4yN3mzqGR2x8#P7r5&@*xC$utE"`, '"secret_key": "[MASKED secret]"'],
    [`DB_PASSWORD=ab&c;d@${PASSWORD}`, 'DB_PASSWORD=[MASKED password]'],
    [`_gitlab_session=0${HEX}e5f6789`, '[MASKED gitlab-session-cookie]'],
    [
      `https://${HEX}:x-oauth-basic@github.com/o/r`,
      'https://[MASKED url-user]:x-oauth-basic@github.com/o/r',
    ],
    [
      `curl -u ada:${PASSWORD} https://acme.test`,
      'curl -u ada:[MASKED password] https://acme.test',
    ],
    [
      `curl -u "ada":'${PASSWORD}' https://acme.test`,
      `curl -u "ada":'[MASKED password]' https://acme.test`,
    ],
    [`curl -u ${TOKEN}: https://acme.test`, 'curl -u [MASKED url-user]: https://acme.test'],
    [
      'curl -H "X-Api-Key: 0b0de5a2-5c1e-4a6e-9a46-2f6d2b1c9c11" https://acme.test',
      'curl -H "X-Api-Key: [MASKED authorization]" https://acme.test',
    ],
    ['"password": "monkey12"', '"password": "[MASKED password]"'],
    ['DB_PASSWORD=monkey12 npm start', 'DB_PASSWORD=[MASKED password] npm start'],
    ['db --password monkey12', 'db --password [MASKED password]'],
    ['password: monkey12', 'password: [MASKED password]'],
    ['${DB_PASSWORD:-monkey12}', '${DB_PASSWORD:[MASKED password]}'],
    ['password=monkey12, she wrote', 'password=[MASKED password], she wrote'],
    [
      `kind: Secret\ndata:\n  extra: YWRtaW46cGFzc3dvcmQ=\n`,
      'kind: Secret\ndata:\n  extra: [MASKED kubernetes-secret]\n',
    ],
  ])('%j', (source, masked) => {
    expect(maskSecrets(source).text).toBe(masked);
  });

  test('a value of any length', () => {
    expect(maskSecrets(`token=${TOKEN.repeat(500)} end`).text).toBe('token=[MASKED secret] end');
    expect(maskSecrets(`token=${TOKEN.repeat(10)} end`).text).toBe('token=[MASKED secret] end');
    expect(maskSecrets(`token=${TOKEN.repeat(50)}&page=2`).text).toBe(
      'token=[MASKED secret]&page=2',
    );
  });

  test('one secret is put back, the other stays masked', () => {
    const source = `token="${TOKEN}" password="${PASSWORD}"`;
    const [token] = maskSecrets(source).removals;
    expect(maskSecrets(source, new Set([token?.key ?? ''])).text).toBe(
      `token="${TOKEN}" password="[MASKED password]"`,
    );
  });
});

describe('what is no secret stays', () => {
  test.each([
    '"password": "Contraseña"',
    '"password": "Mot-de-passe !"',
    '"password": "Şifreniz*"',
    'https://x.com/pypi-in-a-box-using-a-raspberry-pi-as-a-portable-server-thing/',
    "STORAGE_KEY = 'app-settings-v2-2024'",
    '"/src/idTokens.ts": "0ab33b2d46134d31e2e4b4347e1580fd53d6a824"',
    'token = response2.data1.token3',
    'existingSecret: my-release-postgresql-16',
    'token_obtained_at = 2024-09-30T14:38:04.623237Z',
    'hf_requiredCharacteristicTypesForDisplayMetadata',
    '"@x/design-tokens": "github:x/design-tokens#v0.26.0"',
    'keyboard: monkey, masterKeying: x64-uwp2',
    'token = read2("abc1234567890x")',
    'token = readToken2024x("the page")',
    'token = readTokens2024x[0]',
    `token: ${TOKEN}...`,
    `set("token", ${TOKEN})`,
    `the token build${TOKEN} is no option`,
    `csrf_token = "${TOKEN}"`,
    'curl -u user:$PASSWORD https://acme.test',
    'curl -H "Api-Key: $API_KEY_2" https://acme.test',
    'password = monkey12',
    "('username', 'password1', 'password2')",
    'if (!password || !address_line2_2024) return',
    'case "${DB_PASSWORD:+has-password}" in',
    ': "${DB_PASSWORD:?set-it-first-2}"',
    "('auth', '0012_alter_user_first_name_max_length')",
    '<section publicKeyToken="b77a5c561934e089" />',
    'const authorization = request.headers.authorization;',
    '// Authorization: Bearer eyJhbGciOiJSUzI1NiIsIn...',
    'secretRegex := `ntn_[0-9]{11}[A-Za-z0-9]{32}`',
    'https://906c8a8b752147c48cddbb67f6a85df2@o102.ingest.sentry.io/59',
    's/DB_PASSWORD: A_SECRET/DB_PASSWORD: $DB_PASSWORD2/w log',
    '"token": "xoxp-572370529330-573807301142-572331691188-####################"',
    '<label for="password">Passw0rd12</label>',
    '// -----BEGIN PRIVATE KEY-----\nconst begins = 1;\n// -----END PRIVATE KEY-----',
  ])('%j', (source) => {
    expect(maskSecrets(source)).toEqual({ text: source, removals: [] });
  });
});

test('in code a bare word may be a name, in a text it is none', () => {
  const text = 'connect(password=monkey12)';
  expect(maskSecrets(text, undefined, true).text).toBe(text);
  expect(maskSecrets(text).text).toBe('connect(password=[MASKED password])');
});

test.each([
  'token====',
  'password: ',
  'token="',
  '-----BEGIN PRIVATE KEY-----\n',
  'curl a -u b:',
  'a_token=b1',
])('a secret after %j, again and again, is still found', (piece) => {
  const text = `${piece.repeat(10_000)}\n\npassword = "${TOKEN}"\n`;
  expect(maskSecrets(text).text).not.toContain(TOKEN);
});
