import { CheckOutlined, ClockCircleOutlined, CloseOutlined, SwapOutlined } from '@ant-design/icons';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { More } from '@/components/More';
import { Bones } from '@/components/Panel';
import type { PairRow } from '../types';
import { useBits } from '../useBits';
import styles from './review.module.css';
import type { Mark, Review } from './useReview';

const icons = { same: <CheckOutlined />, different: <CloseOutlined />, later: <ClockCircleOutlined /> };

/** The pairs of a filter, the one that is shown marked, those that were decided quiet. */
export function Queue({ review, blind }: { review: Review; blind?: boolean }) {
  const { t } = useTranslation('matching');
  const { list, rows, marks, current, choose } = review;
  const { t: app } = useTranslation();
  if (list.error && rows.length === 0) return <ErrorState compact error={list.error} onRetry={list.retry} />;
  if (list.loading) return <div className={styles.waiting}><Bones lines={8} /></div>;
  if (rows.length === 0) return <EmptyState compact title={t('queue.empty')} text={t('queue.emptyText')} />;
  return (
    <div className={styles.scroll}>
      <ol className={styles.queue} aria-label={t('queue.label')}>
        {rows.map((row) => <Row key={row.id} row={row} mark={marks.get(row.id)} isCurrent={row.id === current?.id} blind={blind} onChoose={choose} />)}
      </ol>
      {list.hasMore && <More label={app('table.more')} count={rows.length} loading={list.loadingMore} onMore={list.loadMore} />}
    </div>
  );
}

function Row({ row, mark, isCurrent, blind, onChoose }: { row: PairRow; mark?: Mark; isCurrent: boolean; blind?: boolean; onChoose: (id: string) => void }) {
  const { t } = useTranslation('matching');
  const { t: profiles } = useTranslation('profiles');
  const bits = useBits();
  const place = useRef<HTMLButtonElement>(null);
  // Within the list alone: the page stays where it is.
  useEffect(() => {
    const [button, frame] = [place.current, place.current?.closest<HTMLElement>(`.${styles.scroll}`)];
    if (!isCurrent || !button || !frame || frame.scrollHeight <= frame.clientHeight) return;
    const top = button.offsetTop - frame.offsetTop;
    if (top < frame.scrollTop || top + button.offsetHeight > frame.scrollTop + frame.clientHeight) frame.scrollTop = top - frame.clientHeight / 3;
  }, [isCurrent]);
  const verdict = mark?.state === 'changed' ? 'changed' : (mark?.verdict ?? row.decision?.decision);
  return (
    <li>
      <button ref={place} type="button" aria-current={isCurrent ? 'true' : undefined} data-mark={verdict} onClick={() => onChoose(row.id)}>
        <span className={styles.names} translate="no"><span>{row.first.name || profiles('unnamed')}</span><span>{row.second.name || profiles('unnamed')}</span></span>
        {verdict
          ? <span className={styles.verdict} title={t(`verdicts.${verdict}`)}>{verdict === 'changed' ? <SwapOutlined /> : icons[verdict]}<span className="visually-hidden">{t(`verdicts.${verdict}`)}</span></span>
          : !blind && <span className={styles.chance}>{bits.chance(row.probability)}</span>}
      </button>
    </li>
  );
}
