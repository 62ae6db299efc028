import type { Project } from '../../gitlab/entities.ts';
import type { PlannedFile } from './SetupPlan.ts';
import { CLAUDE_MD } from './surveyProject.ts';

/** A first `CLAUDE.md`: headings with a question each, to be answered by people. */
export function starterClaudeMd(project: Project): PlannedFile {
  const name = project.path_with_namespace.split('/').at(-1) ?? '';
  const after = `# ${name}

Claude reads this file before it works on this project. Keep it short, true and up to date; delete what does not apply.

## What this is

<!-- One or two sentences: what it does, and for whom. -->

## How to build and test

<!-- The exact commands, and what must pass before a merge request. -->

## What pipelines run on

<!-- The runners: executor, privileges, caches, what they reach; where images and caches are kept. -->

## Where things are

<!-- The few folders that matter, and what belongs in each. -->

## How we write code here

<!-- What a reviewer would say: naming, errors, tests, what to avoid. -->

## Leave alone

<!-- Files and folders that are generated, vendored, or not to be changed without asking. -->
`;
  return { action: 'create', path: CLAUDE_MD, before: '', after };
}
