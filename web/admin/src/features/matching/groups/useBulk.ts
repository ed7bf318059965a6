import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTold } from '@/components/useTold';
import { decideMany, useMatchingChanged } from '../api';
import type { PairFilter } from '../logic/filter';
import { matchingKey } from '../public';
import type { BulkResult, Verdict } from '../types';

export interface BulkProgress {
  decided: number;
  refused: number;
  total: number;
}

/** Asks for page after page until nothing is left, nothing moves any more, or `stopped` says so; tells after each how far it is. */
export async function forAll(page: () => Promise<BulkResult>, total: number, onProgress: (progress: BulkProgress) => void, stopped: () => boolean): Promise<BulkProgress> {
  let progress: BulkProgress = { decided: 0, refused: 0, total };
  while (!stopped()) {
    const { decided, refused, remaining } = await page();
    progress = { ...progress, decided: progress.decided + decided, refused: progress.refused + refused };
    onProgress(progress);
    // What was refused stays in the queue: a page of nothing else would come back for ever.
    if (remaining === 0 || decided === 0) break;
  }
  return progress;
}

/** A decision over many pairs that is being made. */
export function useBulk(filter: PairFilter) {
  const { failed } = useTold();
  const changed = useMatchingChanged();
  const queries = useQueryClient();
  const [task, setTask] = useState<{ state: 'idle' | 'running' | 'stopped' | 'done'; verdict: Verdict; progress: BulkProgress }>({ state: 'idle', verdict: 'same', progress: { decided: 0, refused: 0, total: 0 } });
  const stopped = useRef(false);
  const start = async (verdict: Verdict, reason: string | null, total: number) => {
    stopped.current = false;
    const begun = { state: 'running' as const, verdict, progress: { decided: 0, refused: 0, total } };
    setTask(begun);
    try {
      const progress = await forAll(() => decideMany(filter, verdict, false, reason), total, (now) => setTask({ ...begun, progress: now }), () => stopped.current);
      setTask({ ...begun, state: stopped.current ? 'stopped' : 'done', progress });
    } catch (error) {
      failed(error);
      setTask((now) => ({ ...now, state: 'stopped' }));
    }
    changed();
    void queries.invalidateQueries({ queryKey: [...matchingKey, 'count'] });
  };
  return { ...task, start: (verdict: Verdict, reason: string | null, total: number) => void start(verdict, reason, total), stop: () => { stopped.current = true; } };
}
