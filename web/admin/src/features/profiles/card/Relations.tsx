import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Panel } from '@/components/Panel';
import { useFormat } from '@/lib/format/useFormat';
import { profileName } from '../logic/names';
import { profileQuery } from '../queries';
import { useCard } from './CardContext';
import styles from './card.module.css';

/** Most relations whose names are asked for. */
const shownMax = 12;

/** The companies that a person belongs to, and the people of a company. */
export function Relations() {
  const { t } = useTranslation('profiles');
  const format = useFormat();
  const { profile } = useCard();
  const relations = profile.accounts.slice(0, shownMax);
  const others = useQueries({ queries: relations.map(({ profileId }) => profileQuery(profileId)) });
  if (relations.length === 0) return null;
  const rest = profile.accounts.length - relations.length;
  return (
    <Panel dense title={profile.kind === 'account' ? t('relations.people') : t('relations.accounts')} count={profile.accounts.length}>
      <ul className={styles.relations}>
        {relations.map(({ profileId, since }, at) => {
          const other = others[at]?.data;
          return (
            <li key={profileId}>
              {other ? <Link to={`/profiles/${profileId}`} translate="no">{profileName(other).text || t('unnamed')}</Link> : <span className={styles.wait} />}
              <span className={styles.faint}>{t('relations.since', { date: format.date(since) })}</span>
            </li>
          );
        })}
      </ul>
      {rest > 0 && <p className={styles.faint}>{t('relations.more', { count: rest })}</p>}
    </Panel>
  );
}
