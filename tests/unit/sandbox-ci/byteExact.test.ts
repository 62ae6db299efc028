import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { array, constantFrom, oneof, sample, string } from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { rootFileFrom } from '../../../utils/setup/rootFileFrom.ts';
import { expandAsGitLab } from '../../sandbox/ci/expandVariables.ts';
import { configFor, pipelineVariables, planPipeline } from '../../sandbox/ci/planPipeline.ts';
import { runPipeline } from '../../sandbox/ci/runPipeline.ts';
import type { CiVariable, PipelineRequest } from '../../sandbox/ci/types.ts';
import { makeRepository } from './makeRepository.ts';

const COUNT = 1_000;
const BETWEEN = '\u001e';
const SECRETS: CiVariable[] = [
  { key: 'SECRET', value: 'never-in-a-prompt' },
  { key: 'RAW_SECRET', value: 'never-in-a-prompt-either', raw: true },
];

/** Pieces that one of the two expanders, YAML, GitLab's interpolation or a shell could take for its own. */
const texts = sample(
  array(
    oneof(
      constantFrom('$', '$$', '%', '%%', '${', '}', '${}', '\\', "'", '"', '`', '\n', '\r\n'),
      constantFrom('SECRET', '$SECRET', '${SECRET}', '%SECRET%', '%RAW_SECRET%', '$RAW_SECRET'),
      constantFrom(
        '$[[ inputs.input ]]',
        '---\n',
        '$5',
        '$(id)',
        '\\0',
        '@/etc/passwd',
        '😀',
        '!ref',
      ),
      string({ unit: 'grapheme', maxLength: 6 }),
    ),
    { maxLength: 12 },
  ).map((pieces) => pieces.join('').replaceAll('\0', '').replaceAll(BETWEEN, '')),
  { numRuns: COUNT, seed: 20_261_121 },
);

/** Writes its environment to a file, which is its artifact. */
const PRINTING_JOB = `print:
  script:
    - node -e 'require("fs").writeFileSync("seen.json", JSON.stringify(process.env))'
  artifacts:
    paths: [seen.json]
`;

async function environmentSeen(request: PipelineRequest): Promise<Record<string, string>> {
  const plan = await planPipeline(request);
  if ('refusal' in plan) throw new Error(plan.refusal);
  let seen: unknown = null;
  const statuses: string[] = [];
  await runPipeline(
    request,
    plan,
    {
      jobVariables: () => [],
      onStatus: (_job, status) => statuses.push(status),
      onLog: () => undefined,
      onArtifacts: (_job, folder) => {
        seen = JSON.parse(readFileSync(join(folder, 'seen.json'), 'utf8'));
      },
      lockResource: async () => () => undefined,
    },
    new AbortController().signal,
  );
  expect(statuses.at(-1)).toBe('success');
  return z.record(z.string(), z.string()).parse(seen);
}

function escape(text: string): string {
  return text.replace(/[$%]/g, (character) => (character === '$' ? '$$' : '%${}'));
}

it('brings escaped variables into a real shell byte for byte', async () => {
  const request = makeRepository({ '.gitlab-ci.yml': PRINTING_JOB });
  request.projectVariables.push(...SECRETS);
  request.variables = texts.map((text, index) => ({ key: `V${index}`, value: escape(text) }));
  const seen = await environmentSeen(request);
  expect(texts.map((_text, index) => seen[`V${index}`])).toEqual(texts);
});

it('brings inputs through the root file into a real shell byte for byte', async () => {
  const request = makeRepository({ '.gitlab-ci.yml': rootFileFrom(PRINTING_JOB) });
  request.projectVariables.push(...SECRETS);
  const names = [
    'input',
    'context',
    'event',
    'mode',
    'discussion_id',
    'project_path',
    'gitlab_hostname',
  ];
  const shares = names.map((_name, at) =>
    texts.filter((_text, index) => index % names.length === at),
  );
  request.inputs = Object.fromEntries(
    names.map((name, at) => [name, `x${BETWEEN}${(shares[at] ?? []).join(BETWEEN)}`]),
  );
  const seen = await environmentSeen(request);
  const arrived = names.map((name) =>
    seen[`AI_FLOW_${name.toUpperCase()}`]?.split(BETWEEN).slice(1),
  );
  expect(arrived).toEqual(shares);
});

it('keeps each text by itself, too, as the whole value of an input', async () => {
  const request = makeRepository({ '.gitlab-ci.yml': rootFileFrom(PRINTING_JOB) });
  request.projectVariables.push(...SECRETS);
  for (const text of texts) {
    const asked = { ...request, inputs: { input: text } };
    const config = await configFor(asked);
    if ('error' in config) throw new Error(config.error);
    const seen = expandAsGitLab(pipelineVariables(asked, config));
    expect(seen.find(({ key }) => key === 'AI_FLOW_INPUT')?.value).toBe(text);
  }
});

it('leaks a secret that is sent unescaped, so the escaping is what helps', async () => {
  const leaking = expandAsGitLab([...SECRETS, { key: 'SENT', value: '%SECRET% $RAW_SECRET' }]);
  expect(leaking.at(-1)?.value).toBe('never-in-a-prompt never-in-a-prompt-either');
});
