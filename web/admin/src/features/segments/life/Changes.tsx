import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { DataTable, type DataColumn } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import { Panel } from '@/components/Panel';
import { RelativeTime } from '@/components/RelativeTime';
import { useFormat } from '@/lib/format/useFormat';
import { usePages } from '@/lib/usePages';
import type { Segment } from '../api';
import { loadChanges, type Change } from './api';

const refreshMs = 10_000;

/** Who came and who went, when and why. */
export function Changes({ segment }: { segment: Segment }) {
  const { t } = useTranslation('segments');
  const { t: profileWord } = useTranslation('profiles');
  const format = useFormat();
  const navigate = useNavigate();
  const pages = usePages<{ items: Change[]; next: string | null }, string>(['segments', 'changes', segment.key], (cursor, signal) => loadChanges(segment.key, cursor, signal), { refetchIntervalMs: refreshMs });
  const columns: DataColumn<Change>[] = [
    { key: 'change', title: t('changes.what'), fixed: true, render: (row) => (row.profileId === null ? t('changes.filled', { count: row.count, text: format.number(row.count) }) : t(`changes.${row.change}`)) },
    { key: 'who', title: t('changes.who'), render: (row) => (row.profileId === null ? '' : <span translate="no">{row.name ?? profileWord('unnamed')}</span>) },
    { key: 'reason', title: t('changes.why'), width: 240, render: (row) => t(`changes.reason.${row.reason}`) },
    { key: 'at', title: t('changes.when'), width: 150, render: (row) => <RelativeTime at={row.at} /> },
  ];
  return (
    <Panel flush title={t('section.changes')} text={t('changes.text')}>
      <DataTable<Change> label={t('section.changes')} columns={columns} rows={pages.items} rowKey={(row) => `${row.at} ${row.change} ${row.profileId ?? ''}`} loading={pages.loading} error={pages.error} onRetry={pages.retry}
        onOpen={(row) => { if (row.profileId !== null) void navigate(`/profiles/${row.profileId}`); }} hasMore={pages.hasMore} loadingMore={pages.loadingMore} onMore={pages.loadMore} empty={<EmptyState compact title={t('changes.none')} />} />
    </Panel>
  );
}
