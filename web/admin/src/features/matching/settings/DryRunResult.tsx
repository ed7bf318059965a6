import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Figures } from '@/components/Panel';
import { RelativeTime } from '@/components/RelativeTime';
import { profileName, type ProfileSummary } from '@/features/profiles/public';
import { useFormat } from '@/lib/format/useFormat';
import { Refused } from './Refused';
import styles from '../matching.module.css';
import { PairRows } from '../PairRows';
import type { TimedDryRun } from '../api';

/** Names of a cluster that are shown. */
const namesMax = 6;

/** What automatic merging would do: how many, which, what becomes large, which look like families. */
export function DryRunResult({ run }: { run: TimedDryRun }) {
  const { t } = useTranslation('matching');
  const format = useFormat();
  return (
    <div className={styles.bulk} role="region" aria-label={t('dry.title')}>
      <Figures items={[
        { label: t('dry.merges'), value: format.number(run.merges), note: t('dry.pairs', { count: run.pairs, text: format.number(run.pairs) }) },
        { label: t('dry.profiles'), value: `${format.number(run.profilesBefore)} → ${format.number(run.profilesAfter)}`, note: t('dry.fewer', { share: format.percent(run.profilesBefore > 0 ? (run.profilesBefore - run.profilesAfter) / run.profilesBefore : null) }) },
        { label: t('dry.families'), value: format.number(run.families.pairs), note: t('dry.familiesNote', { text: format.number(run.families.keptApart) }), tone: run.families.pairs > 0 ? 'warn' : undefined },
        { label: t('dry.at'), value: <RelativeTime at={new Date(run.madeAt).toISOString()} />, note: t('dry.good') },
      ]} />
      {run.refused.length > 0 && <><h3>{t('dry.refused')}</h3><Refused refused={run.refused} /></>}
      {run.samples.length > 0 && <><h3>{t('dry.samples')}</h3><PairRows label={t('dry.samples')} pairs={run.samples} /></>}
      {run.families.samples.length > 0 && <><h3>{t('dry.familySamples')}</h3><PairRows label={t('dry.familySamples')} pairs={run.families.samples} /></>}
      {run.largest.length > 0 && (
        <>
          <h3>{t('dry.largest')}</h3>
          <ul className={styles.clusters} aria-label={t('dry.largest')}>{run.largest.map((cluster) => <li key={cluster.profiles.map(({ id }) => id).join()}><b>{t('dry.size', { count: cluster.size })}</b> <Names profiles={cluster.profiles} /></li>)}</ul>
        </>
      )}
    </div>
  );
}

function Names({ profiles }: { profiles: readonly ProfileSummary[] }) {
  const { t } = useTranslation('matching');
  return <span className={styles.names}>{profiles.slice(0, namesMax).map((profile) => <Link key={profile.id} to={`/profiles/${profile.id}`} target="_blank" translate="no">{profileName(profile).text || t('profiles:unnamed')}</Link>)}{profiles.length > namesMax && <small>+{profiles.length - namesMax}</small>}</span>;
}
