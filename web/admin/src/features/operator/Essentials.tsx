import { WarningOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Skeleton, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Panel } from '@/components/Panel';
import { Contacts, EventRow, historyQuery, latestEventsQuery, Notes, profileName, Relations, Traits, useCard } from '@/features/profiles/public';
import { ProfileTasks } from '@/features/tasks/public';
import styles from './operator.module.css';

/** What an operator needs of a customer, on one screen. */
export function Essentials({ timer, form }: { timer: ReactNode; form: ReactNode }) {
  const { t } = useTranslation('operator');
  const { profile, traits, sourceName } = useCard();
  const events = useQuery(latestEventsQuery(profile.id));
  const history = useQuery(historyQuery(profile.id));
  const conflicts = history.data?.conflicts.length ?? 0;
  return (
    <>
      <header className={styles.head}>
        <h2 translate="no">{profileName(profile).text || t('profiles:unnamed')}</h2>
        {profile.kind === 'account' && <Tag>{t('profiles:kinds.account')}</Tag>}
        {conflicts > 0 && <Link className={styles.warn} to={`/profiles/${profile.id}?tab=identity`}><WarningOutlined /> {t('profiles:card.conflicts', { count: conflicts })}</Link>}
        <Link to={`/profiles/${profile.id}`}>{t('wholeCard')}</Link>
        {timer}
      </header>
      <div className={styles.columns}>
        <div className={styles.stack}>
          <Contacts />
          <Traits brief />
          <Relations />
        </div>
        <div className={styles.stack}>
          <Panel dense title={t('latest')}>
            {events.data === undefined ? (events.error ? <p className={styles.calm}>{t('profiles:timeline.none')}</p> : <Skeleton active paragraph={{ rows: 8 }} title={false} />)
              : events.data.length === 0 ? <p className={styles.calm}>{t('profiles:timeline.none')}</p>
                : <ol className={styles.events}>{events.data.map((event) => <EventRow key={event.position} event={event} traits={traits} sourceName={sourceName} isDated />)}</ol>}
          </Panel>
        </div>
        <div className={styles.stack}>
          {form}
          <ProfileTasks profileId={profile.id} />
          <Notes profileId={profile.id} />
        </div>
      </div>
    </>
  );
}
