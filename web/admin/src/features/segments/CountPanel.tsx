import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Bones, Panel } from '@/components/Panel';
import { useProblemText } from '@/components/useProblemText';
import { cityOf, identifierText, profileName, useDebounced, type ProfileSummary } from '@/features/profiles/public';
import { useFormat } from '@/lib/format/useFormat';
import { countQuery, problemsOf } from './api';
import type { Written } from './logic/fromForm';
import styles from './segments.module.css';

/** How long nothing may be typed before the rule is counted. */
const pauseMs = 350;

/** Counts the rule while it is written: what is asked, and what came. */
export function useCount(written: Written) {
  const text = useDebounced(JSON.stringify(written.rule), pauseMs);
  const isWhole = written.unfinished.length === 0;
  const counted = useQuery(countQuery(JSON.parse(text) as Written['rule'], isWhole));
  const isBehind = text !== JSON.stringify(written.rule) || counted.isFetching;
  return { ...counted, isWhole, isBehind, problems: isWhole && !isBehind ? problemsOf(counted.error) : [] };
}

/** How many people the rule holds for, and some of them. */
export function CountPanel({ counted }: { counted: ReturnType<typeof useCount> }) {
  const { t } = useTranslation('segments');
  const format = useFormat();
  const problem = useProblemText();
  const { data, error, isWhole, isBehind, refetch } = counted;
  return (
    <Panel title={t('count.title')}>
      <div aria-live="polite" aria-busy={isWhole && isBehind && !data}>
        {!isWhole && <p className={styles.soft}>{t('count.unfinished')}</p>}
        {isWhole && error && !isBehind && <p className={styles.soft}>{counted.problems.length > 0 ? t('count.wrong') : <>{problem(error).title} <Button size="small" onClick={() => void refetch()}>{t('app:error.retry')}</Button></>}</p>}
        {isWhole && !error && !data && <Bones lines={3} />}
        {isWhole && !error && data && (
          <div className={isBehind ? styles.stale : undefined}>
            <p className={styles.count}>{format.number(data.count)} <small>{t('count.people', { count: data.count })}</small></p>
            <p className={styles.soft}>{t('count.asOf', { position: format.number(data.asOf), ms: format.number(data.elapsedMs) })}</p>
            {!data.isComplete && <p className={styles.soft}>{t('count.incomplete')}</p>}
            {data.sample.length > 0 && <ul className={styles.people} aria-label={t('count.sample')}>{data.sample.map((profile) => <li key={profile.id}><Person profile={profile} /></li>)}</ul>}
          </div>
        )}
      </div>
    </Panel>
  );
}

function Person({ profile }: { profile: ProfileSummary }) {
  const { t } = useTranslation();
  const contact = profile.identifiers.find(({ type }) => type === 'phone' || type === 'email');
  const notes = [cityOf(profile.traits), contact && identifierText(contact)].filter(Boolean).join(' · ');
  return <Link to={`/profiles/${profile.id}`} target="_blank" translate="no"><span>{profileName(profile).text || t('profiles:unnamed')}</span>{notes && <small>{notes}</small>}</Link>;
}
