import { expect, it } from 'vitest';
import { fillChoices } from '../../../utils/setup/fillChoices.ts';
import { jobsFile } from '../../../utils/setup/jobFiles.ts';

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
