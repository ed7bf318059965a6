import { EllipsisOutlined, MergeCellsOutlined, PhoneOutlined, PlusOutlined, WarningOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Tag, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { ActionMenu } from '@/components/ActionMenu';
import { CopyButton } from '@/components/Copyable';
import { PageHeader } from '@/components/PageHeader';
import { RelativeTime } from '@/components/RelativeTime';
import { SourceTag } from '@/components/SourceTag';
import { candidatesQuery } from '@/features/matching/public';
import { useFormat } from '@/lib/format/useFormat';
import { useNow } from '@/lib/format/useNow';
import { useSession } from '@/lib/session';
import { profileName } from '../logic/names';
import { firstSeen } from '../logic/dates';
import { latestEventsQuery } from '../queries';
import { useCard } from './CardContext';
import styles from './card.module.css';

interface CardHeadProps {
  onMerge: () => void;
  conflicts: number;
  onConflicts: () => void;
}

/** Who it is, since when, what happened last, and what can be done. */
export function CardHead({ onMerge, conflicts, onConflicts }: CardHeadProps) {
  const { t } = useTranslation('profiles');
  const format = useFormat();
  const { can } = useSession();
  const navigate = useNavigate();
  const { profile, sourceName } = useCard();
  const latest = useQuery(latestEventsQuery(profile.id, 1));
  const name = profileName(profile);
  const sources = [...new Set(profile.records.map((record) => record.source))];
  return (
    <>
      <PageHeader isData title={name.text || t('unnamed')} parent={<Link to="/profiles">{t('title')}</Link>}
        text={
          <span className={styles.meta}>
            <Tag>{profile.kind === 'account' ? t('kinds.account') : t('kinds.person')}</Tag>
            {name.from !== 'traits' && <span>{t('card.noName')}</span>}
            <Candidates id={profile.id} />
            {conflicts > 0 && <Button size="small" type="text" icon={<WarningOutlined />} className={styles.warn} onClick={onConflicts}>{t('card.conflicts', { count: conflicts })}</Button>}
            <span className={styles.id}><code>{profile.id}</code><CopyButton value={profile.id} label={t('card.copyId')} /></span>
          </span>
        }
        actions={
          <>
            {can('service:write') && profile.kind === 'person' && <Button icon={<PhoneOutlined />} onClick={() => void navigate(`/operator?profile=${profile.id}`)}>{t('card.call')}</Button>}
            {can('service:write') && <Tooltip title="T"><Button icon={<PlusOutlined />} data-hotkey="t" onClick={() => document.querySelector<HTMLElement>('[data-task-title]')?.focus()}>{t('card.task')}</Button></Tooltip>}
            {can('profiles:write') && (
              <ActionMenu menu={{ items: [{ key: 'merge', icon: <MergeCellsOutlined />, label: t('merge.action'), onClick: onMerge }] }}>
                <Button icon={<EllipsisOutlined />} aria-label={t('card.more')} />
              </ActionMenu>
            )}
          </>
        } />
      <dl className={styles.key}>
        <Figure label={t('card.firstSeen')}>{format.date(firstSeen(profile))}</Figure>
        <Figure label={t('card.lastActivity')}>{latest.data ? (latest.data[0] ? <LastActivity at={latest.data[0].occurredAt} /> : t('card.noActivity')) : latest.error ? '–' : <span className={styles.wait} />}</Figure>
        {profile.segments.length > 0 && <Figure label={t('card.segments')}>{<span translate="no">{format.list(profile.segments.map((segment) => segment.name))}</span>}</Figure>}
        <Figure label={t('card.sources', { count: profile.records.length })}><span className={styles.tags}>{sources.map((source) => <SourceTag key={source} source={source} name={sourceName(source)} />)}</span></Figure>
      </dl>
    </>
  );
}

/** The way to the pairs of this profile that wait for a decision. */
function Candidates({ id }: { id: string }) {
  const { t } = useTranslation('profiles');
  const { can } = useSession();
  const { data: count = 0 } = useQuery({ ...candidatesQuery(id), enabled: can('matching:read') });
  return count > 0 ? <Link to={`/matching?profile=${id}`} className={styles.candidates}><MergeCellsOutlined /> {t('card.candidates', { count })}</Link> : null;
}

/** How long a time in the past stays clearer in words than as a date, in milliseconds. */
const recentMs = 7 * 86_400_000;

function LastActivity({ at }: { at: string }) {
  const format = useFormat();
  const now = useNow();
  return now - Date.parse(at) < recentMs ? <RelativeTime at={at} /> : <time dateTime={at}>{format.date(at)}</time>;
}

function Figure({ label, children }: { label: string; children: ReactNode }) {
  return <div><dt>{label}</dt><dd>{children}</dd></div>;
}
