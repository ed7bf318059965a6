import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { DataTable, type DataColumn } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import { Panel } from '@/components/Panel';
import { RelativeTime } from '@/components/RelativeTime';
import { cityOf, identifierText, profileName, type ProfileSummary } from '@/features/profiles/public';
import { useFormat } from '@/lib/format/useFormat';
import { usePages } from '@/lib/usePages';
import { loadMembers, type MembersPage, type Segment } from './api';

/** The people in a segment. */
export function Members({ segment }: { segment: Segment }) {
  const { t } = useTranslation('segments');
  const format = useFormat();
  const navigate = useNavigate();
  const pages = usePages<MembersPage, string>(['segments', 'members', segment.key, segment.version], (cursor, signal) => loadMembers(segment.key, cursor, signal));
  const columns = useColumns();
  const { first } = pages;
  return (
    <Panel flush title={first ? t('members.count', { count: first.total, text: format.number(first.total) }) : t('section.members')} text={first && !first.isComplete ? t('count.incomplete') : undefined}>
      <DataTable<ProfileSummary> label={t('section.members')} columns={columns} rows={pages.items} rowKey={(row) => row.id} loading={pages.loading} error={pages.error} onRetry={pages.retry} onOpen={(row) => void navigate(`/profiles/${row.id}`)}
        hasMore={pages.hasMore} loadingMore={pages.loadingMore} onMore={pages.loadMore} empty={<EmptyState compact title={t('members.none')} text={t('members.noneText')} />} />
    </Panel>
  );
}

function useColumns(): DataColumn<ProfileSummary>[] {
  const { t } = useTranslation('segments');
  const { t: profileWord } = useTranslation('profiles');
  const contact = (profile: ProfileSummary, type: string) => {
    const found = profile.identifiers.find((identifier) => identifier.type === type);
    return found ? identifierText(found) : '';
  };
  return [
    { key: 'name', title: profileWord('columns.name'), fixed: true, data: true, render: (row) => profileName(row).text || profileWord('unnamed') },
    { key: 'phone', title: profileWord('columns.phone'), width: 180, data: true, render: (row) => contact(row, 'phone') },
    { key: 'email', title: profileWord('columns.email'), width: 280, data: true, render: (row) => contact(row, 'email') },
    { key: 'city', title: profileWord('columns.city'), width: 150, data: true, render: (row) => cityOf(row.traits) },
    { key: 'updated', title: t('column.updated'), width: 150, render: (row) => <RelativeTime at={row.updatedAt} /> },
  ];
}
