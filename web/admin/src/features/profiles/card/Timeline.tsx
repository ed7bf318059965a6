import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/ErrorState';
import { More } from '@/components/More';
import { dateFormat } from '@/lib/format/format';
import { useFormat } from '@/lib/format/useFormat';
import { useNow } from '@/lib/format/useNow';
import { usePages } from '@/lib/usePages';
import { daysAgo, timelineDays } from '../logic/timeline';
import { noFilter, timelineKey, timelinePage, type TimelineFilter } from '../queries';
import type { HistoryEntry } from '../types';
import { useCard } from './CardContext';
import { EventIcon } from './EventIcon';
import { EventRow } from './EventRow';
import { ChangeTitle, Why } from './Identity';
import styles from './card.module.css';

/** All that happened, in every system, latest first. */
export function Timeline({ filter, history }: { filter: TimelineFilter; history: HistoryEntry[] }) {
  const { t } = useTranslation('profiles');
  const { profile, traits, sourceName } = useCard();
  const pages = usePages(timelineKey(profile.id, filter), timelinePage(profile.id, filter));
  const isNarrowed = filter !== noFilter && JSON.stringify(filter) !== JSON.stringify(noFilter);
  // Changes of identity are no events, so a filter for events leaves them out.
  const days = timelineDays(pages.items, isNarrowed ? [] : history, !pages.hasMore);
  if (pages.error && pages.items.length === 0) return <ErrorState compact error={pages.error} onRetry={pages.retry} />;
  if (pages.loading && pages.items.length === 0) return <TimelineSkeleton />;
  return (
    <div className={styles.timeline} data-stale={pages.stale} aria-busy={pages.stale || pages.loadingMore}>
      {days.map((day) => (
        <section key={day.entries[0]!.key} className={styles.day}>
          <DayHead at={day.at} />
          <ol>
            {day.entries.map((entry) => (entry.kind === 'event'
              ? <EventRow key={entry.key} event={entry.event} before={entry.before} traits={traits} sourceName={sourceName} />
              : <ChangeRow key={entry.key} entry={entry.entry} />))}
          </ol>
        </section>
      ))}
      {days.length === 0 && !pages.hasMore && <p className={styles.calm}>{isNarrowed ? t('timeline.noneMatch') : t('timeline.none')}</p>}
      {pages.hasMore && <More label={t('timeline.more')} count={pages.items.length} loading={pages.loadingMore} onMore={pages.loadMore} />}
    </div>
  );
}

function ChangeRow({ entry }: { entry: HistoryEntry }) {
  const format = useFormat();
  const time = dateFormat(format.locale, { timeStyle: 'short' }).format(new Date(entry.at));
  return (
    <li className={styles.event}>
      <time dateTime={entry.at}>{time}</time>
      <EventIcon kind={entry.action === 'merge' ? 'merge' : 'unmerge'} />
      <p className={styles.eventTitle}><b><ChangeTitle entry={entry} /></b></p>
      <div className={styles.eventBody}><p className={styles.eventDetail}><Why entry={entry} /></p></div>
    </li>
  );
}

function DayHead({ at }: { at: string }) {
  const { t } = useTranslation('profiles');
  const format = useFormat();
  const ago = daysAgo(at, useNow());
  const date = dateFormat(format.locale, { day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(at));
  return <h3>{ago === 0 ? t('timeline.today') : ago === 1 ? t('timeline.yesterday') : date}</h3>;
}

export function TimelineSkeleton() {
  return (
    <div className={styles.timeline} aria-hidden="true">
      {[1, 2, 3, 4, 5].map((row) => <Skeleton key={row} active avatar={{ size: 28 }} title={{ width: '40%' }} paragraph={{ rows: 1, width: '70%' }} />)}
    </div>
  );
}
