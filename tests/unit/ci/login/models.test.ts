import { describe, expect, it } from 'vitest';
import { modelFor, modelSettings } from '../../../../ci/login/models.ts';

const at = (AWS_REGION: string) => ({ AWS_REGION });

describe('the model', () => {
  it('is Sonnet by its whole id at each provider, unless someone says otherwise', () => {
    expect(modelFor('anthropic', null, {})).toBe('claude-sonnet-5-5');
    expect(modelFor('vertex', null, {})).toBe('claude-sonnet-5-5');
    expect(modelFor('bedrock', null, at('eu-west-1'))).toBe('eu.anthropic.claude-sonnet-5-5');
  });

  it('is the project’s CLAUDE_MODEL, and the asker’s option before that', () => {
    const project = { ...at('us-east-1'), CLAUDE_MODEL: 'claude-opus-5-5' };
    expect(modelFor('bedrock', null, project)).toBe('us.anthropic.claude-opus-5-5');
    expect(modelFor('bedrock', 'haiku', project)).toBe('us.anthropic.claude-haiku-5-5');
  });

  it('goes as it stands when it is another id, an inference profile’s ARN for example', () => {
    const arn = 'arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/abc';
    expect(modelFor('bedrock', null, { ...at('eu-west-1'), CLAUDE_MODEL: arn })).toBe(arn);
    expect(() => modelFor('bedrock', null, { CLAUDE_MODEL: '--settings={}' })).toThrow(
      'CLAUDE_MODEL does not have its form.',
    );
  });

  it('may ask for the long context, by any of its names', () => {
    expect(modelFor('anthropic', 'sonnet[1m]', {})).toBe('claude-sonnet-5-5[1m]');
    expect(modelFor('bedrock', 'claude-opus-5-5[1m]', at('eu-west-1'))).toBe(
      'eu.anthropic.claude-opus-5-5[1m]',
    );
  });

  it('is looked for in the group of the AWS region', () => {
    const groups = ['us-gov-west-1', 'us-east-1', 'eu-west-1', 'ap-south-1', 'sa-east-1'].map(
      (region) => modelFor('bedrock', 'opus', at(region)).split('.')[0],
    );
    expect(groups).toEqual(['us-gov', 'us', 'eu', 'apac', 'global']);
  });

  it('of each short name is pinned, so that Claude Code tries none out', () => {
    expect(modelSettings('vertex', {})).toEqual({
      ANTHROPIC_DEFAULT_OPUS_MODEL: 'claude-opus-5-5',
      ANTHROPIC_DEFAULT_SONNET_MODEL: 'claude-sonnet-5-5',
      ANTHROPIC_DEFAULT_HAIKU_MODEL: 'claude-haiku-5-5',
    });
  });
});
