import { z } from 'zod';
import { startModel } from '../../sandbox/model/startModel.ts';
import { promptOf } from '../pages/promptOf.ts';
import { CASES } from './cases.ts';
import { faultsOf, type EvalCase } from './EvalCase.ts';

const MODEL = 'claude-sonnet-5-5';
const MOST_TOKENS = 2_000;

const Answer = z.object({
  content: z.array(z.object({ type: z.string(), text: z.string().optional() })),
  usage: z.object({ input_tokens: z.number(), output_tokens: z.number() }),
});

/** Who is asked. */
interface Asked {
  url: string;
  key: string;
  model: string;
}

async function ask({ url, key, model }: Asked, prompt: string): Promise<z.infer<typeof Answer>> {
  const response = await fetch(`${url}/v1/messages`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-api-key': key,
      'anthropic-version': '2023-06-01',
    },
    body: JSON.stringify({
      model,
      max_tokens: MOST_TOKENS,
      messages: [{ role: 'user', content: prompt }],
    }),
  });
  if (!response.ok) throw new Error(`The model answered ${response.status}.`);
  return Answer.parse(await response.json());
}

async function row(asked: Asked, one: EvalCase): Promise<boolean> {
  const { text } = await promptOf(one.page);
  const { content, usage } = await ask(asked, text);
  const faults = faultsOf(content.map((piece) => piece.text ?? '').join('\n'), one);
  const columns = [
    one.page.name.padEnd(18),
    one.kind.padEnd(18),
    faults.length === 0 ? 'passed' : 'failed',
    String(usage.input_tokens).padStart(7),
    String(usage.output_tokens).padStart(6),
    faults.join('; '),
  ];
  console.log(columns.join('  ').trimEnd());
  return faults.length === 0;
}

/**
 * Asks a model about each case and prints a table: the real one where a key is given, else the sandbox's stand-in, whose answers tell
 * nothing of the prompts. Gives the number of cases that failed; none counts on the stand-in.
 */
export async function runEvals(key: string | undefined, model = MODEL): Promise<number> {
  const standIn = key ? null : await startModel();
  if (standIn)
    console.log(
      'ANTHROPIC_API_KEY is not set: the stand-in answers. This tries the harness, not the prompts.\n',
    );
  const asked = { url: standIn?.url ?? 'https://api.anthropic.com', key: key ?? 'none', model };
  console.log(['case'.padEnd(18), 'kind'.padEnd(18), 'result', ' tokens', '   out'].join('  '));
  let passed = 0;
  try {
    for (const one of CASES) if (await row(asked, one)) passed += 1;
  } finally {
    await standIn?.close();
  }
  console.log(`\n${passed} of ${CASES.length} passed (${standIn ? 'the stand-in' : model})`);
  return standIn ? 0 : CASES.length - passed;
}
