/** The version that the job was tried with; a prebuilt image must hold the same. */
export const CLAUDE_VERSION = '2.1.329';

/** What an ask may not exceed; it may ask for less. Written here because pipeline variables would override any in YAML. */
export const CAPS = { turns: 40, costUsd: 5, minutes: 25 } as const;

/** Claude's own user where the job runs as root: no account has this id, so no other file is its. */
export const CLAUDE_USER = 61184;
