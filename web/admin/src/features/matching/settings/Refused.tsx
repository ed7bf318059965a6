import { useFormat } from '@/lib/format/useFormat';
import type { Refusals } from '../types';
import { useWords } from '../useWords';

/** What is not decided, and why. */
export function Refused({ refused }: { refused: readonly Refusals[] }) {
  const format = useFormat();
  const words = useWords();
  return <ul>{refused.map(({ reason, count }) => <li key={reason}>{words.reason(reason)}: {format.number(count)}</li>)}</ul>;
}
