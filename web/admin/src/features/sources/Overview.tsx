import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Meter } from '@/components/Meter';
import { Bones, Figures, Panel } from '@/components/Panel';
import { RelativeTime } from '@/components/RelativeTime';
import { useFormat } from '@/lib/format/useFormat';
import { useSession } from '@/lib/session';
import { qualityQuery, type SourceQuality } from '@/features/quality/public';
import { liveStatsQuery, type Source } from './api';
import { Activity } from './Activity';
import styles from './sources.module.css';

/** What came from a source, and what it knows. */
export function Overview({ source }: { source: Source }) {
  const { t } = useTranslation('sources');
  const format = useFormat();
  const { can } = useSession();
  const stats = useQuery({ ...liveStatsQuery, enabled: can('stats:read') });
  const own = stats.data?.sources.find((one) => one.source === source.key);
  return (
    <>
      <Figures loading={stats.isPending && can('stats:read')} items={[
        { label: t('figure.received'), value: format.number(own?.received ?? 0) },
        { label: t('figure.stored'), value: format.number(own?.stored ?? 0) },
        { label: t('figure.duplicate'), value: format.number(own?.duplicate ?? 0) },
        { label: t('figure.quarantined'), value: own?.quarantined ? <Link to={`/quarantine?source=${encodeURIComponent(source.key)}`}>{format.number(own.quarantined)}</Link> : '0', tone: own?.quarantined ? 'warn' : undefined },
        { label: t('figure.last'), value: own?.lastReceivedAt ? <span className={styles.when}><RelativeTime at={own.lastReceivedAt} /></span> : '–' },
      ]} />
      <div className={styles.gap} />
      {can('stats:read') && <Activity source={source.key} />}
      {can('stats:read') && <Inventory source={source.key} />}
    </>
  );
}

function Inventory({ source }: { source: string }) {
  const { t } = useTranslation('sources');
  const format = useFormat();
  const { data, isPending } = useQuery(qualityQuery);
  const own = data?.sources.find((one) => one.source === source);
  const when = data?.computedAt && <>{t('inventory.at')} <RelativeTime at={data.computedAt} /></>;
  return (
    <Panel title={t('inventory.title')} text={when} actions={<Link to="/quality">{t('inventory.quality')}</Link>}>
      {isPending ? <Bones lines={5} /> : !own || own.records === 0 ? <p className={styles.faint}>{t('inventory.none')}</p> : (
        <div className={styles.inventory}>
          <div>
            <h3>{t('inventory.traits', { count: own.traits.length })}</h3>
            <Shares items={own.traits} of={own.records} what={t('inventory.share')} />
          </div>
          <div>
            <h3>{t('inventory.identifiers')}</h3>
            <Shares items={own.identifiers.map(({ type, records }) => ({ name: type, records }))} of={own.records} what={t('inventory.share')} />
            <p className={styles.runs}>{t('inventory.records', { count: own.records, text: format.number(own.records) })}, {t('inventory.profiles', { count: own.profiles, text: format.number(own.profiles) })}</p>
          </div>
        </div>
      )}
    </Panel>
  );
}

function Shares({ items, of, what }: { items: SourceQuality['traits']; of: number; what: string }) {
  const format = useFormat();
  return (
    <ul className={styles.shares}>
      {[...items].sort((a, b) => b.records - a.records).map((item) => (
        <li key={item.name}><code>{item.name}</code><Meter share={item.records / of} label={`${format.number(item.records)} ${what}`} /></li>
      ))}
    </ul>
  );
}
