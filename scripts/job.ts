import { parseArgs } from 'node:util';
import { JOBS_INCLUDE } from '../utils/setup/includeFiles.ts';
import { jobsFile, rootFile } from '../utils/setup/jobFiles.ts';

// Prints the jobs file, with --root the runner branch's root CI file, with --include the entry of `include` that takes the
// jobs file in beside other jobs; with the endpoints given:
//   npm run -s job -- [--root | --include] [--anthropic URL] [--bedrock URL] [--vertex URL] [--aws-sts URL] [--google-sts URL] [--google-iam URL]
// and with what the project decides (docs/ci-job.md):
//   [--gitlab-tools] [--serve a/b --serve c/ [--openly]]

const {
  root,
  include,
  serve = [],
  openly = false,
  'gitlab-tools': gitlabTools = false,
  ...endpoints
} = parseArgs({
  options: {
    root: { type: 'boolean' },
    include: { type: 'boolean' },
    serve: { type: 'string', multiple: true },
    openly: { type: 'boolean' },
    'gitlab-tools': { type: 'boolean' },
    anthropic: { type: 'string' },
    bedrock: { type: 'string' },
    vertex: { type: 'string' },
    'aws-sts': { type: 'string' },
    'google-sts': { type: 'string' },
    'google-iam': { type: 'string' },
  },
}).values;

const choices = { serve, openly, gitlabTools };
if (include) process.stdout.write(`include:\n${JOBS_INCLUDE}`);
else process.stdout.write(root ? rootFile(endpoints, choices) : jobsFile(endpoints, choices));
