import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Figures } from '@/components/Panel';
import { shortId } from '@/features/profiles/public';
import { useFormat } from '@/lib/format/useFormat';
import type { DryRun } from './api';
import styles from './identity.module.css';

/** What changed rules would do: how many profiles would merge or come apart, and which, for example. */
export function DryRunPanel({ result }: { result: DryRun }) {
  const { t } = useTranslation('identity');
  const format = useFormat();
  return (
    <div className={styles.trial} role="status">
      <Figures items={[
        { label: t('dry.merged'), value: format.number(result.profilesMerged), tone: result.profilesMerged > 0 ? 'warn' : undefined },
        { label: t('dry.split'), value: format.number(result.profilesSplit), tone: result.profilesSplit > 0 ? 'warn' : undefined },
        { label: t('dry.new'), value: format.number(result.newProfiles) },
        { label: t('dry.looked'), value: format.number(result.profilesLookedAt) },
      ]} />
      {result.isPartial && <Alert type="warning" showIcon title={t('dry.partial')} />}
      {result.samples.length === 0 ? <p className={styles.help}>{t('dry.nothing')}</p> : (
        <table className={styles.samples}>
          <caption>{t('dry.samples')}</caption>
          <thead><tr><th scope="col">{t('dry.before')}</th><th scope="col">{t('dry.after')}</th></tr></thead>
          <tbody>
            {result.samples.map((sample) => (
              <tr key={sample.before.map((profile) => profile.id).join()}>
                <td>{sample.before.map((profile) => <Link key={profile.id} to={`/profiles/${profile.id}`} target="_blank"><span translate="no" title={profile.id}>{shortId(profile.id)}</span> <small>{t('dry.records', { count: profile.records })}</small></Link>)}</td>
                <td>{sample.after.map((part, i) => <span key={i}><span translate="no">{part.fromProfiles.map(shortId).join(' + ')}</span> <small>{t('dry.records', { count: part.records })}</small></span>)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
