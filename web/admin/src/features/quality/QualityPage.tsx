import { ReloadOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Allowed } from '@/components/Allowed';
import { DataTable, type DataColumn } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import { Meter, Parts } from '@/components/Meter';
import { PageHeader } from '@/components/PageHeader';
import { Figures, Panel } from '@/components/Panel';
import { RelativeTime } from '@/components/RelativeTime';
import { useTold } from '@/components/useTold';
import { api } from '@/lib/api/client';
import { useFormat } from '@/lib/format/useFormat';
import { useSourceNames } from '@/features/sources/public';
import { Details } from './Details';
import { qualityQuery, type Quality, type SourceQuality } from './public';
import styles from './quality.module.css';
import { useFreshnessParts } from './useFreshnessParts';

/** What the data of each source is like: what is filled, what is wrong, what is old. */
export default function QualityPage() {
  const { t } = useTranslation('quality');
  const queries = useQueryClient();
  const { failed } = useTold();
  const { data, isPending, error, refetch } = useQuery(qualityQuery);
  const refresh = useMutation({
    mutationFn: () => api.POST('/api/quality/refresh'),
    onError: failed,
    // It is being counted from now on, also if the next look comes before the server has begun.
    onSuccess: () => queries.setQueryData(qualityQuery.queryKey, (known) => known && { ...known, running: true }),
  });
  const columns = useColumns();
  const running = data?.running ?? false;
  const again = (
    <span className={styles.when} role="status">
      {running ? t('running') : data?.computedAt ? <>{t('at')} <RelativeTime at={data.computedAt} /></> : null}
      <Allowed scope="catalogue:write"><Button icon={<ReloadOutlined spin={running} />} disabled={running || refresh.isPending} onClick={() => refresh.mutate()}>{t('refresh')}</Button></Allowed>
    </span>
  );
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} actions={again} />
      {data?.computedAt === null && !running ? <EmptyState title={t('never')} text={t('neverText')} /> : (
        <>
          <Totals quality={data} />
          <div className={styles.gap} />
          <Panel flush>
            <DataTable<SourceQuality> label={t('sources')} chooser="quality" tools={<h2 className={styles.title}>{t('sources')}</h2>} columns={columns} rows={data?.sources ?? []} rowKey={(row) => row.source} loading={isPending} error={error} onRetry={() => void refetch()} expandedRow={(row) => <Details of={row} />} />
          </Panel>
        </>
      )}
    </>
  );
}

function Totals({ quality }: { quality?: Quality }) {
  const { t } = useTranslation('quality');
  const format = useFormat();
  const sum = (of: (source: SourceQuality) => number) => quality?.sources.reduce((total, source) => total + of(source), 0) ?? 0;
  const records = sum((source) => source.records);
  const profiles = quality?.totals.profiles ?? 0;
  return (
    <Figures loading={!quality} items={[
      { label: t('total.profiles'), value: format.number(profiles), note: quality && quality.totals.accounts > 0 ? t('total.accounts', { count: quality.totals.accounts, text: format.number(quality.totals.accounts) }) : undefined },
      { label: t('total.records'), value: format.number(records), note: profiles > 0 ? t('total.perProfile', { text: format.number(Math.round((100 * records) / profiles) / 100) }) : undefined },
      { label: t('total.phone'), value: format.percent(records > 0 ? sum((source) => source.withPhone) / records : null), note: t('total.ofRecords') },
      { label: t('total.email'), value: format.percent(records > 0 ? sum((source) => source.withEmail) / records : null), note: t('total.ofRecords') },
      { label: t('total.invalid'), value: format.number(sum((source) => source.invalidPhone + source.invalidEmail)), tone: sum((source) => source.invalidPhone + source.invalidEmail) > 0 ? 'warn' : undefined },
      { label: t('total.conflicts'), value: <Link to="/conflicts">{format.number(sum((source) => source.conflicts))}</Link> },
    ]} />
  );
}

function useColumns(): DataColumn<SourceQuality>[] {
  const { t } = useTranslation('quality');
  const format = useFormat();
  const name = useSourceNames();
  const parts = useFreshnessParts();
  const fill = (count: number, row: SourceQuality, label: string) => <Meter share={row.records > 0 ? count / row.records : null} label={`${label}: ${format.number(count)}`} />;
  const wrong = (count: number, row: SourceQuality) => <span data-warn={count > 0} className={styles.wrong} title={row.records > 0 ? format.percent(count / row.records) : undefined}>{format.number(count)}</span>;
  return [
    { key: 'source', title: t('column.source'), fixed: true, data: true, render: (row) => <Link to={`/sources/${encodeURIComponent(row.source)}`} className={styles.source}>{name(row.source)}</Link> },
    { key: 'records', title: t('column.records'), width: 90, align: 'right', render: (row) => format.number(row.records) },
    { key: 'duplicates', title: t('column.duplicates'), width: 110, align: 'right', render: (row) => wrong(row.duplicates, row) },
    { key: 'perProfile', title: t('column.perProfile'), width: 120, align: 'right', hidden: true, render: (row) => format.number(Math.round(row.recordsPerProfile * 100) / 100) },
    { key: 'phone', title: t('column.phone'), width: 132, render: (row) => fill(row.withPhone, row, t('column.phone')) },
    { key: 'email', title: t('column.email'), width: 132, render: (row) => fill(row.withEmail, row, t('column.email')) },
    { key: 'invalid', title: t('column.invalid'), width: 110, align: 'right', render: (row) => <span title={t('invalidOf', { phones: format.number(row.invalidPhone), emails: format.number(row.invalidEmail) })}>{wrong(row.invalidPhone + row.invalidEmail, row)}</span> },
    { key: 'conflicts', title: t('column.conflicts'), width: 122, align: 'right', render: (row) => wrong(row.conflicts, row) },
    { key: 'quarantined', title: t('column.quarantined'), width: 124, align: 'right', render: (row) => row.quarantined > 0 ? <Link to={`/quarantine?source=${encodeURIComponent(row.source)}`}>{format.number(row.quarantined)}</Link> : '0' },
    { key: 'fresh', title: t('column.fresh'), width: 140, render: (row) => <Parts parts={parts(row)} label={t('column.fresh')} /> },
    { key: 'last', title: t('column.last'), width: 140, hidden: true, render: (row) => <RelativeTime at={row.lastReceivedAt} /> },
  ];
}
