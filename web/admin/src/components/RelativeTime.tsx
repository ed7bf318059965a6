import { Tooltip } from 'antd';
import type { Moment } from '@/lib/format/format';
import { useFormat } from '@/lib/format/useFormat';
import { useNow } from '@/lib/format/useNow';

/** How long ago, with the exact time under the pointer. */
export function RelativeTime({ at }: { at: Moment | null | undefined }) {
  const format = useFormat();
  const now = useNow();
  if (at === null || at === undefined) return <>–</>;
  return <Tooltip title={format.exact(at)}><time dateTime={new Date(at).toISOString()}>{format.relative(at, now)}</time></Tooltip>;
}
