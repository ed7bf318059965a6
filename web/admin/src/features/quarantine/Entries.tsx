import { useTranslation } from 'react-i18next';
import { DataTable, type DataColumn } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import { Panel } from '@/components/Panel';
import { RelativeTime } from '@/components/RelativeTime';
import { SourceTag } from '@/components/SourceTag';
import { useNarrow } from '@/components/useNarrow';
import { usePages } from '@/lib/usePages';
import { useSourceNames } from '@/features/sources/public';
import { readPage, type Entry, type Filter } from './api';
import styles from './quarantine.module.css';
import { useReasons } from './useReasons';

/** Entries of a group, newest first. */
export function Entries({ filter, onOpen }: { filter: Filter; onOpen: (id: number) => void }) {
  const { t } = useTranslation('quarantine');
  const list = usePages(['quarantine', 'entries', filter], (cursor: number | undefined, signal) => readPage(filter, cursor, signal));
  return (
    <Panel flush>
      <DataTable<Entry> label={t('entries')} columns={useColumns(filter)} rows={list.items} rowKey={(row) => String(row.id)} loading={list.loading} error={list.error} onRetry={list.retry} stale={list.stale}
        hasMore={list.hasMore} loadingMore={list.loadingMore} onMore={list.loadMore} onOpen={(row) => onOpen(row.id)} empty={<EmptyState compact title={t('noEntries')} />} />
    </Panel>
  );
}

// Where in the body; the reason is said in the reader's words already.
const placeOf = ({ detail, reason }: Entry) => (detail.endsWith(`: ${reason}`) ? detail.slice(0, -reason.length - 2) : detail);

function useColumns(filter: Filter): DataColumn<Entry>[] {
  const { t } = useTranslation('quarantine');
  const narrow = useNarrow();
  const reasons = useReasons();
  const name = useSourceNames();
  const why: DataColumn<Entry> = { key: 'why', title: t('column.why'), render: (row) => <div className={styles.why}>{!filter.reason && <b>{reasons.title(row.reason)}</b>}<small lang="en">{placeOf(row)}</small></div> };
  const at: DataColumn<Entry> = { key: 'at', title: t('column.at'), width: narrow ? 110 : 140, render: (row) => <RelativeTime at={row.receivedAt} /> };
  const message: DataColumn<Entry> = { key: 'message', title: 'messageId', width: 180, ellipsis: true, data: true, render: (row) => row.messageId ? <code>{row.messageId}</code> : '–' };
  if (narrow) return [message, why, at];
  return [
    at,
    ...(filter.source ? [] : [{ key: 'source', title: t('column.source'), width: 210, render: (row: Entry) => <SourceTag source={row.source} name={name(row.source)} /> }]),
    why,
    { key: 'type', title: t('column.type'), width: 100, data: true, render: (row) => row.type ?? '–' },
    message,
  ];
}
