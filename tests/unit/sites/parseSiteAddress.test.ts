import { expect, test } from 'vitest';
import { parseSiteAddress } from '../../../utils/sites/parseSiteAddress.ts';

test.each([
  ['https://gitlab.com', 'https://gitlab.com'],
  ['https://gitlab.com/', 'https://gitlab.com'],
  ['  gitlab.com ', 'https://gitlab.com'],
  ['GitLab.COM', 'https://gitlab.com'],
  ['git.acme.test/gitlab', 'https://git.acme.test/gitlab'],
  ['https://git.acme.test/gitlab//', 'https://git.acme.test/gitlab'],
  ['https://git.acme.test:8443/a/b?x=1#y', 'https://git.acme.test:8443/a/b'],
  ['https://git.acme.test:443', 'https://git.acme.test'],
  ['https://gitlab.com/group/project/-/issues/12', 'https://gitlab.com'],
  ['http://127.0.0.1:8080/gitlab', 'http://127.0.0.1:8080/gitlab'],
  ['localhost:3000', 'http://localhost:3000'],
  ['127.0.0.1', 'http://127.0.0.1'],
  ['https://gitlab.bücher.example/', 'https://gitlab.xn--bcher-kva.example'],
  ['gitlab.例え.jp/git/', 'https://gitlab.xn--r8jz45g.jp/git'],
  ['git.acme.test:8443', 'https://git.acme.test:8443'],
  ['https://git.acme.test/gitlab/users/sign_in', 'https://git.acme.test/gitlab'],
  ['https://git.acme.test/users/sign_in?redirect=1', 'https://git.acme.test'],
])('%j is the site %s', (typed, root) => {
  expect(parseSiteAddress(typed)).toEqual({ ok: true, root });
});

test.each([
  ['', 'empty'],
  ['   ', 'empty'],
  ['https://', 'invalid'],
  ['not an address', 'invalid'],
  ['ftp://gitlab.com', 'scheme'],
  ['file:///etc/passwd', 'invalid'],
  ['javascript://gitlab.com', 'scheme'],
  ['https://me:secret@gitlab.com', 'credentials'],
  ['me@gitlab.com', 'credentials'],
  ['https://glpat-secret@gitlab.com/acme', 'credentials'],
  ['http://gitlab.com', 'insecure'],
  ['http://127.0.0.1.evil.test', 'insecure'],
  ['http://localhost.evil.test', 'insecure'],
])('%j is refused as %s', (typed, problem) => {
  expect(parseSiteAddress(typed)).toEqual({ ok: false, problem });
});
