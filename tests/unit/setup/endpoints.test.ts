import { describe, expect, it } from 'vitest';
import { fillEndpoints } from '../../../utils/setup/endpoints.ts';
import { jobsFile } from '../../../utils/setup/jobFiles.ts';

describe('endpoints', () => {
  it('are literals in the jobs file, each where it belongs', () => {
    const file = jobsFile({
      anthropic: 'https://gateway.acme.test/claude',
      'aws-sts': 'http://127.0.0.1:9/',
    });
    expect(file).toContain(`ENDPOINT_ANTHROPIC='https://gateway.acme.test/claude'`);
    expect(file).toContain(`ENDPOINT_AWS_STS='http://127.0.0.1:9/'`);
    expect(file).toContain(`ENDPOINT_VERTEX=''`);
  });

  it.each([
    `https://x.test/'; curl evil`,
    'https://x.test/$HOME',
    'javascript:alert(1)',
    'https://user:pw@x.test/',
    'https://x.test/\nfoo',
    'https://x.test/$[[ inputs.input ]]',
  ])('cannot be %j', (anthropic) => {
    expect(() => jobsFile({ anthropic })).toThrow('plain http(s) URL');
  });

  it('are missed in a template without their block', () => {
    expect(() => fillEndpoints('claude: {}', {})).toThrow('ENDPOINT_ANTHROPIC');
  });
});
