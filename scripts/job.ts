import { parseArgs } from 'node:util';
import { jobsFile, rootFile } from '../utils/setup/jobFiles.ts';

// Prints the jobs file, or with --root the runner branch's root CI file, with the endpoints given:
//   npm run -s job -- [--root] [--anthropic URL] [--bedrock URL] [--vertex URL] [--aws-sts URL] [--google-sts URL] [--google-iam URL]

const { root, ...endpoints } = parseArgs({
  options: {
    root: { type: 'boolean' },
    anthropic: { type: 'string' },
    bedrock: { type: 'string' },
    vertex: { type: 'string' },
    'aws-sts': { type: 'string' },
    'google-sts': { type: 'string' },
    'google-iam': { type: 'string' },
  },
}).values;

process.stdout.write(root ? rootFile(endpoints) : jobsFile(endpoints));
