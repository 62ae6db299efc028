import { describe, expect, it } from 'vitest';
import { expandAsGitLab, expandSimply } from '../../sandbox/ci/expandVariables.ts';
import type { CiVariable } from '../../sandbox/ci/types.ts';

const SECRETS: CiVariable[] = [
  { key: 'CI_JOB_TOKEN', value: 'job-token' },
  { key: 'RAW_KEY', value: 'raw-key', raw: true },
];

function jobSees(value: string): string | undefined {
  return expandAsGitLab([...SECRETS, { key: 'SENT', value }]).find(({ key }) => key === 'SENT')
    ?.value;
}

describe('variables on their way into a job', () => {
  it.each([
    ['$CI_JOB_TOKEN', 'job-token'],
    ['${CI_JOB_TOKEN}', 'job-token'],
    ['%CI_JOB_TOKEN%', 'job-token'],
    ['\\$CI_JOB_TOKEN', '\\job-token'],
    ['$RAW_KEY', 'raw-key'],
    ['%RAW_KEY%', '%RAW_KEY%'],
    ['$scope.apply()', '.apply()'],
    ['`${name}`', '``'],
    ['cost $5', 'cost '],
    ['%%d', '%%d'],
    ['%APPDATA%', '%APPDATA%'],
    ['$$HOME', '$HOME'],
    ['a $ b$', 'a $ b$'],
    ['x${}y', 'xy'],
    ['x${y', 'xy'],
    ['$-x', 'x'],
    ['${$}', '$'],
  ])('sent %j arrives as %j', (sent, seen) => {
    expect(jobSees(sent)).toBe(seen);
  });

  it('leaves a raw value alone', () => {
    const [only] = expandAsGitLab([{ key: 'A', value: '$$A %A% ${A}', raw: true }]);
    expect(only?.value).toBe('$$A %A% ${A}');
  });

  it('lets the runner expand what names itself in a circle', () => {
    const seen = expandAsGitLab([
      { key: 'A', value: 'a$B' },
      { key: 'B', value: 'b$A' },
    ]);
    expect(seen.map(({ value }) => value)).toEqual(['ab$A', 'ba$B']);
  });

  it('takes a variable that names itself for no circle', () => {
    const seen = expandAsGitLab([
      { key: 'PATHS', value: '$PATHS:/x' },
      { key: 'A', value: 'a' },
      { key: 'B', value: '$A' },
    ]);
    expect(seen.map(({ value }) => value)).toEqual(['$PATHS:/x:/x', 'a', 'a']);
  });

  it('puts a path where a file variable is named', () => {
    const seen = expandAsGitLab(
      [
        { key: 'FILE', value: 'content', variable_type: 'file' },
        { key: 'A', value: '$FILE' },
      ],
      (key) => `/tmp/${key}`,
    );
    expect(seen.at(-1)?.value).toBe('/tmp/FILE');
  });

  it('takes the last variable of a name', () => {
    const seen = expandAsGitLab([
      { key: 'A', value: '1' },
      { key: 'A', value: '2' },
    ]);
    expect(seen).toEqual([{ key: 'A', value: '2' }]);
  });

  it('empties unknown names in a pipeline’s name', () => {
    expect(expandSimply('Ask $A ${B} %C%.', [{ key: 'A', value: 'x' }])).toBe('Ask x  .');
  });
});
