import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface HeldClock {
  /** A jobs file whose program goes by this clock. */
  held: (jobsFile: string) => string;
  /** Lets that long a time pass at once for who waits for exactly that. */
  pass: (milliseconds: number) => void;
  stop: () => void;
}

const STARTS_PROGRAM = 'node "$ASK_CLAUDE_PROGRAM"';

/** A clock for the job's program: what waits for a minute or more waits until the test says that so much has passed. */
export function holdClock(): HeldClock {
  const folder = mkdtempSync(join(tmpdir(), 'clock-'));
  const passed = join(folder, 'passed');
  const script = join(folder, 'clock.mjs');
  writeFileSync(
    script,
    `import { existsSync } from 'node:fs';
const real = globalThis.setTimeout;
globalThis.setTimeout = (then, milliseconds, ...values) => {
  if (!(milliseconds >= 60_000)) return real(then, milliseconds, ...values);
  const look = () => {
    if (!existsSync(${JSON.stringify(passed)} + milliseconds)) return;
    clearInterval(timer);
    then(...values);
  };
  const timer = setInterval(look, 50);
  return timer;
};
`,
  );
  return {
    held(jobsFile) {
      if (!jobsFile.includes(STARTS_PROGRAM)) throw new Error('The jobs file starts no program.');
      return jobsFile.replace(
        STARTS_PROGRAM,
        () => `node --import ${script} "$ASK_CLAUDE_PROGRAM"`,
      );
    },
    pass: (milliseconds) => writeFileSync(`${passed}${milliseconds}`, ''),
    stop: () => rmSync(folder, { recursive: true }),
  };
}
