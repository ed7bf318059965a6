import { CloseOutlined, DeleteOutlined, DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { DataTable, type DataColumn } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { RelativeTime } from '@/components/RelativeTime';
import { useConfirm } from '@/components/useConfirm';
import { useTold } from '@/components/useTold';
import { useSegmentNames } from '@/features/segments/public';
import { useFormat } from '@/lib/format/useFormat';
import { useSession } from '@/lib/session';
import { allExportsQuery, exportsQuery, fileOf, isActive, useRemoveExport, type Export } from './api';
import { State } from './State';
import { useColumnLabels } from './useColumns';
import styles from './exports.module.css';

/** Files of people that the person asked for; for who answers for the data, everybody's. */
export default function ExportsPage() {
  const { t } = useTranslation('exports');
  const { can } = useSession();
  const [query, setQuery] = useSearchParams();
  const ofAll = can('audit:read') && query.get('of') === 'all';
  const { data, error, isPending, refetch } = useQuery(ofAll ? allExportsQuery : exportsQuery);
  return (
    <>
      <PageHeader title={t('title')} text={t(ofAll ? 'allText' : 'text')} actions={can('audit:read') && (
        <Segmented value={ofAll ? 'all' : 'own'} onChange={(of) => setQuery(of === 'all' ? { of } : {}, { replace: true })} aria-label={t('whose')} options={(['own', 'all'] as const).map((of) => ({ value: of, label: t(`of.${of}`) }))} />
      )} />
      <Panel flush>
        <DataTable<Export> label={t('title')} columns={useTableColumns(ofAll)} rows={data ?? []} rowKey={(row) => row.id} loading={isPending} error={error} onRetry={() => void refetch()}
          empty={<EmptyState compact title={t('empty')} text={t('emptyText')} action={<Link to="/segments">{t('toSegments')}</Link>} />} />
      </Panel>
    </>
  );
}

function useTableColumns(ofAll: boolean): DataColumn<Export>[] {
  const { t } = useTranslation('exports');
  const format = useFormat();
  const segmentName = useSegmentNames();
  const label = useColumnLabels();
  return [
    { key: 'what', title: t('column.what'), fixed: true, render: (row) => (
      <div className={styles.what}>
        {row.segment === null ? t('byRule') : <Link to={`/segments/${row.segment}`} translate="no">{segmentName(row.segment)}</Link>}
        <small>{t(`format.${row.format}`)}: <span translate="no">{format.list(row.columns.map(label))}</span></small>
        {row.error && <small className={styles.error} lang="en">{row.error}</small>}
      </div>
    ) },
    ...(ofAll ? [{ key: 'by', title: t('column.by'), width: 190, data: true, render: (row: Export) => row.by }] : []),
    { key: 'state', title: t('column.state'), width: 150, render: (row) => <State of={row} /> },
    { key: 'rows', title: t('column.rows'), width: 110, align: 'right', render: (row) => format.number(row.rows) },
    { key: 'bytes', title: t('column.bytes'), width: 110, align: 'right', render: (row) => format.bytes(row.bytes) },
    { key: 'created', title: t('column.created'), width: 140, render: (row) => <RelativeTime at={row.createdAt} /> },
    { key: 'expires', title: t('column.expires'), width: 150, render: (row) => (row.state === 'done' ? <RelativeTime at={row.expiresAt} /> : '–') },
    ...(ofAll ? [] : [{ key: 'verbs', title: '', width: 150, align: 'right' as const, render: (row: Export) => <Verbs of={row} /> }]),
  ];
}

function Verbs({ of }: { of: Export }) {
  const { t } = useTranslation('exports');
  const confirm = useConfirm();
  const { done, failed } = useTold();
  const remove = useRemoveExport();
  const cancel = () => remove.mutate(of.id, { onSuccess: () => done(t('cancelled')), onError: failed });
  const ask = () => confirm({ title: t('removeTitle'), consequences: [t('removeText')], verb: t('app:delete'), danger: true, action: () => remove.mutateAsync(of.id).then(() => done(t('removed'))) });
  return (
    <span className={styles.verbs}>
      {of.state === 'done' && <Button size="small" icon={<DownloadOutlined />} href={fileOf(of)} download>{t('download')}</Button>}
      {isActive(of)
        ? <Button type="text" size="small" icon={<CloseOutlined />} onClick={cancel} loading={remove.isPending} aria-label={t('app:cancel')} title={t('app:cancel')} />
        : <Button type="text" size="small" icon={<DeleteOutlined />} onClick={ask} aria-label={t('app:delete')} title={t('app:delete')} />}
    </span>
  );
}
