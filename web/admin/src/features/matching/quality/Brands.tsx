import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/Panel';
import { useFormat } from '@/lib/format/useFormat';
import { useSession } from '@/lib/session';
import { brandsQuery } from '@/lib/workspace';
import styles from '../matching.module.css';
import type { MatchQuality } from '../types';

type Overlap = MatchQuality['brands'][number];

/** How many customers brands share: as far as equal phones and the like tell it, and with matching; of whom the share is taken is said. */
export function Brands({ brands }: { brands: MatchQuality['brands'] }) {
  const { t } = useTranslation('matching');
  return (
    <Panel title={t('brands.title')} text={t('brands.text')}>
      {brands.length === 0 ? <p className={styles.soft}>{t('brands.one')}</p> : <ul className={styles.brands}>{brands.map((overlap) => <Pair key={`${overlap.first} ${overlap.second}`} overlap={overlap} />)}</ul>}
    </Panel>
  );
}

function Pair({ overlap }: { overlap: Overlap }) {
  const { t, i18n } = useTranslation('matching');
  const format = useFormat();
  const { can } = useSession();
  const { data } = useQuery({ ...brandsQuery, staleTime: 300_000, enabled: can('workspace:read') });
  const name = (key: string) => data?.find((brand) => brand.key === key)?.name ?? key;
  const [first, second] = [name(overlap.first), name(overlap.second)];
  const smaller = Math.min(overlap.customersFirst, overlap.customersSecond);
  const denominator = i18n.exists(`matching:brands.denominators.${overlap.denominator}`) ? t(`brands.denominators.${overlap.denominator}`, { text: format.number(smaller) }) : overlap.denominator;
  return (
    <li>
      <h3 translate="no">{first} + {second}</h3>
      <p className={styles.soft}><span translate="no">{first}</span>: {t('brands.customers', { count: overlap.customersFirst, text: format.number(overlap.customersFirst) })}; <span translate="no">{second}</span>: {t('brands.customers', { count: overlap.customersSecond, text: format.number(overlap.customersSecond) })}</p>
      <dl>
        {([['before', overlap.before], ['after', overlap.after]] as const).map(([key, { both, share }]) => (
          <div key={key} data-when={key}>
            <dt>{t(`brands.${key}`)}</dt>
            <dd><span className={styles.overlap} aria-hidden="true"><i style={{ width: `${Math.min(100, (share ?? 0) * 100)}%` }} /></span> <b>{format.percent(share)}</b> <span>{t('brands.both', { count: both, text: format.number(both) })}</span></dd>
          </div>
        ))}
      </dl>
      <p className={styles.soft}>{t('brands.of', { denominator })}</p>
    </li>
  );
}
