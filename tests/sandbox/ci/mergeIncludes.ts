import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { askOnce } from './askOnce.ts';
import { checkoutOf } from './checkout.ts';
import { fileOptions, ruleVariables, variablesFile } from './ciLocalFiles.ts';
import { gitlabCiLocal } from './gitlabCiLocal.ts';
import { gitlabWords } from './gitlabWords.ts';
import { readIncluded } from './readIncluded.ts';
import type { Included } from './readIncluded.ts';
import type { ConfigRequest } from './resolveConfig.ts';

type MergeRequest = Pick<ConfigRequest, 'repository' | 'sha' | 'variables'>;

const Merged = z.record(z.string(), z.unknown());
type Merged = z.infer<typeof Merged>;

const ask = askOnce(Merged);

/**
 * A CI file with its includes merged, `extends` and `!reference` resolved, as gitlab-ci-local does it; the same question is
 * asked once.
 * @param request the variables are what `include:rules` may look at
 * @param text the file, and `body` what it holds
 */
export async function mergeIncludes(
  request: MergeRequest,
  text: string,
  body: Readonly<Record<string, unknown>>,
): Promise<Merged | { error: string }> {
  const { repository, sha } = request;
  const included = await readIncluded(request, body);
  if ('error' in included) return included;
  const { files, deciding, needsCommit } = included;
  const variables = ruleVariables(request.variables, needsCommit ? undefined : deciding);
  const { text: root, giveBack } = withoutPorts(text);
  const about = ['merge', root, [...files], variables, needsCommit && [repository, sha]];
  const merged = await ask({ about, lasts: !needsCommit }, async (key) => {
    const checkout = await checkoutOf(repository, sha);
    return merge(checkout, root, files, variables, key);
  });
  return Merged.parse(JSON.parse(giveBack(JSON.stringify(merged))));
}

async function merge(
  checkout: string,
  text: string,
  files: Included['files'],
  variables: Readonly<Record<string, string>>,
  key: string,
): Promise<Merged | { error: string }> {
  for (const [path, marked] of files) if (marked !== null) await replace(checkout, path, marked);
  const folder = join(checkout, '.git', `ci-${key.slice(0, 20)}`);
  await mkdir(folder, { recursive: true });
  const root = join(folder, 'root.yml');
  await writeFile(root, text);
  const answer = await gitlabCiLocal(checkout, [
    '--preview',
    ...fileOptions(root, checkout, folder),
    '--variables-file',
    await variablesFile(folder, variables),
  ]);
  await rm(folder, { recursive: true });
  if (!answer.ok) return { error: gitlabWords(answer.stderr) };
  const start = answer.stdout.indexOf('---\n');
  const parsed = Merged.safeParse(parse(answer.stdout.slice(start), { maxAliasCount: -1 }));
  return parsed.success ? parsed.data : { error: 'Invalid configuration format' };
}

/** Another question may be reading the same checkout: it gets the file before or after, never half of it. */
async function replace(checkout: string, path: string, text: string): Promise<void> {
  const target = join(checkout, path);
  const next = `${target}.${crypto.randomUUID()}`;
  await mkdir(dirname(target), { recursive: true });
  await writeFile(next, text);
  await rename(next, target);
}

/** Above every port that there is. */
const FIRST_STAND_IN = 70_001;

/** The sandbox's own servers have other ports at each start: each gets a number, so that the rest is the same text every time. */
function withoutPorts(text: string): { text: string; giveBack(text: string): string } {
  const ports = [...new Set([...text.matchAll(/\b127\.0\.0\.1:(\d+)/g)].map(([, port]) => port))];
  return {
    text: text.replace(
      /\b127\.0\.0\.1:(\d+)/g,
      (_, port: string) => `127.0.0.1:${FIRST_STAND_IN + ports.indexOf(port)}`,
    ),
    giveBack: (answer) =>
      answer.replace(/\b127\.0\.0\.1:(\d+)/g, (found, number: string) => {
        const port = ports[Number(number) - FIRST_STAND_IN];
        return port === undefined ? found : `127.0.0.1:${port}`;
      }),
  };
}
