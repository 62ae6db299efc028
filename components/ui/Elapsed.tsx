import { i18n } from '#i18n';
import { useEffect, useState } from 'preact/hooks';
import { formatElapsed } from './format/formatElapsed.ts';

/** Time since `since`, counting until `until` is known. Both are ISO 8601. */
export function Elapsed({ since, until }: { since: string; until?: string | undefined }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (until !== undefined) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [until]);
  const end = until === undefined ? now : Date.parse(until);
  return (
    <time class="elapsed" title={i18n.t('runs.elapsed')}>
      {formatElapsed(end - Date.parse(since))}
    </time>
  );
}
