import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { PROJECT_ROOT } from '../../scripts/buildExtension.ts';
import { sourceFiles } from './sourceFiles.ts';
import { textsOf } from './textsOf.ts';

function readTexts(file: string): [key: string, text: string][] {
  return textsOf(parse(readFileSync(join(PROJECT_ROOT, 'locales', file), 'utf8')));
}

const english = readTexts('en.yml');

/** Keys of the texts in which a pattern is found, but for those named. */
function keysWith(pattern: RegExp, allowed: readonly string[] = []): string[] {
  return english
    .filter(([key, text]) => pattern.test(text) && !allowed.includes(key))
    .map(([key, text]) => `${key}: ${text}`);
}

describe('the English words are GitLab’s', () => {
  test.each<[rule: string, pattern: RegExp, allowed?: string[]]>([
    ['Canceled, not Cancelled', /cancelled|cancelling/i],
    [
      '-ize and -yze, as Americans write',
      /\w(?:is|ys)(?:e|ed|es|ing|ation)\b(?<!wise|mise|cise|aise)/i,
    ],
    [
      'color, behavior, center, license',
      /\b(?:colour\w*|\w+viour|favour\w*|centre|licence|catalogue|whilst)\b/i,
    ],
    ['Maintainer and Developer are names of roles', /\b(?:maintainer|developer|reporter)s?\b/],
    ['a Maintainer is asked, not let', /\blet an? (?:Maintainer|Owner)/i],
    [
      'what is sent is a request, what goes on is a run',
      /\b(?:asks as|an ask|the ask|each ask|every ask|asks go)\b/i,
    ],
    [
      'people see comments; a note is internal, or one of the project check',
      /\bnotes?\b/i,
      [
        'panel.follows.internal',
        'visibilities.internal',
        'doctor.perhaps.1',
        'doctor.perhaps.n',
        'doctor.lights.amber',
      ],
    ],
    ['pipelines start', /\bfire[sd]?\b/i],
    ['things are sent', /\bhand(?:ed|s)? over\b/i],
    ['things are fixed', /\bmend(?:s|ed|ing)?\b|\bput right\b/i],
    ['tokens are revoked', /\bt(?:ake|aken) back\b/i],
    ['where something is, it is', /\bstands?\b/i],
    ['checks pass, jobs succeed', /\b(?:ends?|are|is) well\b/i],
    ['mentions are turned off', /\bdefuse/i],
    ['it depends', /\bhangs? on\b/i],
    ['a job makes a branch’s CI fail', /\bpaints?\b/i],
    ['nobody counts bytes', /\bbytes\b/i],
    ['non-members are no strangers', /\bstrangers?\b/i],
    ['what can happen might, what is allowed can', /\bmay\b/],
  ])('%s', (_rule, pattern, allowed) => {
    expect(keysWith(pattern, allowed)).toEqual([]);
  });

  test('steps of a job are told in the past', () => {
    const tools = english.filter(([key]) =>
      /^steps\.(?:read|edit|search|tool|toolOn|started|committed|pushed)$/.test(key),
    );
    expect(tools).toHaveLength(8);
    expect(tools.filter(([, text]) => !/^(?:Read|Started|\w+ed)\b/.test(text))).toEqual([]);
  });
});

describe.each(['es.yml', 'ko.yml'])('the words of %s', (file) => {
  test('name roles as GitLab does there', () => {
    expect(
      readTexts(file).filter(([, text]) => /\b(?:maintainer|developer)s?\b/.test(text)),
    ).toEqual([]);
  });
});

test('the words of zh_CN name roles as GitLab does there: 访客, 报告者, 开发者, 维护者, 所有者', () => {
  const others = /Guest|Planner|Reporter|Developer|Maintainer|Owner|开发人员|维护人员|拥有者|来宾/;
  expect(readTexts('zh_CN.yml').filter(([, text]) => others.test(text))).toEqual([]);
});

test('an amount of money has one form, made in one place', () => {
  const rule = /\$\$\{|toFixed\((?!1\))/;
  const files = sourceFiles(['components', 'entrypoints'], ['.ts', '.tsx']);
  expect(files.filter(({ text }) => rule.test(text)).map(({ path }) => path)).toEqual([
    'components/ui/format/formatCost.ts',
  ]);
});

test('a day is written by Intl, in one place', () => {
  const rule = /toLocaleDateString|toDateString|DateTimeFormat|slice\(0, ?10\)/;
  const files = sourceFiles(['components', 'entrypoints'], ['.ts', '.tsx']);
  expect(files.filter(({ text }) => rule.test(text)).map(({ path }) => path)).toEqual([
    'components/ui/format/formatDate.ts',
  ]);
});
