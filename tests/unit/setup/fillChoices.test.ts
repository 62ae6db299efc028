import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { keptOf } from '../../../utils/setup/addJob/keptOf.ts';
import { type Choices, fillChoices } from '../../../utils/setup/fillChoices.ts';
import { jobsFile, smallRootFile } from '../../../utils/setup/jobFiles.ts';

it('writes what was chosen into the literals of the job’s script', () => {
  const filled = fillChoices(jobsFile({}), {
    serve: ['acme/webshop', 'acme/team/'],
    openly: true,
    gitlabTools: true,
  });
  expect(filled).toContain("export ASK_CLAUDE_SERVED_PROJECTS='acme/webshop acme/team/'\n");
  expect(filled).toContain("export ASK_CLAUDE_SERVED_OPENLY='yes'\n");
  expect(filled).toContain("export ASK_CLAUDE_GITLAB_TOOLS='yes'\n");
});

/** What the job of a jobs file asks of GitLab to tell who it is. */
function tokensIn(text: string): unknown {
  const { claude } = z.object({ claude: z.looseObject({}) }).parse(parse(text));
  return claude['id_tokens'];
}

/** The job of a file of one screen. */
function small(choices: Choices): string {
  const root = smallRootFile({ provider: 'claude', endpoints: {}, choices });
  return root.split(/^---$/m).at(-1) ?? '';
}

it('asks GitLab for the word that the Claude API takes in the place of a key only where that was chosen', () => {
  const tokens = { ANTHROPIC_OIDC_TOKEN: { aud: 'https://api.anthropic.com' } };
  const federation = true;
  expect(tokensIn(jobsFile({}))).toBeUndefined();
  expect(tokensIn(jobsFile({}, { federation }))).toEqual(tokens);
  expect(tokensIn(small({}))).toBeUndefined();
  expect(tokensIn(small({ federation }))).toEqual(tokens);
  expect(keptOf(small({ federation }), 'claude').choices.federation).toBe(true);
  for (const text of [jobsFile({}), small({})])
    expect(keptOf(text, 'claude').choices.federation).toBe(false);
});

it('changes nothing when nothing was chosen', () => {
  expect(fillChoices(jobsFile({}), {})).toBe(jobsFile({}));
});

it.each(["acme/x'; id; '", 'acme', '/', '../x/y', 'acme//x', 'acme/$X', 'acme/a b'])(
  'takes no %j for a project or group',
  (path) => {
    expect(() => fillChoices(jobsFile({}), { serve: [path] })).toThrow('no project');
  },
);

it('says so when the file is not ours', () => {
  expect(() => fillChoices('claude: {}', {})).toThrow('ASK_CLAUDE_SERVED_PROJECTS');
});
