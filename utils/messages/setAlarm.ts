import type { Browser } from 'wxt/browser';

/** The shortest period that browsers grant. */
const PERIOD_MINUTES = 0.5;

/** Has an alarm ring every 30 s, or no more. One that rings already keeps its rhythm. */
export async function setAlarm(
  alarms: Pick<typeof Browser.alarms, 'get' | 'create' | 'clear'>,
  name: string,
  on: boolean,
): Promise<void> {
  if (!on) {
    await alarms.clear(name);
  } else if (!(await alarms.get(name))) {
    await alarms.create(name, { periodInMinutes: PERIOD_MINUTES });
  }
}
