import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { cityOf, profileName } from '@/features/profiles/public';
import { useIdentifierTypes } from '@/lib/useIdentifierTypes';
import type { Related } from '../types';
import { useBits } from '../useBits';
import styles from './pair.module.css';

const sides = { first: 'A', second: 'B', both: 'A, B' } as const;

/** Profiles around the pair: who shares a phone or an address with it, who else may be the same. */
export function RelatedList({ related, blind }: { related: Related[]; blind?: boolean }) {
  const { t, i18n } = useTranslation('matching');
  const { t: profiles } = useTranslation('profiles');
  const bits = useBits();
  const identifierType = useIdentifierTypes();
  const typeName = (type: string) => {
    const name = identifierType(type);
    return name === type && i18n.exists(`matching:fields.${type}`) ? t(`fields.${type}`) : name;
  };
  if (related.length === 0) return <p className={styles.about}>{t('related.none')}</p>;
  return (
    <ul className={styles.related}>
      {related.map((one) => (
        <li key={one.profile.id}>
          <Link to={`/profiles/${one.profile.id}`} target="_blank" translate="no">{profileName(one.profile).text || profiles('unnamed')}</Link>
          {cityOf(one.profile.traits) && <span className={styles.about} translate="no"> {cityOf(one.profile.traits)}</span>}
          <span className={styles.about}>
            {one.why.map((why) => (why.type !== null ? t('related.shares', { type: typeName(why.type), side: sides[one.to] }) : blind || why.probability === null ? t('related.candidateBlind', { side: sides[one.to] }) : t('related.candidate', { share: bits.chance(why.probability), side: sides[one.to] }))).join('; ')}
          </span>
        </li>
      ))}
    </ul>
  );
}
