import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { isProblem } from '@/lib/api/problem';
import { useSession } from '@/lib/session';
import { usePages } from '@/lib/usePages';
import { useTold } from '@/components/useTold';
import { decide, pairQuery, pairsKey, readPairs, undo, useMatchingChanged } from '../api';
import type { PairFilter } from '../logic/filter';
import { Outbox } from '../logic/outbox';
import { matchingKey } from '../public';
import type { Pair, PairRow, Verdict } from '../types';
import { keepMoments, readMoments } from './moments';

/** What became of a pair under these hands. */
export interface Mark {
  verdict: Verdict;
  state: 'sending' | 'done' | 'changed';
}

/** What is told after a step, with a way back where there is one. */
export type Message = { kind: 'decided' | 'undone'; verdict: Verdict; row: PairRow } | { kind: 'changed' | 'nothing'; row?: PairRow };

/** Pairs that are fetched before one comes to them, and rows that are left when more are asked for. */
const [pairsAhead, rowsAhead] = [3, 15];

/** Most that one may have looked at one pair, in seconds: longer is a pause. */
const secondsMax = 600;

/** How often a pair that was opened again is asked for while it is not found, and how long to wait between, in milliseconds. */
const [findTries, findPauseMs] = [20, 250];

const isGone = (error: unknown) => isProblem(error, 'pair-changed') || isProblem(error, 'pair-not-found');

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
  const { user } = useSession();
  const [moments, setMoments] = useState<readonly number[]>(() => readMoments(user.id, Date.now()));
  useEffect(() => keepMoments(user.id, moments), [user.id, moments]);
  // What can be taken back, the latest last; a decision that the server has not answered yet has no number.
  const stack = useRef<{ row: PairRow; verdict: Verdict; decision?: number }[]>([]);
  const shownAt = useRef(0);

  const { items, hasMore } = list;
  // A pair that is open again may have another id, as its profiles do, and may have left the list meanwhile.
  const rows = useMemo(() => {
    const known = items.map((row) => reopened.get(row.id) ?? row);
    return [...[...reopened.values()].filter((row) => !known.includes(row)), ...known];
  }, [items, reopened]);
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
  const pass = useEffectEvent((id: string) => mark(id, { verdict: 'later', state: 'changed' }));
  const following = (from: number, taken?: string) => rows.slice(from + 1).find((row) => row.id !== taken && !marks.has(row.id)) ?? rows.slice(0, from).find((row) => row.id !== taken && !marks.has(row.id));

  useEffect(() => { shownAt.current = performance.now(); }, [current?.id, isShown]);

  // The next ones are there before they are asked for.
  const ahead = useMemo(() => rows.slice(here + 1).filter((row) => !marks.has(row.id)).slice(0, pairsAhead).map((row) => row.id).join(' '), [rows, here, marks]);
  useEffect(() => {
    if (!isShown) return;
    for (const id of ahead.split(' ')) if (id) queries.fetchQuery(pairQuery(id)).catch((error: unknown) => { if (isGone(error)) pass(id); });
  }, [ahead, isShown, queries]);
  // One that is gone is told of and passed over; what was only coming up is passed over without a word.
  const skip = useEffectEvent((id: string) => {
    if (id !== current?.id) return;
    mark(id, { verdict: 'later', state: 'changed' });
    setMessage({ kind: 'changed', row: current });
    setChosen(following(here, id)?.id ?? null);
  });
  const shownId = current?.id;
  useEffect(() => {
    if (shownId) queries.fetchQuery(pairQuery(shownId)).catch((error: unknown) => { if (isGone(error)) skip(shownId); });
  }, [shownId, queries]);
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

  const settle = async (step: { row: PairRow; verdict: Verdict; decision?: number }, judged: Pair | undefined, seconds: number) => {
    const { row, verdict } = step;
    try {
      const { decision } = await decide(row.id, { decision: verdict, seconds });
      step.decision = decision.id;
      mark(row.id, { verdict, state: 'done' });
      if (verdict === 'same') forget(judged);
    } catch (error) {
      stack.current = stack.current.filter((one) => one !== step);
      setMoments((known) => known.slice(0, -1));
      if (isGone(error)) {
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
    const step = { row, verdict };
    stack.current.push(step);
    setMoments((known) => [...known, Date.now()]);
    setMessage({ kind: 'decided', verdict, row });
    setChosen(following(here, row.id)?.id ?? row.id);
    const judged = pair.data;
    void outbox.put(() => settle(step, judged, seconds)).finally(() => { if (outbox.waiting <= 1) changed(); });
  };

  const takeBack = () => {
    const step = stack.current.pop();
    if (!step) {
      setMessage({ kind: 'nothing' });
      return;
    }
    const { row, verdict } = step;
    void outbox.put(async () => {
      if (step.decision === undefined) return; // It was refused, so there is nothing to take back.
      try {
        const { pair: open } = await undo(step.decision);
        setMoments((known) => known.slice(0, -1));
        // What was fetched of the two before they were merged is old; the index may need a moment to find them again.
        queries.removeQueries({ queryKey: [...matchingKey, 'pair'] });
        await queries.prefetchQuery({ ...pairQuery(open), retry: (count, error) => count < findTries && isProblem(error, 'pair-not-found'), retryDelay: findPauseMs });
        if (open !== row.id || !rows.some((one) => one.id === open)) setReopened((known) => new Map(known).set(row.id, { ...row, id: open }));
        mark(row.id, null);
        setChosen(open);
        setMessage({ kind: 'undone', verdict, row });
      } catch (error) {
        setMessage(null);
        failed(error);
      }
    }).finally(changed);
  };

  // A merge makes new pairs of the old ones; at the end of the list those have come into the index, and the work goes on with them.
  const isDone = !list.loading && !list.hasMore && rows.every((row) => marks.has(row.id));
  const isThrough = isDone && marks.size > 0 && waiting === 0;
  const readAgain = useEffectEvent(() => queries.resetQueries({ queryKey: pairsKey(filter) }));
  useEffect(() => {
    if (!isThrough) return;
    void readAgain().then(() => {
      setMarks(new Map());
      setReopened(new Map());
      setChosen(null);
    });
  }, [isThrough]);

  return {
    list, rows, marks, current, pair, here, waiting, message, moments,
    isShown,
    /** True when nothing is left to decide of what the filter holds. */
    isDone,
    choose, move, judge, takeBack,
    hush: () => setMessage(null),
  };
}

export type Review = ReturnType<typeof useReview>;
