import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { DataTable, type DataColumn } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { RelativeTime } from '@/components/RelativeTime';
import { SourceTag } from '@/components/SourceTag';
import { useFormat } from '@/lib/format/useFormat';
import { useNarrow } from '@/components/useNarrow';
import { usePages } from '@/lib/usePages';
import { useIdentifierTypes } from '@/lib/useIdentifierTypes';
import { useSourceNames } from '@/features/sources/public';
import { readConflicts, type Conflict } from './api';
import styles from './identity.module.css';
import { ProfileName } from './ProfileName';

/** Merges that a rule forbade, for a steward to look at: the newest first. */
export default function ConflictsPage() {
  const { t } = useTranslation('identity');
  const navigate = useNavigate();
  const list = usePages(['identity', 'conflicts'], readConflicts);
  return (
    <>
      <PageHeader title={t('conflicts.title')} text={t('conflicts.text')} actions={<Link to="/identity">{t('conflicts.toRules')}</Link>} />
      <Panel flush>
        <DataTable<Conflict> label={t('conflicts.title')} columns={useColumns()} rows={list.items} rowKey={(row) => String(row.id)} loading={list.loading} error={list.error} onRetry={list.retry}
          hasMore={list.hasMore} loadingMore={list.loadingMore} onMore={list.loadMore} onOpen={(row) => void navigate(`/profiles/${row.profile}`)} empty={<EmptyState compact title={t('conflicts.empty')} text={t('conflicts.emptyText')} />} />
      </Panel>
    </>
  );
}

function useColumns(): DataColumn<Conflict>[] {
  const { t } = useTranslation('identity');
  const format = useFormat();
  const narrow = useNarrow();
  const typeName = useIdentifierTypes();
  const sourceName = useSourceNames();
  const what: DataColumn<Conflict> = {
    key: 'value', title: t('conflicts.value'), width: narrow ? undefined : 300, render: (row) => <div className={styles.what}><b translate="no">{row.type === 'phone' ? format.phone(row.value) : row.value}</b><small>{typeName(row.type)}{narrow && ` · ${t(`conflicts.reasons.${row.reason}`)}`}</small></div>,
  };
  const profile = (id: string) => <ProfileName key={id} id={id} />;
  const who: DataColumn<Conflict> = { key: 'profiles', title: t('conflicts.profiles'), width: narrow ? 150 : 320, render: (row) => <span className={styles.links}>{profile(row.profile)}{row.others.slice(0, 3).map(profile)}{row.others.length > 3 && <small>{t('conflicts.more', { count: row.others.length - 3 })}</small>}</span> };
  if (narrow) return [what, who];
  return [
    what,
    { key: 'reason', title: t('conflicts.reason'), render: (row) => t(`conflicts.reasons.${row.reason}`) },
    who,
    { key: 'record', title: t('conflicts.record'), width: 230, render: (row) => row.record.source ? <><SourceTag source={row.record.source} name={sourceName(row.record.source)} /> <code>{row.record.externalId}</code></> : '–' },
    { key: 'at', title: t('conflicts.at'), width: 140, render: (row) => <RelativeTime at={row.at} /> },
  ];
}
