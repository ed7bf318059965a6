import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Allowed } from '@/components/Allowed';
import { DataTable, type DataColumn } from '@/components/DataTable';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { RelativeTime } from '@/components/RelativeTime';
import styles from '../segments.module.css';
import { computedQuery, type Computed } from './api';
import { ComputedDrawer } from './ComputedDrawer';
import { useComputedLabels } from './labels';

/** Values that are worked out of what people did: those that every base has, and one's own. */
export default function ComputedPage() {
  const { t } = useTranslation('segments');
  const label = useComputedLabels();
  const { data, error, isPending, refetch } = useQuery(computedQuery);
  const [open, setOpen] = useState<Computed | 'new' | null>(null);
  const rows = [...(data ?? [])].sort((a, b) => Number(a.builtIn) - Number(b.builtIn));
  const columns: DataColumn<Computed>[] = [
    { key: 'name', title: t('computed.one'), fixed: true, render: (row) => <div className={styles.name}><b translate={row.builtIn ? undefined : 'no'}>{label(row.key)}</b><small><code>{row.key}</code></small></div> },
    { key: 'type', title: t('computed.type'), width: 160, render: (row) => t(`computed.types.${row.type}`) },
    { key: 'from', title: t('computed.from'), width: 240, render: (row) => (row.builtIn ? t('computed.builtIn') : <>{t('computed.own')}{row.updatedAt && <div className={styles.soft}><RelativeTime at={row.updatedAt} /> <span translate="no">{row.updatedBy}</span></div>}</>) },
  ];
  return (
    <>
      <PageHeader title={t('computed.title')} text={t('computed.text')} parent={<Link to="/segments">{t('title')}</Link>} actions={<Allowed scope="segments:write"><Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen('new')}>{t('computed.new')}</Button></Allowed>} />
      <Panel flush>
        <DataTable<Computed> label={t('computed.title')} columns={columns} rows={rows} rowKey={(row) => row.key} loading={isPending} error={error} onRetry={() => void refetch()} onOpen={(row) => { if (!row.builtIn) setOpen(row); }} />
      </Panel>
      <ComputedDrawer open={open !== null} computed={open === 'new' ? null : open} onClose={() => setOpen(null)} />
    </>
  );
}
