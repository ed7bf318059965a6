import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '@/lib/session';
import { destinationsQuery } from './api';
import { State } from './State';
import styles from './destinations.module.css';

/** Which destinations are sent who enters and leaves a segment. */
export function ReceivedBy({ segment }: { segment: string }) {
  const { t } = useTranslation('destinations');
  const { can } = useSession();
  const { data } = useQuery({ ...destinationsQuery, enabled: can('destinations:read') });
  if (!data) return null;
  const receivers = data.filter((one) => one.segments.includes(segment));
  return (
    <p className={styles.receivers}>
      <span>{receivers.length > 0 ? t('receivedBy') : t('receivedByNobody')}</span>
      {receivers.map((one) => <span key={one.key}><Link to={`/destinations/${one.key}`} translate="no">{one.name}</Link> <State of={one} /></span>)}
      {receivers.length === 0 && can('destinations:write') && <Link to={`/destinations?new=${encodeURIComponent(segment)}`}>{t('sendThis')}</Link>}
    </p>
  );
}
