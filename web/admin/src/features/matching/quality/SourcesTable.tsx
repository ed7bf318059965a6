import { useTranslation } from 'react-i18next';
import { DataTable, type DataColumn } from '@/components/DataTable';
import { Meter } from '@/components/Meter';
import { Panel } from '@/components/Panel';
import { SourceTag } from '@/components/SourceTag';
import { useSourceNames } from '@/features/sources/public';
import { useFormat } from '@/lib/format/useFormat';
import type { MatchQuality } from '../types';

type Row = MatchQuality['sources'][number];

/** Duplicates within each source, and how far its customers are known elsewhere. */
export function SourcesTable({ sources }: { sources: MatchQuality['sources'] }) {
  const { t } = useTranslation('matching');
  const format = useFormat();
  const name = useSourceNames();
  const columns: DataColumn<Row>[] = [
    { key: 'source', title: t('sources.source'), data: true, render: (row) => <SourceTag source={row.source} name={name(row.source)} /> },
    { key: 'records', title: t('sources.records'), width: 110, align: 'right', render: (row) => format.number(row.records) },
    { key: 'profiles', title: t('sources.profiles'), width: 120, align: 'right', render: (row) => format.number(row.profiles) },
    { key: 'duplicates', title: t('sources.duplicates'), width: 120, align: 'right', render: (row) => format.number(row.duplicates) },
    { key: 'share', title: t('sources.share'), width: 170, render: (row) => <Meter share={row.share} tone={row.share > 0.1 ? 'warn' : undefined} label={t('sources.shareOf', { duplicates: format.number(row.duplicates), records: format.number(row.records) })} /> },
    { key: 'others', title: t('sources.others'), width: 210, render: (row) => <Meter share={row.profiles > 0 ? row.withOthers / row.profiles : null} label={t('sources.othersOf', { others: format.number(row.withOthers), profiles: format.number(row.profiles) })} /> },
  ];
  return <Panel flush title={t('sources.title')} text={t('sources.text')}><DataTable<Row> label={t('sources.title')} columns={columns} rows={sources} rowKey={(row) => row.source} /></Panel>;
}
