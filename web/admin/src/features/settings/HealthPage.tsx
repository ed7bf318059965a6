import { useQuery } from '@tanstack/react-query';
import { Alert, Progress, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '@/components/DataTable';
import { ErrorState } from '@/components/ErrorState';
import { RelativeTime } from '@/components/RelativeTime';
import { api, body } from '@/lib/api/client';
import { useFormat } from '@/lib/format/useFormat';
import { statsQuery } from '@/lib/workspace';
import { SettingsFrame } from './SettingsFrame';
import styles from './settings.module.css';

// A follower that is this far behind is worth a look: searches and live views show the base as it was then.
const lagSecondsMax = 60;

/** Whether the server is well: the ledger, what follows it, the room that is left. Looks again every five seconds. */
export default function HealthPage() {
  const { t, i18n } = useTranslation('settings');
  const format = useFormat();
  const system = useQuery({ queryKey: ['system'], queryFn: ({ signal }) => body(api.GET('/api/system', { signal })), refetchInterval: 5_000 });
  const stats = useQuery({ ...statsQuery, refetchInterval: 5_000 });
  if (system.error && !system.data) return <SettingsFrame section="health"><ErrorState error={system.error} onRetry={() => void system.refetch()} /></SettingsFrame>;
  const state = system.data;
  const name = (follower: string) => (i18n.exists(`settings:health.followers.${follower}`) ? t(`health.followers.${follower}`) : follower);
  return (
    <SettingsFrame section="health">
      {state?.ledger.stoppedBecause && <Alert type="error" showIcon className={styles.verdict} title={t('health.stopped')} description={state.ledger.stoppedBecause} />}
      {state && (
        <dl className={styles.tiles}>
          <Tile label={t('health.version')} value={state.version} more={<>{t('health.started')} <RelativeTime at={state.startedAt} /></>} />
          <Tile label={t('health.stored')} value={format.bytes(state.storedBytes)} more={t('health.free', { size: format.bytes(state.freeBytes) })} />
          <Tile label={t('health.memory')} value={format.bytes(state.memoryBytes)} />
          <Tile label={t('health.head')} value={format.number(state.ledger.head)} />
          <Tile label={t('health.queue')} value={format.number(state.queue.waiting)} more={<Progress percent={(100 * state.queue.waiting) / state.queue.limit} size="small" showInfo={false} aria-label={t('health.queue')} />} />
          {stats.data && <Tile label={t('health.received')} value={format.number(stats.data.received)} more={t('health.became', { stored: format.number(stats.data.stored), duplicate: format.number(stats.data.duplicate), quarantined: format.number(stats.data.quarantined) })} />}
        </dl>
      )}
      <section className={styles.block}>
        <h2>{t('health.followersTitle')}</h2>
        <DataTable label={t('health.followersTitle')} rows={state?.followers ?? []} rowKey={(row) => row.name} loading={system.isPending} columns={[
          { key: 'name', title: t('health.follower'), render: (row) => name(row.name) },
          { key: 'position', title: t('health.position'), width: 140, align: 'right', render: (row) => format.number(row.position) },
          { key: 'gap', title: t('health.gap'), width: 150, align: 'right', render: (row) => format.number(row.gap) },
          { key: 'lag', title: t('health.lag'), width: 150, align: 'right', render: (row) => format.duration(row.lagSeconds) },
          { key: 'state', title: t('health.state'), width: 150, render: (row) => (row.error !== null ? <Tag color="error" title={row.error} translate="no">{t('health.failed')}</Tag> : row.gap === 0 ? <Tag color="success">{t('health.current')}</Tag> : row.lagSeconds > lagSecondsMax ? <Tag color="warning">{t('health.behind')}</Tag> : <Tag>{t('health.following')}</Tag>) },
        ]} />
      </section>
    </SettingsFrame>
  );
}

function Tile({ label, value, more }: { label: string; value: string; more?: ReactNode }) {
  return <div className={styles.tile}><dt>{label}</dt><dd>{value}</dd>{more && <dd>{more}</dd>}</div>;
}
