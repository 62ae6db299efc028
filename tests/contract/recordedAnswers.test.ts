import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lintCi } from '../sandbox/ci/lintCi.ts';
import { planPipeline } from '../sandbox/ci/planPipeline.ts';
import { type Sandbox, startSandbox } from '../sandbox/startSandbox.ts';
import { AREAS } from './recorded/areas.ts';
import { differences } from './recorded/difference.ts';
import { addJobs, fillWithDock, removeOriginals } from './recorded/dock.ts';
import { PLANNED } from './recorded/engine.ts';
import { notModelled } from './recorded/notModelled.ts';
import { pushDifference } from './recorded/push.ts';
import { type Recorded, recordings, recordingsAreThere } from './recorded/recordings.ts';
import { noNames, replay } from './recorded/replay.ts';

/** The sandbox, held against every answer that was recorded of a real GitLab 18.9. */

if (!recordingsAreThere) console.info('contract: skipped because the recorded answers are absent');

let sandbox: Sandbox;
let folder: string;
let readsCi = false;

beforeAll(async () => {
  if (!recordingsAreThere) return;
  folder = await mkdtemp(join(tmpdir(), 'recorded-'));
  sandbox = await startSandbox({
    anthropicUrl: 'http://127.0.0.1:9',
    engine: {
      ...PLANNED,
      planPipeline: (request) =>
        (readsCi ? planPipeline : (PLANNED.planPipeline ?? planPipeline))(request),
      lintCi: (request) => (readsCi ? lintCi : (PLANNED.lintCi ?? lintCi))(request),
    },
  });
  sandbox.state.settings.holdJobs = true;
});
afterAll(async () => {
  if (!recordingsAreThere) return;
  // What is not modelled was asked on purpose, and is counted below.
  sandbox.unmodelled.length = 0;
  await sandbox.stop();
  await removeOriginals();
  await rm(folder, { recursive: true, force: true });
});

const total = { recorded: 0, same: 0, reasons: new Map<string, number>() };

describe.runIf(recordingsAreThere)('recorded answers', () => {
  const { areas, pushes } = recordingsAreThere
    ? recordings()
    : { areas: new Map<string, Recorded[]>(), pushes: [] };

  test.each([...areas.keys()])('of %s', async (area) => {
    const home = join(folder, area);
    const dock = await fillWithDock(sandbox, home);
    await addJobs(dock);
    const stage = { dock, names: noNames(), folder: home };
    readsCi = AREAS[area]?.readsCi ?? false;
    await AREAS[area]?.prepare?.(stage);
    const found: string[] = [];
    for (const recorded of areas.get(area) ?? []) {
      await AREAS[area]?.before?.(stage, recorded);
      const got = await replay(dock, stage.names, recorded);
      total.recorded += 1;
      const reason = notModelled(recorded);
      const different = differences(recorded, got, sandbox.url);
      if (reason !== null) {
        total.reasons.set(reason, (total.reasons.get(reason) ?? 0) + 1);
        if (different.length === 0)
          found.push(`${recorded.name}: is the same, and stands in the list`);
      } else if (different.length === 0) total.same += 1;
      else found.push(`${recorded.name}: ${different.slice(0, 6).join('; ')}`);
    }
    expect(found).toEqual([]);
  });

  test('of pushes by git', async () => {
    const home = join(folder, 'pushes');
    const dock = await fillWithDock(sandbox, home);
    await addJobs(dock);
    const found: string[] = [];
    for (const recorded of pushes) {
      total.recorded += 1;
      const why = await pushDifference(dock, home, recorded);
      if (why === null) total.same += 1;
      else found.push(why);
    }
    expect(found).toEqual([]);
  });

  test('are nearly all modelled', () => {
    const { recorded, same, reasons } = total;
    const missing = [...reasons.values()].reduce((sum, one) => sum + one, 0);
    console.info(
      [
        `recorded: ${recorded} answers, ${same} the same, ${missing} not modelled`,
        ...[...reasons].map(([reason, count]) => `  ${count} ${reason}`),
      ].join('\n'),
    );
    expect(missing).toBeLessThanOrEqual(recorded * 0.1);
    expect(same + missing).toBe(recorded);
  });
});
