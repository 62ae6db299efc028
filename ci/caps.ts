/** Claude's own user where the job runs as root: no account has this id, so no other file is its. */
export const CLAUDE_USER = 61184;

/** Users of the project's check, of which each run takes one by chance: it can read neither the job's files nor Claude's. */
export const CHECK_USERS = { first: 61_200, count: 3_800 } as const;
