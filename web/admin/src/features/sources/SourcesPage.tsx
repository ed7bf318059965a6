import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { Allowed } from '@/components/Allowed';
import { DataTable, type DataColumn } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import { Meter } from '@/components/Meter';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { RelativeTime } from '@/components/RelativeTime';
import { useFormat } from '@/lib/format/useFormat';
import { useSession } from '@/lib/session';
import { sourcesQuery } from '@/lib/workspace';
import { useNarrow } from '@/components/useNarrow';
import { liveStatsQuery, type Source, type SourceStats } from './api';
import { Freshness } from './Freshness';
import { KindIcon } from './KindIcon';
import styles from './sources.module.css';
import { useKindName } from './useKindName';

type Row = Source & { stats?: SourceStats };

/** All sources: what each is, how much came and when. */
export default function SourcesPage() {
  const { t } = useTranslation('sources');
  const navigate = useNavigate();
  const { can } = useSession();
  const sources = useQuery(sourcesQuery);
  const stats = useQuery({ ...liveStatsQuery, enabled: can('stats:read') });
  const columns = useColumns(Math.max(1, ...(stats.data?.sources ?? []).map((one) => one.received)));
  const rows: Row[] = (sources.data ?? []).map((source) => ({ ...source, stats: stats.data?.sources.find((one) => one.source === source.key) }));
  const add = <Allowed scope="sources:write"><Link to="/sources/new"><Button type="primary" icon={<PlusOutlined />} tabIndex={-1}>{t('list.add')}</Button></Link></Allowed>;
  return (
    <>
      <PageHeader title={t('list.title')} text={t('list.text')} actions={add} />
      <Panel flush>
        <DataTable<Row> label={t('list.title')} columns={columns} rows={rows} rowKey={(row) => row.key} loading={sources.isPending} error={sources.error} onRetry={() => void sources.refetch()}
          onOpen={(row) => void navigate(`/sources/${encodeURIComponent(row.key)}`)} empty={<EmptyState compact title={t('list.empty')} text={t('list.emptyText')} action={add} />} />
      </Panel>
    </>
  );
}

function useColumns(most: number): DataColumn<Row>[] {
  const { t } = useTranslation('sources');
  const format = useFormat();
  const kindName = useKindName();
  const narrow = useNarrow();
  const name: DataColumn<Row> = {
    key: 'name', title: t('column.name'), fixed: true, render: (row) => (
      <div className={styles.name}>
        <span className={styles.kind}><KindIcon kind={row.kind} /></span>
        <div>
          <Link to={`/sources/${encodeURIComponent(row.key)}`} tabIndex={-1} translate="no">{row.name}</Link>
          <small>{narrow ? kindName(row.kind) : <span translate="no">{row.key}</span>}{!row.enabled && ` · ${t('state.off')}`}</small>
        </div>
      </div>
    ),
  };
  const fresh: DataColumn<Row> = { key: 'fresh', title: t('column.last'), width: narrow ? 130 : 170, render: (row) => <Freshness at={row.stats?.lastReceivedAt} enabled={row.enabled}><RelativeTime at={row.stats?.lastReceivedAt} /></Freshness> };
  if (narrow) return [name, fresh];
  return [
    name,
    { key: 'kind', title: t('column.kind'), width: 150, render: (row) => kindName(row.kind) },
    { key: 'received', title: t('column.received'), width: 190, render: (row) => row.stats && <Meter share={row.stats.received / most} text={format.number(row.stats.received)} label={t('column.receivedOf', { count: row.stats.received, text: format.number(row.stats.received) })} /> },
    { key: 'refused', title: t('column.refused'), width: 110, align: 'right', render: (row) => row.stats && row.stats.quarantined > 0
      ? <Link to={`/quarantine?source=${encodeURIComponent(row.key)}`} className={styles.refused} onClick={(event) => event.stopPropagation()}>{format.number(row.stats.quarantined)}</Link> : <span className={styles.faint}>{row.stats ? '0' : '–'}</span> },
    fresh,
    { key: 'trust', title: t('column.trust'), width: 100, align: 'right', render: (row) => row.trustRank },
    { key: 'state', title: t('column.state'), width: 120, render: (row) => <span data-on={row.enabled} className={styles.state}>{row.enabled ? t('state.on') : t('state.off')}</span> },
  ];
}
