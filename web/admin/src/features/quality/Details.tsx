import { useTranslation } from 'react-i18next';
import { Meter } from '@/components/Meter';
import { useFormat } from '@/lib/format/useFormat';
import { useTraitLabels } from '@/features/catalogue/public';
import type { SourceQuality } from './public';
import styles from './quality.module.css';
import { useFreshnessParts } from './useFreshnessParts';

/** Everything counted of a source: by what it knows customers, what of them, how fresh. */
export function Details({ of }: { of: SourceQuality }) {
  const { t } = useTranslation('quality');
  const label = useTraitLabels();
  const parts = useFreshnessParts();
  return (
    <div className={styles.details}>
      <Shares title={t('details.identifiers')} of={of.records} items={of.identifiers.map((one) => ({ name: one.type, count: one.records }))} />
      <Shares title={t('details.traits')} of={of.records} items={of.traits.map((one) => ({ name: label(one.name) ?? one.name, count: one.records }))} />
      <Shares title={t('details.fresh')} of={of.records} items={parts(of).map(({ name, value }) => ({ name, count: value }))} />
    </div>
  );
}

function Shares({ title, of, items }: { title: string; of: number; items: { name: string; count: number }[] }) {
  const format = useFormat();
  return (
    <div>
      <h3>{title}</h3>
      <ul>{items.map((item) => <li key={item.name}><span translate="no">{item.name}</span><Meter share={of > 0 ? item.count / of : null} label={format.number(item.count)} /></li>)}</ul>
      {items.length === 0 && <p>–</p>}
    </div>
  );
}
