import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from 'react';
import { useTold } from '@/components/useTold';
import { isProblem } from '@/lib/api/problem';
import { decide, pairQuery, sampleQuery, undo, useMatchingChanged } from '../api';
import { Outbox } from '../logic/outbox';
import type { Sample, Verdict } from '../types';

/** Pairs that are fetched before one comes to them; fewer known than this, and more are asked for. */
const pairsAhead = 3;

/** Longest look at one pair that counts, in seconds. */
const secondsMax = 600;

/** A sample under the hands: the pair to label, what comes after it, and the way back. */
export function useLabelling(id: number) {
  const queries = useQueryClient();
  const { failed } = useTold();
  const changed = useMatchingChanged();
  const [outbox] = useState(() => new Outbox());
  const waiting = useSyncExternalStore(outbox.subscribe, () => outbox.waiting);
  const { queryKey } = sampleQuery(id);
  const sample = useQuery({ ...sampleQuery(id), staleTime: Infinity, gcTime: 0 });
  const upcoming = sample.data?.upcoming ?? [];
  const current = upcoming[0];
  const pair = useQuery({ ...pairQuery(current ?? '', id), enabled: current !== undefined });
  const isShown = current !== undefined && pair.data?.id === current;
  const shownAt = useRef(0);
  const decisions = useRef<{ pair: string; decision: number }[]>([]);
  const [labels, setLabels] = useState(0);

  useEffect(() => { shownAt.current = performance.now(); }, [current, isShown]);
  const ahead = upcoming.slice(1, 1 + pairsAhead).join(' ');
  useEffect(() => {
    for (const next of ahead.split(' ')) if (next) void queries.prefetchQuery(pairQuery(next, id));
  }, [ahead, id, queries]);
  // Asked only when nothing is on its way, so that no label that the server has not yet seen comes back as open.
  const known = upcoming.length;
  const left = (sample.data?.size ?? 0) - (sample.data?.labelled ?? 0);
  const refill = useEffectEvent(() => void sample.refetch());
  useEffect(() => { if (waiting === 0 && labels > 0 && known < pairsAhead && left > known) refill(); }, [waiting, labels, known, left]);

  const change = (next: (sample: Sample) => Sample) => queries.setQueryData<Sample>(queryKey, (before) => before && next(before));

  const label = (verdict: Verdict) => {
    if (!current || !isShown || outbox.isFull) return;
    const labelled = current;
    const seconds = Math.min(secondsMax, Math.round((performance.now() - shownAt.current) / 100) / 10);
    change((before) => ({ ...before, labelled: before.labelled + 1, upcoming: before.upcoming.filter((one) => one !== labelled) }));
    setLabels((count) => count + 1);
    void outbox.put(async () => {
      try {
        const { decision } = await decide(labelled, { decision: verdict, seconds, sample: id });
        decisions.current.push({ pair: labelled, decision: decision.id });
      } catch (error) {
        // A pair that is gone counts for nothing; the server says anew what is left.
        if (!isProblem(error, 'pair-changed')) change((before) => ({ ...before, labelled: before.labelled - 1, upcoming: [labelled, ...before.upcoming] }));
        failed(error);
      }
    }).finally(() => { if (outbox.waiting <= 1) changed(); });
  };

  const takeBack = () => void outbox.put(async () => {
    const last = decisions.current.pop();
    if (!last) return;
    try {
      await undo(last.decision);
      queries.removeQueries({ queryKey: pairQuery(last.pair, id).queryKey });
      change((before) => ({ ...before, labelled: before.labelled - 1, upcoming: [last.pair, ...before.upcoming] }));
    } catch (error) {
      failed(error);
    }
  });

  return { sample, pair, isShown, waiting, label, takeBack, isDone: sample.data !== undefined && left <= 0 };
}
