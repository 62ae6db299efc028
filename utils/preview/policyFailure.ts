import { byteLength } from '../context/byteLength.ts';
import { PROMPT_BUDGET } from '../context/fitToBudget.ts';
import type { Failure, Observation } from '../gitlab/Failure.ts';
import type { Preview, PreviewRequest } from './Preview.ts';
import type { AskOptions } from '../prompt/AskOptions.ts';
import type { Policy } from '../storage/policy.ts';
import type { StoredPreview } from './StoredPreview.ts';

/** What of an ask a policy judges. */
export type RuledAsk = Pick<StoredPreview, 'transport' | 'variables'> & {
  run: Pick<StoredPreview['run'], 'preset' | 'trigger'>;
};

function against(what: Observation['what'], ...values: (string | number)[]): Failure {
  return { kind: 'refused', reason: 'policy', seen: { what, values: values.map(String) } };
}

/** Name of a preset as policies say it: without where it came from. */
function plainName(preset: string): string {
  return preset.replace(/^(own|repo):/, '');
}

/** Whether nobody has the preset of this name. */
export function isHidden({ hiddenPresets }: Policy, preset: string): boolean {
  return hiddenPresets.includes(plainName(preset));
}

/** Model and limits, within what one run may cost. */
export function withinCost(options: AskOptions, { maxCostUsd }: Policy): AskOptions {
  if (maxCostUsd === null) return options;
  return { ...options, max_cost_usd: Math.min(options.max_cost_usd ?? maxCostUsd, maxCostUsd) };
}

/** An ask, within what it may take. */
export function withinSize(request: PreviewRequest, { maxPromptBytes }: Policy): PreviewRequest {
  if (maxPromptBytes === null) return request;
  const budget = Math.min(request.budget ?? PROMPT_BUDGET, maxPromptBytes);
  return { ...request, budget, most: maxPromptBytes };
}

/** The size of an ask, whose highest choice is no higher than what the policy lets through. */
export function sizeWithin(size: Preview['size'], { maxPromptBytes }: Policy): Preview['size'] {
  if (maxPromptBytes === null) return size;
  return { ...size, highest: Math.min(size.highest, maxPromptBytes) };
}

/** Why the organisation's policy does not let an ask out, or null. `spentUsd` is what the project has cost today. */
export function policyFailure(policy: Policy, ask: RuledAsk, spentUsd: number): Failure | null {
  const [broken] = policy.broken;
  if (broken !== undefined) return against('rule_broken', broken);
  const transport = ask.run.trigger ? 'trigger' : ask.transport;
  if (policy.transports && !policy.transports.includes(transport)) {
    return against('rule_transport', transport);
  }
  if (isHidden(policy, ask.run.preset)) {
    return against('rule_preset', plainName(ask.run.preset));
  }
  const bytes = ask.variables.reduce((sum, { value }) => sum + byteLength(value), 0);
  if (policy.maxPromptBytes !== null && bytes > policy.maxPromptBytes + OVERHEAD) {
    return against('rule_size', policy.maxPromptBytes, bytes);
  }
  if (policy.dailyCapUsd !== null && spentUsd >= policy.dailyCapUsd) {
    return against('rule_cap', spentUsd, policy.dailyCapUsd);
  }
  return null;
}

/** Room for what goes along with every prompt: ids, host, path and mode. */
const OVERHEAD = 4096;
