import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Skeleton, Tabs } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useParams, useSearchParams } from 'react-router';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { Count, Panel } from '@/components/Panel';
import { useTold } from '@/components/useTold';
import { Orders, ProfileSegments } from '@/features/segments/public';
import { ProfileTasks } from '@/features/tasks/public';
import { isProblem } from '@/lib/api/problem';
import { historyQuery, noFilter, profileQuery, useCardAhead, type TimelineFilter } from '../queries';
import type { RecordAddress } from '../types';
import { CardHead } from './CardHead';
import { CardProvider, useCard } from './CardContext';
import { Contacts } from './Contacts';
import { Identifiers } from './Identifiers';
import { Identity } from './Identity';
import { IdentityDialog, type IdentityChange } from './IdentityDialog';
import { MergeSearch } from './MergeSearch';
import { Notes } from './Notes';
import { Records } from './Records';
import { Relations } from './Relations';
import { Timeline, TimelineSkeleton } from './Timeline';
import { TimelineFilters } from './TimelineFilters';
import { Traits } from './Traits';
import { useHotkeys } from './useHotkeys';
import { profileName } from '../logic/names';
import styles from './card.module.css';

export default function ProfilePage() {
  const { t } = useTranslation('profiles');
  const { id = '' } = useParams();
  const { data: profile, error, refetch } = useQuery(profileQuery(id));
  useCardAhead(id);
  if (isProblem(error, 'profile-not-found') && !profile) return <EmptyState title={t('card.notFound')} text={t('card.notFoundText')} action={<Link to="/profiles">{t('card.toList')}</Link>} />;
  if (error && !profile) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!profile) return <CardSkeleton />;
  // An id that was merged away leads to the profile that it is part of now.
  if (profile.id !== id) return <Navigate to={`/profiles/${profile.id}`} replace />;
  return <CardProvider key={id} profile={profile}><Card /></CardProvider>;
}

type Tab = 'timeline' | 'orders' | 'records' | 'identity';

function Card() {
  const { t } = useTranslation('profiles');
  const { done } = useTold();
  const queries = useQueryClient();
  const { profile } = useCard();
  const [parameters, setParameters] = useSearchParams();
  const [filter, setFilter] = useState<TimelineFilter>(noFilter);
  const [change, setChange] = useState<IdentityChange | null>(null);
  const [merging, setMerging] = useState(false);
  const history = useQuery(historyQuery(profile.id));
  useHotkeys();
  const tab = (parameters.get('tab') ?? 'timeline') as Tab;
  const show = (next: string) => setParameters(next === 'timeline' ? {} : { tab: next }, { replace: true });
  const split = (records: RecordAddress[]) => setChange({
    id: profile.id, action: 'unmerge', body: { records }, title: t('identity.splitTitle'), text: t('identity.splitText', { count: records.length }), verb: t('identity.splitVerb'),
  });
  const join = (other: { id: string } & Parameters<typeof profileName>[0]) => {
    setMerging(false);
    setChange({ id: profile.id, action: 'merge', body: { with: other.id }, title: t('merge.confirmTitle'), text: t('merge.confirmText', { name: profileName(other).text || t('unnamed') }), verb: t('merge.verb') });
  };
  const events = (history.data?.history.length ?? 0) + (history.data?.conflicts.length ?? 0);
  return (
    <>
      <CardHead onMerge={() => setMerging(true)} conflicts={history.data?.conflicts.length ?? 0} onConflicts={() => show('identity')} />
      <div className={styles.card} data-tab={tab}>
        <div className={styles.who}>
          <Contacts />
          <Traits />
          <Identifiers />
          <ProfileSegments segments={profile.segments} computed={profile.computed} />
          <Relations />
        </div>
        <div className={styles.main}>
          {/* Beside the tabs and not among them: a list of tabs holds tabs alone. */}
          {tab === 'timeline' && <span className={styles.beside}><TimelineFilters filter={filter} onChange={setFilter} /></span>}
          <Tabs activeKey={tab} onChange={show} className={styles.tabs} items={[
            { key: 'timeline', label: t('tabs.timeline'), children: <Timeline filter={filter} history={history.data?.history ?? []} /> },
            ...(profile.kind === 'person' ? [{ key: 'orders', label: t('tabs.orders'), children: <Orders profileId={profile.id} /> }] : []),
            { key: 'records', label: <>{t('tabs.records')} <Count of={profile.records.length} /></>, children: <Records onSplit={split} /> },
            { key: 'identity', label: <>{t('tabs.identity')} {events > 0 && <Count of={events} />}</>, children: <Identity history={history.data} error={history.error} onUndo={split} /> },
          ]} />
        </div>
        <div className={styles.work}>
          <ProfileTasks profileId={profile.id} />
          <Notes profileId={profile.id} />
        </div>
      </div>
      <MergeSearch open={merging} onClose={() => setMerging(false)} onChoose={join} />
      <IdentityDialog change={change} onClose={() => setChange(null)} onDone={() => {
        done(change?.action === 'merge' ? t('merge.done') : t('identity.splitDone'));
        setChange(null);
        queries.removeQueries({ queryKey: ['profiles', 'preview'] });
      }} />
    </>
  );
}

function CardSkeleton() {
  const { t } = useTranslation('profiles');
  const { t: app } = useTranslation();
  useEffect(() => { document.title = `${t('title')} · ${app('product')}`; }, [t, app]);
  return (
    <div aria-busy="true" aria-label={app('shell.loading')} role="status">
      <div className={styles.headSkeleton}><Skeleton active title={{ width: 280 }} paragraph={{ rows: 2, width: [420, 620] }} /></div>
      <div className={styles.card}>
        <div className={styles.who}><Panel dense><Skeleton active paragraph={{ rows: 4 }} /></Panel><Panel dense><Skeleton active paragraph={{ rows: 8 }} /></Panel></div>
        <div className={styles.main}><TimelineSkeleton /></div>
        <div className={styles.work}><Panel dense><Skeleton active paragraph={{ rows: 3 }} /></Panel></div>
      </div>
    </div>
  );
}
