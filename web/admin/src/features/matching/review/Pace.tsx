import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/lib/format/useFormat';
import { useSession } from '@/lib/session';
import { activityQuery, countQuery } from '../api';
import type { PairFilter } from '../logic/filter';
import { paceOf } from '../logic/pace';
import styles from './review.module.css';
import type { Review } from './useReview';

/** How many are left, how many I decided in this browser within an hour, and how fast I am. */
export function Pace({ filter, review }: { filter: PairFilter; review: Review }) {
  const { t } = useTranslation('matching');
  const format = useFormat();
  const { user } = useSession();
  // As they were when the work began; what the hands did since is counted here, so that no number waits for the network.
  const { data: total } = useQuery({ ...countQuery(filter), staleTime: Infinity, gcTime: 0 });
  const { data: activity } = useQuery({ ...activityQuery(1), staleTime: Infinity, gcTime: 0 });
  const left = total === undefined ? null : Math.max(0, total - review.marks.size);
  const mine = activity?.people.find(({ id }) => id === `user:${user.id}`);
  const pace = paceOf(review.moments) ?? (mine ? Math.round(mine.perHour) : null);
  return (
    <dl className={styles.pace}>
      <div><dt>{t('pace.left')}</dt><dd data-figure="left">{format.number(left)}</dd></div>
      <div><dt>{t('pace.hour')}</dt><dd data-figure="hour">{format.number(review.moments.length)}</dd></div>
      <div><dt>{t('pace.rate')}</dt><dd data-figure="rate">{format.number(pace)}</dd></div>
    </dl>
  );
}
