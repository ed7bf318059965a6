import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { Allowed } from '@/components/Allowed';
import { DataTable, type DataColumn } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { RelativeTime } from '@/components/RelativeTime';
import { useFormat } from '@/lib/format/useFormat';
import { segmentsQuery, type Segment } from './api';
import { freshSeconds } from './life/Life';
import { NewList } from './life/NewList';
import { toForm } from './logic/toForm';
import styles from './segments.module.css';
import { Sentence } from './Sentence';

/** All segments: what each is called, whom it holds, and who has changed it. */
export default function SegmentsPage() {
  const { t } = useTranslation('segments');
  const navigate = useNavigate();
  const format = useFormat();
  const { data, error, isPending, refetch } = useQuery(segmentsQuery);
  const [text, setText] = useState('');
  const all = data ?? [];
  const sought = text.trim().toLocaleLowerCase();
  const rows = all.filter(({ key, name, description }) => [key, name, description].some((part) => part.toLocaleLowerCase().includes(sought)));
  const columns: DataColumn<Segment>[] = [
    { key: 'name', title: t('column.name'), fixed: true, render: (row) => <div className={styles.name}><b translate="no">{row.name}</b><small>{row.description ? <span translate="no">{row.description}</span> : row.kind === 'list' ? t('list.said') : <Sentence form={toForm(row.rule)} />}</small></div> },
    { key: 'size', title: t('column.size'), width: 110, align: 'right', render: (row) => (row.state === 'filling' ? '…' : format.number(row.size)) },
    { key: 'moved', title: t('column.moved'), width: 130, align: 'right', render: (row) => <span className={styles.soft}>{row.entered24h + row.exited24h === 0 ? '–' : <>{row.entered24h > 0 ? `+${format.number(row.entered24h)}` : 0} / {row.exited24h > 0 ? `−${format.number(row.exited24h)}` : 0}</>}</span> },
    { key: 'state', title: t('column.state'), width: 140, render: (row) => t(`life.${row.state === 'live' ? (row.lagSeconds < freshSeconds ? 'fresh' : 'behind') : row.state}`) },
    { key: 'updated', title: t('column.updated'), width: 200, render: (row) => <span><RelativeTime at={row.updatedAt} /> <span className={styles.soft} translate="no">{row.updatedBy}</span></span> },
  ];
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} actions={<><Link to="/computed"><Button tabIndex={-1}>{t('computed.title')}</Button></Link>{all.length > 1 && <Link to="/segments/overlap"><Button tabIndex={-1}>{t('overlap.link')}</Button></Link>}<Allowed scope="segments:write"><NewList /><Link to="/segments/new"><Button type="primary" icon={<PlusOutlined />} tabIndex={-1}>{t('new')}</Button></Link></Allowed></>} />
      <Panel flush>
        <DataTable<Segment> label={t('title')} columns={columns} rows={rows} rowKey={(row) => row.key} loading={isPending} error={error} onRetry={() => void refetch()} onOpen={(row) => void navigate(`/segments/${row.key}`)}
          tools={all.length > 5 ? <div className={styles.filters}><Input type="search" value={text} onChange={(event) => setText(event.target.value)} placeholder={t('search')} aria-label={t('search')} className={styles.search} /></div> : undefined}
          empty={<EmptyState compact title={all.length > 0 ? t('noMatch') : t('empty')} text={all.length > 0 ? undefined : t('emptyText')} />} />
      </Panel>
    </>
  );
}
