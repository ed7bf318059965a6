import { DeleteOutlined, RedoOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Allowed } from '@/components/Allowed';
import { DataTable, type DataColumn } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { JsonView } from '@/components/JsonView';
import { Bones, Panel } from '@/components/Panel';
import { RelativeTime } from '@/components/RelativeTime';
import { useConfirm } from '@/components/useConfirm';
import { useTold } from '@/components/useTold';
import { shortId } from '@/features/profiles/public';
import { useSegmentNames } from '@/features/segments/public';
import { useFormat } from '@/lib/format/useFormat';
import { usePages } from '@/lib/usePages';
import { deadBodyQuery, loadDead, useAct, type DeadLetter, type Destination } from './api';
import styles from './destinations.module.css';

/** Changes that were tried too often: why, what would be sent, and what to do with them. */
export function DeadLetters({ destination: { key, dead } }: { destination: Destination }) {
  const { t } = useTranslation('destinations');
  // Of another number of them, another list: what is sent again or dies meanwhile is seen.
  const pages = usePages<{ items: DeadLetter[]; next: number | null }, number>(['destinations', 'dead', key, dead], (after, signal) => loadDead(key, after, signal));
  return (
    <Panel flush title={t('dead.title')} text={t('dead.text')} actions={dead > 0 && <Allowed scope="destinations:write"><ForAll of={key} count={dead} /></Allowed>}>
      <DataTable<DeadLetter> label={t('dead.title')} columns={useColumns(key)} rows={pages.items} rowKey={(row) => String(row.id)} loading={pages.loading} error={pages.error} onRetry={pages.retry} hasMore={pages.hasMore} loadingMore={pages.loadingMore} onMore={pages.loadMore}
        expandedRow={(row) => <Body of={key} id={row.id} />} empty={<EmptyState compact title={t('dead.none')} />} />
    </Panel>
  );
}

function useColumns(of: string): DataColumn<DeadLetter>[] {
  const { t } = useTranslation('destinations');
  const format = useFormat();
  const segmentName = useSegmentNames();
  return [
    { key: 'what', title: t('dead.what'), fixed: true, width: 230, render: (row) => <>{t(`event.${row.event}`)}: <span translate="no">{segmentName(row.segment)}</span></> },
    { key: 'who', title: t('dead.who'), width: 130, render: (row) => <Link to={`/profiles/${row.profile}`}><code>{shortId(row.profile)}</code></Link> },
    { key: 'why', title: t('dead.why'), render: (row) => <span lang="en">{row.error}</span> },
    { key: 'attempts', title: t('dead.attempts'), width: 100, align: 'right', render: (row) => format.number(row.attempts) },
    { key: 'at', title: t('dead.at'), width: 140, render: (row) => <RelativeTime at={row.occurredAt} /> },
    { key: 'verbs', title: '', width: 90, align: 'right', render: (row) => <Allowed scope="destinations:write"><ForOne of={of} id={row.id} /></Allowed> },
  ];
}

function Body({ of, id }: { of: string; id: number }) {
  const { t } = useTranslation('destinations');
  const { data, error, refetch } = useQuery(deadBodyQuery(of, id));
  if (error) return <ErrorState compact error={error} onRetry={() => void refetch()} />;
  return data === undefined ? <Bones lines={3} /> : <JsonView text={data} label={t('dead.body')} />;
}

function ForOne({ of, id }: { of: string; id: number }) {
  const { t } = useTranslation('destinations');
  const { done, failed } = useTold();
  const act = useAct(of);
  const go = (verb: 'retryOne' | 'discardOne') => act.mutate({ verb, id }, { onSuccess: (count) => done(t(verb === 'retryOne' ? 'dead.retried' : 'dead.discarded', { count })), onError: failed });
  return (
    <span className={styles.verbs}>
      <Button type="text" size="small" icon={<RedoOutlined />} disabled={act.isPending} onClick={() => go('retryOne')} aria-label={t('dead.retry')} title={t('dead.retry')} />
      <Button type="text" size="small" icon={<DeleteOutlined />} disabled={act.isPending} onClick={() => go('discardOne')} aria-label={t('app:delete')} title={t('app:delete')} />
    </span>
  );
}

function ForAll({ of, count }: { of: string; count: number }) {
  const { t } = useTranslation('destinations');
  const confirm = useConfirm();
  const { done, failed } = useTold();
  const act = useAct(of);
  const retry = () => act.mutate({ verb: 'retry' }, { onSuccess: (revived) => done(t('dead.retried', { count: revived })), onError: failed });
  const ask = () => confirm({ title: t('dead.discardTitle', { count }), consequences: [t('dead.discardText')], verb: t('app:delete'), danger: true, action: () => act.mutateAsync({ verb: 'discard' }).then((gone) => done(t('dead.discarded', { count: gone }))) });
  return <><Button onClick={retry} loading={act.isPending}>{t('dead.retryAll')}</Button><Button danger onClick={ask}>{t('dead.discardAll')}</Button></>;
}
