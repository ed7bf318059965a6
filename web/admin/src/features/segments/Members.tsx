import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { DataTable, type DataColumn } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import { Panel } from '@/components/Panel';
import { RelativeTime } from '@/components/RelativeTime';
import { useTold } from '@/components/useTold';
import { cityOf, identifierText, profileName, type ProfileSummary } from '@/features/profiles/public';
import { useFormat } from '@/lib/format/useFormat';
import { usePages } from '@/lib/usePages';
import { useSession } from '@/lib/session';
import { useListOne } from './life/api';
import { loadMembers, type MembersPage, type Segment } from './api';

/** The people in a segment. */
export function Members({ segment }: { segment: Segment }) {
  const { t } = useTranslation('segments');
  const format = useFormat();
  const navigate = useNavigate();
  const pages = usePages<MembersPage, string>(['segments', 'members', segment.key, segment.version], (cursor, signal) => loadMembers(segment.key, cursor, signal));
  const columns = useColumns(segment);
  const { first } = pages;
  return (
    <Panel flush title={first ? t('members.count', { count: first.total, text: format.number(first.total) }) : t('section.members')} text={first && !first.isComplete ? t('count.incomplete') : undefined}>
      <DataTable<ProfileSummary> label={t('section.members')} columns={columns} rows={pages.items} rowKey={(row) => row.id} loading={pages.loading} error={pages.error} onRetry={pages.retry} onOpen={(row) => void navigate(`/profiles/${row.id}`)}
        hasMore={pages.hasMore} loadingMore={pages.loadingMore} onMore={pages.loadMore} empty={<EmptyState compact title={t('members.none')} text={t('members.noneText')} />} />
    </Panel>
  );
}

function useColumns(segment: Segment): DataColumn<ProfileSummary>[] {
  const { can } = useSession();
  const { done, failed } = useTold();
  const one = useListOne(segment.key);
  const takeOff = (profile: string) => one.mutate({ profile, isOn: false }, { onSuccess: () => done(t('list.removed')), onError: failed });
  const { t } = useTranslation('segments');
  const { t: profileWord } = useTranslation('profiles');
  const contact = (profile: ProfileSummary, type: string) => {
    const found = profile.identifiers.find((identifier) => identifier.type === type);
    return found ? identifierText(found) : '';
  };
  return [
    { key: 'name', title: profileWord('columns.name'), fixed: true, data: true, render: (row) => profileName(row).text || profileWord('unnamed') },
    { key: 'phone', title: profileWord('columns.phone'), width: 180, data: true, render: (row) => contact(row, 'phone') },
    { key: 'email', title: profileWord('columns.email'), width: 310, ellipsis: true, data: true, render: (row) => contact(row, 'email') },
    { key: 'city', title: profileWord('columns.city'), width: 150, data: true, render: (row) => cityOf(row.traits) },
    { key: 'updated', title: t('column.updated'), width: 150, render: (row) => <RelativeTime at={row.updatedAt} /> },
    ...(segment.kind === 'list' && can('segments:write') ? [{ key: 'off', title: '', width: 56, render: (row: ProfileSummary) => <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t('list.remove')} title={t('list.remove')} onClick={(event) => { event.stopPropagation(); takeOff(row.id); }} /> }] : []),
  ];
}
