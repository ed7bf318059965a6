import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTold } from '@/components/useTold';
import { isProblem } from '@/lib/api/problem';
import { decide, pairQuery, readSample, sampleQuery, undo, useMatchingChanged } from '../api';
import type { Sample, Verdict } from '../types';

/** Longest look at one pair that counts, in seconds. */
const secondsMax = 600;

/** A sample under the hands: the pair to label and the way back. The server draws the order, so each answer is awaited before the next pair is shown. */
export function useLabelling(id: number) {
  const queries = useQueryClient();
  const { failed } = useTold();
  const changed = useMatchingChanged();
  const { queryKey } = sampleQuery(id);
  const sample = useQuery({ ...sampleQuery(id), staleTime: Infinity, gcTime: 0 });
  // A pair that was taken back is shown again before the sample goes on.
  const [again, setAgain] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const current = again ?? sample.data?.next ?? undefined;
  const pair = useQuery({ ...pairQuery(current ?? '', id), enabled: current !== undefined });
  const isShown = current !== undefined && pair.data?.id === current;
  const shownAt = useRef(0);
  const decisions = useRef<{ pair: string; decision: number }[]>([]);

  useEffect(() => { shownAt.current = performance.now(); }, [current, isShown]);

  const goOn = async () => {
    // The pair after it comes with the sample, so that nothing is asked twice and the old pair stays until the new one is there.
    const next = await readSample(id);
    if (next.next !== null) await queries.prefetchQuery(pairQuery(next.next, id));
    setAgain(null);
    queries.setQueryData<Sample>(queryKey, next);
  };

  const label = async (verdict: Verdict) => {
    if (!current || !isShown || busy) return;
    setBusy(true);
    const seconds = Math.min(secondsMax, Math.round((performance.now() - shownAt.current) / 100) / 10);
    try {
      const { decision } = await decide(current, { decision: verdict, seconds, sample: id });
      decisions.current.push({ pair: current, decision: decision.id });
      await goOn();
    } catch (error) {
      failed(error);
      // A pair that is gone counts for nothing; the server says anew what is left.
      if (isProblem(error, 'pair-changed')) await goOn().catch(failed);
    } finally {
      setBusy(false);
      changed();
    }
  };

  const takeBack = async () => {
    const last = decisions.current.at(-1);
    if (!last || busy) return;
    setBusy(true);
    try {
      const { pair: open } = await undo(last.decision);
      decisions.current.pop();
      queries.removeQueries({ queryKey: pairQuery(open, id).queryKey });
      setAgain(open);
      queries.setQueryData<Sample>(queryKey, (known) => known && { ...known, labelled: known.labelled - 1 });
    } catch (error) {
      failed(error);
    } finally {
      setBusy(false);
    }
  };

  return { sample, pair, isShown, busy, label: (verdict: Verdict) => void label(verdict), takeBack: () => void takeBack(), isDone: sample.data !== undefined && current === undefined };
}
