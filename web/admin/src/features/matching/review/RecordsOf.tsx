import { useState } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { SourceTag } from '@/components/SourceTag';
import { useTraits, type Profile } from '@/features/profiles/public';
import { useSourceNames } from '@/features/sources/public';
import { useFormat } from '@/lib/format/useFormat';
import type { Pair, PopulationKind } from '../types';
import styles from './pair.module.css';

/** Records of a side that are shown at first. */
const shownFirst = 3;

/** What each source said, record by record, of the one side and of the other. */
export function RecordsOf({ pair }: { pair: Pair }) {
  return (
    <div className={styles.records}>
      <RecordsOfSide letter="A" profile={pair.firstProfile} />
      <RecordsOfSide letter="B" profile={pair.secondProfile} />
    </div>
  );
}

function RecordsOfSide({ letter, profile }: { letter: string; profile: Profile }) {
  const { t } = useTranslation('matching');
  const format = useFormat();
  const traits = useTraits(profile.kind as PopulationKind);
  const name = useSourceNames();
  const [all, setAll] = useState(false);
  const records = all ? profile.records : profile.records.slice(0, shownFirst);
  return (
    <section aria-label={t('records.of', { side: letter })}>
      <ul>
        {records.map((record) => (
          <li key={`${record.source} ${record.externalId}`}>
            <p className={styles.recordHead}><i aria-hidden="true" translate="no">{letter}</i><SourceTag source={record.source} name={name(record.source)} /> <code>{record.externalId}</code> <span className={styles.about}>{format.date(record.updatedAt)}</span></p>
            <p className={styles.said} translate="no">{Object.keys(record.traits).sort(traits.order).map((trait) => traits.text(trait, record.traits[trait])).filter((text) => text !== '').join(' · ') || '–'}</p>
          </li>
        ))}
      </ul>
      {profile.records.length > records.length && <Button type="link" size="small" onClick={() => setAll(true)}>{t('records.more', { count: profile.records.length - records.length })}</Button>}
    </section>
  );
}
