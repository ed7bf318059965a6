import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { Allowed } from '@/components/Allowed';
import { DataTable, type DataColumn } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { RelativeTime } from '@/components/RelativeTime';
import { SecretWindow } from '@/components/SecretWindow';
import { useSegmentNames } from '@/features/segments/public';
import { useFormat } from '@/lib/format/useFormat';
import { useSession } from '@/lib/session';
import { destinationsQuery, type Destination } from './api';
import { DestinationDrawer } from './DestinationDrawer';
import { HowToCheck } from './HowToCheck';
import { State } from './State';
import styles from './destinations.module.css';

/** Systems outside that are sent who enters and leaves segments. */
export default function DestinationsPage() {
  const { t } = useTranslation('destinations');
  const navigate = useNavigate();
  const { can } = useSession();
  const [parameters, setParameters] = useSearchParams();
  const { data, error, isPending, refetch } = useQuery(destinationsQuery);
  const [made, setMade] = useState<Destination | null>(null);
  // The segment that the new one is for, or nothing in particular; the address says it, so that a segment's page may lead here.
  const adding = parameters.get('new');
  const add = <Allowed scope="destinations:write"><Button type="primary" icon={<PlusOutlined />} onClick={() => setParameters({ new: '' })}>{t('new')}</Button></Allowed>;
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} actions={add} />
      <Panel flush>
        <DataTable<Destination> label={t('title')} columns={useColumns()} rows={data ?? []} rowKey={(row) => row.key} loading={isPending} error={error} onRetry={() => void refetch()} onOpen={(row) => void navigate(`/destinations/${row.key}`)}
          empty={<EmptyState compact title={t('empty')} text={t('emptyText')} action={add} />} />
      </Panel>
      <DestinationDrawer open={adding !== null && can('destinations:write')} destination={null} segments={adding ? [adding] : []} onClose={() => setParameters({}, { replace: true })} onSaved={setMade} />
      {made?.secret && (
        <SecretWindow title={t('made', { name: made.name })} text={t('secretText')} secret={made.secret} width={680} onClose={() => void navigate(`/destinations/${made.key}`)}>
          <h3 className={styles.how}>{t('check.title')}</h3>
          <HowToCheck />
        </SecretWindow>
      )}
    </>
  );
}

function useColumns(): DataColumn<Destination>[] {
  const { t } = useTranslation('destinations');
  const format = useFormat();
  const segmentName = useSegmentNames();
  return [
    { key: 'name', title: t('column.name'), fixed: true, data: true, render: (row) => <div className={styles.name}><b>{row.name}</b><small>{row.url}</small></div> },
    { key: 'segments', title: t('column.segments'), data: true, render: (row) => format.list(row.segments.map(segmentName)) },
    { key: 'state', title: t('column.state'), width: 190, render: (row) => <State of={row} /> },
    { key: 'sent', title: t('column.sent'), width: 110, align: 'right', render: (row) => format.number(row.sent) },
    { key: 'waiting', title: t('column.waiting'), width: 90, align: 'right', render: (row) => format.number(row.waiting) },
    { key: 'dead', title: t('column.dead'), width: 130, align: 'right', render: (row) => <span className={row.dead > 0 ? styles.bad : undefined}>{format.number(row.dead)}</span> },
    { key: 'last', title: t('column.last'), width: 150, render: (row) => (row.lastSuccessAt ? <RelativeTime at={row.lastSuccessAt} /> : '–') },
  ];
}
