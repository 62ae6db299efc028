import { describe, expect, it } from 'vitest';
import { judgeIncludes } from '../../../utils/pipeline/rules/judgeIncludes.ts';
import { includeFiles, JOBS_PATH, OTHERS_PATH } from '../../../utils/setup/includeFiles.ts';

const root = { path: 'ci/main.yml', content: 'stages: [a]\nbuild:\n  stage: a\n  script: make\n' };

describe('the placement beside other jobs', () => {
  it('moves what was there, unchanged, and leaves two includes in its place', () => {
    const files = includeFiles('claude: {}\n', root);
    expect(files?.root.path).toBe('ci/main.yml');
    expect(files?.others).toEqual({ path: OTHERS_PATH, content: root.content });
    expect(files?.jobs).toEqual({ path: JOBS_PATH, content: 'claude: {}\n' });
  });

  it('is judged by the preview without a doubt left, for an ask and for a push', () => {
    const text = includeFiles('', root)?.root.content ?? '';
    const judged = (source: string, input: string | null) =>
      judgeIncludes(
        text,
        new Map([
          ['CI_PIPELINE_SOURCE', source],
          ['AI_FLOW_INPUT', input],
        ]),
      );
    const asked = judged('api', 'Why?');
    expect(asked.unjudged).toEqual([]);
    expect(asked.text).toContain(JOBS_PATH);
    expect(asked.text).not.toContain(OTHERS_PATH);
    const pushed = judged('push', null);
    expect(pushed.unjudged).toEqual([]);
    expect(pushed.text).toContain(OTHERS_PATH);
    expect(pushed.text).not.toContain(JOBS_PATH);
  });

  it('is not for a root file with a header of its own, which may not move', () => {
    const content = 'spec:\n  inputs:\n    a: {default: b}\n---\nbuild:\n  script: make\n';
    expect(includeFiles('', { ...root, content })).toBeNull();
  });
});
