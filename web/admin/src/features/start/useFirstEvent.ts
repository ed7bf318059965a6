import { useEffect, useState } from 'react';

interface LiveLine {
  outcome: string;
  profileId: string | null;
  reason: string | null;
}

/** What the first event of a source became. */
interface Arrived {
  profileId: string | null;
  /** Why it went to quarantine; null when it was taken in. */
  refusedBecause: string | null;
}

/** Watches a source until an event of it is stored; a refused one is told meanwhile. Null while nothing came. */
export function useFirstEvent(sourceKey: string): Arrived | null {
  const [arrived, setArrived] = useState<Arrived | null>(null);
  const done = Boolean(arrived?.profileId);
  useEffect(() => {
    if (done) return;
    const stream = new EventSource(`/api/sources/${encodeURIComponent(sourceKey)}/live?recent=20`);
    stream.addEventListener('event', (message: MessageEvent<string>) => {
      const line = JSON.parse(message.data) as LiveLine;
      if (line.outcome === 'stored') setArrived({ profileId: line.profileId, refusedBecause: null });
      else if (line.outcome === 'quarantined') setArrived({ profileId: null, refusedBecause: line.reason });
    });
    return () => stream.close();
  }, [sourceKey, done]);
  return arrived;
}
