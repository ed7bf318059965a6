import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Facts, Panel } from '@/components/Panel';
import { RelativeTime } from '@/components/RelativeTime';
import type { components } from '@/lib/api/schema';
import { useFormat } from '@/lib/format/useFormat';
import { useComputedLabels } from '../computed/labels';
import styles from './card.module.css';

interface ProfileSegmentsProps {
  segments: readonly components['schemas']['SegmentOfProfile'][];
  computed: Readonly<Record<string, unknown>>;
}

/** Which segments a person is in, and what is worked out of what they did. */
export function ProfileSegments({ segments, computed }: ProfileSegmentsProps) {
  const { t } = useTranslation('segments');
  const format = useFormat();
  const label = useComputedLabels();
  const values = Object.entries(computed).filter(([, value]) => value !== null && value !== 0 && value !== '');
  const text = (value: unknown) => {
    if (typeof value === 'number') return format.number(value);
    if (typeof value === 'boolean') return value ? t('card.yes') : t('card.no');
    const plain = typeof value === 'string' ? value : JSON.stringify(value);
    return /^\d{4}-\d\d-\d\dT/.test(plain) ? format.dateTime(plain) : plain;
  };
  return (
    <>
      {segments.length > 0 && (
        <Panel dense title={t('title')} count={segments.length}>
          <ul className={styles.segments}>{segments.map(({ key, name, since }) => <li key={key}><Link to={`/segments/${key}`} translate="no">{name}</Link> <small>{t('card.since')} <RelativeTime at={since} /></small></li>)}</ul>
        </Panel>
      )}
      {values.length > 0 && <Panel dense title={t('computed.title')}><Facts items={values.map(([key, value]) => ({ label: label(key), value: <span translate="no">{text(value)}</span> }))} /></Panel>}
    </>
  );
}
