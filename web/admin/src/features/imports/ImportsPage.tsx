import { UploadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { Allowed } from '@/components/Allowed';
import { DataTable, type DataColumn } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { RelativeTime } from '@/components/RelativeTime';
import { SourceTag } from '@/components/SourceTag';
import { useFormat } from '@/lib/format/useFormat';
import { useNarrow } from '@/components/useNarrow';
import { useSourceNames } from '@/features/sources/public';
import { importsQuery, type Import } from './api';
import styles from './imports.module.css';
import { State } from './State';

/** Files that were loaded, are being loaded, or wait for it. */
export default function ImportsPage() {
  const { t } = useTranslation('imports');
  const navigate = useNavigate();
  const { data, isPending, error, refetch } = useQuery(importsQuery);
  const add = <Allowed scope="imports:write"><Link to="/imports/new"><Button type="primary" icon={<UploadOutlined />} tabIndex={-1}>{t('list.add')}</Button></Link></Allowed>;
  return (
    <>
      <PageHeader title={t('list.title')} text={t('list.text')} actions={add} />
      <Panel flush>
        <DataTable<Import> label={t('list.title')} columns={useColumns()} rows={data ?? []} rowKey={(row) => String(row.id)} loading={isPending} error={error} onRetry={() => void refetch()}
          onOpen={(row) => void navigate(`/imports/${row.id}`)} empty={<EmptyState compact title={t('list.empty')} text={t('list.emptyText')} action={add} />} />
      </Panel>
    </>
  );
}

function useColumns(): DataColumn<Import>[] {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const narrow = useNarrow();
  const sourceName = useSourceNames();
  const file: DataColumn<Import> = {
    key: 'name', title: t('column.file'), render: (row) => (
      <div className={styles.file}>
        <Link to={`/imports/${row.id}`} tabIndex={-1} translate="no">{row.name}</Link>
        <small>{t(`kind.${row.kind}`)}, {format.bytes(row.bytes)}{narrow && <>, <RelativeTime at={row.createdAt} /></>}</small>
      </div>
    ),
  };
  const state: DataColumn<Import> = { key: 'state', title: t('column.state'), width: narrow ? 130 : 200, render: (row) => <State of={row} /> };
  if (narrow) return [file, state];
  return [
    file,
    { key: 'source', title: t('column.source'), width: 190, render: (row) => <SourceTag source={row.source} name={sourceName(row.source)} /> },
    state,
    { key: 'rows', title: t('column.rows'), width: 120, align: 'right', render: (row) => row.rows > 0 ? format.number(row.rows) : '–' },
    { key: 'refused', title: t('column.refused'), width: 120, align: 'right', render: (row) => row.rows === 0 ? '–' : <span data-warn={row.refused > 0} className={styles.count}>{format.number(row.refused)}</span> },
    { key: 'at', title: t('column.at'), width: 150, render: (row) => <RelativeTime at={row.createdAt} /> },
  ];
}
