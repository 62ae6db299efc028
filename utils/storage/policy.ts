import { z } from 'zod';
import { parseUrl } from '../sites/parseUrl.ts';
import { WrittenPreset } from './WrittenPreset.ts';

/** How pipelines may be fired. */
export const TRANSPORTS = ['inputs', 'variables', 'trigger'] as const;
export type PolicyTransport = (typeof TRANSPORTS)[number];

/** What an organisation rules for its browsers; `docs/policy.md` says each part. Null: nothing is ruled. */
export interface Policy {
  sites: { address: string; applicationId?: string | undefined }[];
  /** Hosts that may be used; `*.` stands for any below. */
  hosts: string[] | null;
  transports: PolicyTransport[] | null;
  /** Presets that everybody has. */
  presets: WrittenPreset[];
  /** Names of presets that nobody has. */
  hiddenPresets: string[];
  /** Bytes that an ask may take. */
  maxPromptBytes: number | null;
  /** US dollars that one run may cost. */
  maxCostUsd: number | null;
  /** US dollars a day and project, from which on nothing is sent. */
  dailyCapUsd: number | null;
  /** Parts that could not be read: while there is one, nothing is sent. */
  broken: string[];
}

export const NO_POLICY: Policy = {
  sites: [],
  hosts: null,
  transports: null,
  presets: [],
  hiddenPresets: [],
  maxPromptBytes: null,
  maxCostUsd: null,
  dailyCapUsd: null,
  broken: [],
};

const usd = z.number().positive().max(100_000);

/** Each part by itself: one that is wrong spoils no other. */
const PARTS = {
  sites: z
    .array(
      z.object({ address: z.string().max(2000), applicationId: z.string().max(200).optional() }),
    )
    .max(50),
  hosts: z.array(z.string().max(300)).max(200),
  transports: z.array(z.enum(TRANSPORTS)).max(3),
  presets: z.array(WrittenPreset).max(100),
  hiddenPresets: z.array(z.string().max(100)).max(200),
  maxPromptBytes: z.number().int().min(4096).max(1_000_000),
  maxCostUsd: usd,
  dailyCapUsd: usd,
} as const;

/** Reads what the browser was given. */
export function parsePolicy(given: Record<string, unknown>): Policy {
  const policy: Record<string, unknown> = { ...NO_POLICY };
  const broken: string[] = [];
  for (const [name, schema] of Object.entries(PARTS)) {
    if (given[name] === undefined) continue;
    const parsed = schema.safeParse(given[name]);
    if (parsed.success) policy[name] = parsed.data;
    else broken.push(name);
  }
  // Each part was read by the schema of its name.
  return { ...policy, broken } as Policy;
}

/** Whether a site may be used: added, and asked. */
export function allowsHost({ hosts }: Policy, root: string): boolean {
  const host = parseUrl(root)?.hostname ?? '';
  if (hosts === null) return true;
  return hosts.some((allowed) =>
    allowed.startsWith('*.') ? host.endsWith(allowed.slice(1)) : host === allowed,
  );
}

/** The part of `storage.managed` that is used. */
export interface ManagedArea {
  get(): Promise<Record<string, unknown>>;
}

/** Firefox's words (153, `parent/ext-storage.js`) where nobody manages the browser: that is no policy. */
const UNMANAGED = 'Managed storage manifest not found';

/** The policy as it is now; one that is there and cannot be read is broken, so that nothing is sent against it. */
export async function readPolicy(area: ManagedArea): Promise<Policy> {
  try {
    return parsePolicy(await area.get());
  } catch (error) {
    if (error instanceof Error && error.message.includes(UNMANAGED)) return NO_POLICY;
    return { ...NO_POLICY, broken: ['storage.managed'] };
  }
}
