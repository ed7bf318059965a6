import { CloseOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSourceNames } from '@/features/sources/public';
import { useFormat } from '@/lib/format/useFormat';
import { useSession } from '@/lib/session';
import { sourcesQuery } from '@/lib/workspace';
import { bandOf, bands, type PairFilter, type Sort } from '../logic/filter';
import type { PairState, Population } from '../types';
import styles from './review.module.css';

interface FiltersProps {
  filter: PairFilter;
  population: Population;
  onChange: (change: Partial<PairFilter>) => void;
  /** Without the order and the states that only a queue has. */
  short?: boolean;
}

/** Which pairs are shown. */
export function Filters({ filter, population, onChange, short }: FiltersProps) {
  const { t } = useTranslation('matching');
  const format = useFormat();
  const { can } = useSession();
  const { data: sources } = useQuery({ ...sourcesQuery, staleTime: 300_000, enabled: can('sources:read') });
  const name = useSourceNames();
  const bandWord = useBandWord();
  const band = bandOf(filter);
  return (
    <div className={styles.filters}>
      {!short && (
        <Segmented block size="small" value={filter.state === 'decided' ? 'open' : filter.state} aria-label={t('filter.state')} onChange={(state: PairState) => onChange({ state })}
          options={[{ value: 'open', label: t('filter.open') }, { value: 'later', label: population.queue.later > 0 ? `${t('filter.later')} · ${format.number(population.queue.later)}` : t('filter.later') }]} />
      )}
      <Select size="small" aria-label={t('filter.band')} value={band ?? 'own'} onChange={(key: string) => { const found = bands.find((one) => one.key === key); onChange({ min: found?.min, max: found?.max }); }}
        options={[...bands.map((one) => ({ value: one.key, label: bandWord(one) })), ...(band ? [] : [{ value: 'own', label: bandWord({ key: 'own', min: filter.min, max: filter.max }) }])]} />
      <Select size="small" aria-label={t('filter.source')} value={filter.source ?? ''} onChange={(source: string) => onChange({ source: source || undefined })}
        options={[{ value: '', label: t('filter.anySource') }, ...(sources ?? []).map((one) => ({ value: one.key, label: <span translate="no">{name(one.key)}</span> }))]} />
      {!short && (
        <Select size="small" aria-label={t('filter.sort')} value={filter.sort} onChange={(sort: Sort) => onChange({ sort })}
          options={(['-probability', 'probability', 'newest'] as const).map((sort) => ({ value: sort, label: t(`filter.sorts.${sort === '-probability' ? 'sure' : sort === 'probability' ? 'doubtful' : 'newest'}`) }))} />
      )}
      {filter.pattern && <Button size="small" icon={<CloseOutlined />} iconPlacement="end" className={styles.chip} onClick={() => onChange({ pattern: undefined })}>{t('filter.group')}</Button>}
      {filter.profile && <Button size="small" icon={<CloseOutlined />} iconPlacement="end" className={styles.chip} onClick={() => onChange({ profile: undefined })}>{t('filter.profile')}</Button>}
    </div>
  );
}

/** A band of probability in words: "95 to 99 %". */
export function useBandWord() {
  const { t } = useTranslation('matching');
  const format = useFormat();
  return ({ min, max }: { min?: number; max?: number; key?: string }) =>
    min === undefined && max === undefined ? t('bands.all') : max === undefined ? t('bands.from', { from: format.percent(min) }) : min === undefined ? t('bands.to', { to: format.percent(max) }) : t('bands.between', { from: format.percent(min), to: format.percent(max) });
}
