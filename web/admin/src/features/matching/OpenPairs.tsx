import { useQuery } from '@tanstack/react-query';
import { useFormat } from '@/lib/format/useFormat';
import { matchingQuery, waitingIn } from './public';

/** How many pairs wait for a decision, for the line of the navigation; nothing when none does. */
export function OpenPairs() {
  const format = useFormat();
  const { data } = useQuery({ ...matchingQuery, select: ({ populations }) => populations.reduce((sum, { queue }) => sum + waitingIn(queue), 0), retry: false });
  return data ? <>{data < 10_000 ? format.number(data) : format.compact(data)}</> : null;
}
