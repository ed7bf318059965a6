import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { isProblem } from '@/lib/api/problem';
import { usePages } from '@/lib/usePages';
import { useTold } from '@/components/useTold';
import { decide, pairQuery, pairsKey, readPairs, undo, useMatchingChanged } from '../api';
import type { PairFilter } from '../logic/filter';
import { Outbox } from '../logic/outbox';
import { matchingKey } from '../public';
import type { Pair, PairRow, Verdict } from '../types';

/** What became of a pair under these hands. */
export interface Mark {
  verdict: Verdict;
  state: 'sending' | 'done' | 'changed';
  /** Its id, once the server has it. */
  decision?: number;
}

/** What is told after a step, with a way back where there is one. */
export type Message = { kind: 'decided' | 'undone'; verdict: Verdict; row: PairRow } | { kind: 'changed' | 'nothing'; row?: PairRow };

/** Pairs that are fetched before one comes to them, and rows that are left when more are asked for. */
const [pairsAhead, rowsAhead] = [3, 15];

/** Most that one may have looked at one pair, in seconds: longer is a pause. */
const secondsMax = 600;

/** How often a pair that was opened again is asked for while it is not found, and how long to wait between, in milliseconds. */
const [findTries, findPauseMs] = [20, 250];

/** The queue under the hands: which pair is shown, what was decided, what is on its way. Decisions are sent in their order while the next pair is already shown. */
export function useReview(filter: PairFilter) {
  const queries = useQueryClient();
  const { failed } = useTold();
  const changed = useMatchingChanged();
  const list = usePages(pairsKey(filter), (cursor: string | undefined, signal) => readPairs(filter, cursor, signal), { still: true });
  const [outbox] = useState(() => new Outbox());
  const waiting = useSyncExternalStore(outbox.subscribe, () => outbox.waiting);
  const [marks, setMarks] = useState<ReadonlyMap<string, Mark>>(new Map());
  const [reopened, setReopened] = useState<ReadonlyMap<string, PairRow>>(new Map());
  const [chosen, setChosen] = useState<string | null>(null);
  const [message, setMessage] = useState<Message | null>(null);
  const [moments, setMoments] = useState<readonly number[]>([]);
  const stack = useRef<string[]>([]);
  const decisions = useRef(new Map<string, number>());
  const shownAt = useRef(0);

  const { items, hasMore } = list;
  // A pair that is open again may have another id: its profiles have.
  const rows = useMemo(() => items.map((row) => reopened.get(row.id) ?? row), [items, reopened]);
  const at = rows.findIndex((row) => row.id === chosen);
  const current = at >= 0 ? rows[at]! : chosen === null ? rows.find((row) => !marks.has(row.id)) : undefined;
  const here = current ? rows.indexOf(current) : -1;
  const pair = useQuery({ ...pairQuery(current?.id ?? ''), enabled: current !== undefined });
  const isShown = pair.data?.id === current?.id && current !== undefined;

  const mark = (id: string, next: Mark | null) => setMarks((known) => {
    const marks = new Map(known);
    if (next) marks.set(id, next);
    else marks.delete(id);
    return marks;
  });
  const following = (from: number, taken?: string) => rows.slice(from + 1).find((row) => row.id !== taken && !marks.has(row.id)) ?? rows.slice(0, from).find((row) => row.id !== taken && !marks.has(row.id));

  useEffect(() => { shownAt.current = performance.now(); }, [current?.id, isShown]);

  // The next ones are there before they are asked for.
  const ahead = useMemo(() => rows.slice(here + 1).filter((row) => !marks.has(row.id)).slice(0, pairsAhead).map((row) => row.id).join(' '), [rows, here, marks]);
  useEffect(() => {
    if (!isShown) return;
    for (const id of ahead.split(' ')) if (id) void queries.prefetchQuery(pairQuery(id));
  }, [ahead, isShown, queries]);
  const more = useEffectEvent(list.loadMore);
  useEffect(() => { if (hasMore && rows.length - here < rowsAhead) more(); }, [hasMore, rows.length, here]);

  // A merge changes what other pairs of the two profiles are: what was fetched of them is old.
  const forget = (judged: Pair | undefined) => {
    const touched = new Set([judged?.firstProfile.id, judged?.secondProfile.id]);
    void queries.invalidateQueries({ queryKey: [...matchingKey, 'pair'], predicate: ({ state }) => {
      const other = state.data as Pair | undefined;
      return other !== undefined && other.id !== judged?.id && (touched.has(other.firstProfile.id) || touched.has(other.secondProfile.id));
    } });
  };

  const choose = useCallback((id: string) => setChosen(id), []);
  const move = (by: 1 | -1) => {
    const next = rows[here + by];
    if (next) setChosen(next.id);
  };

  const settle = async (row: PairRow, verdict: Verdict, judged: Pair | undefined, seconds: number) => {
    try {
      const { decision } = await decide(row.id, { decision: verdict, seconds });
      decisions.current.set(row.id, decision.id);
      mark(row.id, { verdict, state: 'done', decision: decision.id });
      if (verdict === 'same') forget(judged);
    } catch (error) {
      stack.current = stack.current.filter((id) => id !== row.id);
      setMoments((known) => known.slice(0, -1));
      if (isProblem(error, 'pair-changed') || isProblem(error, 'pair-not-found')) {
        mark(row.id, { verdict, state: 'changed' });
        setMessage({ kind: 'changed', row });
      } else {
        mark(row.id, null);
        setMessage(null);
        failed(error);
      }
    }
  };

  const judge = (verdict: Verdict) => {
    if (!current || !isShown || outbox.isFull || marks.has(current.id) || current.decision?.decision === verdict) return;
    const row = current;
    const seconds = Math.min(secondsMax, Math.round((performance.now() - shownAt.current) / 100) / 10);
    mark(row.id, { verdict, state: 'sending' });
    stack.current.push(row.id);
    setMoments((known) => [...known, Date.now()]);
    setMessage({ kind: 'decided', verdict, row });
    setChosen(following(here, row.id)?.id ?? row.id);
    const judged = pair.data;
    void outbox.put(() => settle(row, verdict, judged, seconds)).finally(() => { if (outbox.waiting <= 1) changed(); });
  };

  const takeBack = () => {
    const id = stack.current.pop();
    const row = rows.find((one) => one.id === id);
    const verdict = id === undefined ? undefined : marks.get(id)?.verdict;
    if (!row || id === undefined || !verdict) {
      setMessage({ kind: 'nothing' });
      return;
    }
    setChosen(id);
    void outbox.put(async () => {
      const decision = decisions.current.get(id);
      if (decision === undefined) return; // It was refused, so there is nothing to take back.
      try {
        const { pair: open } = await undo(decision);
        decisions.current.delete(id);
        setMoments((known) => known.slice(0, -1));
        // What was fetched of the two before they were merged is old; the index may need a moment to find them again.
        queries.removeQueries({ queryKey: [...matchingKey, 'pair'] });
        await queries.prefetchQuery({ ...pairQuery(open), retry: (count, error) => count < findTries && isProblem(error, 'pair-not-found'), retryDelay: findPauseMs });
        if (open !== id) {
          setReopened((known) => new Map(known).set(items.find((item) => (known.get(item.id) ?? item).id === id)?.id ?? id, { ...row, id: open }));
          setChosen(open);
        }
        mark(id, null);
        setMessage({ kind: 'undone', verdict, row });
      } catch (error) {
        setMessage(null);
        failed(error);
      }
    }).finally(changed);
  };

  return {
    list, rows, marks, current, pair, here, waiting, message, moments,
    isShown,
    /** True when nothing is left to decide of what the filter holds. */
    isDone: !list.loading && !list.hasMore && rows.every((row) => marks.has(row.id)),
    choose, move, judge, takeBack,
    hush: () => setMessage(null),
  };
}

export type Review = ReturnType<typeof useReview>;
